use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// What a one-stop takes in at its counter and by post, and what waits there half keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterView {
    /// Code and official name, in the order of the alphabet.
    pub procedures: Vec<(String, Text)>,
    /// What has waited longest comes first.
    pub drafts: Vec<CounterDraft>,
    /// Answers to a request for more that somebody began to key in, whose time ends next first.
    pub supplements: Vec<CounterSupplement>,
    /// Today in Vietnam, ISO.
    pub today: String,
}

/// An application that is being keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterDraft {
    pub id: String,
    pub procedure: Text,
    pub applicant: String,
    pub by_post: bool,
    /// The day on which a letter came, ISO, where it is known.
    pub arrived_on: Option<String>,
    pub begun_at: Moment,
    pub saved_at: Moment,
}

/// An answer to a request for more that is being keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterSupplement {
    /// Id of the application.
    pub id: String,
    pub dossier: String,
    pub applicant: String,
    pub until: Moment,
    pub saved_at: Moment,
}

/// Who brought an application, and how it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BringerView {
    /// Id of the application.
    pub id: String,
    pub name: String,
    /// The dossier that it became.
    pub dossier: Option<String>,
    pub by_post: bool,
    /// The day on which a letter came, ISO, where it is known.
    pub arrived_on: Option<String>,
    /// Today in Vietnam, ISO.
    pub today: String,
}
