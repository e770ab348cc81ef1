use leptos::prelude::*;
use views::Failure;

use crate::ui::{failure_text, here};

/// A field for a password or a code, which tells the failures that are its own. With Wasm the form's failure is put
/// here by `browser::fields`, which reads `data-failures`.
///
/// Nothing that is typed here is ever shown again, so `name` must hold the word `password` or `secret`: fields named so
/// are not kept when the form comes back.
#[component]
pub fn SecretField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] help: &'static str,
    autocomplete: &'static str,
    /// A one-time code, to be read while it is typed, with the keyboard for digits.
    #[prop(optional)]
    code: bool,
    /// The failures that are this field's.
    of: &'static [Failure],
) -> impl IntoView {
    let failure = here().asked("error").and_then(|code| Failure::from_code(&code));
    let wrong = failure.filter(|failure| of.contains(failure));
    let mut described: Vec<String> = Vec::new();
    if !help.is_empty() {
        described.push(format!("{id}-help"));
    }
    if wrong.is_some() {
        described.push(format!("{id}-error"));
    }
    let failures = of.iter().map(|failure| failure.code()).collect::<Vec<_>>().join(" ");
    view! {
        <div class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=failures>
            <label for=id>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{id}-help")>{help}</p> })}
            {wrong.map(|failure| view! { <p class="error" id=format!("{id}-error")>{failure_text(failure)}</p> })}
            <input
                id=id
                class="w-20"
                name=name
                type=if code { "text" } else { "password" }
                inputmode=code.then_some("numeric")
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=wrong.is_some().then_some("true")
            />
        </div>
    }
    .into_any()
}
