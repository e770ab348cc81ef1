use std::collections::BTreeMap;

use domain::text::Text;
use forms::procedure::Procedure;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// `/admin/procedures`: the procedures, what runs, and what is being prepared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionsView {
    pub lines: Vec<EditionLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionLine {
    pub code: String,
    pub name: Text,
    /// The version that runs today.
    pub running: Option<VersionLine>,
    /// Those that have not begun.
    pub coming: Vec<VersionLine>,
    /// Somebody prepares a new version.
    pub in_preparation: bool,
}

/// A version that counts on its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    pub id: String,
    /// ISO; the last day is the one before the next version begins.
    pub from: String,
    pub to: Option<String>,
    /// From where it comes, when it was published here.
    pub published: Option<PublishedLine>,
    /// Whether the reader may take it back: it was published here and has not begun.
    pub may_recall: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedLine {
    pub edition: i32,
    pub by: String,
    pub at: Option<Moment>,
    /// A file of the catalogue says something else for the same days, and does not count.
    pub file_differs: bool,
}

/// `/admin/procedures/{code}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionView {
    pub code: String,
    pub name: Text,
    /// The earliest first.
    pub versions: Vec<VersionLine>,
    /// What is being prepared.
    pub edition: Option<Edition>,
    /// What was prepared before, the latest first.
    pub past: Vec<PastEdition>,
    /// Today, ISO.
    pub today: String,
    /// Whether the reader may begin and change.
    pub may_change: bool,
    /// Whether the reader's role may publish and refuse.
    pub may_publish: bool,
}

/// A version that is being prepared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    pub number: i32,
    pub revision: i32,
    pub changed_by: Vec<String>,
    pub changed_at: Moment,
    /// What it says; none while its text cannot be read.
    pub procedure: Option<Procedure>,
    /// The version that it would end, as which it is compared.
    pub before: Option<Procedure>,
    pub faults: Vec<EditionFault>,
    /// Its changes, the latest first.
    pub revisions: Vec<RevisionLine>,
    pub can_undo: bool,
    pub can_redo: bool,
    /// A mark of what is shown: only that can be published.
    pub seen: String,
    /// Whether the reader changed it, and so may not publish it.
    pub own: bool,
}

/// Something that must be mended before it can be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionFault {
    pub part: EditionPart,
    /// The field of the part, in the e-form with its section or question before it (`question.child_name.label.vi`); empty
    /// when it is about the part itself.
    pub field: String,
    pub words: Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionLine {
    pub revision: i32,
    /// The part that was changed; none for the first.
    pub part: Option<EditionPart>,
    pub by: String,
    pub at: Moment,
    /// The one that counts.
    pub current: bool,
}

/// What became of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastEdition {
    pub number: i32,
    pub state: EditionState,
    pub by: String,
    pub at: Option<Moment>,
    pub reason: String,
    pub published_as: Option<String>,
}

/// `/admin/procedures/{code}/{part}`: the fields of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionPartView {
    pub code: String,
    pub name: Text,
    pub part: EditionPart,
    /// Of the edition.
    pub number: i32,
    pub revision: i32,
    /// By key, such as `fees.0.name.vi`. For [`EditionPart::Text`] the one field `text`.
    pub fields: BTreeMap<String, String>,
    /// The faults of this part.
    pub faults: Vec<EditionFault>,
    /// Whether the text can be read; if not, only the text can be changed.
    pub readable: bool,
    /// Answers of the form that a paper or deadline can depend on: `question=option` and words.
    pub answers: Vec<(String, Text)>,
    /// Questions that can say how many of a fee are wanted.
    pub numbers: Vec<(String, Text)>,
    /// The one-stops: code and name.
    pub counters: Vec<(String, Text)>,
    pub can_undo: bool,
    pub can_redo: bool,
}

/// `/admin/procedures/{code}/effects`: what publishing would mean for what runs now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffectsView {
    pub code: String,
    pub name: Text,
    /// None while the edition has faults: then nothing can be computed.
    pub effects: Option<Effects>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effects {
    /// Accepted dossiers of the procedure on which the office still works.
    pub dossiers: u32,
    /// Of those: late under the promise that was made.
    pub late_now: u32,
    /// Of those: not late, and late if the new deadline ran from their acceptance.
    pub would_be_late: u32,
    /// Of those: due earlier, or later, than was promised.
    pub earlier: u32,
    pub later: u32,
    /// Of those: a due date falls into a year without a calendar.
    pub unknown: u32,
    /// Codes of those that would be late, of the reader's own unit and as far as the reader may see dossiers.
    pub codes: Vec<String>,
    /// How many more there are that the reader may not see.
    pub hidden: u32,
    /// Applications that are being written.
    pub drafts: u32,
    /// Of those: the new form asks something that is answered nowhere, or finds a fault that the old one does not.
    pub drafts_need_answer: u32,
    /// Of those: nothing was missing before.
    pub drafts_were_complete: u32,
    /// What the drafts would need, and how many each.
    pub needs: Vec<(Text, u32)>,
}

/// A part of a procedure that is edited by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionPart {
    Validity,
    Deadline,
    Process,
    Fees,
    Papers,
    Counters,
    /// The e-form, section by section and question by question.
    Form,
    /// The whole as YAML.
    Text,
}

impl EditionPart {
    pub const ALL: [Self; 8] = [
        Self::Validity,
        Self::Deadline,
        Self::Process,
        Self::Fees,
        Self::Papers,
        Self::Counters,
        Self::Form,
        Self::Text,
    ];

    /// Its word in addresses and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Validity => "validity",
            Self::Deadline => "deadline",
            Self::Process => "process",
            Self::Fees => "fees",
            Self::Papers => "papers",
            Self::Counters => "counters",
            Self::Form => "form",
            Self::Text => "text",
        }
    }

    /// The part of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }
}

/// Where an edition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionState {
    /// Being prepared.
    Open,
    Published,
    /// Somebody else found it wrong.
    Refused,
    /// Given up by those who prepared it.
    Withdrawn,
    /// Taken back before it began.
    Recalled,
}

impl EditionState {
    pub const ALL: [Self; 5] = [Self::Open, Self::Published, Self::Refused, Self::Withdrawn, Self::Recalled];

    /// Its word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Published => "published",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Recalled => "recalled",
        }
    }

    /// The state of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}
