//! What stands on each paper: texts ready to print.
//!
//! Dates are already written out in the time of Vietnam. An empty text that is optional prints as "không có"
//! or not at all.

mod agency;
mod intake;
mod office;
mod parts;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

pub use agency::{Apology, StopNotice};
pub use intake::{Receipt, Refusal, SupplementRequest};
pub use office::{ControlSlip, HandOver, Register, RegisterRow};
pub use parts::{Applicant, Contact, DossierHead, FormName, Letterhead, PaperLine, SupplementItem};

/// A statutory paper of the one-stop shop, by meaning: its number changed with the law (law §2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Paper {
    Receipt(Receipt),
    SupplementRequest(SupplementRequest),
    Refusal(Refusal),
    Apology(Apology),
    StopNotice(StopNotice),
    ControlSlip(ControlSlip),
    Register(Register),
}

/// What every paper has.
struct Head<'a> {
    letterhead: &'a Letterhead,
    issued_at: OffsetDateTime,
    /// Empty for a paper about many dossiers.
    dossier_code: &'a str,
    /// Empty for a paper without a QR code.
    tracking_url: &'a str,
}

impl<'a> From<&'a DossierHead> for Head<'a> {
    fn from(head: &'a DossierHead) -> Self {
        let DossierHead { letterhead, issued_at, dossier_code, tracking_url, .. } = head;
        Self { letterhead, issued_at: *issued_at, dossier_code, tracking_url }
    }
}

impl Paper {
    fn head(&self) -> Head<'_> {
        match self {
            Self::Receipt(Receipt { head, .. })
            | Self::SupplementRequest(SupplementRequest { head, .. })
            | Self::Refusal(Refusal { head, .. })
            | Self::Apology(Apology { head, .. })
            | Self::StopNotice(StopNotice { head, .. }) => head.into(),
            Self::ControlSlip(ControlSlip { letterhead, issued_at, dossier_code, tracking_url, .. }) => {
                Head { letterhead, issued_at: *issued_at, dossier_code, tracking_url }
            }
            Self::Register(Register { letterhead, issued_at, .. }) => {
                Head { letterhead, issued_at: *issued_at, dossier_code: "", tracking_url: "" }
            }
        }
    }

    /// The title that the circular gives to the paper, in capitals.
    #[must_use]
    pub fn title_vi(&self) -> &str {
        match (&self.head().letterhead.form, self) {
            (Some(form), _) => &form.title,
            (None, Self::Receipt(_)) => "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            (None, Self::SupplementRequest(_)) => "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            (None, Self::Refusal(_)) => "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
            // The others are younger than the name of the form.
            (None, _) => "",
        }
    }

    /// The code of the dossier that the paper is about; empty for the register.
    #[must_use]
    pub fn dossier_code(&self) -> &str {
        self.head().dossier_code
    }

    pub(crate) fn number(&self) -> &str {
        &self.head().letterhead.number
    }

    pub(crate) fn tracking_url(&self) -> &str {
        self.head().tracking_url
    }

    pub(crate) fn issued_at(&self) -> OffsetDateTime {
        self.head().issued_at
    }
}
