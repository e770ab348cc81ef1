use leptos::prelude::*;

use super::kept;
use crate::ui::query_map;

/// Where to go once a sign-in is whole, carried through the form that is posted to `action`.
#[component]
pub fn Next(action: &'static str) -> impl IntoView {
    let query = query_map();
    // A form that was refused comes back without the query.
    let before = kept(action, "next");
    let next = move || query.read().get("next").or_else(|| before.clone()).unwrap_or_default();
    view! { <input type="hidden" name="next" value=next/> }
}
