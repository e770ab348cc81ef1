//! Papers of the agency that resolves: the apology and the notice that it stops.

use serde::{Deserialize, Serialize};

use super::DossierHead;

/// Mẫu số 04: apology and new appointment. The wording of its paragraphs is not read in a primary text (law §2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apology {
    /// Who asks for what, and who answers.
    #[serde(flatten)]
    pub head: DossierHead,
    /// The agency that resolves and apologises.
    pub agency: String,
    /// The day of receipt, as in "Ngày 05 tháng 01 năm 2026".
    pub received_day: String,
    /// When the result was promised for.
    pub due_text: String,
    /// Why it comes later; a new line starts a paragraph.
    pub reason: String,
    /// When it is promised for now.
    pub new_due_text: String,
    /// The head of the agency.
    pub leader: String,
}

/// TT 03/2025 Mẫu số 05: the dossier is stopped. Its layout is not read in a primary text (law §2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopNotice {
    /// Who asks for what, and who answers.
    #[serde(flatten)]
    pub head: DossierHead,
    /// When the dossier was received.
    pub received_text: String,
    /// On what ground it stops: the applicant's request and its day, or the end of their time to supplement.
    pub ground: String,
    /// The applicant's reason; may be empty.
    pub reason: String,
    /// What becomes of papers and fees.
    pub returned: String,
    /// Who signs; empty where the system stopped it, so that the office signs by hand.
    pub signer: String,
}
