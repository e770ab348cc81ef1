use std::sync::Arc;

use forms::schema::{Kind, Section};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use views::{DraftView, Failure};

use super::evaluation::{errors_in, visible_section};
use super::filed::filed;
use super::live::{FORM, Live, alternate};
use super::problems::error_summary;
use super::question::{questions, slot_id};
use super::sheet::Sheet;
use super::slot::{Need, Slot};
use super::supplement::live_supplement;
use super::upload::Uploads;
use crate::api::drafts::SaveDraft;
use crate::ui::{PostForm, failure_summary, lang, redrawn, t};

/// The questions of one section; with `check` all that is wrong with their answers, and from the review the way back to it.
pub(super) fn section_page(
    draft: DraftView,
    id: &str,
    from_review: bool,
    check: bool,
    failure: Option<Failure>,
) -> AnyView {
    let go = if from_review { "review" } else { "next" };
    let sheet = Sheet::new(draft.clone(), check);
    let found = sheet.judged.get_untracked();
    let content = match visible_section(&draft, &found, id) {
        _ if !draft.open() => filed(&draft),
        Some(section) => form(&draft, section, sheet, check, go, failure),
        None => not_asked(&draft),
    };
    view! {
        <a class="back" href=format!("/drafts/{}", draft.id)>{t("Các phần của hồ sơ", "Parts of the application")}</a>
        <p class="caption">{draft.procedure.short_name.get(lang()).to_owned()}</p>
        {content}
    }
    .into_any()
}

fn not_asked(draft: &DraftView) -> AnyView {
    view! {
        <h1>{t("Trường hợp của bạn không cần phần này", "Your case does not need this part")}</h1>
        <div class="button-row">
            <a class="button" href=format!("/drafts/{}", draft.id)>{t("Làm tiếp", "Go on")}</a>
        </div>
    }
    .into_any()
}

fn form(
    draft: &DraftView,
    section: &Section,
    sheet: Sheet,
    check: bool,
    go: &'static str,
    failure: Option<Failure>,
) -> AnyView {
    let found = sheet.judged.get_untracked();
    let live = Live::new(sheet, &section.id);
    expect_context::<Uploads>().follow(sheet);
    let (draft_id, section_id) = (draft.id.clone(), section.id.clone());
    let onward =
        if go == "review" { t("Lưu và xem lại", "Save and review") } else { t("Tiếp tục", "Go on") };
    let fields = fields(Arc::new(section.clone()), sheet, live);
    view! {
        {head(section, sheet)}
        {failure.map(failure_summary)}
        {live_supplement(sheet)}
        {live.offer()}
        {check.then(|| error_summary(draft, &found, errors_in(draft, &found, &section.id), sheet.judged))}
        <PostForm action=SaveDraft::url() class="form" id=FORM.to_owned()>
            <input type="hidden" name="draft" value=draft_id/>
            <input type="hidden" name="section" value=section_id/>
            // The Enter key presses the first button: it must not be one that removes a row.
            <button class="visually-hidden" name="go" value=go tabindex="-1" aria-hidden="true">{onward}</button>
            {fields}
        </PostForm>
        {slots(section, sheet)}
        <p class="help no-js-only">{t(
            "Những gì bạn ghi được lưu khi bấm một nút ở dưới.",
            "What you write is saved when you press a button below.",
        )}</p>
        {live.line()}
        <div class="button-row">
            <button class="button" form=FORM name="go" value=go>{onward}</button>
            {(go == "next").then(|| view! { <button class="button secondary" form=FORM name="go" value="back">{t("Quay lại", "Back")}</button> })}
            <button class="button quiet" form=FORM name="go" value="later">{t("Lưu, làm sau", "Save for later")}</button>
        </div>
    }
    .into_any()
}

/// One section of a form that is being prepared. It answers to what is typed; the form around it is drawn by the page
/// (`admin/editions/form/preview.rs`), and nothing is kept.
pub(super) fn section_preview(draft: DraftView, id: &str, check: bool) -> AnyView {
    let section = draft.procedure.form.sections.iter().find(|section| section.id == id).cloned();
    let sheet = Sheet::new(draft, check);
    let live = Live::new(sheet, id);
    let draw = |section: Section| view! { {head(&section, sheet)} {fields(Arc::new(section), sheet, live)} };
    section.map(draw).into_any()
}

fn head(section: &Section, sheet: Sheet) -> AnyView {
    let title = section.title.get(sheet.lang).to_owned();
    view! {
        {progress(section, sheet)}
        <h1>{title}</h1>
        {section.intro.as_ref().map(|intro| view! { <p class="lead">{intro.get(sheet.lang).to_owned()}</p> })}
    }
    .into_any()
}

/// The fields, drawn anew when answers changed otherwise than by typing.
fn fields(section: Arc<Section>, sheet: Sheet, live: Live) -> AnyView {
    let fields = move || {
        let fields = questions(sheet, live, &section.questions, "");
        alternate(sheet.drawn(), fields.into_any())
    };
    view! {
        <div on:input=move |_| live.typed() on:change=move |_| live.typed() on:focusout=move |event| live.left(&event)>
            {fields}
        </div>
    }
    .into_any()
}

fn progress(section: &Section, sheet: Sheet) -> AnyView {
    let (id, title) = (section.id.clone(), section.title.get(sheet.lang).to_owned());
    let place = Memo::new(move |_| {
        sheet.judged.with(|judged| {
            let sections = &judged.visible_sections;
            let place = sections.iter().position(|visible| *visible == id).unwrap_or_default() + 1;
            (place, sections.len() + 2)
        })
    });
    redrawn(move || {
        let (place, all) = place.get();
        view! {
            <div class="progress">
                <p>{t("Bước", "Step")} " " <strong>{place}</strong> {format!(" / {all}")} " " <span>{title.clone()}</span></p>
                <progress value=place max=all>{format!("{place}/{all}")}</progress>
            </div>
        }
        .into_any()
    })
}

/// The slots of papers that this section asks for, before the buttons that leave it. They are forms of their own, so
/// without Wasm they are left to the page of the files: sending one would lose what was typed in the other.
fn slots(section: &Section, sheet: Sheet) -> Vec<AnyView> {
    let asked = section.questions.iter().filter_map(|question| {
        let Kind::File { paper } = &question.kind else { return None };
        Some((paper.clone(), section.id.clone(), sheet.visible(&question.id)))
    });
    asked
        .map(|(paper, section, visible)| {
            let slot = move |draft: &DraftView| {
                let paper = draft.procedure.papers.iter().find(|known| known.id == paper)?;
                let need = if paper.required { Need::Required } else { Need::Optional };
                let slot =
                    Slot { sheet, paper, id: slot_id(&paper.id), need, told: false, section: &section };
                Some(view! { <div class="js-only">{slot.view()}</div> })
            };
            redrawn(move || visible.get().then(|| sheet.draft.with_value(&slot)).into_any())
        })
        .collect()
}
