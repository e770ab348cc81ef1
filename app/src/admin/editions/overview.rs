//! A procedure: its versions, and what is being prepared.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Edition, EditionPart, EditionState, EditionView, Failure, PastEdition, VersionLine};

use super::{decide, diff, fault_words, part_name, span};
use crate::api::editions::{BeginEdition, RecallVersion};
use crate::ui::{LineField, PageTitle, PostForm, QueryFailure, WordsField, lang, t, time_of};

pub(super) fn page(view: EditionView) -> AnyView {
    let title = view.name.get(lang()).to_owned();
    let today = view.today.clone();
    let versions = view.versions.iter().rev().map(|version| row(&view.code, version, &today)).collect_view();
    let preparing = match &view.edition {
        Some(edition) => preparing(&view, edition),
        None if view.may_change => begin(&view),
        None => view! { <p>{t("Không có bản nào đang soạn.", "Nothing is being prepared.")}</p> }.into_any(),
    };
    view! {
        <PageTitle title=title.clone()/>
        <a class="back" href="/admin/procedures">{t("Phiên bản thủ tục", "Versions of procedures")}</a>
        <p class="caption">{view.code.clone()}</p>
        <h1>{title}</h1>
        <QueryFailure/>
        {preparing}
        <h2>{t("Các phiên bản", "Versions")}</h2>
        <table class="inbox">
            <caption class="visually-hidden">{t("Các phiên bản", "Versions")}</caption>
            <thead>
                <tr>
                    <th>{t("Hiệu lực", "Days")}</th>
                    <th>{t("Tình trạng", "State")}</th>
                    <th>{t("Nguồn", "Source")}</th>
                </tr>
            </thead>
            <tbody>{versions}</tbody>
        </table>
        {past(&view.past)}
    }
    .into_any()
}

