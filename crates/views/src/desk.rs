use domain::clock::Period;
use domain::lifecycle::{Action, Alarm, Lifecycle};
use domain::text::Text;
use forms::procedure::{Exemption, Finding, Supplement};
use serde::{Deserialize, Serialize};

use crate::{Applicant, FileView, Moment, OwnDossier, ProofAsked, Unlike};

/// `/desk`: what waits for this officer, in order of deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxView {
    pub lines: Vec<InboxLine>,
    /// How many wait for this officer, and how many of them are late.
    pub waiting: u32,
    pub late: u32,
    /// How many dossiers have messages that this officer should answer; none for officers who answer none.
    pub unanswered: Option<u32>,
    /// The year whose register can be printed.
    pub register_year: i32,
    /// How many parts it has by now; each is printed by itself.
    pub register_parts: u32,
    pub filter: String,
}

/// Something that can be named in a supplement request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementTarget {
    /// The path of a question or `paper:<id>`.
    pub target: String,
    pub label: Text,
    /// Papers of the published list that this case does not ask for, and another answer here would.
    pub would_ask: Vec<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLine {
    pub code: String,
    pub procedure: Text,
    pub applicant: String,
    pub lifecycle: Lifecycle,
    /// The next date that binds the office: check by, or return by; for a supplement that has not come, the applicant's.
    /// None while no date binds.
    pub deadline_at: Option<Moment>,
    /// Where an apology has moved the promise; the deadline above stays the first one.
    pub moved_to: Option<Moment>,
    pub time_left: Text,
    /// How much of the period has passed, for those who must hurry.
    pub alarm: Option<Alarm>,
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
    /// What the applicant is told when the result is a refusal.
    pub refusal: Option<String>,
}

/// A fee of the procedure that can be charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// Its place among the fees of the procedure, from 0: how forms name it.
    pub index: u32,
    pub name: Text,
    /// Whole đồng for one; none where the province sets it.
    pub each: Option<u64>,
    pub note: Option<Text>,
    /// How many the application asks for; nothing where no answer tells.
    pub asked_for: Option<u32>,
    /// Who was exempt from it on the day of filing.
    pub exemptions: Vec<Exemption>,
}

/// What a leader may begin an apology with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApologyDraft {
    /// The day as `2026-11-30`, the first that is possible or a few days later.
    pub day: String,
    /// The first day that is possible.
    pub earliest: String,
    pub reason: String,
    /// The due day is the next working day, so the apology is due now.
    pub urgent: bool,
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
    /// The time that an acceptance gives: one within the day issues no receipt (Mẫu 01) unless somebody asks.
    pub period: Period,
    /// Within which time the agency may ask for a supplement, and the applicant answers.
    pub supplement: Supplement,
    /// What an officer can find that takes another time.
    pub on_finding: Vec<Finding>,
    /// What can be charged.
    pub fees: Vec<FeeLine>,
    /// What an apology can begin with, for whoever may make one.
    pub apology: Option<ApologyDraft>,
    /// Whether this officer can print the receipt (Mẫu 01) that was not issued at intake.
    pub prints_receipt: bool,
    /// What an approval or an apology asks for beside the click.
    pub proof: ProofAsked,
    pub result: Option<ResultDraft>,
    /// Whether this officer can attach files of the result now.
    pub attaches_result: bool,
    pub colleagues: Vec<Colleague>,
    /// Who could decide instead, code and name, while whoever looks can still choose.
    pub agencies: Vec<(String, Text)>,
    /// It waits for a handling officer whose account is closed.
    pub left_alone: bool,
    /// Things that can be named in a supplement request.
    pub targets: Vec<SupplementTarget>,
    /// What this officer did to it a moment ago, if nobody has done anything since.
    pub just_done: Option<Text>,
    /// Doubts that the evaluator found, to look at: label and words.
    pub warnings: Vec<(String, Text)>,
    /// What the form says of whoever applies and the account that filed it says otherwise.
    pub unlike: Vec<Unlike>,
    /// The refused dossier that it began with.
    pub copied_from: Option<String>,
    /// The application behind it, when the one-stop keyed it in and keys in what is asked for.
    pub keyed_in: Option<String>,
    /// What the applicant changed or added when they were asked for more: keys of answers and ids of files.
    pub changed: Vec<String>,
    /// What was filed and then taken out in answer to a supplement request, to be compared with what came instead.
    pub replaced: Vec<FileView>,
}
