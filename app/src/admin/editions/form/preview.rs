//! A form that is being prepared, as an applicant sees it on a phone: drawn by the same code, answered, and never kept.
//!
//! It stands in a frame, so that trying out and changing are two pages: neither loses what was typed into the other, and
//! the frame is as narrow as a phone is.

use std::collections::BTreeMap;

use forms::edit::Item;
use forms::schema::{Kind, Section};
use leptos::prelude::*;
use views::{FormPreview, LivePage, LiveView};

use crate::api::edition_form::preview_form;
use crate::citizen::{FORM, live_element, slot_id};
use crate::ui::{Address, Loaded, PageTitle, here, lang, loaded, t};

/// The name of the frame, for links that show something in it.
pub(super) const FRAME: &str = "phone";

/// The address of a section in the frame.
pub(super) fn href(code: &str, section: &str) -> String {
    format!("/admin/procedures/{code}/form/preview?section={section}")
}

/// The frame with a section in it, at a question if one is given. Another revision is another address, so it is loaded again.
pub(super) fn frame(code: &str, section: &str, revision: i32, at: Option<&Item>) -> AnyView {
    let at = at.map(|item| format!("&at={}", item.id())).unwrap_or_default();
    let address = format!("{}&revision={revision}{at}", href(code, section));
    let title = t("Xem thử trên điện thoại", "Tried out on a phone");
    view! {
        <aside class="phone" aria-labelledby="phone-title">
            <h2 id="phone-title">{title}</h2>
            <p class="help">{t(
                "Bản soạn đã lưu, như người nộp thấy. Ghi thử câu trả lời; không gì được lưu.",
                "The draft as it was saved and as applicants see it. Try answers; nothing is kept.",
            )}</p>
            <iframe name=FRAME src=address title=title></iframe>
        </aside>
    }
    .into_any()
}

/// `/admin/procedures/{code}/form/preview`
#[component]
pub fn FormPreviewPage() -> impl IntoView {
    let here = here();
    let preview = loaded((here.value("code"), asked(&here)), |(code, asked)| {
        preview_form(code, asked.section, asked.go, asked.answers)
    });
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=preview children=page/>
        </main>
    }
    .into_any()
}

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    section: String,
    go: String,
    answers: BTreeMap<String, String>,
}

fn asked(here: &Address) -> Asked {
    let answers = here.query().filter_map(|(name, value)| {
        let key = name.strip_prefix("answers[")?.strip_suffix(']')?;
        Some((key.to_owned(), value.to_owned()))
    });
    let word = |name: &str| here.asked(name).unwrap_or_default();
    Asked { section: word("section"), go: word("go"), answers: answers.collect() }
}

fn page(view: FormPreview) -> AnyView {
    let FormPreview { code, mut draft, section: id, asked, check } = view;
    let title = draft.procedure.short_name.get(lang()).to_owned();
    let section = draft.procedure.form.sections.iter().find(|section| section.id == id).cloned();
    let Some(section) = section else { return ().into_any() };
    let own = |key: &str| {
        let question = key.split('.').next().unwrap_or(key);
        section.questions.iter().any(|known| known.id == question)
    };
    // The answers of the other sections go along, because questions here may depend on them.
    let others = draft.answers.iter().filter(|(key, _)| !own(key)).map(|(key, value)| {
        view! { <input type="hidden" name=format!("answers[{key}]") value=value.to_owned()/> }
    });
    let others = others.collect_view();
    draft.procedure.form.leave_tables_of(&id);
    let live = LivePage { draft, view: LiveView::Preview { section: id.clone() }, check, failure: None };
    view! {
        <PageTitle title=title.clone()/>
        <p class="caption">{title}</p>
        <form id=FORM method="get" class="form" action=format!("/admin/procedures/{code}/form/preview")>
            <input type="hidden" name="section" value=id/>
            {others}
            // The Enter key presses the first button: it must not be one that removes a row.
            <button class="visually-hidden" name="go" value="check" tabindex="-1" aria-hidden="true">{look_again()}</button>
            {(!asked).then(not_asked)}
            {live_element(live)}
            {slots(&section)}
            <div class="button-row">
                <button class="button" name="go" value="next">{t("Tiếp tục", "Go on")}</button>
                <button class="button secondary" name="go" value="back">{t("Quay lại", "Back")}</button>
                <button class="button secondary" name="go" value="check">{look_again()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn not_asked() -> AnyView {
    view! {
        <p class="notice">{t(
            "Với các câu trả lời đến giờ, phần này không được hỏi.",
            "With the answers so far, this section is not asked.",
        )}</p>
    }
    .into_any()
}

/// Judges what was typed: without Wasm this is how conditional questions come up.
fn look_again() -> &'static str {
    t("Xem lại", "Look again")
}

/// Where the slots of papers stand for applicants.
fn slots(section: &Section) -> AnyView {
    let asked = section.questions.iter().filter_map(|question| match &question.kind {
        Kind::File { paper } => Some(paper),
        _ => None,
    });
    let slots = asked.map(|paper| {
        view! {
            <p class="notice" id=slot_id(paper)>
                {t("Ô tải tệp ở đây khi nộp thật.", "Applicants have a slot for files here.")}
            </p>
        }
    });
    slots.collect_view().into_any()
}
