//! Small marks that still pages show: the status of a dossier, a day, a due date.

use domain::clock::Due;
use domain::lifecycle::{Lifecycle, Status};
use domain::when;
use leptos::prelude::*;
use time::OffsetDateTime;
use views::{Moment, OrganisationName};

use crate::ui::{capitalised, lang, t};

/// Where a dossier stands, as a word and a shape. One that waits for more papers says when they have come.
#[must_use]
pub fn lifecycle_tag(lifecycle: Lifecycle) -> AnyView {
    if lifecycle.status() == Status::SupplementRequested && lifecycle.supplement_received() {
        return view! { <span class="tag running">{t("Đã bổ sung, chờ kiểm tra", "Supplement sent, to be checked")}</span> }
            .into_any();
    }
    status_tag(lifecycle.status())
}

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

/// A day without its hour.
#[must_use]
pub fn day_of(at: Moment) -> AnyView {
    view! { <time datetime=at.iso()>{at.date(lang())}</time> }.into_any()
}

/// An ISO date as people read it.
#[must_use]
pub fn iso_day(iso: &str) -> String {
    when::parse_iso_date(iso).map_or_else(|_| iso.to_owned(), |day| when::format_date(day, lang()))
}

/// The day of an instant with its weekday, large enough to plan by: `Thứ Hai, 23/11/2026`.
#[must_use]
pub fn long_day(at: OffsetDateTime) -> AnyView {
    let day = capitalised(&when::format_date_long(when::local(at).date(), lang()));
    view! { <time datetime=when::iso_datetime(at)>{day}</time> }.into_any()
}

/// For which organisation a dossier was filed, and who filed in its name.
#[must_use]
pub fn filed_for(organisation: &OrganisationName) -> AnyView {
    let OrganisationName { name, tax_code, filed_by } = organisation.clone();
    view! {
        <dl class="summary">
            <div><dt>{t("Tổ chức", "Organisation")}</dt><dd>{name}</dd></div>
            <div><dt>{t("Mã số thuế", "Tax code")}</dt><dd>{tax_code}</dd></div>
            <div><dt>{t("Người nộp thay", "Filed in its name by")}</dt><dd>{filed_by}</dd></div>
        </dl>
    }
    .into_any()
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
