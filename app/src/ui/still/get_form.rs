use leptos::prelude::*;

/// A form that asks: its answers become the address of the next page. With Wasm the router goes there without a reload.
#[component]
pub fn GetForm(
    #[prop(into)] action: String,
    #[prop(optional, into)] class: &'static str,
    #[prop(optional)] role: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! { <form method="get" action=action class=class role=role>{children()}</form> }
}
