use leptos::html::Div;
use leptos::prelude::*;
use views::Failure;

use super::failure_text;

/// A form that is posted to a server function or a route, and works as a plain form.
///
/// With Wasm it is sent by `fetch`, the router follows where the answer points, and a failure is told in place, so
/// that nothing typed is lost. Buttons with `name` and `value` behave as in a plain form, file inputs too
/// (docs/decisions/0003-forms.md says why this is not `ActionForm`).
#[component]
pub fn PostForm(
    #[prop(into)] action: String,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: Option<String>,
    /// Sends files.
    #[prop(optional)]
    multipart: bool,
    /// Called once the server has taken the form, before the page changes.
    #[prop(optional)]
    done: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let submit = submitter(failure, busy, done);
    let told = NodeRef::<Div>::new();
    // The button may be far below the words that say why it failed.
    Effect::new(move |_| {
        if let Some(told) = told.get().filter(|_| failure.get().is_some()) {
            let _ = told.focus();
        }
    });
    view! {
        <form
            id=id
            class=class
            method="post"
            action=action
            enctype=multipart.then_some("multipart/form-data")
            // The browser's own bubbles speak its language and not the page's, and show one fault at a time.
            novalidate
            aria-busy=move || busy.get().then_some("true")
            on:submit=submit
        >
            {move || {
                failure.get().map(|failure| {
                    view! {
                        <div node_ref=told class="error-summary" role="alert" tabindex="-1">
                            <p>{failure_text(failure)}</p>
                        </div>
                    }
                })
            }}
            {children()}
        </form>
    }
}

#[cfg(not(feature = "hydrate"))]
fn submitter(
    _: RwSignal<Option<Failure>>,
    _: RwSignal<bool>,
    _: Option<Callback<()>>,
) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    |_| {}
}

#[cfg(feature = "hydrate")]
fn submitter(
    failure: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    done: Option<Callback<()>>,
) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    use crate::browser::{Posted, post_form};
    use crate::ui::Refresh;

    let navigate = leptos_router::hooks::use_navigate();
    let refresh = expect_context::<Refresh>();
    move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // A page that is being replaced takes no more.
        if busy.try_get_untracked() != Some(false) {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        let request = post_form(&event);
        leptos::task::spawn_local(async move {
            let posted = request.await;
            busy.set(false);
            if let (Posted::Moved(_) | Posted::Done, Some(done)) = (&posted, done) {
                done.run(());
            }
            match posted {
                Posted::Moved(location) => {
                    failure.set(None);
                    navigate(&location, leptos_router::NavigateOptions::default());
                    refresh.now();
                }
                Posted::Done => {
                    failure.set(None);
                    refresh.now();
                }
                Posted::Failed(reason) => failure.set(Some(reason)),
            }
        });
    }
}
