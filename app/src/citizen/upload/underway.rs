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
    let words = match (underway, failed) {
        (0, 0) => String::new(),
        (0, count) => format!(
            "<p class=\"warning-note\"><strong>{}</strong> {} {count}. <a href=\"/drafts/{draft}/files\">{}</a></p>",
            t("Chú ý", "Mind this"),
            t("Số tệp chưa gửi được:", "Files that could not be sent:"),
            t("Xem giấy tờ đính kèm", "See the papers"),
        ),
        (count, _) => format!(
            "<div class=\"notice\" role=\"status\"><p>{} {count}. {}</p></div>",
            t("Số tệp còn đang gửi:", "Files still on their way:"),
            t("Gửi xong, bạn nộp được ngay.", "You can file as soon as they have arrived."),
        ),
    };
    place.set_inner_html(&words);
}
