//! A procedure of the catalogue as its file describes it.

use domain::clock::{AGENCY_SUPPLEMENT, APPLICANT_SUPPLEMENT, Period};
use domain::id::ProcedureCode;
use domain::text::Text;
use domain::when::iso_date;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::answers::Answers;
use crate::any_counter::AnyCounter;
use crate::evaluate::Context;
use crate::schema::{Condition, Form};
use crate::scope::Scope;

/// One version of an administrative procedure (thủ tục hành chính), as a clerk writes it in `data/procedures`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    pub code: ProcedureCode,
    /// The official name.
    pub name: Text,
    /// What people call it.
    pub short_name: Text,
    /// What it is for, in plain words.
    pub summary: Text,
    pub field: Field,
    pub audience: Vec<Audience>,
    pub life_events: Vec<LifeEvent>,
    /// Other words, misspellings included, under which people look for it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Which level of government decides, from when to when.
    pub levels: Vec<CompetentLevel>,
    /// Words for who decides, such as "UBND xã, phường".
    pub authority: Text,
    /// Agencies that take part beside the one that decides (cơ quan phối hợp giải quyết), by name: they stand on the control
    /// slip and get nothing through this system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperating: Vec<Text>,
    pub service: Service,
    /// Whether it is taken in whatever the territory (phi địa giới).
    #[serde(default)]
    pub any_counter: AnyCounter,
    pub valid: Validity,
    pub deadline: Deadline,
    pub fees: Vec<Fee>,
    pub papers: Vec<Paper>,
    pub results: Vec<ResultPaper>,
    pub process: Vec<ProcessStep>,
    pub legal_basis: Vec<LegalText>,
    pub form: Form,
    /// What has not been checked against the primary text, in words shown to the reader.
    #[serde(default)]
    pub unverified: Vec<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Such as `G15-TP07`.
    pub code: String,
    pub name: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Citizen,
    Organisation,
    Business,
    Foreigner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeEvent {
    HavingAChild,
    Marriage,
    Death,
    Residence,
    HouseAndLand,
    Business,
    Work,
    OldAge,
    CopiesAndCertification,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Province,
    District,
    Commune,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompetentLevel {
    pub level: Level,
    /// Who decides there: the code of a unit, such as `H09.14`, or the kind of one that stands under the same body as the
    /// one-stop, such as `police`. None where the one-stop's own agency decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    #[serde(flatten)]
    pub valid: Validity,
}

/// ISO dates, both included; an open end has no `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    pub from: String,
    #[serde(default)]
    pub to: Option<String>,
}

impl Validity {
    /// Whether a day is among them.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        let day = iso_date(day);
        self.from <= day && self.to.as_ref().is_none_or(|to| day <= *to)
    }
}

/// Dịch vụ công trực tuyến toàn trình / một phần. A partial service says why (NĐ 224/2026 Đ14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Service {
    Full,
    Partial { reason: Text },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    #[serde(flatten)]
    pub period: Period,
    #[serde(default)]
    pub note: Option<Text>,
    /// The first that holds counts instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<DeadlineCase>,
    /// What no answer tells and an officer can find at the acceptance, as that facts must be verified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_finding: Vec<Finding>,
    /// What a sector's law says about supplements.
    #[serde(default, skip_serializing_if = "Supplement::is_usual")]
    pub supplement: Supplement,
}

/// Times of a supplement where a sector's law has others than the general ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// Since the intake, for the agency to ask; 3 working days when left out (NĐ 61/2018 Đ19.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Period>,
    /// Since the request, for the applicant to answer; 15 working days when left out (law §1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Period>,
}

impl Supplement {
    const fn is_usual(&self) -> bool {
        self.ask.is_none() && self.answer.is_none()
    }

    /// Within which time of the intake the agency may ask.
    #[must_use]
    pub fn ask_within(&self) -> Period {
        self.ask.unwrap_or(AGENCY_SUPPLEMENT)
    }

    /// Within which time of the request the applicant answers.
    #[must_use]
    pub fn answer_within(&self) -> Period {
        self.answer.unwrap_or(APPLICANT_SUPPLEMENT)
    }
}

