//! What stands on each paper: texts ready to print.
//!
//! Dates are already written out in the time of Vietnam. An empty text that is optional prints as "không có"
//! or not at all.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A statutory paper of the one-stop shop (TT 03/2025/TT-VPCP, Phụ lục I).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Paper {
    /// Mẫu số 01.
    Receipt(Receipt),
    /// Mẫu số 02.
    SupplementRequest(SupplementRequest),
    /// Mẫu số 03.
    Refusal(Refusal),
}

impl Paper {
    /// The versioned name of the template: kept beside the issued data, it says which layout was in force.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "mau-01-2025",
            Self::SupplementRequest(_) => "mau-02-2025",
            Self::Refusal(_) => "mau-03-2025",
        }
    }

    /// The title that the circular gives to the paper.
    #[must_use]
    pub fn title_vi(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            Self::SupplementRequest(_) => "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            Self::Refusal(_) => "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        }
    }

    /// The code of the dossier that the paper is about.
    #[must_use]
    pub fn dossier_code(&self) -> &str {
        match self {
            Self::Receipt(paper) => &paper.dossier_code,
            Self::SupplementRequest(paper) => &paper.dossier_code,
            Self::Refusal(paper) => &paper.dossier_code,
        }
    }

    pub(crate) fn number(&self) -> &str {
        match self {
            Self::Receipt(paper) => &paper.letterhead.number,
            Self::SupplementRequest(paper) => &paper.letterhead.number,
            Self::Refusal(paper) => &paper.letterhead.number,
        }
    }

    pub(crate) fn tracking_url(&self) -> &str {
        match self {
            Self::Receipt(paper) => &paper.tracking_url,
            Self::SupplementRequest(paper) => &paper.tracking_url,
            Self::Refusal(paper) => &paper.tracking_url,
        }
    }

    pub(crate) fn issued_at(&self) -> OffsetDateTime {
        match self {
            Self::Receipt(paper) => paper.issued_at,
            Self::SupplementRequest(paper) => paper.issued_at,
            Self::Refusal(paper) => paper.issued_at,
        }
    }
}

/// The head common to the papers: who issues, under which number, where and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The body above the agency; may be empty.
    pub parent_agency: String,
    /// The agency or unit that issues the paper.
    pub agency: String,
    /// Number and sign, as in "12/TNHS".
    pub number: String,
    /// Place of issue, as in "Bình Dương".
    pub place: String,
    /// "ngày 05 tháng 01 năm 2026".
    pub date_text: String,
}

/// The person or organisation whose dossier it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Full name.
    pub name: String,
    /// The tax code of an organisation; empty for a person.
    #[serde(default)]
    pub tax_code: String,
    /// The person who filed in an organisation's name; empty when a person applies for themselves.
    #[serde(default)]
    pub filed_by: String,
    /// Full address; may be empty.
    pub address: String,
    /// Phone number; may be empty.
    pub phone: String,
    /// E-mail address; may be empty.
    pub email: String,
}

/// One paper handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// Name of the paper.
    pub name: String,
    /// "Bản chính", "Bản sao", "Bản điện tử".
    pub kind: String,
    /// How many copies.
    pub quantity: u32,
}

/// Mẫu số 01: receipt of the dossier and appointment for the result. Numbers are those of the form's lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// When the paper was issued; becomes the date of the PDF.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The paper comes from a demonstration and says so.
    pub demo: bool,
    /// The head of the paper.
    pub letterhead: Letterhead,
    /// 2 and 3: who handed the dossier in.
    pub applicant: Applicant,
    /// Mã hồ sơ.
    pub dossier_code: String,
    /// Where the applicant follows the dossier; printed and as QR.
    pub tracking_url: String,
    /// 1: the reception desk.
    pub desk: String,
    /// 4: what is asked for.
    pub procedure: String,
    /// 5: the papers handed in.
    pub papers: Vec<PaperLine>,
    /// 6: number of sets.
    pub sets: u32,
    /// 7: the statutory period, as in "03 ngày làm việc".
    pub period_text: String,
    /// 8: when the dossier was received.
    pub received_text: String,
    /// 9: when the result is due.
    pub due_text: String,
    /// How line 9 follows from lines 7 and 8, one step each; a small note, may be empty.
    pub due_arithmetic: Vec<String>,
    /// 10: where the result is handed out.
    pub result_place: String,
    /// 11: number of the book.
    pub book: String,
    /// 11: number in the book.
    pub sequence: String,
    /// The officer who received the dossier.
    pub receiver: String,
}

/// One thing to correct or to add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    /// The paper or field.
    pub what: String,
    /// Why it is not right as it is; may be empty.
    pub reason: String,
}

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Person or desk.
    pub name: String,
    /// Phone number; may be empty.
    pub phone: String,
}

/// Mẫu số 02: request to supplement or correct the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// When the paper was issued; becomes the date of the PDF.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The paper comes from a demonstration and says so.
    pub demo: bool,
    /// The head of the paper.
    pub letterhead: Letterhead,
    /// Whose dossier it is.
    pub applicant: Applicant,
    /// Mã hồ sơ.
    pub dossier_code: String,
    /// Where the applicant follows the dossier; printed and as QR.
    pub tracking_url: String,
    /// What is asked for.
    pub procedure: String,
    /// What to correct or to add.
    pub items: Vec<SupplementItem>,
    /// Guidance for all of them; may be empty.
    #[serde(default)]
    pub note: String,
    /// Until when; may be empty.
    pub deadline_text: String,
    /// Whom to ask.
    pub contact: Contact,
    /// The officer who guides and signs.
    pub guide: String,
}

/// Mẫu số 03: refusal to receive the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// When the paper was issued; becomes the date of the PDF.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The paper comes from a demonstration and says so.
    pub demo: bool,
    /// The head of the paper.
    pub letterhead: Letterhead,
    /// Whose dossier it is.
    pub applicant: Applicant,
    /// Mã hồ sơ.
    pub dossier_code: String,
    /// Where the applicant follows the dossier; printed and as QR.
    pub tracking_url: String,
    /// What is asked for.
    pub procedure: String,
    /// The reception desk that refuses.
    pub desk: String,
    /// Why; a new line starts a paragraph.
    pub reason: String,
    /// The officer who refuses.
    pub receiver: String,
}
