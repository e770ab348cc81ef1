//! The notice that a dossier is stopped.

use crate::dossier::channel;
use documents::{Paper, StopNotice};
use domain::lifecycle::StatutoryForm;
use forms::procedure::Channel;
use store::Tx;
use store::moment::from_millis;
use time::OffsetDateTime;

use super::frame::{Frame, Issuer};
use super::{clock_text, day_text, refusal, signer, store};
use crate::dossier::Held;
use crate::{Actor, Case, Office};

/// Why a dossier stops.
pub(crate) enum Ground {
    /// The applicant asked for it, then, and said why.
    Withdrawn { at: OffsetDateTime, reason: String },
    /// No supplement came until then.
    Unsupplemented { by: OffsetDateTime },
}

/// TT 03/2025 Mẫu 05. The circular before has no such paper: then what was not supplemented is refused by its Mẫu 03, and for
/// what the applicant took back nothing is issued.
pub(crate) async fn stop_notice(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    held: &Held,
    ground: Ground,
) -> Case<()> {
    let frame = Frame::open(tx, office, held, StatutoryForm::StopNotice, Issuer::OneStop).await?;
    let (ground, reason) = match (ground, &frame) {
        (Ground::Withdrawn { .. }, None) => return Ok(()),
        (Ground::Withdrawn { at, reason }, Some(_)) => {
            (format!("yêu cầu rút hồ sơ của Ông (Bà)/Tổ chức {}", day_text(at)), reason)
        }
        (Ground::Unsupplemented { by }, Some(_)) => (format!("việc {}", unsupplemented(by)), String::new()),
        (Ground::Unsupplemented { by }, None) => {
            return refusal(tx, office, actor, held, &format!("Do {}", unsupplemented(by)), None).await;
        }
    };
    let Some(frame) = frame else { return Ok(()) };
    let received = from_millis(held.row.accepted_at.unwrap_or(held.row.filed_at));
    let paper = Paper::StopNotice(StopNotice {
        head: frame.head.clone(),
        received_text: clock_text(received),
        ground,
        reason,
        returned: returned(held),
        signer: signer(actor),
    });
    store(tx, actor, held, &frame, &paper).await
}

fn unsupplemented(by: OffsetDateTime) -> String {
    format!("hồ sơ không được bổ sung, hoàn thiện trong thời hạn đã thông báo, đến hết {}", day_text(by))
}

/// What becomes of papers and fees. Whether a fee goes back is for the law of the fee to say.
fn returned(held: &Held) -> String {
    let papers = match channel(&held.row) {
        Channel::Online => "hồ sơ nộp trực tuyến, không giữ bản giấy",
        Channel::Counter | Channel::Post => "trả lại giấy tờ đã nhận",
    };
    let paid =
        held.payment.as_ref().and_then(|payment| payment.receipt.as_ref().map(|it| (payment.amount, it)));
    match paid {
        Some((amount, receipt)) => format!(
            "{papers}; đã thu {amount} đồng theo biên lai số {receipt}, việc hoàn trả thực hiện theo quy định về phí, lệ phí"
        ),
        None => format!("{papers}; chưa thu phí, lệ phí"),
    }
}
