//! Versions of procedures: which run, and a new one being prepared by one person and published by another.

use forms::edit::Item;
use leptos::prelude::*;
use views::{EditionFault, EditionLine, EditionPart, EditionsView, VersionLine};

use crate::api::edition_form::{load_edition_form, load_form_item};
use crate::api::editions::{list_editions, load_edition, load_edition_part, load_effects};
use crate::ui::{Loaded, PageTitle, QueryFailure, capitalised, here, iso_day, lang, loaded, t};

mod decide;
mod diff;
mod effects;
mod facts;
mod fields;
mod form;
mod form_facts;
mod overview;
mod part;
mod parts;

pub use form::preview::FormPreviewPage;

/// `/admin/procedures`
#[component]
pub fn EditionsPage() -> impl IntoView {
    let editions = loaded((), |()| list_editions());
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=editions children=list/>
        </main>
    }
    .into_any()
}

fn list(view: EditionsView) -> AnyView {
    let title = t("Phiên bản thủ tục", "Versions of procedures");
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <QueryFailure/>
        <p>{t(
            "Mỗi phiên bản có ngày hiệu lực. Hồ sơ giữ phiên bản lúc nộp; phiên bản mới chỉ áp dụng cho hồ sơ nộp từ ngày đó. Một người soạn, một người khác công bố.",
            "Each version has its days. A dossier keeps the version it was filed under; a new one is for what is filed from its first day on. One person prepares it, another publishes it.",
        )}</p>
        <table class="inbox">
            <caption class="visually-hidden">{title}</caption>
            <thead>
                <tr>
                    <th>{t("Mã", "Code")}</th>
                    <th>{t("Thủ tục", "Procedure")}</th>
                    <th>{t("Đang áp dụng", "In force")}</th>
                    <th>{t("Sắp áp dụng", "To come")}</th>
                    <th>{t("Bản soạn", "Draft")}</th>
                </tr>
            </thead>
            <tbody>{view.lines.into_iter().map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn line(line: EditionLine) -> AnyView {
    let href = format!("/admin/procedures/{}", line.code);
    let running = match &line.running {
        Some(version) => span(version),
        None => t("Không có", "None").to_owned(),
    };
    let coming: Vec<String> = line.coming.iter().map(span).collect();
    let differs = line.running.iter().chain(&line.coming).any(file_differs);
    let differs =
        differs.then(|| view! { " " <span class="tag late">{t("Tệp khác", "File differs")}</span> });
    let preparing = line
        .in_preparation
        .then(|| view! { <span class="tag waiting">{t("Đang soạn", "In preparation")}</span> });
    view! {
        <tr>
            <td data-label=t("Mã", "Code")><span class="code">{line.code}</span></td>
            <td data-label=t("Thủ tục", "Procedure")><a href=href>{line.name.get(lang()).to_owned()}</a></td>
            <td data-label=t("Đang áp dụng", "In force")>{running} {differs}</td>
            <td data-label=t("Sắp áp dụng", "To come")>{coming.join("; ")}</td>
            <td data-label=t("Bản soạn", "Draft")>{preparing}</td>
        </tr>
    }
    .into_any()
}

/// From when to when a version counts.
fn span(version: &VersionLine) -> String {
    let from = format!("{} {}", t("từ", "from"), iso_day(&version.from));
    version
        .to
        .as_deref()
        .map_or_else(|| from.clone(), |to| format!("{from} {} {}", t("đến", "to"), iso_day(to)))
}

fn file_differs(version: &VersionLine) -> bool {
    version.published.as_ref().is_some_and(|published| published.file_differs)
}

/// `/admin/procedures/{code}`
#[component]
pub fn EditionPage() -> impl IntoView {
    let edition = loaded(code(), load_edition);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=edition children=overview::page/>
        </main>
    }
    .into_any()
}

/// `/admin/procedures/{code}/effects`
#[component]
pub fn EffectsPage() -> impl IntoView {
    let effects = loaded(code(), load_effects);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=effects children=effects::page/>
        </main>
    }
    .into_any()
}

/// `/admin/procedures/{code}/{part}`
#[component]
pub fn EditionPartPage() -> impl IntoView {
    let part = loaded((code(), here().value("part")), |(code, part)| load_edition_part(code, part));
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=part children=part::page/>
        </main>
    }
    .into_any()
}

/// `/admin/procedures/{code}/form`
#[component]
pub fn EditionFormPage() -> impl IntoView {
    let form = loaded(code(), load_edition_form);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=form children=form::page/>
        </main>
    }
    .into_any()
}

/// `/admin/procedures/{code}/form/{kind}/{id}`
#[component]
pub fn FormItemPage() -> impl IntoView {
    let here = here();
    let item = loaded(["code", "kind", "id"].map(|name| here.value(name)), |[code, kind, id]| {
        load_form_item(code, kind, id)
    });
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=item children=form::item::page/>
        </main>
    }
    .into_any()
}

