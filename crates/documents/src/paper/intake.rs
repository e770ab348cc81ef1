//! Papers of the intake: Mẫu 01 to 03.

use serde::{Deserialize, Serialize};

use super::{Contact, DossierHead, PaperLine, SupplementItem};

/// Mẫu số 01: receipt of the dossier and appointment for the result. Numbers are those of the form's lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// 2 to 4, and who answers.
    #[serde(flatten)]
    pub head: DossierHead,
    /// 1: the reception desk.
    pub desk: String,
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

/// Mẫu số 02: request to supplement or correct the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// Who asks for what, and who answers.
    #[serde(flatten)]
    pub head: DossierHead,
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
    /// Who asks for what, and who answers.
    #[serde(flatten)]
    pub head: DossierHead,
    /// The reception desk that refuses.
    pub desk: String,
    /// Why; a new line starts a paragraph.
    pub reason: String,
    /// The officer who refuses.
    pub receiver: String,
    /// The head of the agency, when it refuses after an appraisal and the paper is the result (NĐ 61/2018 Đ19.8); empty
    /// at intake.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub leader: String,
}
