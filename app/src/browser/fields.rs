//! What is wrong with a form, told at its fields: what is missing before it is sent, and what the server found.

use leptos::prelude::document;
use views::Failure;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::ui::{failure_text, t};

const CONTROL: &str = "input:not([type=hidden]), select, textarea";

/// Tells a failure at the fields that name it in `data-failures`, and shows those that wait for it in `data-shown-by`;
/// without a failure it takes back what was told.
pub(super) fn tell(form: &HtmlFormElement, failure: Option<Failure>) {
    for field in all(form, ".field.invalid") {
        take_back(&field);
    }
    let Some(failure) = failure else { return };
    for field in all(form, &format!("[data-failures~={}]", failure.code())) {
        mark(&field, failure_text(failure));
    }
    for asked in all(form, &format!("[data-shown-by~={}]", failure.code())) {
        let _ = asked.remove_attribute("hidden");
        let _ = asked.remove_attribute("disabled");
    }
}

/// Marks the fields that must be answered and are not, in the language of the page and all at once, and goes to the
/// first. The browser's own bubbles speak its language and show one at a time.
pub(super) fn mark_missing(form: &HtmlFormElement) -> bool {
    let missing = all(form, ":is(input, select, textarea):invalid");
    if missing.is_empty() {
        return false;
    }
    tell(form, None);
    for control in &missing {
        let Ok(Some(field)) = control.closest(".field") else { continue };
        // The radio buttons of one question are all invalid.
        if !field.class_list().contains("invalid") {
            mark(&field, missing_text(control));
        }
    }
    if let Some(first) = missing.first().and_then(|control| control.dyn_ref::<HtmlElement>()) {
        let _ = first.focus();
    }
    true
}

fn missing_text(control: &Element) -> &'static str {
    let input = control.dyn_ref::<HtmlInputElement>();
    match input.map(HtmlInputElement::type_).as_deref() {
        Some("radio") => t("Hãy chọn một ô.", "Choose one."),
        Some("file") => failure_text(Failure::FileEmpty),
        Some("email") => failure_text(Failure::EmailInvalid),
        Some(_) => t("Hãy điền chỗ này.", "Fill this in."),
        None if control.tag_name() == "SELECT" => t("Hãy chọn ở đây.", "Choose here."),
        None => t("Hãy viết vào đây.", "Write something here."),
    }
}

fn mark(field: &Element, text: &str) {
    let (Ok(Some(control)), Ok(words)) = (field.query_selector(CONTROL), document().create_element("p"))
    else {
        return;
    };
    let id = format!("{}-error", control.id());
    words.set_class_name("error");
    words.set_id(&id);
    words.set_text_content(Some(text));
    let _ = field.insert_before(&words, child_with(field, &control).as_ref());
    let _ = field.class_list().add_1("invalid");
    let help = control.get_attribute("aria-describedby").unwrap_or_default();
    let _ = control.set_attribute("aria-describedby", format!("{help} {id}").trim());
    let _ = control.set_attribute("aria-invalid", "true");
}

/// The child of the field in which the control stands.
fn child_with(field: &Element, control: &Element) -> Option<web_sys::Node> {
    let mut child = control.clone();
    while let Some(parent) = child.parent_element() {
        if parent == *field {
            return Some(child.into());
        }
        child = parent;
    }
    None
}

fn take_back(field: &Element) {
    let _ = field.class_list().remove_1("invalid");
    if let Ok(Some(words)) = field.query_selector("p.error") {
        words.remove();
    }
    let Ok(Some(control)) = field.query_selector(CONTROL) else { return };
    let _ = control.remove_attribute("aria-invalid");
    let _ = match field.query_selector("p.help") {
        Ok(Some(help)) => control.set_attribute("aria-describedby", &help.id()),
        _ => control.remove_attribute("aria-describedby"),
    };
}

fn all(form: &HtmlFormElement, selector: &str) -> Vec<Element> {
    let Ok(found) = form.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}
