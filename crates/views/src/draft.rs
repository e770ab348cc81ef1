use domain::text::Text;
use forms::answers::Answers;
use forms::procedure::{Channel, Paper, Procedure};
use forms::schema::Form;
use serde::{Deserialize, Serialize};

use crate::{Commune, Failure, FileView, Moment, Province, SupplementView, TimelineLine};

/// What an application asks for: the part of a procedure that a browser needs to judge answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub short_name: Text,
    /// It already holds the section that asks where to file (`where`, question `receiving_unit`).
    pub form: Form,
    pub papers: Vec<Paper>,
}

/// An application with the whole procedure, for pages that tell of fees and deadlines too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeDraft {
    pub draft: DraftView,
    pub procedure: Procedure,
}

/// An application as its first page and its review tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftOverview {
    pub whole: WholeDraft,
    /// How often each fee of the procedure is owed; nothing where no answer tells.
    pub fee_counts: Vec<Option<u32>>,
    pub copied_from: Option<CopiedFrom>,
    pub unlike: Vec<Unlike>,
    /// Why the organisation that it is for does not let its member file it, as far as the answers tell by now.
    pub refusal: Option<Failure>,
}

/// Who brought or sent what a one-stop keys in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFor {
    pub name: String,
    /// The day on which a letter came, ISO.
    pub arrived_on: Option<String>,
}

/// The dossier with whose answers and files an application began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFrom {
    pub code: String,
    /// The step at which it ended without a result.
    pub ended: Option<TimelineLine>,
}

/// An answer about whoever applies that is not what their account says: they may have begun before they signed in, or
/// apply for somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlike {
    pub section: String,
    pub question: String,
    pub label: Text,
    pub answer: String,
    /// What the account says.
    pub known: String,
}

/// Everything that the pages of an application need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    pub id: String,
    pub procedure: Asked,
    pub answers: Answers,
    pub files: Vec<FileView>,
    pub saved_at: Moment,
    /// Whether anything was saved since it was begun.
    pub written: bool,
    /// The day, ISO, that the rules about dates look at: today in Vietnam, or the day on which it was filed.
    pub today: String,
    /// How it comes in.
    pub channel: Channel,
    /// For whom, when a one-stop keys it in.
    pub taken_for: Option<TakenFor>,
    pub signed_in: bool,
    /// The dossier that it became; then the draft can be changed only to answer a supplement request.
    pub dossier_code: Option<String>,
    /// What the office asked for, when this is the answer to a supplement request.
    pub supplement: Option<SupplementView>,
    pub provinces: Vec<Province>,
    /// The communes of the provinces that the answers name, for the pickers.
    pub communes: Vec<(String, Vec<Commune>)>,
    /// Bytes that one file may have.
    pub max_file_size: u64,
}

impl DraftView {
    /// Whether its answers may still change.
    #[must_use]
    pub const fn open(&self) -> bool {
        self.dossier_code.is_none() || self.supplement.is_some()
    }
}

/// A draft in the list of a person's drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    pub id: String,
    pub procedure: Text,
    /// Whom it names besides whoever writes it, by which one tells two of a kind apart.
    pub people: Vec<String>,
    /// The dossier that it began with.
    pub copied_from: Option<String>,
    pub saved_at: Moment,
}

/// That a draft was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub at: Moment,
}
