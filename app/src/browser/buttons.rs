//! Buttons that need a browser: `data-copy` copies its text, `data-print` prints the page, `data-stay` keeps the session.

use leptos::ev;
use leptos::prelude::window_event_listener;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

pub(super) fn listen() {
    // As long as the visit lasts.
    let _ = window_event_listener(ev::click, |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = pressed.and_then(|pressed| {
            pressed.closest("button[data-copy], button[data-print], button[data-stay]").ok()?
        });
        if let Some(button) = button {
            press(&button);
        }
    });
}

fn press(button: &Element) {
    if button.has_attribute("data-stay") {
        super::idle::stay();
        return;
    }
    let Some(text) = button.get_attribute("data-copy") else {
        super::print();
        return;
    };
    let button = button.clone();
    spawn_local(async move {
        // Nobody is told that a secret was copied when it was not.
        if !super::copy(&text).await {
            return;
        }
        let done = button.get_attribute("data-copied").unwrap_or_default();
        if let Ok(Some(label)) = button.query_selector("[aria-live]") {
            label.set_text_content(Some(&done));
        }
    });
}
