//! A question as its file writes it: the settings of its kind stand beside the other keys.
//!
//! `serde(flatten)` would take unknown keys silently and lose the line of a mistake; this flat shape refuses
//! both a key that no question knows and a setting that belongs to another kind.

use std::fmt;

use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Condition, DateCalendar, DateRange, Formula, Kind, Layout, Prefill, Question};

/// What one line takes, unless the file says otherwise.
pub(crate) const LINE: u16 = 200;
const PARAGRAPHS: u16 = 4000;
const ROWS: u16 = 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionFile {
    id: String,
    label: Text,
    kind: KindName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    #[serde(default = "yes")]
    required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    show_if: Option<Condition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    autocomplete: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prefill: Option<Prefill>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_length: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    range: Option<DateRange>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calendar: Option<DateCalendar>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    options: Option<Vec<Choice>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    birth: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    questions: Option<Vec<Question>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min_rows: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_rows: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row_title: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layout: Option<Layout>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paper: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    formula: Option<Formula>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
}

const fn yes() -> bool {
    true
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Text,
    PersonName,
    LongText,
    Date,
    Choice,
    YesNo,
    Number,
    Money,
    NationalId,
    TaxCode,
    Phone,
    Email,
    Address,
    Group,
    File,
    Calculated,
    AmountInWords,
    Signature,
}

/// Why a question of a file is refused.
#[derive(Debug)]
pub(crate) enum Mistake {
    Lacks { question: String, setting: &'static str },
    Misplaced { question: String, setting: &'static str },
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lacks { question, setting } => write!(out, "question `{question}` lacks `{setting}`"),
            Self::Misplaced { question, setting } => {
                write!(out, "question `{question}` has `{setting}`, which its kind does not know")
            }
        }
    }
}

impl TryFrom<QuestionFile> for Question {
    type Error = Mistake;

    fn try_from(mut file: QuestionFile) -> Result<Self, Mistake> {
        let kind = file.take_kind()?;
        if let Some(setting) = file.leftover() {
            return Err(Mistake::Misplaced { question: file.id, setting });
        }
        Ok(Self {
            id: file.id,
            label: file.label,
            help: file.help,
            example: file.example,
            required: file.required,
            show_if: file.show_if,
            autocomplete: file.autocomplete,
            prefill: file.prefill,
            kind,
        })
    }
}

impl QuestionFile {
    fn take_kind(&mut self) -> Result<Kind, Mistake> {
        Ok(match self.kind {
            KindName::Text => Kind::Text { max_length: self.max_length.take().unwrap_or(LINE) },
            KindName::PersonName => Kind::PersonName,
            KindName::LongText => Kind::LongText { max_length: self.max_length.take().unwrap_or(PARAGRAPHS) },
            KindName::Date => Kind::Date {
                range: self.range.take().unwrap_or_default(),
                calendar: self.calendar.take().unwrap_or_default(),
            },
            KindName::Choice => match self.table.take() {
                Some(table) => {
                    Kind::Choice { options: self.options.take().unwrap_or_default(), table: Some(table) }
                }
                None => {
                    Kind::Choice { options: need(&self.id, "options", self.options.take())?, table: None }
                }
            },
            KindName::YesNo => Kind::YesNo,
            KindName::Number => {
                Kind::Number { min: self.min.take(), max: self.max.take(), unit: self.unit.take() }
            }
            KindName::Money => Kind::Money { min: self.min.take(), max: self.max.take() },
            KindName::NationalId => Kind::NationalId { birth: self.birth.take(), sex: self.sex.take() },
            KindName::TaxCode => Kind::TaxCode,
            KindName::Phone => Kind::Phone,
            KindName::Email => Kind::Email,
            KindName::Address => Kind::Address,
            KindName::Group => Kind::Group {
                questions: need(&self.id, "questions", self.questions.take())?,
                min_rows: self.min_rows.take().unwrap_or_default(),
                max_rows: self.max_rows.take().unwrap_or(ROWS),
                row_title: need(&self.id, "row_title", self.row_title.take())?,
                layout: self.layout.take().unwrap_or_default(),
            },
            KindName::File => Kind::File { paper: need(&self.id, "paper", self.paper.take())? },
            KindName::Calculated => Kind::Calculated {
                formula: need(&self.id, "formula", self.formula.take())?,
                unit: self.unit.take(),
            },
            KindName::Signature => Kind::Signature,
            KindName::AmountInWords => {
                Kind::AmountInWords { amount: need(&self.id, "amount", self.amount.take())? }
            }
        })
    }

