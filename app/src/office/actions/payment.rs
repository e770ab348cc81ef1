//! Fees: the handling officer asks, the one-stop notes how it was settled.

use domain::lifecycle::{Action, Status};
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DeskDossier, Failure, FeeLine};

use super::{Deed, folded, form};
use crate::api::desk::{ConfirmPayment, RequestPayment};
use crate::public::procedure::exempt;
use crate::ui::{LineField, WordsField, amount_text, fee_items, lang, owed_line, t};

pub(super) fn request(desk: &DeskDossier) -> AnyView {
    let label = t("Yêu cầu nộp phí, lệ phí", "Request a payment");
    let fields = view! {
        {charges(RequestPayment::url(), &desk.fees)}
        <WordsField
            action=RequestPayment::url()
            id="payment-reason"
            name="reason"
            label=t("Lý do và căn cứ thu", "Reason and legal basis")
            help=t("Người nộp đọc nguyên văn.", "The applicant reads it word for word.")
            rows=3
            max_length=1000
            of=&[Failure::ReasonMissing]
        />
    };
    let deed = Deed {
        code: &desk.dossier.code,
        action: RequestPayment::url(),
        effect: t(
            "Báo người nộp số tiền. Thời hạn tạm dừng cho đến khi Bộ phận Một cửa ghi nhận đã nộp; số ngày chờ được cộng vào ngày hẹn trả. Mỗi hồ sơ yêu cầu một lần.",
            "Tells the applicant how much. The period waits until the one-stop notes the payment; the days waited are added to the promised day. Once for each dossier.",
        ),
        label,
        button: "button secondary",
        fields: fields.into_any(),
    };
    folded(label, deed)
}

/// What the answers ask for and nobody has charged, told to whoever can.
pub(super) fn unasked(desk: &DeskDossier) -> Option<AnyView> {
    if !desk.offered.contains(&Action::RequestPayment) {
        return None;
    }
    let told = desk.fees.iter().filter(|fee| fee.asked_for.is_some_and(|count| count > 0));
    let owed: Vec<String> = told.map(owed_line).collect();
    if owed.is_empty() {
        return None;
    }
    Some(
        view! {
            <p class="warning-note">
                {t("Theo câu trả lời, hồ sơ phải nộp mà chưa ai yêu cầu:", "By its answers the dossier owes what nobody has asked for:")}
                " "
                <strong>{owed.join("; ")}</strong>
                ". "
                <a href="#request-payment">{t("Yêu cầu nộp", "Request it")}</a>
            </p>
        }
        .into_any(),
    )
}

/// How many of each fee; how much, where the province sets it.
fn charges(action: &'static str, fees: &[FeeLine]) -> Vec<AnyView> {
    let fields = fees.iter().map(|fee| {
        let key = format!("fee{}", fee.index);
        let name = fee.name.get(lang());
        let (field, label) = match fee.each {
            Some(_) => (
                format!("counts[{key}]"),
                format!("{name}, {}: {}", amount_text(fee.each), t("số lượng", "how many")),
            ),
            None => (format!("amounts[{key}]"), format!("{name}: {}", t("số tiền, đồng", "amount in đồng"))),
        };
        let note = fee.note.as_ref().map(|note| view! { <p class="help">{note.get(lang()).to_owned()}</p> });
        // Nobody was asked how much, only how many.
        let asked_for = fee.each.and(fee.asked_for).filter(|count| *count > 0);
        let asked_for = asked_for.map(|count| count.to_string()).unwrap_or_default();
        let exempted = fee.exemptions.iter().map(|one| view! { <p class="help">{exempt(one)}</p> });
        view! {
            {note}
            {exempted.collect_view()}
            <LineField
                action=action
                id=key
                name=field
                label=label
                before=asked_for
                width="w-10"
                mode="numeric"
                of=&[Failure::AmountInvalid]
            />
        }
        .into_any()
    });
    fields.collect()
}

pub(super) fn confirm(desk: &DeskDossier) -> AnyView {
    let waits = desk.dossier.lifecycle.status() == Status::PaymentRequested;
    let asked = desk.dossier.payment.as_ref();
    let effect = if waits {
        t(
            "Ghi nhận đã nộp. Thời hạn được tính tiếp, số ngày làm việc đã chờ được cộng vào ngày hẹn trả.",
            "Notes the payment. The period goes on, with the working days that were waited added to the promised day.",
        )
    } else {
        t(
            "Thủ tục này có thu phí, lệ phí. Ghi nhận việc thu hoặc lý do không thu trước khi trả kết quả.",
            "This procedure has a fee. Note the payment, or why nothing is to be paid, before the result is handed over.",
        )
    };
    let owed = match asked {
        Some(payment) => fee_items(payment),
        None => charges(ConfirmPayment::url(), &desk.fees).into_any(),
    };
    let fields = view! {
        {owed}
        <LineField
            action=ConfirmPayment::url()
            name="receipt"
            label=t("Số biên lai", "Number of the receipt")
            of=&[Failure::ReceiptMissing]
        />
        <LineField
            action=ConfirmPayment::url()
            name="exemption"
            label=t("Hoặc lý do không phải nộp", "Or why nothing is to be paid")
            help=t("Ví dụ: miễn cho hộ nghèo. Người nộp đọc được.", "For example: free for poor households. The applicant reads it.")
            width=""
            of=&[]
        />
    };
    form(Deed {
        code: &desk.dossier.code,
        action: ConfirmPayment::url(),
        effect,
        label: t("Ghi nhận phí, lệ phí", "Note the payment"),
        button: "button",
        fields: fields.into_any(),
    })
}
