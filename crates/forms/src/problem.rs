//! What is wrong with an answer, as a stable code.

use domain::text::{Lang, Text};
use serde::{Deserialize, Serialize};

use crate::messages;
use crate::schema::Severity;

/// The section of problems that concern papers and not a question.
pub const FILES: &str = "files";

/// Something that is wrong or odd about one answer or paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The section's id, or [`FILES`].
    pub section: String,
    /// The key of the field: `child_name`, `members.0.name`, `addr.commune`; for a paper its id.
    pub path: String,
    pub code: ProblemCode,
    pub severity: Severity,
}

/// Why. Numbers are the ones that the message names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    Missing,
    /// Nothing is chosen of a list, or neither yes nor no.
    NotChosen,
    NotADate,
    /// The lunar year has no such month, or the month no such day.
    NotALunarDate,
    DateInFuture,
    DateInPast,
    NotANumber,
    TooSmall {
        min: i64,
    },
    TooLarge {
        max: i64,
    },
    TooLong {
        max: u16,
    },
    NotAChoice,
    /// The amount in words is not the one in figures, which is said by `words`.
    WordsDiffer {
        words: String,
    },
    /// `entered` digits instead of 12.
    NationalIdLength {
        entered: u16,
    },
    /// Something else than digits stands in the number.
    NationalIdNotDigits,
    /// No province of birth registration has this number. Never blocks: births abroad carry a country's number.
    NationalIdProvince,
    /// Never blocks: records are corrected and people keep their number.
    NationalIdBirthMismatch,
    /// Never blocks: records are corrected and people keep their number.
    NationalIdSexMismatch,
    TaxCodeLength,
    TaxCodeChecksum,
    TaxCodeBranch,
    /// Digits or symbols in the name of a person.
    NameInvalid,
    /// A word of a name begins with a small letter. Never blocks: some foreign names do.
    NameSmall,
    /// What was drawn is too small or cannot be read.
    SignatureIllegible,
    PhoneInvalid,
    EmailInvalid,
    ProvinceMissing,
    ProvinceUnknown,
    CommuneMissing,
    /// Not a commune of the chosen province today.
    CommuneUnknown,
    TooFewRows {
        min: u16,
    },
    TooManyRows {
        max: u16,
    },
    PaperMissing,
    /// One of several papers is needed and none is there; the label names them all.
    OnePaperMissing {
        of: Vec<String>,
    },
    TooManyFiles {
        max: u16,
    },
    /// A rule of the form is broken.
    Rule {
        id: String,
        message: Text,
    },
}

impl ProblemCode {
    /// In plain words for the person who answers, naming the field by its label and saying what to do.
    #[must_use]
    pub fn message(&self, lang: Lang, label: &str) -> String {
        match lang {
            Lang::Vi => messages::vietnamese(self, label),
            Lang::En => messages::english(self, label),
        }
    }

    pub(crate) const fn severity(&self) -> Severity {
        match self {
            Self::NationalIdProvince
            | Self::NationalIdBirthMismatch
            | Self::NationalIdSexMismatch
            | Self::NameSmall => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl Problem {
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
