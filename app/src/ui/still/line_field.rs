//! A field of one line, which tells the failures that are its own.

use leptos::prelude::*;
use views::Failure;

use super::{is_kept, kept};
use crate::ui::{failure_text, here};

/// Its form is posted to `action`. With Wasm the form's failure is put here by `browser::still`, which reads
/// `data-failures`.
#[component]
pub fn LineField(
    #[prop(into)] action: String,
    #[prop(into)] name: String,
    /// The name, where nothing else is said: a page may have several of one name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(into)] label: String,
    #[prop(optional)] help: &'static str,
    /// `text`, `date` or `email`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "w-20")] width: &'static str,
    #[prop(optional)] mode: Option<&'static str>,
    /// The first day that may be chosen, for a date.
    #[prop(optional, into)]
    least: Option<String>,
    /// What stands in it at first.
    #[prop(optional, into)]
    before: String,
    #[prop(optional)] required: bool,
    /// The failures that are this field's.
    of: &'static [Failure],
) -> impl IntoView {
    let wrong = wrong(&action, of);
    let value = kept(&action, &name).unwrap_or(before);
    let id = id.unwrap_or_else(|| name.clone());
    let mut described = Vec::new();
    if !help.is_empty() {
        described.push(format!("{id}-help"));
    }
    if wrong.is_some() {
        described.push(format!("{id}-error"));
    }
    view! {
        <div class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=codes(of)>
            <label for=id.clone()>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{id}-help")>{help}</p> })}
            {wrong.map(|failure| view! { <p class="error" id=format!("{id}-error")>{failure_text(failure)}</p> })}
            <input
                id=id
                class=width
                name=name
                type=kind
                min=least
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
#[must_use]
pub fn wrong(action: &str, of: &[Failure]) -> Option<Failure> {
    let failure = here().asked("error").and_then(|code| Failure::from_code(&code));
    failure.filter(|failure| of.contains(failure) && is_kept(action))
}

/// For `data-failures`.
#[must_use]
pub fn codes(of: &[Failure]) -> String {
    of.iter().map(|failure| failure.code()).collect::<Vec<_>>().join(" ")
}
