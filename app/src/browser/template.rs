//! Texts to begin with: `data-adds-to` of a list names the field that takes the `data-text` of the chosen option.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, EventInit, HtmlFormElement, HtmlSelectElement, HtmlTextAreaElement};

/// Adds the chosen text below what is written already. False when the form has no such list.
pub(super) fn add(form: &HtmlFormElement) -> bool {
    let Ok(Some(list)) = form.query_selector("select[data-adds-to]") else { return false };
    let id = list.get_attribute("data-adds-to").unwrap_or_default();
    let field =
        document().get_element_by_id(&id).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(field), Ok(list)) = (field, list.dyn_into::<HtmlSelectElement>()) else { return false };
    let chosen = list.selected_options().item(0).and_then(|option| option.get_attribute("data-text"));
    if let Some(text) = chosen {
        // Pressed again, it adds nothing twice.
        list.set_selected_index(0);
        let written = field.value();
        let written = written.trim_end();
        field.set_value(&if written.is_empty() { text } else { format!("{written}\n\n{text}") });
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(input) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = field.dispatch_event(&input);
        }
    }
    super::focus(&id);
    true
}