    fn leftover(&self) -> Option<&'static str> {
        [
            ("max_length", self.max_length.is_some()),
            ("range", self.range.is_some()),
            ("calendar", self.calendar.is_some()),
            ("options", self.options.is_some()),
            ("table", self.table.is_some()),
            ("min", self.min.is_some()),
            ("max", self.max.is_some()),
            ("unit", self.unit.is_some()),
            ("birth", self.birth.is_some()),
            ("sex", self.sex.is_some()),
            ("questions", self.questions.is_some()),
            ("min_rows", self.min_rows.is_some()),
            ("max_rows", self.max_rows.is_some()),
            ("row_title", self.row_title.is_some()),
            ("layout", self.layout.is_some()),
            ("paper", self.paper.is_some()),
            ("formula", self.formula.is_some()),
            ("amount", self.amount.is_some()),
        ]
        .into_iter()
        .find_map(|(setting, given)| given.then_some(setting))
    }
}

fn need<T>(question: &str, setting: &'static str, value: Option<T>) -> Result<T, Mistake> {
    value.ok_or_else(|| Mistake::Lacks { question: question.to_owned(), setting })
}

impl From<Question> for QuestionFile {
    fn from(question: Question) -> Self {
        let mut file = Self {
            id: question.id,
            label: question.label,
            kind: KindName::YesNo,
            help: question.help,
            example: question.example,
            required: question.required,
            show_if: question.show_if,
            autocomplete: question.autocomplete,
            prefill: question.prefill,
            max_length: None,
            range: None,
            calendar: None,
            options: None,
            table: None,
            min: None,
            max: None,
            unit: None,
            birth: None,
            sex: None,
            questions: None,
            min_rows: None,
            max_rows: None,
            row_title: None,
            layout: None,
            paper: None,
            formula: None,
            amount: None,
        };
        file.kind = file.put_kind(question.kind);
        file
    }
}

impl QuestionFile {
    fn put_kind(&mut self, kind: Kind) -> KindName {
        match kind {
            Kind::Text { max_length } => {
                self.max_length = Some(max_length);
                KindName::Text
            }
            Kind::LongText { max_length } => {
                self.max_length = Some(max_length);
                KindName::LongText
            }
            Kind::Date { range, calendar } => {
                self.range = Some(range);
                self.calendar = (calendar != DateCalendar::default()).then_some(calendar);
                KindName::Date
            }
            Kind::Choice { options, table } => {
                self.options = (table.is_none() || !options.is_empty()).then_some(options);
                self.table = table;
                KindName::Choice
            }
            Kind::YesNo => KindName::YesNo,
            Kind::Number { min, max, unit } => {
                (self.min, self.max, self.unit) = (min, max, unit);
                KindName::Number
            }
            Kind::Money { min, max } => {
                (self.min, self.max) = (min, max);
                KindName::Money
            }
            Kind::NationalId { birth, sex } => {
                (self.birth, self.sex) = (birth, sex);
                KindName::NationalId
            }
            Kind::TaxCode => KindName::TaxCode,
            Kind::PersonName => KindName::PersonName,
            Kind::Phone => KindName::Phone,
            Kind::Email => KindName::Email,
            Kind::Address => KindName::Address,
            Kind::Group { questions, min_rows, max_rows, row_title, layout } => {
                self.layout = Some(layout);
                self.questions = Some(questions);
                self.min_rows = Some(min_rows);
                self.max_rows = Some(max_rows);
                self.row_title = Some(row_title);
                KindName::Group
            }
            Kind::File { paper } => {
                self.paper = Some(paper);
                KindName::File
            }
            Kind::Calculated { formula, unit } => {
                (self.formula, self.unit) = (Some(formula), unit);
                KindName::Calculated
            }
            Kind::Signature => KindName::Signature,
            Kind::AmountInWords { amount } => {
                self.amount = Some(amount);
                KindName::AmountInWords
            }
        }
    }
}

#[cfg(test)]
mod tests;
