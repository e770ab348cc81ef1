//! Links to pages of this site are followed without loading the document anew.

use leptos::ev::{self, MouseEvent};
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlAnchorElement};

use super::visit;

pub(super) fn listen() {
    // As long as the document lasts.
    let _ = window_event_listener(ev::click, |event: MouseEvent| {
        let Some((address, stays)) = followed(&event) else { return };
        event.prevent_default();
        if stays {
            visit::go_on(&address);
        } else {
            visit::go(&address);
        }
    });
}

/// The address of the link that was pressed, when it is ours to follow, and whether the reader stays in place.
fn followed(event: &MouseEvent) -> Option<(String, bool)> {
    let plain = event.button() == 0
        && !(event.default_prevented()
            || event.meta_key()
            || event.ctrl_key()
            || event.shift_key()
            || event.alt_key());
    if !plain {
        return None;
    }
    let pressed = event.target()?.dyn_into::<Element>().ok()?;
    let link = pressed.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let leads_away = !matches!(link.target().as_str(), "" | "_self")
        || link.has_attribute("download")
        || link.rel().split_whitespace().any(|word| word == "external")
        || Some(link.origin()) != window().location().origin().ok();
    if leads_away {
        return None;
    }
    // A place on the page that is shown is the browser's own business.
    let page = format!("{}{}", link.pathname(), link.search());
    let on_this_page = link.get_attribute("href")?.contains('#') && visit::shows(&page);
    (!on_this_page).then(|| (format!("{page}{}", link.hash()), link.has_attribute("data-noscroll")))
}
