//! What only a browser does: it follows links and sends forms without loading a document anew, and takes live pages over
//! (docs/decisions/0005-still-pages.md). No page has code of its own here, so that the Wasm does not grow with the pages.

mod buttons;
mod document;
mod fields;
mod forms;
mod guard;
mod idle;
mod links;
mod live;
mod send;
mod show;
mod template;
mod visit;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

pub(crate) use self::forms::when_sent;
pub(crate) use self::send::{communes_of, live_page, save_answers};
pub(crate) use self::visit::{arrive, arrive_again, refresh};
use crate::citizen::Uploads;

/// Takes over the page, then says so on `<html data-hydrated>` for styles and tests.
pub fn hydrate() {
    // It runs already when the Wasm is loaded twice.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let visit = Owner::new();
    visit.with(|| {
        let uploads = Uploads::new();
        Effect::new(move |_| uploads.tell_on_page());
        visit::begin(uploads);
    });
    // It lasts as long as the document.
    std::mem::forget(visit);
    buttons::listen();
    forms::listen();
    links::listen();
    guard::listen();
    idle::listen();
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
    }
}

/// Writes text to the clipboard. False where the browser refuses, or has none because the page came without TLS.
async fn copy(text: &str) -> bool {
    if !window().is_secure_context() {
        return false;
    }
    let written = window().navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}

/// Opens the print dialog.
fn print() {
    let _ = window().print();
}

/// Puts the cursor into the element with this id; nothing happens where there is none.
pub(crate) fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Empties the input or list with this id.
pub(crate) fn empty(id: &str) {
    if let Some(field) = document().get_element_by_id(id) {
        let _ = js_sys::Reflect::set(&field, &"value".into(), &"".into());
    }
}

/// Every name under which this device keeps answers that the server does not have yet begins so.
pub(crate) const KEPT: &str = "motcua.draft.";

/// Removes the answers that this device keeps.
fn forget_kept() {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let names =
        (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    let kept: Vec<String> = names.filter(|name| name.starts_with(KEPT)).collect();
    for name in kept {
        let _ = storage.remove_item(&name);
    }
}
