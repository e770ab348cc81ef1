//! What happened to the dossier: the supplement request, issued papers, steps, readings.

use leptos::prelude::*;
use views::{IssuedPaper, ReadLine, SupplementView, TimelineLine};

use crate::ui::{day_of, lang, paragraphs, t, time_of};

/// What the office asked for, and whether it came: the first thing to look at when it did.
pub(super) fn supplement(asked: Option<&SupplementView>) -> Option<AnyView> {
    let asked = asked?;
    let state = match asked.answered_at {
        Some(at) => {
            view! { <p><strong>{t("Người nộp đã bổ sung lúc", "The applicant answered at")} " " {time_of(at)}</strong></p> }
        }
        None => {
            view! { <p><strong>{t("Chờ người nộp bổ sung, chậm nhất", "The applicant has until")} " " {time_of(asked.deadline_at)}</strong></p> }
        }
    };
    let items = asked.items.iter().map(|item| {
        view! { <li><strong>{item.label.clone()}</strong> {paragraphs(&item.reason)}</li> }
    });
    view! {
        <section>
            <h2>{t("Yêu cầu bổ sung", "The supplement asked for")}</h2>
            {state}
            <ol class="paper-list">{items.collect_view()}</ol>
            {paragraphs(&asked.note)}
            <p class="muted">{t("Yêu cầu lúc", "Asked at")} " " {time_of(asked.asked_at)}</p>
        </section>
    }
    .into_any()
    .into()
}

/// The statutory papers, each opened beside this page.
pub(super) fn issued(papers: &[IssuedPaper]) -> Option<AnyView> {
    if papers.is_empty() {
        return None;
    }
    let papers = papers.iter().map(|paper| {
        view! {
            <li class="file">
                <span class="file-kind">"PDF"</span>
                <div class="file-text">
                    <a href=format!("/papers/{}", paper.id) target="_blank" rel="noopener">{paper.title.clone()}</a>
                    <span class="file-facts">{t("Số", "No.")} " " {paper.number.clone()} " · " {day_of(paper.issued_at)}</span>
                </div>
            </li>
        }
    });
    Some(
        view! {
            <section>
                <h2>{t("Giấy tờ đã cấp", "Issued papers")}</h2>
                <ul class="files">{papers.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

/// The steps so far, the newest first.
pub(super) fn timeline(lines: &[TimelineLine]) -> AnyView {
    let mut lines: Vec<&TimelineLine> = lines.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    let lines = lines.into_iter().map(|line| {
        view! {
            <li class="done">
                <p class="timeline-title">{line.what.get(lang()).to_owned()}</p>
                <p class="timeline-facts">{time_of(line.at)} " · " {line.who.clone()}</p>
                {line.note.as_deref().map(paragraphs)}
            </li>
        }
    });
    view! {
        <section>
            <h2>{t("Diễn biến", "What happened")}</h2>
            <ol class="timeline">{lines.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Who opened the dossier. The applicant sees the same list, so officers should know.
pub(super) fn readers(readers: &[ReadLine]) -> AnyView {
    let lines = readers.iter().map(|line| view! { <li>{time_of(line.at)} " – " {line.who.clone()}</li> });
    view! {
        <details class="disclosure">
            <summary>{t("Ai đã xem hồ sơ này", "Who has read this dossier")}</summary>
            <div>
                <p>{t("Mỗi lần mở hồ sơ đều được ghi lại và người nộp thấy được.", "Every reading is recorded, and the applicant can see it.")}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        </details>
    }
    .into_any()
}
