//! Versions of procedures: which run, and a new one being prepared by one person and published by another.

use leptos::prelude::*;
use views::{EditionFault, EditionLine, EditionPart, EditionsView, VersionLine};

use crate::api::editions::{list_editions, load_edition, load_edition_part, load_effects};
use crate::public::procedure::day;
use crate::ui::{Loaded, PageTitle, QueryFailure, capitalised, here, lang, loaded, t};

mod decide;
mod diff;
mod effects;
mod facts;
mod fields;
mod form_facts;
mod overview;
mod part;
mod parts;

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
    let from = format!("{} {}", t("từ", "from"), day(&version.from));
    version.to.as_deref().map_or_else(|| from.clone(), |to| format!("{from} {} {}", t("đến", "to"), day(to)))
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
        EditionPart::Text => return words.to_owned(),
    };
    row.map_or_else(|| capitalised(words), |row| format!("{noun} {}: {words}", row + 1))
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
        EditionPart::Text => t("Toàn văn (YAML)", "The whole text (YAML)"),
    }
}
