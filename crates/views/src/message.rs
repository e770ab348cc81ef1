use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::{FileView, Moment, ReadLine};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageSide {
    Applicant,
    /// The one-stop, to the applicant.
    Office,
    /// A handling officer, to the one-stop. The applicant never sees it.
    Note,
}

impl MessageSide {
    /// The stable name, as it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Office => "office",
            Self::Note => "note",
        }
    }

    /// Reads a name back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Applicant, Self::Office, Self::Note].into_iter().find(|side| side.code() == code)
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLine {
    pub id: String,
    pub side: MessageSide,
    /// The name, with the unit of an officer or the organisation for which somebody acts.
    pub author: String,
    pub body: String,
    pub at: Moment,
    pub files: Vec<FileView>,
    /// Who of the other side saw it first, and when.
    pub read: Option<ReadLine>,
}

/// Whether one can write now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    /// With the last moment, once the dossier has ended.
    Open { until: Option<Moment> },
    /// So many are unanswered that the one-stop must answer first.
    Waiting,
    /// The dossier ended too long ago.
    Closed { since: Moment },
}

/// The messages of a dossier for its applicant, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    pub lines: Vec<MessageLine>,
    pub writing: Writing,
    /// How many files a message takes, and how many bytes each may have.
    pub max_files: u32,
    pub max_file_size: u64,
}

/// A text that an officer can begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateLine {
    pub id: String,
    pub title: Text,
    /// Filled with the facts of the dossier, in the language that the officer reads.
    pub text: String,
}

/// The messages of a dossier for an officer, with the notes of colleagues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskThread {
    pub thread: Thread,
    /// This officer answers the applicant.
    pub answers: bool,
    /// This officer leaves notes for those who answer.
    pub notes: bool,
    /// How many messages and notes wait for an answer.
    pub unanswered: u32,
    /// What fits this dossier now; empty for officers who do not answer.
    pub templates: Vec<TemplateLine>,
    /// The id of the template that was chosen.
    pub chosen: Option<String>,
}
