use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::{ActingView, Moment};

/// `/business/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkView {
    pub acting: ActingView,
    /// Codes and names of the procedures that this member may apply for.
    pub procedures: Vec<(String, Text)>,
    pub batches: Vec<BatchLine>,
}

/// A table that was brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLine {
    pub id: String,
    pub procedure: Text,
    pub file_name: String,
    pub at: Moment,
}

/// `/business/bulk/{id}`: a table, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchView {
    pub id: String,
    pub organisation: String,
    pub procedure: Text,
    pub file_name: String,
    pub at: Moment,
    pub rows: Vec<RowLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowLine {
    /// The row of the table, as the table program counts.
    pub number: i32,
    /// By what a person knows it again.
    pub about: String,
    pub state: RowState,
    /// The dossier that the same row of another table became before, and that ended without a result.
    pub before: Option<String>,
}

/// What a row is, or has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowState {
    /// It can be filed, and then owes so many đồng, where that is known.
    Ready {
        fee: Option<u64>,
    },
    /// Its answers are right; it becomes a draft, to which its papers are attached.
    LacksPapers {
        fee: Option<u64>,
    },
    /// What is wrong, in the words of the form.
    Wrong {
        errors: Vec<String>,
    },
    /// The same as an earlier row of the table.
    Twin {
        number: i32,
    },
    /// It is a draft.
    Draft {
        draft: String,
    },
    Filed {
        code: String,
    },
}
