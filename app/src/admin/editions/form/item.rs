//! One section or question, as a form that keeps what was typed, valid or not.

use forms::edit::Item;
use forms::schema::Condition;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::FormItemView;

use super::{anchor, named, preview, question, show_if};
use crate::admin::editions::fields::Sheet;
use crate::admin::editions::part::{faults, saving_form, told, turns};
use crate::api::edition_form::SaveFormItem;
use crate::ui::{PageTitle, QueryFailure, here, kept_below, lang, t};

/// The page of an item.
pub(super) fn href(code: &str, item: &Item) -> String {
    format!("/admin/procedures/{code}/form/{}/{}", item.kind(), item.id())
}

pub(in crate::admin::editions) fn page(mut view: FormItemView) -> AnyView {
    if let Some(typed) = kept_below(SaveFormItem::url(), "fields") {
        view.sheet.fields = typed;
    }
    let sheet = &view.sheet;
    let title = title(&view);
    let saved = here().asked("saved").is_some();
    let back = format!("/admin/procedures/{}/form#{}", sheet.code, anchor(&view.item));
    let section = section_of(&view);
    let at = matches!(view.item, Item::Question(_)).then_some(&view.item);
    view! {
        <PageTitle title=title.clone()/>
        <a class="back" href=back>{t("Biểu mẫu", "The form")}</a>
        <p class="caption">{sheet.name.get(lang()).to_owned()}</p>
        <h1>{title}</h1>
        <QueryFailure/>
        <div class="builder">
            <div>
                {saved.then(|| told(sheet))}
                {faults(sheet)}
                {form(&view)}
                {turns(sheet)}
            </div>
            {preview::frame(&sheet.code, &section, sheet.revision, at)}
        </div>
    }
    .into_any()
}

fn title(view: &FormItemView) -> String {
    let form = &view.procedure.form;
    let (kind, words) = match &view.item {
        Item::Section(id) => (t("Phần", "Section"), form.section(id).map(|section| &section.title)),
        Item::Question(id) => (t("Câu hỏi", "Question"), form.question(id).map(|question| &question.label)),
    };
    let words = words.map_or("", |words| words.get(lang()));
    format!("{kind}: {}", named(words, view.item.id()))
}

/// The section in which the item can be seen.
fn section_of(view: &FormItemView) -> String {
    match &view.item {
        Item::Section(id) => id.clone(),
        Item::Question(id) => {
            view.procedure.form.section_of(id).map(|section| section.id.clone()).unwrap_or_default()
        }
    }
}

/// When the item is asked, as it stands in the text.
pub(super) fn condition(view: &FormItemView) -> Option<&Condition> {
    let form = &view.procedure.form;
    match &view.item {
        Item::Section(id) => form.section(id)?.show_if.as_ref(),
        Item::Question(id) => form.question(id)?.show_if.as_ref(),
    }
}

fn form(view: &FormItemView) -> AnyView {
    let hidden = [("item", view.item.to_string())];
    let fields = match view.item {
        Item::Section(_) => section(view),
        Item::Question(_) => question::fields(view),
    };
    saving_form(SaveFormItem::url(), &view.sheet, hidden, fields)
}

fn section(view: &FormItemView) -> AnyView {
    let sheet = Sheet(&view.sheet);
    view! {
        {sheet.both("title", t("Tên phần", "Title"))}
        {sheet.both_areas("intro", t("Lời dẫn", "Words at its head"))}
        {show_if::fields(view)}
        {sheet.line(
            "id",
            t("Tên cho máy", "Name for the machine"),
            t("Đứng trong địa chỉ; không đổi khi đã có hồ sơ", "Stands in addresses; stays once people have filed"),
            "w-20",
        )}
    }
    .into_any()
}
