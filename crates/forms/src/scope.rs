//! What a name in a condition means, and which questions exist at the moment.
//!
//! A question whose `show_if` does not hold does not exist: it counts as unanswered for every other condition.
//! Whether a question is shown is worked out once and remembered, so that chains of conditions cost no more
//! than their length.

use std::cell::RefCell;
use std::collections::BTreeMap;

use time::Date;

use crate::answers::{ADDRESS_PARTS, Answers, DateAnswer, address_keys};
use crate::evaluate::Context;
use crate::formula::Value;
use crate::problem::{Problem, ProblemCode};
use crate::schema::{Form, Kind, Question, Section};
use crate::values;

/// A row of a group: the group's place among the entries, and the row counted from 0.
pub(crate) type Row = Option<(usize, u16)>;

pub(crate) struct Entry<'a> {
    pub question: &'a Question,
    pub section: usize,
    /// The group it belongs to, as a place among the entries.
    pub group: Option<usize>,
}

/// Every question of a form by name.
pub(crate) struct Index<'a> {
    pub form: &'a Form,
    pub entries: Vec<Entry<'a>>,
    by_id: BTreeMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    pub fn new(form: &'a Form) -> Self {
        let mut index = Self { form, entries: Vec::new(), by_id: BTreeMap::new() };
        for (section, contents) in form.sections.iter().enumerate() {
            for question in &contents.questions {
                let place = index.push(Entry { question, section, group: None });
                if let Kind::Group { questions, .. } = &question.kind {
                    for question in questions {
                        index.push(Entry { question, section, group: Some(place) });
                    }
                }
            }
        }
        index
    }

    fn push(&mut self, entry: Entry<'a>) -> usize {
        let place = self.entries.len();
        self.by_id.entry(&entry.question.id).or_insert(place);
        self.entries.push(entry);
        place
    }

    /// The question that a name means, and which part of an address if it says one.
    pub fn find(&self, name: &str) -> Option<(usize, Option<&'static str>)> {
        if let Some(place) = self.by_id.get(name) {
            return Some((*place, None));
        }
        let (id, part) = name.rsplit_once('.')?;
        let part = ADDRESS_PARTS.into_iter().find(|known| *known == part)?;
        let place = *self.by_id.get(id)?;
        matches!(self.entries[place].question.kind, Kind::Address).then_some((place, Some(part)))
    }

    pub fn section(&self, entry: &Entry<'_>) -> &'a Section {
        &self.form.sections[entry.section]
    }

    /// The key under which an entry is answered.
    pub fn path(&self, place: usize, row: Row) -> String {
        let entry = &self.entries[place];
        match (entry.group, row) {
            (Some(group), Some((_, row))) => {
                format!("{}.{row}.{}", self.entries[group].question.id, entry.question.id)
            }
            _ => entry.question.id.clone(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Section(usize),
    Question(usize, Option<u16>),
}

type Calculated = BTreeMap<(usize, Option<u16>), Option<Value>>;

/// The answers seen through the conditions of the form.
pub(crate) struct Scope<'a> {
    pub index: Index<'a>,
    pub answers: &'a Answers,
    pub context: &'a Context<'a>,
    shown: RefCell<BTreeMap<Asked, bool>>,
    /// Calculated values by question and row.
    pub(crate) values: RefCell<Calculated>,
}

impl<'a> Scope<'a> {
    pub fn new(form: &'a Form, answers: &'a Answers, context: &'a Context<'a>) -> Self {
        Self {
            index: Index::new(form),
            answers,
            context,
            shown: RefCell::default(),
            values: RefCell::default(),
        }
    }

    /// Whether a section's own condition holds.
    pub fn section_shown(&self, section: usize) -> bool {
        self.remember(Asked::Section(section), || {
            let condition = self.index.form.sections[section].show_if.as_ref();
            condition.is_none_or(|condition| self.holds(condition, None))
        })
    }

    /// Whether a question exists: its section, its group and itself are shown.
    pub fn question_shown(&self, place: usize, row: Row) -> bool {
        self.remember(Asked::Question(place, row.map(|(_, row)| row)), || {
            let entry = &self.index.entries[place];
            let around = match entry.group {
                Some(group) => self.question_shown(group, None),
                None => self.section_shown(entry.section),
            };
            let condition = entry.question.show_if.as_ref();
            around && condition.is_none_or(|condition| self.holds(condition, row))
        })
    }

    /// A question that is asked for while it is worked out stands in a circle, which the catalogue refuses;
    /// here it counts as not shown.
    fn remember(&self, asked: Asked, work_out: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.shown.borrow().get(&asked) {
            return *known;
        }
        self.shown.borrow_mut().insert(asked, false);
        let shown = work_out();
        self.shown.borrow_mut().insert(asked, shown);
        shown
    }

    pub fn problem(&self, entry: &Entry<'_>, path: String, code: ProblemCode) -> Problem {
        let section = self.index.section(entry).id.clone();
        Problem { section, path, severity: code.severity(), code }
    }

    /// The rows of a group that are evaluated; those above its most are only counted.
    pub fn rows(&self, group: usize) -> u16 {
        let question = self.index.entries[group].question;
        let Kind::Group { max_rows, .. } = question.kind else {
            return 0;
        };
        self.answers.rows_shown(question).min(max_rows)
    }

    /// The row a name means: the same row, none for a question outside groups, or every row of a group seen
    /// from outside.
    pub fn rows_named(&self, place: usize, row: Row) -> Vec<Row> {
        match self.index.entries[place].group {
            None => vec![None],
            Some(group) if row.is_some_and(|(of, _)| of == group) => vec![row],
            Some(group) => (0..self.rows(group)).map(|row| Some((group, row))).collect(),
        }
    }

    /// The one existing question that a name means, and its row.
    pub fn resolve(&self, name: &str, row: Row) -> Option<(usize, Option<&'static str>, Row)> {
        let (place, part) = self.index.find(name)?;
        let row = match self.index.entries[place].group {
            None => None,
            Some(group) => Some(row.filter(|(of, _)| *of == group)?),
        };
        self.question_shown(place, row).then_some((place, part, row))
    }

    /// The answer in a form that can be compared; none when unanswered or not shown.
    pub fn text(&self, name: &str, row: Row) -> Option<String> {
        let (place, part, row) = self.resolve(name, row)?;
        let path = self.index.path(place, row);
        let text = match part {
            Some(part) => self.answers.get(&format!("{path}.{part}")).to_owned(),
            None => self.comparable(place, &path, row),
        };
        (!text.is_empty()).then_some(text)
    }

    fn comparable(&self, place: usize, path: &str, row: Row) -> String {
        let typed = self.answers.get(path);
        match &self.index.entries[place].question.kind {
            Kind::Date { .. } => match self.answers.date(path) {
                DateAnswer::Given(date) => domain::when::iso_date(date),
                DateAnswer::Unreadable | DateAnswer::Unanswered => String::new(),
            },
            Kind::Number { .. } => plain(values::whole_number(typed), typed),
            Kind::Money { .. } => plain(values::money(typed), typed),
            Kind::NationalId { .. } => plain(typed.parse::<domain::id::NationalId>().ok(), typed),
            Kind::TaxCode => plain(typed.parse::<domain::id::TaxCode>().ok(), typed),
            Kind::Phone => plain(typed.parse::<domain::id::Phone>().ok(), typed),
            Kind::Address => {
                let parts = address_keys(path).map(|key| self.answers.get(&key).to_owned());
                if parts.iter().all(String::is_empty) { String::new() } else { parts.join("\n") }
            }
            Kind::Group { .. } => plain(Some(self.rows(place)).filter(|rows| *rows > 0), ""),
            Kind::File { paper } => plain(self.context.attached.get(paper).filter(|count| **count > 0), ""),
            kind @ Kind::Choice { .. } => kind.chosen(typed).map_or(typed, |option| &option.value).to_owned(),
            Kind::Calculated { .. } => plain(self.calculated(place, row), ""),
            Kind::AmountInWords { .. }
            | Kind::Text { .. }
            | Kind::PersonName
            | Kind::Signature
            | Kind::LongText { .. }
            | Kind::YesNo
            | Kind::Email => typed.to_owned(),
        }
    }

    pub fn is_answered(&self, place: usize, row: Row) -> bool {
        let path = self.index.path(place, row);
        self.question_shown(place, row) && !self.comparable(place, &path, row).is_empty()
    }

    pub fn number(&self, name: &str, row: Row) -> Option<i64> {
        let (place, _, row) = self.resolve(name, row)?;
        self.number_at(place, row)
    }

    pub fn number_at(&self, place: usize, row: Row) -> Option<i64> {
        if !self.question_shown(place, row) {
            return None;
        }
        let typed = self.answers.get(&self.index.path(place, row));
        match self.index.entries[place].question.kind {
            Kind::Money { .. } => values::money(typed),
            Kind::Calculated { .. } => match self.calculated(place, row)? {
                Value::Number(number) => Some(number),
                Value::Words(_) => None,
            },
            _ => values::whole_number(typed),
        }
    }

    /// The date that a name means in this row, when the question exists and holds one.
    pub fn date(&self, name: &str, row: Row) -> Option<Date> {
        let (place, _, row) = self.resolve(name, row)?;
        match self.answers.date(&self.index.path(place, row)) {
            DateAnswer::Given(date) => Some(date),
            DateAnswer::Unanswered | DateAnswer::Unreadable => None,
        }
    }

    /// Whether nothing at all was typed at a question that has one field, or three for a date.
    pub fn is_blank(&self, kind: &Kind, path: &str) -> bool {
        match kind {
            Kind::Date { .. } => self.answers.date(path) == DateAnswer::Unanswered,
            _ => self.answers.get(path).is_empty(),
        }
    }
}

/// What was read, written plainly; else what was typed.
fn plain(read: Option<impl ToString>, typed: &str) -> String {
    read.map_or_else(|| typed.to_owned(), |read| read.to_string())
}
