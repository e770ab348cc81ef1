//! The forms of still pages: sent by `fetch`, so that the page stays and a failure is told in place.

use leptos::ev::{self, SubmitEvent};
use leptos::prelude::{document, window, window_event_listener};
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use views::Failure;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlFormElement};

use super::document::fetch_masthead;
use super::fields;
use super::show::show_masthead;
use crate::browser::{Posted, asked_address, forget_kept, post_form};
use crate::shell::is_live;
use crate::ui::{Refresh, failure_text};

const BUSY: &str = "aria-busy";

/// Listens to every form that stands in a still part of the document.
pub(super) fn listen(navigate: impl Fn(&str, NavigateOptions) + Clone + 'static, refresh: Refresh) {
    // As long as the visit lasts.
    let _ = window_event_listener(ev::submit, move |event: SubmitEvent| {
        let Some(form) = still_form(&event) else { return };
        if form.method() == "get" {
            if let Some(address) = asked_address(&event) {
                event.prevent_default();
                navigate(&address, NavigateOptions::default());
            }
            return;
        }
        event.prevent_default();
        if form.has_attribute(BUSY) || fields::mark_missing(&form) {
            return;
        }
        let _ = form.set_attribute(BUSY, "true");
        let (posted, navigate) = (post_form(&event), navigate.clone());
        spawn_local(async move {
            let posted = posted.await;
            let _ = form.remove_attribute(BUSY);
            ended(&form, posted, &navigate, refresh).await;
        });
    });
}

fn still_form(event: &SubmitEvent) -> Option<HtmlFormElement> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let is_still = form.closest("[data-part]").ok()?.is_some();
    (is_still && !event.default_prevented()).then_some(form)
}

async fn ended(
    form: &HtmlFormElement,
    posted: Posted,
    navigate: &impl Fn(&str, NavigateOptions),
    refresh: Refresh,
) {
    tell(form, None);
    let target = match posted {
        Posted::Failed(failure) => return tell(form, Some(failure)),
        Posted::Moved(target) => Some(target),
        Posted::Done => None,
    };
    // What was sent is no longer what somebody is typing.
    form.reset();
    if form.get_attribute("action").is_some_and(|action| action.ends_with("/sign_out")) {
        forget_kept();
    }
    // A place on this very page is no reason to leave it.
    match target.filter(|target| target.split('#').next() != Some(here().as_str())) {
        Some(target) => {
            navigate(&target, NavigateOptions::default());
            // A live page brings no masthead of its own, and somebody may have signed in.
            if is_live(&target)
                && let Some(masthead) = fetch_masthead().await
            {
                show_masthead(&masthead);
            }
        }
        None => refresh.now(),
    }
}

fn here() -> String {
    let location = window().location();
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Tells a failure at the top of its form and at its field, or takes back what was told.
fn tell(form: &HtmlFormElement, failure: Option<Failure>) {
    fields::tell(form, failure);
    const TOLD: &str = "error-summary";
    if let Some(before) = form.first_element_child().filter(|first| first.class_name() == TOLD) {
        before.remove();
    }
    let Some(failure) = failure else { return };
    let (Ok(told), Ok(words)) = (document().create_element("div"), document().create_element("p")) else {
        return;
    };
    told.set_class_name(TOLD);
    let _ = told.set_attribute("role", "alert");
    let _ = told.set_attribute("tabindex", "-1");
    words.set_text_content(Some(failure_text(failure)));
    let _ = told.append_child(&words);
    let _ = form.insert_before(&told, form.first_child().as_ref());
    // The button may be far below the words that say why it failed.
    if let Some(told) = told.dyn_ref::<HtmlElement>() {
        let _ = told.focus();
    }
}
