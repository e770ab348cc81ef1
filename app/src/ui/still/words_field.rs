use leptos::prelude::*;
use views::Failure;

use super::{is_kept, kept};
use crate::ui::{TextArea, failure_text, here};

/// A field for words in a form that is posted to `action`, which tells the failures that are its own. With Wasm the
/// form's failure is put here by `browser::fields`, which reads `data-failures`.
#[component]
pub fn WordsField(
    #[prop(into)] action: String,
    #[prop(into)] id: String,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] help: &'static str,
    rows: u8,
    max_length: u16,
    /// What stands in it at first.
    #[prop(optional)]
    before: String,
    /// The failures that are this field's.
    of: &'static [Failure],
) -> impl IntoView {
    let failure = here().asked("error").and_then(|code| Failure::from_code(&code));
    // Several forms of a page may have such a field: only the one that came back tells.
    let wrong = failure.filter(|failure| of.contains(failure) && is_kept(&action));
    let value = kept(&action, name).unwrap_or(before);
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
            <label for=id.clone()>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{id}-help")>{help}</p> })}
            {wrong.map(|failure| view! { <p class="error" id=format!("{id}-error")>{failure_text(failure)}</p> })}
            <TextArea
                id=id
                name=name
                value=value
                rows=rows
                max_length=max_length
                required=true
                invalid=wrong.is_some()
                described_by=described.join(" ")
            />
        </div>
    }
    .into_any()
}
