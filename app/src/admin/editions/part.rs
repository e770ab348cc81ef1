//! One part of what is being prepared, as a form that keeps what was typed, valid or not.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{EditionFault, EditionPart, EditionPartView, Failure};

use super::fields::{Sheet, id_of};
use super::{fault_words, part_name, parts};
use crate::api::editions::{RedoEdition, SaveEditionPart, UndoEdition};
use crate::ui::{
    PageTitle, PostForm, QueryFailure, codes, failure_text, here, kept, kept_below, lang, t, wrong,
};

pub(super) fn page(mut view: EditionPartView) -> AnyView {
    if let Some(typed) = kept_below(SaveEditionPart::url(), "fields") {
        view.fields = typed;
    }
    let title = part_name(view.part);
    let saved = here().asked("saved").is_some();
    let content =
        if view.readable || view.part == EditionPart::Text { form(&view) } else { unreadable(&view.code) };
    view! {
        <PageTitle title=title/>
        <a class="back" href=format!("/admin/procedures/{}", view.code)>{view.name.get(lang()).to_owned()}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        {saved.then(|| told(&view))}
        {faults(&view)}
        {content}
        {turns(&view)}
        {neighbours(&view)}
    }
    .into_any()
}

/// Instead of a part of a text that cannot be read.
pub(super) fn unreadable(code: &str) -> AnyView {
    let href = format!("/admin/procedures/{code}/text");
    view! {
        <p class="warning-note"><span>
            {t("Chưa đọc được toàn văn của bản soạn nên chưa sửa từng phần được.", "The text of the draft cannot be read, so its parts cannot be changed.")}
            " " <a href=href>{t("Sửa toàn văn", "Mend the text")}</a>
        </span></p>
    }
    .into_any()
}

pub(super) fn told(view: &EditionPartView) -> AnyView {
    let words = if view.faults.is_empty() {
        t("Đã lưu.", "Saved.")
    } else {
        t("Đã lưu, còn chỗ phải sửa.", "Saved; something must be mended.")
    };
    view! { <p class="success" role="status">{words}</p> }.into_any()
}

/// What must be mended in this part, each with a link to its field.
pub(super) fn faults(view: &EditionPartView) -> Option<AnyView> {
    fault_summary(&view.faults, |fault| format!("#{}", id_of(&fault.field)))
}

/// What must be mended, each with a link to where.
pub(super) fn fault_summary(
    faults: &[EditionFault],
    href: impl Fn(&EditionFault) -> String,
) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let lines = faults.iter().map(|fault| view! { <li><a href=href(fault)>{fault_words(fault)}</a></li> });
    Some(
        view! {
            <div class="error-summary" id="error-summary" tabindex="-1">
                <h2>{t("Phải sửa", "To be mended")}</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}

fn form(view: &EditionPartView) -> AnyView {
    let hidden = [("part", view.part.as_str().to_owned())];
    saving_form(SaveEditionPart::url(), view, hidden, parts::draw(Sheet(view)))
}

/// A form that keeps what was typed, valid or not.
pub(super) fn saving_form(
    action: &'static str,
    view: &EditionPartView,
    hidden: impl IntoIterator<Item = (&'static str, String)>,
    fields: AnyView,
) -> AnyView {
    // After a refusal what was typed still is about what was shown then.
    let shown = |name: &'static str, now: i32| (name, kept(action, name).unwrap_or_else(|| now.to_string()));
    let shown = [shown("edition", view.number), shown("revision", view.revision)];
    let hidden = [("code", view.code.clone())].into_iter().chain(shown).chain(hidden);
    let hidden =
        hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <PostForm action=action class="form edition-form" id="part">
            {hidden}
            // The Enter key presses the first button: it must not be one that removes a row.
            <button class="visually-hidden" name="go" value="" tabindex="-1" aria-hidden="true">{t("Lưu", "Save")}</button>
            {fields}
            {over(action)}
            <div class="button-row">
                <button class="button" name="go" value="">{t("Lưu", "Save")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Asks whether what somebody else did to the same place meanwhile may be lost. It is there once the form was refused for
/// it, as the question of `StepUp` is.
fn over(action: &'static str) -> AnyView {
    const OF: &[Failure] = &[Failure::EditionPlaceChanged];
    let failure = wrong(action, OF);
    let waits = failure.is_none();
    view! {
        <fieldset class=if waits { "field" } else { "field invalid" } data-failures=codes(OF) data-shown-by=codes(OF) hidden=waits disabled=waits>
            <legend class="visually-hidden">{t("Người khác đã sửa", "Somebody else's change")}</legend>
            {failure.map(|failure| view! { <p class="error" id="over-error">{failure_text(failure)}</p> })}
            <div class="choices">
                <label class="choice">
                    <input
                        type="checkbox"
                        id="over"
                        name="over"
                        value="1"
                        aria-describedby=(!waits).then_some("over-error")
                        aria-invalid=(!waits).then_some("true")
                    />
                    <span>{t("Bỏ phần người khác vừa sửa ở đây, lưu theo bản của tôi", "Drop what they changed here and save mine")}</span>
                </label>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Back and forth among the changes.
pub(super) fn turns(view: &EditionPartView) -> AnyView {
    let turn = |action: &'static str, words: &'static str| {
        let (code, part) = (view.code.clone(), view.part.as_str());
        view! {
            <PostForm action=action>
                <input type="hidden" name="part" value=part/>
                <button class="button quiet" name="code" value=code>{words}</button>
            </PostForm>
        }
    };
    view! {
        <div class="button-row">
            {view.can_undo.then(|| turn(UndoEdition::url(), t("Hoàn tác lần lưu trước", "Undo the last change")))}
            {view.can_redo.then(|| turn(RedoEdition::url(), t("Làm lại", "Redo")))}
        </div>
    }
    .into_any()
}

pub(super) fn neighbours(view: &EditionPartView) -> AnyView {
    let links = EditionPart::ALL.into_iter().map(|part| {
        let current = (part == view.part).then_some("page");
        let href = format!("/admin/procedures/{}/{}", view.code, part.as_str());
        view! { <li><a href=href aria-current=current>{part_name(part)}</a></li> }
    });
    view! {
        <nav aria-label=t("Các phần của bản soạn", "Parts of the draft")>
            <ul class="edition-parts">{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}
