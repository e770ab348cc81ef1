//! Fees: what the procedure charges, whether this dossier owes it, and how that was settled.

use std::sync::Arc;

use domain::text::Lang;
use forms::procedure::{Channel, Fee, Procedure};
use serde::Serialize;
use views::FeeItem;

use super::{said, told};
use crate::Case;
use crate::catalogue::Catalogue;
use crate::dossier::Held;
use crate::fee::Charge;

#[derive(Clone, Debug, Serialize)]
pub(super) struct OfFee {
    #[serde(flatten)]
    fee: Fee,
    /// Whether it is owed for the channel by which the dossier came.
    applies: bool,
}

/// What the dossier owes.
#[derive(Clone, Debug, Serialize)]
pub(super) struct OfCharge {
    /// `never`, `if_asked` or `always`.
    rule: &'static str,
    why: String,
    /// Đồng; none while nobody has charged anything.
    amount: Option<i64>,
    items: Vec<FeeItem>,
    asked_at: Option<String>,
    settled_at: Option<String>,
    /// Settled without a payment, because nothing was to be paid.
    exempt: bool,
}

pub(super) fn of(procedure: &Procedure, channel: &str) -> Vec<OfFee> {
    // As everywhere a dossier is judged: a way of coming in that has no name counts as online.
    let channel = Channel::named(channel).unwrap_or(Channel::Online);
    let applies = |fee: &Fee| fee.is_for(channel);
    procedure.fees.iter().map(|fee| OfFee { applies: applies(fee), fee: fee.clone() }).collect()
}

pub(super) fn charge(
    held: &Held,
    catalogue: &Arc<Catalogue>,
    procedure: &Procedure,
    lang: Lang,
) -> Case<OfCharge> {
    let (by_answers, by_file) =
        (held.charge(catalogue)?, Charge::of(procedure, crate::dossier::channel(&held.row)));
    let (rule, why) = match by_answers {
        Charge::Never if by_file != Charge::Never => (
            "never",
            said(
                lang,
                "Theo câu trả lời, không có khoản nào phải thu",
                "By its answers it owes none of the fees",
            ),
        ),
        Charge::Always if by_file != Charge::Always => (
            "always",
            said(
                lang,
                "Theo câu trả lời, có khoản phải thu trước khi trả kết quả",
                "By its answers it owes a fee, to be paid before the result is handed over",
            ),
        ),
        Charge::Never => ("never", said(lang, "Mọi khoản phí, lệ phí đều bằng 0", "Every fee is 0")),
        Charge::IfAsked => (
            "if_asked",
            said(
                lang,
                "Có khoản bằng 0, nên chỉ thu khi cán bộ yêu cầu",
                "One of the fees is 0, so nothing is owed unless an officer asks",
            ),
        ),
        Charge::Always => (
            "always",
            said(
                lang,
                "Không có khoản nào bằng 0, nên phải thu hoặc ghi lý do miễn trước khi trả kết quả",
                "No fee is 0, so one is paid, or the reason for an exemption noted, before the result is handed over",
            ),
        ),
    };
    let payment = held.payment.as_ref();
    Ok(OfCharge {
        rule,
        why: why.to_owned(),
        amount: payment.map(|payment| payment.amount),
        items: payment.map_or(Ok(Vec::new()), |payment| serde_json::from_str(&payment.items))?,
        asked_at: payment.and_then(|payment| payment.asked_at).map(told),
        settled_at: payment.and_then(|payment| payment.settled_at).map(told),
        exempt: payment.is_some_and(|payment| payment.settled_at.is_some() && payment.receipt.is_none()),
    })
}
