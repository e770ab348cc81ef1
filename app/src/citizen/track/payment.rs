//! What the applicant owes, and how it was settled.

use domain::lifecycle::Status;
use leptos::prelude::*;
use views::{OwnDossier, PaymentView};

use crate::ui::{fee_items, lang, t, time_of};

pub(super) fn section(dossier: &OwnDossier) -> Option<AnyView> {
    let payment = dossier.payment.as_ref()?;
    let settled = payment.settled_at.is_some();
    let waits = dossier.lifecycle.status() == Status::PaymentRequested;
    let title = if settled {
        t("Phí, lệ phí", "Fees")
    } else {
        t("Bạn cần nộp phí, lệ phí", "There is a fee to pay")
    };
    let contact = dossier.unit_contact.iter().map(|text| format!(", {text}")).collect::<String>();
    let way = waits.then(|| {
        view! {
            <p>
                {t("Nộp tại", "Pay at")} " " <strong>{dossier.unit.get(lang()).to_owned()}</strong> {contact} ". "
                {t(
                    "Khi Bộ phận Một cửa ghi nhận, thời hạn được tính tiếp và số ngày làm việc đã chờ được cộng vào ngày hẹn trả.",
                    "Once the one-stop notes it, the office's time goes on, and the working days that were waited are added to the promised day.",
                )}
            </p>
        }
    });
    let reason: Vec<AnyView> =
        payment.reason.lines().map(|line| view! { <p>{line.to_owned()}</p> }.into_any()).collect();
    Some(
        view! {
            <section>
                <h2>{title}</h2>
                {how(payment)}
                {(!payment.items.is_empty()).then(|| fee_items(payment))}
                {reason}
                {way}
            </section>
        }
        .into_any(),
    )
}

/// With which receipt, or why nothing had to be paid.
fn how(payment: &PaymentView) -> Option<AnyView> {
    let at = payment.settled_at?;
    let words = match (&payment.receipt, &payment.exemption) {
        (Some(receipt), _) => format!("{} {receipt}", t("Đã nộp, biên lai số", "Paid, receipt no.")),
        (None, Some(why)) => format!("{} {why}", t("Không phải nộp:", "Nothing to pay:")),
        (None, None) => return None,
    };
    Some(view! { <p><strong>{words}</strong> ", " {time_of(at)}</p> }.into_any())
}
