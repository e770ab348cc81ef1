//! What is known of the case: doubts, the applicant, the answers, the proposed result.

use domain::text::Lang;
use forms::display::SummarySection;
use leptos::prelude::*;
use views::{Applicant, DeskDossier, OrganisationName, ResultDraft, Unlike};

use crate::ui::{answered_with, capitalised, lang, paragraphs, t, time_of};

/// What the evaluator doubts, while somebody still decides what it means. Its words are the applicant's, who has read them.
pub(super) fn warnings(desk: &DeskDossier) -> Option<AnyView> {
    let none = desk.warnings.is_empty() && desk.unlike.is_empty();
    if none || desk.dossier.lifecycle.is_terminal() {
        return None;
    }
    let rows = || desk.dossier.answers.iter().flat_map(|section| &section.rows);
    let doubts = desk.warnings.iter().map(|(path, words)| {
        let words =
            format!("{} “{}”", t("người nộp đã được nhắc", "the applicant was told"), words.get(lang()));
        match rows().find(|row| row.path == *path) {
            Some(row) if row.label.ends_with('?') => format!("{} {}", row.label, capitalised(&words)),
            Some(row) => format!("{}: {words}", row.label),
            None => capitalised(&words),
        }
    });
    let lines = doubts.chain(desk.unlike.iter().map(unlike_account));
    let lines = lines.map(|words| view! { <li>{words}</li> }).collect_view();
    Some(
        view! {
            <div class="warning-note">
                <strong>{t("Những chỗ cần xem kỹ", "Look closely at")}</strong>
                <ul>{lines}</ul>
            </div>
        }
        .into_any(),
    )
}

fn unlike_account(Unlike { label, answer, known, .. }: &Unlike) -> String {
    let label = label.get(lang());
    match lang() {
        Lang::Vi => format!("“{label}” ghi là “{answer}”, tài khoản nộp hồ sơ là “{known}”."),
        Lang::En => format!("“{label}” says “{answer}”, and the account that filed it “{known}”."),
    }
}

/// What was refused before and comes again.
pub(super) fn copied_from(before: &str, code: &str) -> AnyView {
    let unit = |code: &str| code.split('-').next().map(str::to_owned);
    // Another one-stop's opens for nobody here.
    let before = if unit(before) == unit(code) {
        view! { <a href=format!("/desk/{before}")>{before.to_owned()}</a> }.into_any()
    } else {
        before.to_owned().into_any()
    };
    view! { <p class="notice">{t("Nộp lại từ hồ sơ", "Filed again after dossier")} " " {before}</p> }
        .into_any()
}

/// Who applied. The number and address are not links: officers reach the applicant through the system only
/// (NĐ 61/2018 Đ5.1e). `keyed_in` is the application on paper, whose bringer may have been typed wrongly.
pub(super) fn applicant(
    applicant: &Applicant,
    filed_for: Option<&OrganisationName>,
    keyed_in: Option<&str>,
) -> AnyView {
    let rows = [
        (t("Họ và tên", "Name"), &applicant.name),
        (t("Số định danh", "National ID"), &applicant.national_id),
        (t("Điện thoại", "Phone"), &applicant.phone),
        (t("Thư điện tử", "E-mail"), &applicant.email),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(label, value)| row(label.to_owned(), value.clone())).collect_view();
    view! {
        <section>
            <h2>{t("Người nộp", "Applicant")}</h2>
            {filed_for.map(crate::ui::filed_for)}
            <dl class="summary">{rows}</dl>
            {keyed_in.map(|id| view! {
                <p><a href=format!("/desk/counter/{id}")>{t("Sửa người nộp ghi nhầm", "Correct a wrong applicant")}</a></p>
            })}
        </section>
    }
    .into_any()
}

/// What was answered; questions left empty are not shown. What a supplement changed is marked.
pub(super) fn answers(sections: &[SummarySection], changed: &[String]) -> Vec<AnyView> {
    let answered = sections.iter().filter(|section| section.rows.iter().any(|row| !row.value.is_empty()));
    answered
        .map(|section| {
            let rows = section.rows.iter().filter(|row| !row.value.is_empty());
            let rows = rows.map(|answer| {
                let is_new = changed.iter().any(|key| {
                    let rest = key.strip_prefix(answer.path.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                });
                let mark = is_new.then(mark_of_change);
                view! { <div><dt>{answer.label.clone()}</dt><dd>{answered_with(answer)} " " {mark}</dd></div> }
            });
            let rows = rows.collect_view();
            view! {
                <section>
                    <h2>{section.title.clone()}</h2>
                    <dl class="summary">{rows}</dl>
                </section>
            }
            .into_any()
        })
        .collect()
}

/// Beside what came with a supplement.
pub(in crate::office) fn mark_of_change() -> AnyView {
    view! { <span class="tag running">{t("Mới bổ sung", "New")}</span> }.into_any()
}

fn row(label: String, value: String) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

/// Why a proposal came back.
pub(super) fn returned(note: &str) -> AnyView {
    view! {
        <div class="warning-note">
            <strong>{t("Lãnh đạo trả lại:", "Sent back by the leader:")}</strong>
            {paragraphs(note)}
        </div>
    }
    .into_any()
}

/// What the handling officer proposes, and what became of it.
pub(super) fn result(draft: Option<&ResultDraft>) -> Option<AnyView> {
    let draft = draft?;
    let approved = draft.approved_by.clone().zip(draft.approved_at).map(|(who, at)| {
        view! { <p>{t("Duyệt:", "Approved by")} " " <strong>{who}</strong> ", " {time_of(at)}</p> }
    });
    let returned = draft.returned_note.as_deref().map(returned);
    Some(
        view! {
            <section>
                <h2>{t("Dự thảo kết quả", "Draft result")}</h2>
                {returned}
                {paragraphs(&draft.summary)}
                {draft.refusal.as_deref().map(told_refusal)}
                <p class="muted">
                    {t("Dự thảo:", "Drafted by")} " " {draft.drafted_by.clone()} ", " {time_of(draft.drafted_at)}
                </p>
                {approved}
            </section>
        }
        .into_any(),
    )
}

/// What the applicant is told when the result is a refusal.
pub(in crate::office) fn told_refusal(reason: &str) -> AnyView {
    view! {
        <div class="warning-note">
            <strong>{t("Từ chối giải quyết. Lý do cho người nộp:", "A refusal. The reason for the applicant:")}</strong>
            {paragraphs(reason)}
        </div>
    }
    .into_any()
}
