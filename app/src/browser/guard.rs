//! What an officer has written and not sent is kept nowhere: the browser asks before it is lost.

use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlTextAreaElement};

use super::show::elements;

pub(super) fn listen() {
    // As long as the document lasts.
    let _ = window_event_listener(ev::beforeunload, |event| {
        let unsent = elements(".office textarea").into_iter().any(|field| {
            let field = field.dyn_into::<HtmlTextAreaElement>();
            field.is_ok_and(|field| field.default_value().is_ok_and(|before| before != field.value()))
        });
        if unsent {
            AsRef::<Event>::as_ref(&event).prevent_default();
        }
    });
}
