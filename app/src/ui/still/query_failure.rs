use leptos::prelude::*;
use views::Failure;

use crate::ui::{failure_summary, query_map};

/// The failure that a form without JavaScript came back with, from `?error=`.
#[component]
pub fn QueryFailure() -> impl IntoView {
    let query = query_map();
    move || query.read().get("error").and_then(|code| Failure::from_code(&code)).map(failure_summary)
}
