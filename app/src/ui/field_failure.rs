//! Failures told at the field that they are about, beside the words at the head of the form.

use leptos::prelude::*;
use views::Failure;

use super::{failure_text, query_map};

/// The failure of the form around a field; [`super::PostForm`] provides it.
#[derive(Clone, Copy)]
pub struct FormFailure(pub RwSignal<Option<Failure>>);

/// Why the form failed: by `fetch`, or, without JavaScript, in the address.
fn failure() -> impl Fn() -> Option<Failure> + Copy + Send + Sync + 'static {
    let form = use_context::<FormFailure>();
    let query = query_map();
    move || {
        let sent = form.and_then(|form| form.0.get());
        sent.or_else(|| query.read().get("error").and_then(|code| Failure::from_code(&code)))
    }
}

/// A field for a password or a code. Nothing that is typed here is ever shown again, so `name` must hold the word
/// `password` or `secret`: fields named so are not kept when the form comes back.
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
    let failure = failure();
    let wrong = move || failure().filter(|failure| of.contains(failure));
    let described = move || match (help.is_empty(), wrong().is_some()) {
        (true, false) => None,
        (true, true) => Some(format!("{id}-error")),
        (false, false) => Some(format!("{id}-help")),
        (false, true) => Some(format!("{id}-help {id}-error")),
    };
    view! {
        <div class=move || if wrong().is_some() { "field invalid" } else { "field" }>
            <label for=id>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{id}-help")>{help}</p> })}
            {move || wrong().map(|failure| view! { <p class="error" id=format!("{id}-error")>{failure_text(failure)}</p> })}
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
                aria-describedby=described
                aria-invalid=move || wrong().is_some().then_some("true")
            />
        </div>
    }
}