fn code() -> String {
    here().value("code")
}

/// What must be mended, with the row that it is about: `Khoản thu 2: thiếu chữ tiếng Việt`.
fn fault_words(fault: &EditionFault) -> String {
    let words = fault.words.get(lang());
    let row = fault.field.split('.').find_map(|part| part.parse::<usize>().ok());
    let noun = match fault.part {
        EditionPart::Validity => t("Cấp", "Level"),
        EditionPart::Deadline => t("Trường hợp", "Case"),
        EditionPart::Process => t("Bước", "Step"),
        EditionPart::Fees => t("Khoản thu", "Fee"),
        EditionPart::Papers => t("Giấy tờ", "Paper"),
        EditionPart::Counters => t("Khoảng ngày", "Days"),
        EditionPart::Form => return form_fault_words(fault),
        EditionPart::Text => return words.to_owned(),
    };
    row.map_or_else(|| capitalised(words), |row| format!("{noun} {}: {words}", row + 1))
}

/// The same for the e-form: with its question, or on the page of that question with the row.
fn form_fault_words(fault: &EditionFault) -> String {
    let words = fault.words.get(lang());
    if let Some((item, _)) = parted(&fault.field) {
        let noun = match item {
            Item::Section(_) => t("Phần", "Section"),
            Item::Question(_) => t("Câu hỏi", "Question"),
        };
        return format!("{noun} {}: {words}", item.id());
    }
    let row = |list: &str| fault.field.strip_prefix(list)?.split('.').next()?.parse::<usize>().ok();
    match (row("options."), row("show_if.")) {
        (Some(row), _) => format!("{} {}: {words}", t("Phương án", "Option"), row + 1),
        (_, Some(row)) => format!("{} {}: {words}", t("Điều kiện", "Condition"), row + 1),
        _ => capitalised(words),
    }
}

/// Section or question, and field, of a fault of the e-form.
fn parted(field: &str) -> Option<(Item, &str)> {
    let (kind, rest) = field.split_once('.')?;
    let (id, field) = rest.split_once('.').unwrap_or((rest, ""));
    Some((Item::of(kind, id)?, field))
}

/// The field at which a fault is told.
fn fault_href(code: &str, fault: &EditionFault) -> String {
    let page = format!("/admin/procedures/{code}/{}", fault.part.as_str());
    let item = Some(fault).filter(|fault| fault.part == EditionPart::Form);
    match item.and_then(|fault| parted(&fault.field)) {
        Some((item, field)) => format!("{page}/{}/{}#{}", item.kind(), item.id(), fields::id_of(field)),
        None => format!("{page}#{}", fields::id_of(&fault.field)),
    }
}

/// What a part is called.
fn part_name(part: EditionPart) -> &'static str {
    match part {
        EditionPart::Validity => t("Hiệu lực và cấp giải quyết", "Days and level"),
        EditionPart::Deadline => t("Thời hạn", "Deadline"),
        EditionPart::Process => t("Quy trình nội bộ", "Steps"),
        EditionPart::Fees => t("Phí, lệ phí", "Fees"),
        EditionPart::Papers => t("Thành phần hồ sơ", "Papers"),
        EditionPart::Counters => t("Phi địa giới", "Any counter"),
        EditionPart::Form => t("Biểu mẫu điện tử", "E-form"),
        EditionPart::Text => t("Toàn văn (YAML)", "The whole text (YAML)"),
    }
}

#[cfg(test)]
mod tests {
    use domain::text::Text;

    use super::*;

    fn told(part: EditionPart, field: &str) -> (String, String) {
        let words = Text::new("thiếu chữ tiếng Việt", "");
        let fault = EditionFault { part, field: field.to_owned(), words };
        (fault_words(&fault), fault_href("1.1", &fault))
    }

    #[test]
    fn a_fault_leads_to_its_field() {
        let (words, href) = told(EditionPart::Fees, "fees.1.name.vi");
        assert_eq!(words, "Khoản thu 2: thiếu chữ tiếng Việt");
        assert_eq!(href, "/admin/procedures/1.1/fees#fees-1-name-vi");
        let (words, href) = told(EditionPart::Form, "question.child_name.label.vi");
        assert_eq!(words, "Câu hỏi child_name: thiếu chữ tiếng Việt");
        assert_eq!(href, "/admin/procedures/1.1/form/question/child_name#label-vi");
        let (_, href) = told(EditionPart::Form, "section.child");
        assert_eq!(href, "/admin/procedures/1.1/form/section/child#part");
        assert_eq!(told(EditionPart::Form, "").1, "/admin/procedures/1.1/form#part");
    }

    #[test]
    fn on_the_page_of_a_question_the_row_is_named() {
        assert_eq!(told(EditionPart::Form, "options.1.label.vi").0, "Phương án 2: thiếu chữ tiếng Việt");
        assert_eq!(told(EditionPart::Form, "label.vi").0, "Thiếu chữ tiếng Việt");
    }
}
