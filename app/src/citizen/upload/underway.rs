//! What has not arrived, told where somebody would file without it. That page is a still one, so it is told from outside.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlButtonElement};

use super::{State, Uploads};
use crate::ui::t;

impl Uploads {
    /// Tells on the page of the review which files of its draft have not arrived. Filing waits for those that will.
    pub(crate) fn tell_on_page(self) {
        let list = self.list.get();
        let Ok(Some(place)) = document().query_selector("[data-files-of]") else { return };
        let draft = place.get_attribute("data-files-of").unwrap_or_default();
        let (failed, underway): (Vec<_>, Vec<_>) = list
            .iter()
            .filter(|upload| upload.draft == draft)
            .partition(|upload| matches!(upload.state, State::Failed(_)));
        fill(&place, underway.len(), failed.len(), &draft);
        let form = place.closest("form").ok().flatten();
        let button = form.and_then(|form| form.query_selector(".button-row button").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlButtonElement>().ok()) {
            button.set_disabled(!underway.is_empty());
        }
    }
}

fn fill(place: &Element, underway: usize, failed: usize, draft: &str) {
    place.set_text_content(None);
    let (class, words, way) = match (underway, failed) {
        (0, 0) => return,
        (0, count) => (
            "warning-note",
            format!("{} {count}. ", t("Số tệp chưa gửi được:", "Files that could not be sent:")),
            Some(t("Xem giấy tờ đính kèm", "See the papers")),
        ),
        (count, _) => {
            let told = t("Số tệp còn đang gửi:", "Files still on their way:");
            let then = t("Gửi xong, bạn nộp được ngay.", "You can file as soon as they have arrived.");
            ("notice", format!("{told} {count}. {then}"), None)
        }
    };
    let (Ok(note), Ok(link)) = (document().create_element("p"), document().create_element("a")) else {
        return;
    };
    note.set_class_name(class);
    let _ = note.set_attribute("role", "status");
    note.set_text_content(Some(&words));
    if let Some(way) = way {
        link.set_text_content(Some(way));
        let _ = link.set_attribute("href", &format!("/drafts/{draft}/files"));
        let _ = note.append_child(&link);
    }
    let _ = place.append_child(&note);
}
