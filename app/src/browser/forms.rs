//! All forms are sent by `fetch`, so that the page stays and a failure is told in place.

use leptos::ev::{self, SubmitEvent};
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::{document, window_event_listener, window_event_listener_untyped};
use leptos::task::spawn_local;
use views::Failure;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlFormElement};

use super::send::{Posted, asked_address, post_form, written};
use super::show::elements;
use super::{fields, forget_kept, template, visit};
use crate::ui::{failure_text, t};

const BUSY: &str = "aria-busy";
/// The class of a failure that is told.
const TOLD: &str = "error-summary";
/// Told at a form once the server has taken it, before the page changes.
const SENT: &str = "motcua:sent";

/// Listens to every form that stands in a part of the document.
pub(super) fn listen() {
    // As long as the document lasts.
    let _ = window_event_listener(ev::submit, move |event: SubmitEvent| {
        let Some(form) = our_form(&event) else { return };
        event.prevent_default();
        if form.method() == "get" {
            if template::add(&form) {
                return;
            }
            if let Some(address) = asked_address(&form, &event) {
                visit::go_on(&address);
            }
            return;
        }
        if form.has_attribute(BUSY) || (!is_live(&form) && fields::mark_missing(&form)) {
            return;
        }
        // What was told of the attempt before is over, and the button shows that something is under way.
        tell(&form, None);
        let busy: Vec<Element> =
            [Some(form.clone().into()), event.submitter().map(Into::into)].into_iter().flatten().collect();
        for element in &busy {
            let _ = element.set_attribute(BUSY, "true");
        }
        spawn_local(async move {
            let sent = written(&form);
            let posted = post_form(&form, &event).await;
            for element in &busy {
                let _ = element.remove_attribute(BUSY);
            }
            ended(&form, posted, &sent);
        });
    });
    let _ = window_event_listener(ev::online, |_| take_back_offline());
}

/// Tells at the head of the page that the next one could not be had.
pub(super) fn tell_offline() {
    take_back_offline();
    tell_on_page(failure_text(Failure::Offline));
}

/// The network is back: that it was away is no longer told.
fn take_back_offline() {
    let words = failure_text(Failure::Offline);
    for told in elements(&format!("form > .{TOLD}, main > .{TOLD}")) {
        if told.text_content().as_deref() == Some(words) {
            told.remove();
        }
    }
}

/// Calls back when the server has taken the form with this id.
pub(crate) fn when_sent(id: &'static str, then: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener_untyped(SENT, move |event| {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if form.is_some_and(|form| form.id() == id) {
            then();
        }
    })
}

fn our_form(event: &SubmitEvent) -> Option<HtmlFormElement> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let is_ours = form.closest("[data-part]").ok()?.is_some();
    (is_ours && !event.default_prevented()).then_some(form)
}

/// The questions of an application tell what is missing by themselves.
fn is_live(form: &HtmlFormElement) -> bool {
    form.closest("[data-live]").is_ok_and(|live| live.is_some())
}

fn ended(form: &HtmlFormElement, posted: Posted, sent: &str) {
    if !form.is_connected() {
        return ended_elsewhere(&posted);
    }
    tell(form, None);
    let target = match posted {
        // What stands here is not what is there: it comes fresh, and says so.
        Posted::Failed(Failure::DraftChanged) => {
            let page = visit::here();
            let page = page.split('?').next().unwrap_or_default();
            return visit::go_on(&format!("{page}?error={}", Failure::DraftChanged.code()));
        }
        Posted::Failed(failure) => return tell(form, Some(failure)),
        Posted::Moved(target) => Some(target),
        Posted::Done => None,
    };
    tell_sent(form);
    // What was sent is no longer what somebody is typing; what was written while it was on its way is.
    if !is_live(form) && written(form) == sent {
        form.reset();
    }
    if form.get_attribute("action").is_some_and(|action| action.ends_with("/sign_out")) {
        forget_kept();
    }
    // A place on this very page is no reason to leave it.
    match target.filter(|target| target.split('#').next() != Some(visit::here().as_str())) {
        Some(target) => visit::go_on(&target),
        None => visit::refresh(),
    }
}

/// The page of the form was left meanwhile. Nobody is taken away from where they are now; that it failed is told there.
fn ended_elsewhere(posted: &Posted) {
    let Posted::Failed(failure) = posted else { return };
    tell_on_page(&format!("{} {}", left_text(), failure_text(*failure)));
}

fn left_text() -> &'static str {
    t("Việc gửi ở trang trước không thành.", "What you sent from the page before did not arrive.")
}

fn tell_sent(form: &HtmlFormElement) {
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(SENT, &bubbles) {
        let _ = form.dispatch_event(&event);
    }
}

/// Tells a failure at the top of its form and at its field, or takes back what was told.
fn tell(form: &HtmlFormElement, failure: Option<Failure>) {
    fields::tell(form, failure);
    if let Some(before) = form.first_element_child().filter(|first| first.class_name() == TOLD) {
        before.remove();
    }
    if let Some(failure) = failure {
        tell_at_head(form, failure_text(failure));
    }
}

fn tell_on_page(text: &str) {
    if let Ok(Some(main)) = document().query_selector("[data-part=page] main") {
        tell_at_head(&main, text);
    }
}

fn tell_at_head(place: &Element, text: &str) {
    let (Ok(told), Ok(words)) = (document().create_element("div"), document().create_element("p")) else {
        return;
    };
    told.set_class_name(TOLD);
    let _ = told.set_attribute("role", "alert");
    let _ = told.set_attribute("tabindex", "-1");
    words.set_text_content(Some(text));
    let _ = told.append_child(&words);
    let _ = place.insert_before(&told, place.first_child().as_ref());
    // The button may be far below the words that say why it failed.
    if let Some(told) = told.dyn_ref::<HtmlElement>() {
        let _ = told.focus();
    }
}
