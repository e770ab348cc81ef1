//! What several papers have in common.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What every paper to an applicant begins with. In what is stored its fields stand among those of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierHead {
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
    /// Which form of which circular it is; papers issued before it was kept have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormName>,
}

/// The form of the statutory set that was in force when the paper was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormName {
    /// Such as "04"; empty for a paper that no circular numbers.
    pub number: String,
    /// In capitals, as the circular prints it.
    pub title: String,
    /// Such as "Thông tư số 03/2025/TT-VPCP".
    pub basis: String,
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
