//! Identifiers of people, dossiers, procedures and papers (law §3).
//!
//! Each is a newtype that exists only when valid: parse with `FromStr`, show with `Display`.
//! Parsing what was shown gives the same identifier.

mod dossier_code;
mod national_id;
mod paper_code;
mod phone;
mod procedure_case;
mod procedure_code;
mod provinces;
mod tax_code;

pub use dossier_code::{DossierCode, DossierCodeError, Shape};
pub use national_id::{NationalId, NationalIdError, NationalIdWarning, Sex};
pub use paper_code::{PaperCode, PaperCodeError};
pub use phone::{Phone, PhoneError};
pub use procedure_case::{ProcedureCase, ProcedureCaseError};
pub use procedure_code::{ProcedureCode, ProcedureCodeError};
pub use tax_code::{TaxCode, TaxCodeError, TaxPayer};

/// The digits of a number that people write in groups, or `None` when anything else is in it.
fn digits_without_grouping(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    kept.bytes().all(|b| b.is_ascii_digit()).then_some(kept)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
