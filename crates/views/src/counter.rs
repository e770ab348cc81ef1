use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// What a one-stop takes in at its counter and by post, and what waits there half keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterView {
    /// Code and official name, in the order of the alphabet.
    pub procedures: Vec<(String, Text)>,
    pub drafts: Vec<CounterDraft>,
}

/// An application that is being keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterDraft {
    pub id: String,
    pub procedure: Text,
    pub applicant: String,
    pub by_post: bool,
    pub saved_at: Moment,
}
