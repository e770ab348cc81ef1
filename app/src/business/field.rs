//! A field of one line, which tells the failures that are its own.

use leptos::prelude::*;
use views::Failure;

use crate::ui::{failure_text, is_kept, kept, query_map};

/// Its form is posted to `action`. With Wasm the form's failure is put here by `browser::still`, which reads
/// `data-failures`.
#[component]
pub(super) fn LineField(
    action: &'static str,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] help: &'static str,
    /// `text`, `date` or `email`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "w-20")] width: &'static str,
    #[prop(optional)] mode: Option<&'static str>,
    /// What stands in it at first.
    #[prop(optional, into)]
    before: String,
    #[prop(optional)] required: bool,
    /// The failures that are this field's.
    of: &'static [Failure],
) -> impl IntoView {
    let wrong = wrong(action, of);
    let value = kept(action, name).unwrap_or(before);
    let mut described = Vec::new();
    if !help.is_empty() {
        described.push(format!("{name}-help"));
    }
    if wrong.is_some() {
        described.push(format!("{name}-error"));
    }
    view! {
        <div class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=codes(of)>
            <label for=name>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{name}-help")>{help}</p> })}
            {wrong.map(|failure| view! { <p class="error" id=format!("{name}-error")>{failure_text(failure)}</p> })}
            <input
                id=name
                class=width
                name=name
                type=kind
                inputmode=mode
                value=value
                autocomplete="off"
                required=required
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=wrong.is_some().then_some("true")
            />
        </div>
    }
    .into_any()
}

/// The failure that the form came back with, when it is one of these.
pub(super) fn wrong(action: &str, of: &[Failure]) -> Option<Failure> {
    let failure = query_map().read_untracked().get("error").and_then(|code| Failure::from_code(&code));
    failure.filter(|failure| of.contains(failure) && is_kept(action))
}

/// For `data-failures`.
pub(super) fn codes(of: &[Failure]) -> String {
    of.iter().map(|failure| failure.code()).collect::<Vec<_>>().join(" ")
}
