//! The e-form of a procedure as data: sections of questions, conditions and rules.

use domain::text::Text;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::question_file::QuestionFile;

/// An e-form: what a person is asked, section by section, one section a screen on a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub sections: Vec<Section>,
    /// Rules that look at more than one answer.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// A group of questions shown on one screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable name, used in addresses: lower-case letters, digits and `_`.
    pub id: String,
    pub title: Text,
    #[serde(default)]
    pub intro: Option<Text>,
    /// The section is asked only when this holds.
    #[serde(default)]
    pub show_if: Option<Condition>,
    pub questions: Vec<Question>,
}

/// One question. Its `id` is unique in the whole form.
///
/// In texts that people read it has the shape of its file; to the browser it goes as it is here, which takes a quarter
/// of the code to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Question {
    pub id: String,
    pub label: Text,
    pub help: Option<Text>,
    /// An example answer, shown under the label.
    pub example: Option<String>,
    /// True unless the file says otherwise.
    pub required: bool,
    pub show_if: Option<Condition>,
    /// What the browser may fill in by itself (`autocomplete` token), such as `name` or `tel`.
    pub autocomplete: Option<String>,
    pub kind: Kind,
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return QuestionFile::from(self.clone()).serialize(serializer);
        }
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return QuestionFile::deserialize(deserializer)?.try_into().map_err(D::Error::custom);
        }
        Self::deserialize(deserializer)
    }
}

/// What kind of answer a question takes. In a file it is the key `kind`, with its settings beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// One line; at most `max_length` characters, 200 unless the file says otherwise.
    Text {
        max_length: u16,
    },
    /// Họ, chữ đệm, tên: letters of any script, at most 100 characters. No digits and no symbols but those inside names.
    PersonName,
    /// Several lines; at most `max_length` characters, 4000 unless the file says otherwise.
    LongText {
        max_length: u16,
    },
    /// A calendar date, answered as `YYYY-MM-DD` or typed as day/month/year.
    Date {
        range: DateRange,
    },
    /// One of a list.
    Choice {
        options: Vec<Choice>,
    },
    /// `yes` or `no`.
    YesNo,
    /// A whole number.
    Number {
        min: Option<i64>,
        max: Option<i64>,
        /// Such as `m²` or `người`, shown after the field.
        unit: Option<Text>,
    },
    /// Whole đồng.
    Money {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// Số định danh cá nhân, 12 digits. `birth` (a date) and `sex` (a choice of `male` and `female`)
    /// name the questions it should agree with.
    NationalId {
        birth: Option<String>,
        sex: Option<String>,
    },
    /// Mã số thuế: 10 digits, 10-3, or a 12-digit number of a person.
    TaxCode,
    Phone,
    Email,
    /// Two-level address: the keys `<id>.province`, `<id>.commune`, `<id>.street`.
    Address,
    /// A repeatable group of questions: keys `<id>.<row>.<question>`, and `<id>.rows` for the number of rows.
    /// At most 20 rows unless the file says otherwise.
    Group {
        questions: Vec<Question>,
        min_rows: u16,
        max_rows: u16,
        /// What one row is called, such as "Thành viên".
        row_title: Text,
    },
    /// A file attached in the form itself: `paper` names the paper whose slot it is.
    File {
        paper: String,
    },
}

/// One answer of a choice: what is stored and what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: String,
    pub label: Text,
}

/// Which days a date question takes, seen from today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateRange {
    #[default]
    Any,
    /// Today or earlier.
    Past,
    /// Today or later.
    Future,
}

/// A statement about the answers. In a file it is a map with one of these keys.
///
/// A name is a question's id, or `<id>.province`, `<id>.commune`, `<id>.street` of an address. In a group it
/// means the question of the same row. A question that is not shown counts as unanswered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// `is: [question, value]`
    Is(String, String),
    /// `one_of: [question, [values]]`
    OneOf(String, Vec<String>),
    /// `answered: question`; for an address any part of it, for a group a row, for a file a file.
    Answered(String),
    /// `at_least: [question, number]`, for numbers and money.
    AtLeast(String, i64),
    /// `at_most: [question, number]`
    AtMost(String, i64),
    /// `before: [date question, date question]`, the first is earlier than the second.
    Before(String, String),
    /// `younger_than: [date question, years]`, today.
    YoungerThan(String, u16),
    /// `older_than_days: [date question, days]`: more than so many days have passed since.
    OlderThanDays(String, u16),
    /// `same: [question, question]`, both answered and equal.
    Same(String, String),
    /// `sum_differs: [total question, [part questions]]`; outside its group, a part counts in every row.
    /// False while the total or all parts are unanswered.
    SumDiffers(String, Vec<String>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// A rule over several answers: broken when `broken_if` holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    /// The question at which the message is shown.
    pub at: String,
    pub broken_if: Condition,
    pub message: Text,
    #[serde(default)]
    pub severity: Severity,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The dossier cannot be filed.
    #[default]
    Error,
    /// The person is told and decides.
    Warning,
}
