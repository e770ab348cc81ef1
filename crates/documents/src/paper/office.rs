//! Papers that the office keeps: the control slip of a dossier and the register of a year.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::Letterhead;

/// One hand-over of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The agency or post that had it.
    pub agency: String,
    /// Who gave it away.
    pub giver: String,
    /// When, such as "09 giờ 00 phút, ngày 18 tháng 11 năm 2026".
    pub given_text: String,
    /// Who took it.
    pub receiver: String,
    /// When.
    pub received_text: String,
    /// "Trước hạn", "Đúng hạn" or "Quá hạn"; empty where nothing was due.
    pub outcome: String,
    /// What was done; may be empty.
    pub note: String,
}

/// Phiếu kiểm soát quá trình giải quyết hồ sơ: TT 01/2018 Mẫu số 05, TT 03/2025 Mẫu số 06.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlSlip {
    /// When it was printed; becomes the date of the PDF.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The paper comes from a demonstration and says so.
    pub demo: bool,
    /// The head of the paper.
    pub letterhead: Letterhead,
    /// Mã hồ sơ.
    pub dossier_code: String,
    /// Where the dossier is followed; printed and as QR.
    pub tracking_url: String,
    /// What is asked for.
    pub procedure: String,
    /// The agency that resolves.
    pub agency: String,
    /// Agencies that help; may be empty.
    pub helping: String,
    /// When the result was promised for first, and now where that moved; may be empty.
    pub due_text: String,
    /// In the order of time.
    pub rows: Vec<HandOver>,
}

/// A dossier in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// Số thứ tự; empty for a dossier that came before the register.
    pub number: String,
    /// Mã hồ sơ.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Sets.
    pub sets: u32,
    /// Person or organisation.
    pub applicant: String,
    /// Address and phone; may be empty.
    pub contact: String,
    /// Who resolves it.
    pub agency: String,
    /// The day of receipt, as "18/11/2026".
    pub received: String,
    /// The promised day and, where it moved, the new one; may be empty.
    pub promised: String,
    /// The day on which the result was handed over; empty until then.
    pub returned: String,
    /// How the result is fetched.
    pub delivery: String,
    /// Remarks; may be empty.
    pub note: String,
}

/// Sổ theo dõi hồ sơ of a unit and year, A4: TT 01/2018 Mẫu số 06, TT 03/2025 Mẫu số 07. Its columns are not read in a
/// primary text (law §2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// When it was printed; becomes the date of the PDF.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The paper comes from a demonstration and says so.
    pub demo: bool,
    /// The head of the paper.
    pub letterhead: Letterhead,
    /// Quyển số.
    pub book: String,
    /// Năm.
    pub year: String,
    /// In the order of receipt.
    pub rows: Vec<RegisterRow>,
}
