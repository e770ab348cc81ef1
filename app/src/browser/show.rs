//! Putting a page in place.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, UrlSearchParams};

use super::document::Parts;

const JUST_DONE: &str = "just-done";

#[wasm_bindgen(module = "/js/morph.js")]
extern "C" {
    fn morph(part: &Element, html: &str);
}

/// Puts the parts of a page in place. Merged into the page that is there, it keeps what somebody is doing in it.
pub(super) fn parts(part: &Element, parts: &Parts, merged: bool) {
    if let Some(masthead) = &parts.masthead
        && let Ok(Some(part)) = document().query_selector("[data-part=masthead]")
    {
        morph(&part, masthead);
    }
    document().set_title(&parts.title);
    if merged {
        morph(part, &parts.page);
    } else {
        part.set_inner_html(&parts.page);
    }
}

/// Where a page load would leave the reader: at the place that the address names, else at the start of the page.
pub(super) fn arrive() {
    let hash = window().location().hash().unwrap_or_default();
    if let Some(place) = hash.strip_prefix('#').filter(|id| !id.is_empty()) {
        super::focus(place);
        return;
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(main) = main {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
    }
}

/// What the page says was just done.
pub(super) fn just_done() -> Option<String> {
    document().get_element_by_id(JUST_DONE)?.text_content()
}

/// Whoever pressed a button at the end of a long page is taken to where it says that it is done.
pub(super) fn tell_done(before: Option<String>) {
    if just_done() != before {
        super::focus(JUST_DONE);
    }
}

/// Scrolls to the question that the address names as `at`. Unlike a fragment it moves this window alone: from a frame a
/// fragment also scrolls the page around it, and takes the cursor out of what somebody is typing there.
pub(super) fn scroll_to_asked() {
    let search = window().location().search().unwrap_or_default();
    let asked = UrlSearchParams::new_with_str(&search).ok().and_then(|fields| fields.get("at"));
    if let Some(question) = asked.and_then(|at| document().get_element_by_id(&format!("f-{at}"))) {
        let field = question.closest(".field").ok().flatten().unwrap_or(question);
        window().scroll_by_with_x_and_y(0.0, field.get_bounding_client_rect().top());
    }
}

/// Says in the masthead where the reader is, and closes its menu.
pub(super) fn follow(path: &str) {
    for link in elements("[data-part=masthead] .masthead-nav > a") {
        let current = match link.get_attribute("href").and_then(|href| path.strip_prefix(href.as_str())) {
            Some("") => Some("page"),
            Some(rest) if rest.starts_with('/') => Some("true"),
            _ => None,
        };
        let _ = match current {
            Some(word) => link.set_attribute("aria-current", word),
            None => link.remove_attribute("aria-current"),
        };
    }
    for link in elements("[data-part=masthead] a.sign-in") {
        let next = if path == "/" || path == "/sign-in" { String::new() } else { format!("?next={path}") };
        let _ = link.set_attribute("href", &format!("/sign-in{next}"));
    }
    for menu in elements("[data-part=masthead] details[open]") {
        let _ = menu.remove_attribute("open");
    }
}

/// Tells that another page is on its way.
pub(super) fn busy(busy: bool) {
    let Some(html) = document().document_element() else { return };
    let _ = if busy { html.set_attribute("aria-busy", "true") } else { html.remove_attribute("aria-busy") };
}

pub(super) fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}
