use leptos::prelude::*;

/// A form that is posted to a server function or a route, and works as a plain form.
///
/// With Wasm it is sent by `fetch` (`browser/forms.rs` listens to all forms of a page), the page that the answer names
/// is shown, and a failure is told in place, so that nothing typed is lost. Buttons with `name` and `value` behave as
/// in a plain form, file inputs too (docs/decisions/0003-forms.md says why this is not `ActionForm`).
#[component]
pub fn PostForm(
    #[prop(into)] action: String,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: Option<String>,
    /// Sends files.
    #[prop(optional)]
    multipart: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            id=id
            class=class
            method="post"
            action=action
            enctype=multipart.then_some("multipart/form-data")
            // The browser's own bubbles speak its language and not the page's, and show one fault at a time.
            novalidate
        >
            {children()}
        </form>
    }
}
