use domain::clock::Due;
use domain::lifecycle::{Action, Lifecycle, Status, StatutoryForm};
use domain::text::Text;
use forms::display::SummarySection;
use serde::{Deserialize, Serialize};

use crate::{DraftLine, FeeLine, Moment, OrganisationName};

/// A file as pages show it. Its bytes are at `/files/{id}`, its thumbnail at `/files/{id}/thumbnail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub id: String,
    /// The paper of the procedure that it belongs to, or `result`.
    pub paper_id: String,
    pub name: String,
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    pub sha256: String,
    pub has_thumbnail: bool,
    pub pages: Option<u32>,
}

/// A statutory paper that was issued. Its PDF is at `/papers/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedPaper {
    pub id: String,
    /// Such as `mau-01-2025`.
    pub template: String,
    pub form: StatutoryForm,
    /// As it is printed.
    pub title: String,
    pub number: String,
    pub issued_at: Moment,
}

/// A dossier in a list of the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierLine {
    pub code: String,
    pub procedure: Text,
    /// Whom it names besides whoever filed it, by which one tells two of a kind apart.
    pub people: Vec<String>,
    pub unit: Text,
    pub status: Status,
    pub filed_at: Moment,
    pub due_at: Option<Moment>,
    /// The first promise, once an apology has moved it.
    pub first_due_at: Option<Moment>,
    /// Messages of the one-stop that nobody of the applicant's side has read.
    pub unread: u32,
    pub waits_for: Option<WaitsFor>,
}

/// What a dossier waits for from its applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaitsFor {
    /// More papers or answers, until then.
    Supplement { until: Moment },
    /// Whole đồng.
    Payment { amount: u64 },
}

/// `/my`: what somebody is writing and has filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub drafts: Vec<DraftLine>,
    pub dossiers: Vec<DossierLine>,
}

/// What was asked for in a supplement request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    /// The path of a question, or what [`paper_target`] makes of a paper.
    pub target: String,
    /// What it is called.
    pub label: String,
    pub reason: String,
}

/// What the name of a paper begins with where it stands among the paths of questions.
const PAPER: &str = "paper:";

/// The target that names a paper.
#[must_use]
pub fn paper_target(id: &str) -> String {
    format!("{PAPER}{id}")
}

/// The paper that a target names; nothing when it names a question.
#[must_use]
pub fn target_paper(target: &str) -> Option<&str> {
    target.strip_prefix(PAPER)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementView {
    pub items: Vec<SupplementItem>,
    pub note: String,
    pub asked_at: Moment,
    pub deadline_at: Moment,
    pub answered_at: Option<Moment>,
    /// The targets where nothing was changed since the office asked; for the pages that answer it.
    pub untouched: Vec<String>,
}

/// One thing that is charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeItem {
    pub name: Text,
    pub count: u32,
    /// Whole đồng for one.
    pub each: u64,
    /// Whole đồng for all.
    pub amount: u64,
    /// The legal basis; may be empty.
    pub basis: String,
}

/// What a dossier owes, and how that was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentView {
    pub items: Vec<FeeItem>,
    /// Whole đồng.
    pub amount: u64,
    pub reason: String,
    /// None when it was taken without being asked for.
    pub asked_at: Option<Moment>,
    pub settled_at: Option<Moment>,
    /// The number of the receipt.
    pub receipt: Option<String>,
    /// Why nothing had to be paid.
    pub exemption: Option<String>,
}

/// One thing that happened, as the applicant and the office see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineLine {
    pub at: Moment,
    /// The stable name of what happened, such as `finished`.
    pub kind: String,
    /// What happened, in words.
    pub what: Text,
    /// The officer and unit, or the applicant.
    pub who: String,
    /// A reason or note meant for the applicant.
    pub note: Option<String>,
}

impl TimelineLine {
    /// Whether the dossier ended here without a result.
    #[must_use]
    pub fn ends_without_result(&self) -> bool {
        matches!(self.kind.as_str(), "refused" | "stopped" | "closed_unsupplemented")
    }
}

/// Who applied, as the office and the applicant see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    pub name: String,
    pub national_id: String,
    pub phone: String,
    pub email: String,
}

/// `/track/{code}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrackView {
    /// To everybody: the code and the degree of completion, nothing else (TT 01/2018 Đ16.2d).
    Public { code: String, degree: u8 },
    /// To the applicant.
    Own(Box<OwnDossier>),
}

/// `/track/{code}/receipt`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReceiptView {
    /// To everybody: it names a person's papers, so that only its applicant sees it.
    Public { code: String },
    /// To the applicant: what was filed at first, and what was added in answer to a supplement request.
    Own { dossier: Box<OwnDossier>, first: Vec<FileView>, added: Vec<FileView> },
}

/// Everything of a dossier that its applicant may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDossier {
    pub code: String,
    pub procedure_code: String,
    pub procedure: Text,
    pub unit: Text,
    /// The agency that decides.
    pub agency: Text,
    /// How the applicant wishes to get the result, if they said so.
    pub result_wish: Option<Text>,
    /// What is owed when the result is fetched, where nobody has asked for it and the result is there.
    pub fees_on_return: Vec<FeeLine>,
    /// Where the one-stop is and its phone, as far as the catalogue knows.
    pub unit_contact: Vec<String>,
    /// The organisation that applied, and who filed in its name; none for a person's.
    pub filed_for: Option<OrganisationName>,
    pub lifecycle: Lifecycle,
    pub degree: u8,
    pub filed_at: Moment,
    /// By then the office must have checked it, with the arithmetic.
    pub check_by: Due,
    /// The date that was promised at the filing, once a supplement gave the office another.
    pub first_check_by: Option<Due>,
    /// It came to a counter or by post, and the one-stop keyed it in.
    pub on_paper: bool,
    /// The appointed day, once accepted, with the arithmetic.
    pub due: Option<Due>,
    /// While it waits for its first check: the day that is appointed when nothing is missing and it is accepted at the
    /// last moment of the check. None where that day has no calendar yet.
    pub expected: Option<Moment>,
    /// The first promise, once an apology has moved it: lateness is judged by this one.
    pub first_due: Option<Due>,
    /// A promise that had passed when the office asked for more: it is late by that one, whatever came after.
    pub missed: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// Whether it is past its day, and how long is left, in words.
    pub late: bool,
    pub time_left: Option<Text>,
    /// Who holds it now: an officer and a unit.
    pub holder: String,
    pub timeline: Vec<TimelineLine>,
    pub supplement: Option<SupplementView>,
    pub payment: Option<PaymentView>,
    /// Why the result is a refusal, once the result is there.
    pub refusal: Option<String>,
    pub issued: Vec<IssuedPaper>,
    /// Whether the receipt (Mẫu 01) was not issued and can be asked for.
    pub lacks_receipt: bool,
    /// Files that the applicant handed in, then those of the office (`result`).
    pub files: Vec<FileView>,
    /// Names of the papers, by id.
    pub paper_names: Vec<(String, Text)>,
    pub answers: Vec<SummarySection>,
    /// What the applicant can do now.
    pub offered: Vec<Action>,
    /// Where to rate the service, once the dossier has ended and nobody has.
    pub rate_token: Option<String>,
    /// Which officers have read it, and when (law §9.1).
    pub readers: Vec<crate::ReadLine>,
    pub draft_id: String,
}
