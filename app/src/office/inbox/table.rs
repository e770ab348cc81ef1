//! The inbox as a table; on a phone each row is a card.

use domain::lifecycle::{Alarm, Status};
use leptos::prelude::*;
use views::InboxLine;

use super::Filter;
use crate::office::urgency::time_left;
use crate::ui::{code_groups, lang, lifecycle_tag, t, time_of};

pub(super) fn table(filter: Filter, lines: Vec<InboxLine>) -> AnyView {
    let open = filter != Filter::Ended;
    let caption = match filter {
        Filter::Mine => {
            t("Hồ sơ chờ bạn, gấp nhất trước", "Dossiers that wait for you, the most urgent first")
        }
        Filter::Unit => {
            t("Hồ sơ đang mở của đơn vị, gấp nhất trước", "Open dossiers of the unit, the most urgent first")
        }
        Filter::Messages => t(
            "Hồ sơ có tin nhắn chờ trả lời, gấp nhất trước",
            "Dossiers with messages to answer, the most urgent first",
        ),
        Filter::Ended => t("Hồ sơ đã kết thúc, mới nhất trước", "Ended dossiers, the newest first"),
    };
    let deadline = open.then(|| view! { <th scope="col">{heads().deadline}</th> });
    let task = open.then(|| view! { <th scope="col">{heads().task}</th> });
    view! {
        <table class="inbox">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{heads().code}</th>
                    <th scope="col">{heads().procedure}</th>
                    <th scope="col">{heads().applicant}</th>
                    <th scope="col">{heads().status}</th>
                    {task}
                    {deadline}
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(|dossier| row(open, &dossier)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The heads of the columns; on a phone each cell carries its own.
struct Heads {
    code: &'static str,
    procedure: &'static str,
    applicant: &'static str,
    status: &'static str,
    task: &'static str,
    deadline: &'static str,
}

fn heads() -> Heads {
    Heads {
        code: t("Mã hồ sơ", "Code"),
        procedure: t("Thủ tục", "Procedure"),
        applicant: t("Người nộp", "Applicant"),
        status: t("Trạng thái", "Status"),
        task: t("Việc cần làm", "To do"),
        deadline: t("Thời hạn", "Deadline"),
    }
}

fn row(open: bool, dossier: &InboxLine) -> AnyView {
    let heads = heads();
    // An ended dossier has no deadline any more.
    let still_open = open.then(|| {
        view! {
            <td data-label=heads.task>{task(dossier)}</td>
            <td data-label=heads.deadline>
                <div>{time_left(dossier)} " " {dossier.deadline_at.map(time_of)} {moved(dossier)}</div>
            </td>
        }
    });
    view! {
        <tr>
            <td data-label=heads.code>
                <a class="row-link" href=format!("/desk/{}", dossier.code)>
                    <span class="dossier-code small">{code_groups(&dossier.code)}</span>
                </a>
            </td>
            <td data-label=heads.procedure>{dossier.procedure.get(lang()).to_owned()}</td>
            <td data-label=heads.applicant>{dossier.applicant.clone()}</td>
            <td data-label=heads.status><div>{lifecycle_tag(dossier.lifecycle)} " " {unanswered(dossier)}</div></td>
            {still_open}
        </tr>
    }
    .into_any()
}

/// Where an apology has moved the promise. The date before it stays: lateness is judged by that one.
fn moved(dossier: &InboxLine) -> Option<AnyView> {
    let at = dossier.moved_to?;
    Some(view! { <span class="muted">{t("Hẹn lại", "Moved to")} " " {time_of(at)}</span> }.into_any())
}

/// That somebody waits for an answer, with the way to it.
fn unanswered(dossier: &InboxLine) -> Option<AnyView> {
    (dossier.unanswered > 0).then(|| {
        let address = format!("/desk/{}#messages", dossier.code);
        view! { <a class="tag waiting" href=address>{dossier.unanswered} " " {t("tin chờ trả lời", "to answer")}</a> }
            .into_any()
    })
}

/// That most of the period has passed, or all of it.
fn alarm(dossier: &InboxLine) -> Option<AnyView> {
    let words = match dossier.alarm? {
        Alarm::Seventy => t("Đã qua 70 % thời hạn", "70 % of the period has passed"),
        Alarm::Hundred => t("Đã hết thời hạn", "The period is over"),
    };
    Some(view! { <span class="tag waiting">{words}</span> }.into_any())
}

/// Why it is in this inbox; or that it waits for somebody else.
fn task(dossier: &InboxLine) -> AnyView {
    if let Some(note) = &dossier.note {
        return view! { <div><strong>{note.get(lang()).to_owned()}</strong> " " {alarm(dossier)}</div> }
            .into_any();
    }
    let for_payment = dossier.lifecycle.status() == Status::PaymentRequested;
    let waits_for = if for_payment || dossier.urgency == "paused" {
        t("Chờ người nộp", "Waits for the applicant")
    } else {
        t("Chờ người khác", "Waits for somebody else")
    };
    view! { <span class="muted">{waits_for}</span> }.into_any()
}
