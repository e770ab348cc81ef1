use leptos::prelude::*;
use views::Failure;

use crate::ui::{failure_summary, here};

/// The failure that a form without JavaScript came back with, from `?error=`.
#[component]
pub fn QueryFailure() -> impl IntoView {
    here().asked("error").and_then(|code| Failure::from_code(&code)).map(failure_summary)
}
