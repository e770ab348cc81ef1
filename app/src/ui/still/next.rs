use leptos::prelude::*;

use super::kept;
use crate::ui::here;

/// Where to go once a sign-in is whole, carried through the form that is posted to `action`.
#[component]
pub fn Next(action: &'static str) -> impl IntoView {
    // A form that was refused comes back without the query.
    let next = here().asked("next").or_else(|| kept(action, "next")).unwrap_or_default();
    view! { <input type="hidden" name="next" value=next/> }
}
