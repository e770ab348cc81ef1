use domain::lifecycle::{Action, Status};
use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::{Applicant, Moment, OwnDossier, ProofAsked};

/// `/desk`: what waits for this officer, in order of deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxView {
    pub lines: Vec<InboxLine>,
    /// How many wait for this officer, and how many of them are late.
    pub waiting: u32,
    pub late: u32,
    /// How many dossiers have messages that this officer should answer; none for officers who answer none.
    pub unanswered: Option<u32>,
    pub filter: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLine {
    pub code: String,
    pub procedure: Text,
    pub applicant: String,
    pub status: Status,
    /// The next date that binds the office: check by, or return by.
    pub deadline_at: Moment,
    pub time_left: Text,
    /// `late`, `soon`, `ok` or `paused`.
    pub urgency: String,
    /// A supplement has come in, or a draft waits for approval: why it is in this inbox.
    pub note: Option<Text>,
    /// Messages of the applicant and notes of colleagues that the one-stop has not answered.
    pub unanswered: u32,
}

/// An officer to whom a dossier can be handed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub id: String,
    pub name: String,
    pub title: String,
}

/// That an officer opened the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadLine {
    pub at: Moment,
    pub who: String,
}

/// What the handling officer proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultDraft {
    pub summary: String,
    pub drafted_by: String,
    pub drafted_at: Moment,
    pub approved_by: Option<String>,
    pub approved_at: Option<Moment>,
    pub returned_note: Option<String>,
}

/// `/desk/{code}`: everything that an officer needs to decide, on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskDossier {
    pub dossier: OwnDossier,
    /// What the inbox says of it: how urgent it is, and why it waits for this officer.
    pub line: InboxLine,
    pub applicant: Applicant,
    /// What this officer can do now; anything else the server refuses.
    pub offered: Vec<Action>,
    /// What an approval asks for beside the click.
    pub proof: ProofAsked,
    pub result: Option<ResultDraft>,
    /// Whether this officer can attach files of the result now.
    pub attaches_result: bool,
    pub colleagues: Vec<Colleague>,
    /// Things that can be named in a supplement request: target and label.
    pub targets: Vec<(String, Text)>,
    /// Doubts that the evaluator found, to look at: label and words.
    pub warnings: Vec<(String, Text)>,
    /// What the applicant changed or added when they were asked for more: keys of answers and ids of files.
    pub changed: Vec<String>,
}
