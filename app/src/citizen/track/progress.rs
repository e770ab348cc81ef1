//! How far the dossier is, who holds it, and what happened on the way.

use domain::lifecycle::Status;
use leptos::prelude::*;
use views::{OwnDossier, TimelineLine};

use crate::ui::{instant, lang, t, time_of};

/// The degree of completion in words and as a bar.
pub(super) fn degree(percent: u8, now: &'static str) -> AnyView {
    let words = format!("{percent} %");
    view! {
        <div class="degree">
            <p><strong>{t("Đã hoàn thành", "Completed")} " " {words.clone()}</strong> " " <span>{now}</span></p>
            <progress value=percent max="100">{words}</progress>
        </div>
    }
    .into_any()
}

/// A share of the way means something only while a result is on its way.
pub(super) const fn leads_to_result(dossier: &OwnDossier) -> bool {
    !matches!(dossier.lifecycle.status(), Status::NotAccepted | Status::WithdrawalRequested | Status::Stopped)
}

/// What is going on, in the words of the state.
pub(super) fn now(dossier: &OwnDossier) -> &'static str {
    let lang = lang();
    match (dossier.lifecycle.status(), dossier.lifecycle.step()) {
        (Status::InProgress, Some(step)) => step.label(lang),
        (Status::SupplementRequested, _) if dossier.lifecycle.supplement_received() => {
            t("Đã bổ sung, chờ cơ quan kiểm tra", "Supplement sent, waiting to be checked")
        }
        (Status::SupplementRequested, _) => t("Chờ bạn bổ sung", "Waiting for what you send"),
        (Status::WithdrawalRequested, _) => t("Chờ cơ quan xác nhận", "Waiting to be confirmed"),
        (Status::Accepted, _) => t("Chờ giao người xử lý", "Waiting for a handling officer"),
        (Status::Filed, _) => t("Chờ cơ quan kiểm tra", "Waiting to be checked"),
        (Status::Finished, _) => t("Có kết quả, chờ bạn nhận", "The result is ready for you"),
        (status, _) => status.label(lang),
    }
}

pub(super) fn timeline(dossier: &OwnDossier) -> AnyView {
    let mut happened: Vec<&TimelineLine> = dossier.timeline.iter().collect();
    happened.sort_by_key(|line| line.at);
    let happened = happened.into_iter().map(past).collect_view();
    let ahead = (!dossier.lifecycle.is_terminal()).then(|| ahead(dossier));
    view! { <ol class="timeline">{happened} {ahead}</ol> }.into_any()
}

fn past(line: &TimelineLine) -> AnyView {
    let (class, state) = if line.ends_without_result() {
        ("done ended", t("Kết thúc", "Ended"))
    } else {
        ("done", t("Đã xong", "Done"))
    };
    view! {
        <li class=class>
            <p class="timeline-title">
                {line.what.get(lang()).to_owned()}
                " "
                <span class="state">{state}</span>
            </p>
            <p class="timeline-facts">{time_of(line.at)} " · " {line.who.clone()}</p>
        </li>
    }
    .into_any()
}

fn ahead(dossier: &OwnDossier) -> AnyView {
    let status = dossier.lifecycle.status();
    let due = dossier.due.as_ref().filter(|_| status != Status::Finished);
    let first = dossier.first_due.as_ref().filter(|_| status != Status::Finished);
    let goal = (status != Status::WithdrawalRequested).then(|| {
        view! {
            <li class="next">
                <p class="timeline-title">
                    {t("Trả kết quả", "Result handed over")}
                    " "
                    <span class="state">{t("Tiếp theo", "Next")}</span>
                </p>
                {due.map(|due| view! { <p class="timeline-facts">{t("Chậm nhất", "At the latest")} " " {instant(due.at)}</p> })}
                {first.map(|first| view! { <p class="timeline-facts">{t("Hẹn lần đầu", "Promised first for")} " " {instant(first.at)}</p> })}
            </li>
        }
    });
    view! {
        <li class="current" aria-current="step">
            <p class="timeline-title">
                {now(dossier)}
                " "
                <span class="state">{t("Hiện tại", "Now")}</span>
            </p>
            {(!dossier.holder.is_empty())
                .then(|| view! { <p class="timeline-facts">{t("Đang giữ hồ sơ:", "Held by:")} " " {dossier.holder.clone()}</p> })}
        </li>
        {goal}
    }
    .into_any()
}