fn row(code: &str, version: &VersionLine, today: &str) -> AnyView {
    let state = if version.from.as_str() > today {
        view! { <span class="tag new">{t("Sắp áp dụng", "To come")}</span> }.into_any()
    } else if version.to.as_deref().is_some_and(|to| to < today) {
        view! { <span class="tag">{t("Đã hết hiệu lực", "Ended")}</span> }.into_any()
    } else {
        view! { <span class="tag done">{t("Đang áp dụng", "In force")}</span> }.into_any()
    };
    let source = match &version.published {
        None => t("Tệp danh mục", "Catalogue file").into_any(),
        Some(published) => {
            let at = published.at.map(time_of);
            let differs = published.file_differs.then(|| view! {
                <p class="help">{t(
                    "Tệp danh mục cùng ngày ghi khác; bản đã công bố được áp dụng, tệp không.",
                    "The catalogue file of the same day says something else; what was published counts, the file does not.",
                )}</p>
            });
            view! {
                {t("Bản soạn số", "Draft")} " " {published.edition} ", "
                {t("công bố bởi", "published by")} " " {published.by.clone()} " " {at}
                {differs}
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <td data-label=t("Hiệu lực", "Days")>{span(version)}</td>
            <td data-label=t("Tình trạng", "State")>{state}</td>
            <td data-label=t("Nguồn", "Source")>{source} {version.may_recall.then(|| recall(code, version))}</td>
        </tr>
    }
    .into_any()
}

/// What was published and has not begun can be taken back.
fn recall(code: &str, version: &VersionLine) -> AnyView {
    let (code, id, field) = (code.to_owned(), version.id.clone(), format!("recall-{}", version.from));
    view! {
        <details class="disclosure">
            <summary>{t("Thu hồi", "Take back")} <span class="visually-hidden">" " {span(version)}</span></summary>
            <div>
                <PostForm action=RecallVersion::url() class="form">
                    <input type="hidden" name="code" value=code/>
                    <WordsField
                        action=RecallVersion::url()
                        id=field
                        name="reason"
                        label=t("Lý do thu hồi", "Why it is taken back")
                        rows=2
                        max_length=2000
                        of=&[Failure::ReasonMissing]
                    />
                    <button class="button warning small" name="version" value=id>{t("Thu hồi phiên bản", "Take the version back")}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn begin(view: &EditionView) -> AnyView {
    let (code, today) = (view.code.clone(), view.today.clone());
    view! {
        <h2>{t("Soạn phiên bản mới", "Prepare a new version")}</h2>
        <p>{t(
            "Bản soạn bắt đầu là bản sao của phiên bản áp dụng ngày trước đó. Chưa có gì thay đổi cho đến khi người khác công bố.",
            "The draft begins as a copy of the version in force on the day before. Nothing changes until somebody else publishes it.",
        )}</p>
        <PostForm action=BeginEdition::url() class="form">
            <input type="hidden" name="code" value=code/>
            <LineField
                action=BeginEdition::url()
                name="from"
                id="begin-from"
                label=t("Có hiệu lực từ ngày", "In force from")
                kind="date"
                width="w-14"
                least=today
                required=true
                of=&[Failure::DayInvalid]
            />
            <div class="button-row"><button class="button">{t("Bắt đầu soạn", "Begin")}</button></div>
        </PostForm>
    }
    .into_any()
}

fn preparing(view: &EditionView, edition: &Edition) -> AnyView {
    let effects = format!("/admin/procedures/{}/effects", view.code);
    let changes = match (&edition.before, &edition.procedure) {
        (Some(before), Some(after)) => diff::changes(before, after),
        _ => view! { <p>{t("Chưa đọc được toàn văn nên chưa so sánh được.", "The text cannot be read, so nothing can be compared.")}</p> }
            .into_any(),
    };
    let ready = edition.faults.is_empty();
    view! {
        <h2>{t("Bản soạn số", "Draft")} " " {edition.number}</h2>
        <p>
            {t("Người sửa:", "Changed by:")} " " {edition.changed_by.join(", ")} ", " {time_of(edition.changed_at)}
        </p>
        {faults(&view.code, edition)}
        {view.may_change.then(|| parts(&view.code, edition))}
        <h3>{t("Thay đổi so với phiên bản trước", "Changes from the version before")}</h3>
        {changes}
        {ready.then(|| view! {
            <p><a class="button secondary" href=effects>{t("Xem ảnh hưởng đến hồ sơ đang giải quyết", "See what it means for open dossiers")}</a></p>
        })}
        {decide::section(view, edition)}
        {history(edition)}
    }
    .into_any()
}

/// What must be mended, each with a link to its field.
fn faults(code: &str, edition: &Edition) -> AnyView {
    if edition.faults.is_empty() {
        return view! {
            <p class="success">{t("Không còn lỗi. Có thể công bố.", "No faults are left. It can be published.")}</p>
        }
        .into_any();
    }
    let lines = edition.faults.iter().map(|fault| {
        let href = super::fault_href(code, fault);
        view! { <li><a href=href>{part_name(fault.part)} ": " {fault_words(fault)}</a></li> }
    });
    view! {
        <div class="error-summary">
            <h3>{t("Phải sửa trước khi công bố", "To be mended before it is published")}</h3>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn parts(code: &str, edition: &Edition) -> AnyView {
    let links = EditionPart::ALL.into_iter().map(|part| {
        let count = edition.faults.iter().filter(|fault| fault.part == part).count();
        let marked =
            (count > 0).then(|| view! { " " <span class="tag late">{count} " " {t("lỗi", "faults")}</span> });
        let href = format!("/admin/procedures/{code}/{}", part.as_str());
        view! { <li><a href=href>{part_name(part)}</a> {marked}</li> }
    });
    view! {
        <h3>{t("Các phần", "Parts")}</h3>
        <ul class="edition-parts">{links.collect_view()}</ul>
    }
    .into_any()
}

fn history(edition: &Edition) -> AnyView {
    let lines = edition.revisions.iter().map(|revision| {
        let what = revision.part.map_or_else(|| t("Bắt đầu", "Begun"), part_name);
        let current = revision
            .current
            .then(|| view! { " " <span class="tag done">{t("Đang dùng", "Current")}</span> });
        view! { <li>{revision.revision} ". " {what} ", " {revision.by.clone()} ", " {time_of(revision.at)} {current}</li> }
    });
    view! {
        <details class="disclosure">
            <summary>{t("Lịch sử bản soạn", "History of the draft")} " (" {edition.revisions.len()} ")"</summary>
            <div><ul>{lines.collect_view()}</ul></div>
        </details>
    }
    .into_any()
}

fn past(past: &[PastEdition]) -> Option<AnyView> {
    let lines = past.iter().map(|edition| {
        let state = match edition.state {
            EditionState::Open => return None,
            EditionState::Published => t("đã công bố", "published"),
            EditionState::Refused => t("bị từ chối", "refused"),
            EditionState::Withdrawn => t("đã rút", "withdrawn"),
            EditionState::Recalled => t("công bố rồi thu hồi", "published and taken back"),
        };
        let reason = (!edition.reason.is_empty()).then(|| format!(": {}", edition.reason));
        Some(view! {
            <li>
                {t("Bản soạn số", "Draft")} " " {edition.number} ", " {state} ", " {edition.by.clone()} " "
                {edition.at.map(time_of)} {reason}
            </li>
        })
    });
    let lines: Vec<_> = lines.flatten().collect();
    (!lines.is_empty())
        .then(|| view! { <h2>{t("Các bản soạn trước", "Earlier drafts")}</h2> <ul>{lines}</ul> }.into_any())
}