impl Deadline {
    /// The times that some applications take instead.
    pub fn others(&self) -> impl Iterator<Item = Period> + '_ {
        let cases = self.cases.iter().map(|case| case.period);
        cases.chain(self.on_finding.iter().map(|case| case.period))
    }
}

/// Another time for what an officer finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub finding: Text,
    #[serde(flatten)]
    pub period: Period,
}

/// Another time for some applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineCase {
    #[serde(rename = "if")]
    pub condition: Condition,
    #[serde(flatten)]
    pub period: Period,
}

impl Procedure {
    /// The time to decide an application with these answers.
    #[must_use]
    pub fn period(&self, answers: &Answers, context: &Context<'_>) -> Period {
        self.deadline_case(answers, context).map_or(self.deadline.period, |case| case.period)
    }

    /// The case that gives an application with these answers another time, if one does.
    #[must_use]
    pub fn deadline_case(&self, answers: &Answers, context: &Context<'_>) -> Option<&DeadlineCase> {
        let scope = Scope::new(&self.form, answers, context);
        self.deadline.cases.iter().find(|case| scope.holds(&case.condition, None))
    }

    /// How often an application with these answers owes each of the fees, in their order; nothing where no answer
    /// tells, so that an officer decides.
    #[must_use]
    pub fn fee_counts(&self, answers: &Answers, context: &Context<'_>) -> Vec<Option<u32>> {
        let scope = Scope::new(&self.form, answers, context);
        let count = |fee: &Fee| {
            let owed = fee.owed_if.as_ref().map(|condition| scope.truth(condition, None));
            match (owed, &fee.count) {
                (Some(None), _) | (None, None) => None,
                (Some(Some(false)), _) => Some(0),
                (Some(Some(true)), None) => Some(1),
                // A question that is not asked wants none.
                (_, Some(question)) if scope.resolve(question, None).is_none() => Some(0),
                (_, Some(question)) => scope.number(question, None)?.try_into().ok(),
            }
        };
        self.fees.iter().map(count).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub name: Text,
    /// Empty means every channel.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Whole đồng; absent when the People's Council of the province decides.
    #[serde(default)]
    pub amount: Option<u64>,
    #[serde(default)]
    pub note: Option<Text>,
    #[serde(default)]
    pub basis: Option<String>,
    /// Owed only by applications for which this holds; absent where no answer tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed_if: Option<Condition>,
    /// The number question that says how many are wanted, as of copies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// Who does not pay it, and on which days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
}

impl Paper {
    /// Whether it stands for the same need as another: it is the other, or both are among those of which one is enough.
    #[must_use]
    pub fn meets_need_of(&self, other: &Self) -> bool {
        self.id == other.id || self.one_of.is_some() && self.one_of == other.one_of
    }

    /// Whether both are handed in to meet that need in the same way: it is the other, or both belong together.
    #[must_use]
    pub fn goes_with(&self, other: &Self) -> bool {
        self.id == other.id
            || self.meets_need_of(other) && self.together.is_some() && self.together == other.together
    }
}

impl Fee {
    /// Whether dossiers that come in this way may owe it.
    #[must_use]
    pub fn is_for(&self, channel: Channel) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel)
    }
}

/// Who is exempt from a fee (miễn phí, lệ phí), from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    pub who: Text,
    #[serde(flatten)]
    pub valid: Validity,
    #[serde(default)]
    pub basis: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Counter,
    Online,
    Post,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Counter, Self::Online, Self::Post];

    /// The word under which it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
            Self::Post => "post",
        }
    }

    /// The channel that is stored under this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

