//! Small marks that several pages show: the status of a dossier, its code, a moment, a due date.

use domain::clock::Due;
use domain::id::DossierCode;
use domain::lifecycle::Status;
use domain::when;
use leptos::prelude::*;
use time::OffsetDateTime;
use views::Moment;

use super::{capitalised, lang, t};

/// The status of a dossier as a word and a shape.
#[must_use]
pub fn status_tag(status: Status) -> AnyView {
    let class = match status {
        Status::Filed => "tag new",
        Status::Accepted | Status::InProgress => "tag running",
        Status::SupplementRequested | Status::PaymentRequested | Status::WithdrawalRequested => "tag waiting",
        Status::Finished | Status::Returned => "tag done",
        Status::NotAccepted | Status::Stopped => "tag refused",
    };
    view! { <span class=class>{status.label(lang())}</span> }.into_any()
}

/// A dossier code in groups that can be read aloud; copied, it is the code itself.
#[must_use]
pub fn code_groups(code: &str) -> Vec<AnyView> {
    let groups = code.parse().map_or_else(|_| vec![code.to_owned()], |code: DossierCode| code.grouped());
    let mut rest = code;
    groups
        .into_iter()
        .map(|group| {
            let after = rest.strip_prefix(group.as_str()).unwrap_or_default();
            let mark = after.chars().next().map_or("", |mark| &after[..mark.len_utf8()]);
            rest = &after[mark.len()..];
            view! { <span>{format!("{group}{mark}")}</span> }.into_any()
        })
        .collect()
}

/// A moment to the minute, on the clocks of Vietnam.
#[must_use]
pub fn time_of(at: Moment) -> AnyView {
    instant(at.at())
}

/// A day without its hour.
#[must_use]
pub fn day_of(at: Moment) -> AnyView {
    view! { <time datetime=at.iso()>{at.date(lang())}</time> }.into_any()
}

/// An instant to the minute, on the clocks of Vietnam.
#[must_use]
pub fn instant(at: OffsetDateTime) -> AnyView {
    view! { <time datetime=when::iso_datetime(at)>{when::format_datetime(at, lang())}</time> }.into_any()
}

/// The day of an instant with its weekday, large enough to plan by: `Thứ Hai, 23/11/2026`.
#[must_use]
pub fn long_day(at: OffsetDateTime) -> AnyView {
    let day = capitalised(&when::format_date_long(when::local(at).date(), lang()));
    view! { <time datetime=when::iso_datetime(at)>{day}</time> }.into_any()
}

/// How a date was computed, line by line.
#[must_use]
pub fn arithmetic(due: &Due) -> AnyView {
    let lang = lang();
    let lines = due.arithmetic.iter().map(|step| view! { <li>{step.sentence(lang)}</li> });
    view! {
        <details class="disclosure arithmetic">
            <summary>{t("Ngày này tính thế nào", "How this date is computed")}</summary>
            <div><ol>{lines.collect_view()}</ol></div>
        </details>
    }
    .into_any()
}
