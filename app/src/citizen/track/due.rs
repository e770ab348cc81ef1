//! The date that matters now, the largest thing on the page.

use domain::lifecycle::Status;
use domain::when;
use leptos::prelude::*;
use time::OffsetDateTime;
use views::{Moment, OwnDossier};

use crate::ui::{arithmetic, instant, lang, long_day, promise_sum, t, text_lines};

/// What the box says in one state of the dossier.
struct Said {
    class: &'static str,
    label: &'static str,
    date: Option<OffsetDateTime>,
    below: AnyView,
    shown_as_sum: Option<AnyView>,
}

pub(super) fn due(dossier: &OwnDossier) -> AnyView {
    let said = said(dossier);
    view! {
        <section class=said.class>
            <p class="due-label">{said.label}</p>
            {said.date.map(|date| view! { <p class="due-date">{long_day(date)}</p> })}
            <p class="due-left">{said.below}</p>
        </section>
        {said.shown_as_sum}
    }
    .into_any()
}

fn said(dossier: &OwnDossier) -> Said {
    let ended = dossier.ended_at.map(Moment::at);
    // A dossier whose result waits at the one-stop has not ended yet, and what happens to it meanwhile, such as a late
    // payment, moves no day.
    let ready = dossier.timeline.iter().rev().find(|line| line.kind == "finished");
    let result_at = ready.map(|line| line.at.at());
    let refused = dossier.refusal.is_some();
    let finished = |label, date| Said {
        class: if refused { "due ended" } else { "due finished" },
        label,
        date,
        below: kept(dossier),
        shown_as_sum: sum(dossier),
    };
    let paused = |label, date, below| Said { class: "due paused", label, date, below, shown_as_sum: None };
    match dossier.lifecycle.status() {
        Status::Filed => checked(dossier, t("Hạn cơ quan kiểm tra hồ sơ", "The office checks it by")),
        Status::SupplementRequested if dossier.lifecycle.supplement_received() => {
            checked(dossier, t("Hạn cơ quan kiểm tra phần bổ sung", "The office checks what you sent by"))
        }
        Status::Accepted | Status::InProgress => promised(dossier),
        Status::SupplementRequested => {
            let until = dossier.supplement.as_ref().map(|asked| asked.deadline_at.at());
            let below = view! { {until.map(latest)} ". " {clock_stopped()} {missed(dossier)} }.into_any();
            paused(t("Hạn bạn bổ sung", "Send what is missing by"), until, below)
        }
        Status::PaymentRequested => {
            paused(t("Đang chờ bạn nộp tiền", "Waiting for your payment"), None, clock_stopped())
        }
        Status::WithdrawalRequested => paused(
            t("Bạn đã xin rút hồ sơ", "You asked to withdraw"),
            None,
            t("Cơ quan sẽ xác nhận việc dừng xử lý.", "The office will confirm that it stops.").into_any(),
        ),
        Status::Finished if refused => {
            finished(t("Đã có kết quả: không giải quyết", "The result is ready: refused"), result_at)
        }
        Status::Finished => finished(t("Đã có kết quả", "The result is ready"), result_at),
        Status::Returned if refused => {
            finished(t("Đã trả kết quả: không giải quyết", "The result was handed over: refused"), ended)
        }
        Status::Returned => finished(t("Đã trả kết quả", "The result was handed over"), ended),
        Status::NotAccepted => {
            ended_without_result(dossier, t("Không được tiếp nhận", "Not accepted"), ended)
        }
        Status::Stopped => ended_without_result(dossier, t("Đã dừng xử lý", "Stopped"), ended),
    }
}

/// A day has an hour after which it is too late.
fn latest(at: OffsetDateTime) -> String {
    let time = when::format_time(when::local(at).time(), lang());
    format!("{} {time}", t("Chậm nhất lúc", "At the latest at"))
}

/// The office owes an answer within hours.
fn checked(dossier: &OwnDossier, label: &'static str) -> Said {
    let at = dossier.check_by.at;
    Said {
        class: "due",
        label,
        date: Some(at),
        below: latest(at).into_any(),
        shown_as_sum: Some(arithmetic(&dossier.check_by)),
    }
}

fn sum(dossier: &OwnDossier) -> Option<AnyView> {
    dossier.due.as_ref().map(|due| promise_sum(dossier, due))
}

/// The appointed day; after an apology the first one stands beside it, because lateness is judged by that.
fn promised(dossier: &OwnDossier) -> Said {
    let left = dossier.time_left.as_ref().map(|left| left.get(lang()).to_owned());
    let moved = dossier.first_due.as_ref().map(|first| {
        view! { <br/> {t("Cơ quan đã xin lỗi và hẹn lại. Ngày hẹn đầu là", "The office apologised and moved it. It was promised first for")} " " {instant(first.at)} }
    });
    Said {
        class: if dossier.late { "due late" } else { "due" },
        label: t("Ngày trả kết quả", "Day of the result"),
        date: dossier.due.as_ref().map(|due| due.at),
        below: view! { {left} {moved} {missed(dossier)} }.into_any(),
        shown_as_sum: sum(dossier),
    }
}

/// That it was late before more was asked for.
fn missed(dossier: &OwnDossier) -> Option<AnyView> {
    let words = t(
        "Trước khi yêu cầu bổ sung, cơ quan đã trễ hẹn ngày",
        "Before it asked for more, the office had missed",
    );
    dossier.missed.map(|missed| view! { <br/> {words} " " {instant(missed.at())} }.into_any())
}

fn clock_stopped() -> AnyView {
    t(
        "Trong lúc chờ bạn, thời hạn giải quyết chưa được tính.",
        "The office's time does not run while it waits for you.",
    )
    .into_any()
}

/// The reason stands with the news, as the office wrote it.
fn ended_without_result(dossier: &OwnDossier, label: &'static str, date: Option<OffsetDateTime>) -> Said {
    let end = dossier.timeline.iter().rev().find(|line| line.ends_without_result());
    let below = end.map(|end| match end.note.as_ref().filter(|note| !note.trim().is_empty()) {
        Some(reason) => {
            let lines =
                text_lines(reason).map(|line| view! { <span>{line.to_owned()}</span> }).collect_view();
            view! { <span class="lines">{t("Lý do:", "Reason:")} " " {lines}</span> }.into_any()
        }
        // Nobody gave one: what happened says it.
        None => end.what.get(lang()).to_owned().into_any(),
    });
    Said { class: "due ended", label, date, below: below.into_any(), shown_as_sum: None }
}

/// Whether the appointment was kept; one that was missed before a supplement is the one that counts.
fn kept(dossier: &OwnDossier) -> AnyView {
    // A moved promise hides no lateness: the first one counts.
    let promised = dossier.first_due.as_ref().or(dossier.due.as_ref()).map(|due| due.at);
    let Some(due) = dossier.missed.map(Moment::at).or(promised) else { return ().into_any() };
    let words = if dossier.late {
        t("Trễ hẹn. Ngày hẹn là", "Late. It was due at")
    } else {
        t("Đúng hẹn. Ngày hẹn là", "In time. It was due at")
    };
    view! { {words} " " {instant(due)} }.into_any()
}