/// A paper of the dossier (thành phần hồ sơ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Stable name, used in addresses: lower-case letters, digits and `_`.
    pub id: String,
    /// The national code, such as `000.00.00.G15-KQ004389`.
    #[serde(default)]
    pub code: Option<String>,
    pub name: Text,
    #[serde(default)]
    pub help: Option<Text>,
    pub kind: PaperKind,
    /// Needed only when this holds; absent means always.
    #[serde(default)]
    pub needed_if: Option<Condition>,
    /// Papers of the same group stand for each other: one of them is enough.
    #[serde(default)]
    pub one_of: Option<String>,
    /// Papers of a `one_of` with the same word here stand for the others only together: each that is required is needed.
    #[serde(default)]
    pub together: Option<String>,
    /// False for a paper that may, but need not, be handed in.
    #[serde(default = "yes")]
    pub required: bool,
    /// At most so many files.
    #[serde(default = "files")]
    pub max_files: u16,
}

const fn yes() -> bool {
    true
}
const fn files() -> u16 {
    5
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// Nộp: attached to the dossier; has a slot for files online.
    HandIn,
    /// Xuất trình: only shown, never scanned or copied.
    Present,
    /// The interactive e-form itself stands for the paper.
    ElectronicForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultPaper {
    pub id: String,
    pub name: Text,
    #[serde(default)]
    pub valid_months: Option<u16>,
    /// Nobody gets it by post or as a file alone: they sign for it at the one-stop.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_person: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A step of the internal process (quy trình nội bộ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessStep {
    pub name: Text,
    pub role: domain::role::Role,
    /// Budget in half hours of working time, so that 0.5 day is 8.
    pub half_hours: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalText {
    pub number: String,
    #[serde(default)]
    pub title: Option<Text>,
}

#[cfg(test)]
mod tests {
    use domain::clock::PeriodUnit;

    use super::*;

    fn read<T: serde::de::DeserializeOwned>(yaml: &str) -> Result<T, String> {
        serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
    }

    #[test]
    fn a_level_has_its_dates_beside_it() {
        let level: CompetentLevel = read("{ level: commune, from: 2025-07-01, to: '2030-01-01' }").unwrap();
        let valid = Validity { from: "2025-07-01".into(), to: Some("2030-01-01".into()) };
        assert_eq!(level, CompetentLevel { level: Level::Commune, agency: None, valid });
    }

    #[test]
    fn a_deadline_has_its_period_beside_the_note() {
        let deadline: Deadline = read("{ amount: 3, unit: working_days, note: { vi: A, en: B } }").unwrap();
        assert_eq!(deadline.period, Period::new(3, PeriodUnit::WorkingDays));
        assert_eq!(deadline.note, Some(Text::new("A", "B")));
        let case = "cases: [{ if: { is: [work_kind, work] }, amount: 10, unit: working_days }]";
        let deadline: Deadline = read(&format!("{{ amount: 7, unit: working_days, {case} }}")).unwrap();
        assert_eq!(deadline.cases[0].period, Period::new(10, PeriodUnit::WorkingDays));
        assert!(
            read::<Deadline>("{ amount: 7, unit: working_days, cases: [{ amount: 10, unit: days }] }")
                .is_err()
        );
    }

    #[test]
    fn a_service_is_full_or_says_why_not() {
        assert_eq!(read("full"), Ok(Service::Full));
        let partial = read("{ partial: { reason: { vi: A, en: B } } }");
        assert_eq!(partial, Ok(Service::Partial { reason: Text::new("A", "B") }));
        assert!(read::<Service>("partial").is_err());
    }

    #[test]
    fn unknown_keys_are_refused() {
        assert!(
            read::<CompetentLevel>("{ level: commune, from: '2025-07-01', until: '2030-01-01' }").is_err()
        );
        assert!(read::<Deadline>("{ amount: 3, unit: working_days, notes: x }").is_err());
        assert!(read::<Validity>("{ from: '2025-07-01', until: '2030-01-01' }").is_err());
        assert!(read::<Service>("{ partial: { reason: { vi: A }, why: x } }").is_err());
        assert!(read::<Paper>("{ id: a, name: { vi: A }, kind: present, requird: false }").is_err());
    }

    #[test]
    fn a_paper_is_required_and_takes_five_files_unless_said_otherwise() {
        let paper: Paper = read("{ id: a, name: { vi: A }, kind: hand_in }").unwrap();
        assert_eq!((paper.required, paper.max_files), (true, 5));
    }
}
