//! What a failure means for the fields of its form: which one is wrong, and which are asked for now.

use leptos::prelude::document;
use views::Failure;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement};

use crate::ui::failure_text;

/// Tells a failure at the fields that name it in `data-failures`, and shows those that wait for it in `data-shown-by`;
/// without a failure it takes back what was told.
pub(super) fn tell(form: &HtmlFormElement, failure: Option<Failure>) {
    for field in all(form, ".field.invalid[data-failures]") {
        take_back(&field);
    }
    let Some(failure) = failure else { return };
    for field in all(form, &format!("[data-failures~={}]", failure.code())) {
        mark(&field, failure);
    }
    for asked in all(form, &format!("[data-shown-by~={}]", failure.code())) {
        let _ = asked.remove_attribute("hidden");
        let _ = asked.remove_attribute("disabled");
    }
}

fn mark(field: &Element, failure: Failure) {
    let (Ok(Some(input)), Ok(words)) = (field.query_selector("input"), document().create_element("p")) else {
        return;
    };
    let id = format!("{}-error", input.id());
    words.set_class_name("error");
    words.set_id(&id);
    words.set_text_content(Some(failure_text(failure)));
    let _ = field.insert_before(&words, Some(&input));
    field.set_class_name("field invalid");
    let help = input.get_attribute("aria-describedby").unwrap_or_default();
    let _ = input.set_attribute("aria-describedby", format!("{help} {id}").trim());
    let _ = input.set_attribute("aria-invalid", "true");
}

fn take_back(field: &Element) {
    field.set_class_name("field");
    if let Ok(Some(words)) = field.query_selector("p.error") {
        words.remove();
    }
    let Ok(Some(input)) = field.query_selector("input") else { return };
    let _ = input.remove_attribute("aria-invalid");
    let _ = match field.query_selector("p.help") {
        Ok(Some(help)) => input.set_attribute("aria-describedby", &help.id()),
        _ => input.remove_attribute("aria-describedby"),
    };
}

fn all(form: &HtmlFormElement, selector: &str) -> Vec<Element> {
    let Ok(found) = form.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}
