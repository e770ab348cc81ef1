use domain::lifecycle::Lifecycle;
use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::{ActingView, Moment};

/// What is asked of the board: the fields of its filter, as its address has them. Empty fields ask nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardAsked {
    /// The word of a status, or `open`, `late`, `act`.
    pub status: String,
    /// The code of a procedure.
    pub procedure: String,
    /// The code of a receiving unit.
    pub unit: String,
    /// Who filed: the id of a person.
    pub person: String,
    /// Due within so many days.
    pub days: String,
    /// Words: code, procedure, who filed, people named in the form.
    pub q: String,
    /// `newest`, `oldest` or `deadline`.
    pub sort: String,
    /// Where the page begins or ends, as [`BoardView`] names it.
    pub at: String,
}

/// What the next date of a dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// By then the office checks it.
    Check,
    /// The result is promised for then.
    Result,
    /// By then the organisation sends what was asked for.
    Supplement,
}

/// A dossier on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardLine {
    pub code: String,
    pub procedure_code: String,
    pub procedure: Text,
    pub unit: Text,
    pub lifecycle: Lifecycle,
    pub filed_at: Moment,
    pub filed_by: String,
    /// What is due next and when; nothing once no date binds anybody.
    pub deadline: Option<(Deadline, Moment)>,
    /// Where an apology has moved the promise; the date above stays the first one.
    pub moved_to: Option<Moment>,
    /// The office is past that date.
    pub late: bool,
    pub due_at: Option<Moment>,
    pub ended_at: Option<Moment>,
}

/// What can be chosen in the filter: codes and names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardChoices {
    pub procedures: Vec<(String, Text)>,
    pub units: Vec<(String, Text)>,
    pub people: Vec<(String, String)>,
}

/// A filter that somebody keeps under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptView {
    pub id: String,
    pub name: String,
    /// The query of the address, without its question mark.
    pub query: String,
}

/// A page of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    pub acting: ActingView,
    /// What the organisation must do now, the most urgent first; only without a filter.
    pub urgent: Vec<BoardLine>,
    pub urgent_total: u64,
    /// Drafts that were not filed.
    pub drafts: u64,
    pub lines: Vec<BoardLine>,
    /// How many the filter finds.
    pub total: u64,
    /// The page before this one and the one after it, where there is more.
    pub before: Option<String>,
    pub after: Option<String>,
    pub choices: BoardChoices,
    pub views: Vec<KeptView>,
}

/// The calendar of due dates of whoever looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedView {
    pub acting: ActingView,
    /// Since when there is an address.
    pub since: Option<Moment>,
    /// The address, for a few minutes after it was made.
    pub address: Option<String>,
}
