//! The e-form of a procedure as data: sections of questions, conditions and rules.

mod rule;

pub use rule::{Condition, Demand, Rule, Severity};

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
    /// What stands there from the beginning when somebody who has signed in begins the application.
    pub prefill: Option<Prefill>,
    pub kind: Kind,
}

/// What is known of whoever has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prefill {
    Name,
    BirthDate,
    /// For a choice of `male` and `female`.
    Sex,
    NationalId,
    Phone,
    Email,
    /// For an address; left empty when the account's text names no commune of the list.
    Address,
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
    /// A calendar date, answered as `YYYY-MM-DD` or typed as day/month/year. It is a solar date also where it is typed in the
    /// lunar calendar.
    Date {
        range: DateRange,
        calendar: DateCalendar,
    },
    /// One of a list, which stands here or in a table of codes.
    Choice {
        /// Of a table: filled in when the form is read, for the day that counts. Empty where the table is not at hand;
        /// then nothing is said about the answer.
        options: Vec<Choice>,
        /// The id of the table of codes (`data/tables`).
        table: Option<String>,
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
        layout: Layout,
    },
    /// A file attached in the form itself: `paper` names the paper whose slot it is.
    File {
        paper: String,
    },
    /// Worked out from other answers; nobody types it.
    Calculated {
        formula: Formula,
        /// Such as `đ` or `tuổi`, shown after a number.
        unit: Option<Text>,
    },
    /// Chữ ký: drawn on the screen ([`crate::ink`]), or the name typed in its place.
    Signature,
    /// Whole đồng in Vietnamese words. They must say what the question `amount` says in figures.
    AmountInWords {
        amount: String,
    },
}

impl Kind {
    /// The option that an answer chooses. For a table its name is as good as its code: so it was typed before there was
    /// a table, and programs may know no codes.
    #[must_use]
    pub fn chosen(&self, typed: &str) -> Option<&Choice> {
        let Self::Choice { options, table } = self else {
            return None;
        };
        let by_name =
            |option: &&Choice| table.is_some() && (option.label.vi == typed || option.label.en == typed);
        options.iter().find(|option| option.value == typed).or_else(|| options.iter().find(by_name))
    }
}

/// How a group shows its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    #[default]
    Cards,
    /// One line a row where the screen is wide enough; cards on a phone.
    Table,
}

/// How a calculated question gets its value. In a file it is a map with one of these keys.
///
/// A name is a question's id and means what it means in a condition. Where a number is asked for, a whole number may
/// stand instead of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// `sum: [parts]`; what is unanswered counts nothing, and seen from outside its group a part counts in every row.
    Sum(Vec<String>),
    /// `difference: [first, second]`, the first less the second.
    Difference(String, String),
    /// `product: [factors]`
    Product(Vec<String>),
    /// `rows: group`, the number of rows.
    Rows(String),
    /// `age: date`, completed years today.
    Age(String),
    /// `age_on: [date of birth, date]`, completed years on that date.
    AgeOn(String, String),
    /// `amount_in_words: number`, whole đồng in Vietnamese words.
    AmountInWords(String),
    /// `date_in_words: date`, in Vietnamese words.
    DateInWords(String),
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

/// In which calendar a date is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateCalendar {
    #[default]
    Solar,
    /// Âm lịch: day, month, year and whether the month is a leap one; shown with the solar date.
    Lunar,
}
