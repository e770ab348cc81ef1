use leptos::prelude::*;

/// A form that asks: its answers become the address of the next page.
///
/// With Wasm the router goes there without a reload.
#[component]
pub fn GetForm(
    action: &'static str,
    #[prop(optional, into)] class: &'static str,
    #[prop(optional)] role: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="get" action=action class=class role=role on:submit=submitter()>
            {children()}
        </form>
    }
}

#[cfg(not(feature = "hydrate"))]
fn submitter() -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    |_| {}
}

#[cfg(feature = "hydrate")]
fn submitter() -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    let navigate = leptos_router::hooks::use_navigate();
    move |event: leptos::ev::SubmitEvent| {
        if let Some(address) = crate::browser::asked_address(&event) {
            event.prevent_default();
            navigate(&address, leptos_router::NavigateOptions::default());
        }
    }
}
