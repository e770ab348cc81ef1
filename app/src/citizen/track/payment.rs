//! What the applicant owes, and how it was settled.

use domain::lifecycle::Status;
use leptos::prelude::*;
use views::{FeeLine, OwnDossier, PaymentView};

use crate::public::procedure::exempt;
use crate::ui::{fee_items, lang, owed_line, t, time_of};

pub(super) fn section(dossier: &OwnDossier) -> Option<AnyView> {
    let Some(payment) = &dossier.payment else { return on_return(dossier) };
    let settled = payment.settled_at.is_some();
    let waits = dossier.lifecycle.status() == Status::PaymentRequested;
    let title = if settled {
        t("Phí, lệ phí", "Fees")
    } else {
        t("Bạn cần nộp phí, lệ phí", "There is a fee to pay")
    };
    let way = waits.then(|| {
        view! {
            <p>
                {place(dossier)} " "
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

/// What is owed when the result is fetched, before anybody has asked for it (NĐ 61/2018 Đ22).
fn on_return(dossier: &OwnDossier) -> Option<AnyView> {
    if dossier.fees_on_return.is_empty() {
        return None;
    }
    let line = |fee: &FeeLine| {
        let free =
            fee.exemptions.iter().map(|one| view! { <div class="help">{exempt(one)}</div> }).collect_view();
        view! { <li>{owed_line(fee)} {free}</li> }
    };
    let fees = dossier.fees_on_return.iter().map(line).collect_view();
    let unsure = dossier.fees_on_return.iter().filter(|fee| fee.asked_for.is_none()).count() > 1;
    let unsure = unsure.then(|| {
        view! { <p>{t("Cơ quan cho biết bạn nộp khoản nào.", "The office says which of them you owe.")}</p> }
    });
    Some(
        view! {
            <section>
                <h2>{t("Bạn cần nộp phí, lệ phí", "There is a fee to pay")}</h2>
                <ul>{fees}</ul>
                {unsure}
                <p>
                    {place(dossier)} " "
                    {t(
                        "Nộp trước khi được trả kết quả; nhận qua bưu chính thì gọi hỏi cách nộp.",
                        "It is paid before the result is handed over; if it comes by post, call and ask how.",
                    )}
                </p>
            </section>
        }
        .into_any(),
    )
}

/// Where to pay, and whom to call.
fn place(dossier: &OwnDossier) -> AnyView {
    let contact = dossier.unit_contact.iter().map(|text| format!(", {text}")).collect::<String>();
    view! { {t("Nộp tại", "Pay at")} " " <strong>{dossier.unit.get(lang()).to_owned()}</strong> {contact} "." }
        .into_any()
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
