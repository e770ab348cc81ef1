//! What a person has answered so far, as flat keys and the text as typed.

use std::collections::BTreeMap;

use domain::clock::lunar::LunarDate;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::evaluate::Evaluation;
use crate::schema::{Form, Kind, Question};
use crate::values;

/// The most characters that one answer keeps.
pub const LONGEST_ANSWER: u16 = 8_000;
/// The most bytes that all answers of a form may take together, keys included.
pub const LARGEST_FORM: usize = 200_000;

/// Answers by key: `child_name`, `addr.province`, `members.0.name`, and `members.rows` for the number of rows.
/// A date is `YYYY-MM-DD`, or stands in `<id>.day`, `<id>.month`, `<id>.year` while its parts form no date; typed in the
/// lunar calendar in `<id>.lunar_day`, `<id>.lunar_month`, `<id>.lunar_year` and, in a leap month, `<id>.lunar_leap`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

/// The answers are larger than [`LARGEST_FORM`]; nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuch;

/// An answer to a date question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateAnswer {
    Unanswered,
    Given(Date),
    /// Something was typed that is no date.
    Unreadable,
}

/// Day, month and year as they are to be shown in three fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    pub day: String,
    pub month: String,
    pub year: String,
}

impl Answers {
    /// The answer without the spaces around it; empty when there is none.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", |value| value.trim())
    }

    /// An empty value removes the answer.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        let (key, value) = (key.into(), value.into());
        if value.is_empty() {
            self.0.remove(&key);
            return;
        }
        self.0.insert(key, value);
    }

    pub fn remove(&mut self, key: &str) {
        self.0.remove(key);
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// With the calculated values as the evaluation has them and no others, for a dossier that keeps what was filed.
    #[must_use]
    pub fn with_calculated(mut self, form: &Form, evaluation: &Evaluation) -> Self {
        let is_calculated = |question: &Question| matches!(question.kind, Kind::Calculated { .. });
        for question in form.sections.iter().flat_map(|section| &section.questions) {
            match &question.kind {
                Kind::Calculated { .. } => self.remove(&question.id),
                Kind::Group { questions, .. } => {
                    // Also in rows that nobody states: whoever states none still has the least that are asked for.
                    let prefix = format!("{}.", question.id);
                    for key in self.keys_under(&prefix) {
                        let of = |inner: &&Question| {
                            row_and_rest(&key[prefix.len()..]).is_some_and(|(_, id)| id == inner.id)
                        };
                        if questions.iter().find(of).is_some_and(is_calculated) {
                            self.remove(&key);
                        }
                    }
                }
                _ => {}
            }
        }
        for (key, value) in &evaluation.calculated {
            self.set(key, value);
        }
        self
    }

    /// The keys whose answers are not those of `before`, those that are gone among them.
    #[must_use]
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let keys: std::collections::BTreeSet<&str> =
            self.iter().chain(before.iter()).map(|(key, _)| key).collect();
        keys.into_iter().filter(|key| self.get(key) != before.get(key)).map(str::to_owned).collect()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Bytes of all keys and values.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    /// The number of rows that the answers state for a group; 0 when they state none.
    #[must_use]
    pub fn rows(&self, group: &str) -> u16 {
        self.stated_rows(group).unwrap_or(0)
    }

    /// The number of rows that a page shows: what the answers state, else the least that the group asks for.
    #[must_use]
    pub fn rows_shown(&self, group: &Question) -> u16 {
        let Kind::Group { min_rows, .. } = group.kind else {
            return 0;
        };
        self.stated_rows(&group.id).unwrap_or(min_rows)
    }

    fn stated_rows(&self, group: &str) -> Option<u16> {
        self.get(&format!("{group}.rows")).parse().ok()
    }

    pub(crate) fn state_rows(&mut self, group: &str, rows: u16) {
        self.set(format!("{group}.rows"), rows.to_string());
    }

    /// Adds an empty row at the end, unless the group is full.
    pub fn add_row(&mut self, group: &Question) {
        let Kind::Group { max_rows, .. } = group.kind else {
            return;
        };
        let rows = self.rows_shown(group);
        if rows < max_rows {
            self.state_rows(&group.id, rows + 1);
        }
    }

    /// Removes a row, counted from 0; the later rows move up.
    pub fn remove_row(&mut self, group: &Question, index: u16) {
        let rows = self.rows_shown(group);
        if index >= rows {
            return;
        }
        let prefix = format!("{}.", group.id);
        let mut moved = Vec::new();
        for key in self.keys_under(&prefix) {
            let Some((row, rest)) = row_and_rest(&key[prefix.len()..]) else {
                continue;
            };
            if row < index {
                continue;
            }
            let removed = self.0.remove(&key);
            if let (Some(value), true) = (removed, row > index) {
                moved.push((format!("{prefix}{}.{rest}", row - 1), value));
            }
        }
        self.0.extend(moved);
        self.state_rows(&group.id, rows - 1);
    }

    pub(crate) fn keys_under(&self, prefix: &str) -> Vec<String> {
        self.0
            .range(prefix.to_owned()..)
            .map(|(key, _)| key)
            .take_while(|key| key.starts_with(prefix))
            .cloned()
            .collect()
    }

    /// The answer to a date question, wherever it stands.
    #[must_use]
    pub fn date(&self, path: &str) -> DateAnswer {
        let typed = self.get(path);
        if !typed.is_empty() {
            return values::date(typed).map_or(DateAnswer::Unreadable, DateAnswer::Given);
        }
        let [day, month, year] = date_keys(path).map(|key| self.get(&key));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return self.lunar_date(path);
        }
        values::date_of(day, month, year).map_or(DateAnswer::Unreadable, DateAnswer::Given)
    }

    fn lunar_date(&self, path: &str) -> DateAnswer {
        let [day, month, year] = lunar_keys(path).map(|key| self.get(&key));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return DateAnswer::Unanswered;
        }
        let leap = self.get(&lunar_leap_key(path)) == values::YES;
        values::lunar_date_of(day, month, year, leap).map_or(DateAnswer::Unreadable, DateAnswer::Given)
    }

    /// The answer to a date question as the fields of the lunar calendar show it, and whether the month is a leap one.
    #[must_use]
    pub fn lunar_parts(&self, path: &str) -> (DateParts, bool) {
        if let DateAnswer::Given(date) = self.date(path)
            && let Ok(lunar) = LunarDate::from_solar(date)
        {
            let [day, month, year] = [lunar.day.to_string(), lunar.month.to_string(), lunar.year.to_string()];
            return (DateParts { day, month, year }, lunar.leap);
        }
        let typed = self.get(path);
        if !typed.is_empty() {
            return (DateParts { day: typed.to_owned(), ..DateParts::default() }, false);
        }
        let [day, month, year] = lunar_keys(path).map(|key| self.get(&key).to_owned());
        (DateParts { day, month, year }, self.get(&lunar_leap_key(path)) == values::YES)
    }

    /// The answer to a date question as three fields show it. What cannot be read as a date and was typed as
    /// one text stands in the first.
    #[must_use]
    pub fn date_parts(&self, path: &str) -> DateParts {
        if let DateAnswer::Given(date) = self.date(path) {
            return DateParts {
                day: date.day().to_string(),
                month: u8::from(date.month()).to_string(),
                year: date.year().to_string(),
            };
        }
        let typed = self.get(path);
        if !typed.is_empty() {
            return DateParts { day: typed.to_owned(), ..DateParts::default() };
        }
        let [day, month, year] = date_keys(path).map(|key| self.get(&key).to_owned());
        DateParts { day, month, year }
    }
}

/// The keys of a date typed in three fields.
pub(crate) fn date_keys(path: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| format!("{path}.{part}"))
}

/// The keys of a date typed in the lunar calendar, but for the leap month.
pub(crate) fn lunar_keys(path: &str) -> [String; 3] {
    ["lunar_day", "lunar_month", "lunar_year"].map(|part| format!("{path}.{part}"))
}

/// The key that says that the month is a leap one.
pub(crate) fn lunar_leap_key(path: &str) -> String {
    format!("{path}.lunar_leap")
}

/// The keys of an address.
pub(crate) fn address_keys(path: &str) -> [String; 3] {
    ADDRESS_PARTS.map(|part| format!("{path}.{part}"))
}

pub(crate) const ADDRESS_PARTS: [&str; 3] = ["province", "commune", "street"];

/// `0.name` as row 0 and `name`.
pub(crate) fn row_and_rest(tail: &str) -> Option<(u16, &str)> {
    let (row, rest) = tail.split_once('.')?;
    if row.len() > 1 && row.starts_with('0') || row.starts_with('+') {
        return None;
    }
    Some((row.parse().ok()?, rest))
}

impl FromIterator<(String, String)> for Answers {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Self {
        let mut answers = Self::default();
        for (key, value) in pairs {
            answers.set(key, value);
        }
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{answers, household};

    #[test]
    fn removing_a_row_moves_the_later_rows_up() {
        let group = household().sections[1].questions[0].clone();
        let mut given = answers(&[
            ("members.rows", "3"),
            ("members.0.member_name", "An"),
            ("members.1.member_name", "Bình"),
            ("members.2.member_name", "Chi"),
            ("members.2.member_birth", "2001-02-03"),
        ]);
        given.remove_row(&group, 1);
        assert_eq!(given.rows("members"), 2);
        assert_eq!(given.get("members.0.member_name"), "An");
        assert_eq!(given.get("members.1.member_name"), "Chi");
        assert_eq!(given.get("members.1.member_birth"), "2001-02-03");
        assert_eq!(given.get("members.2.member_name"), "");
    }

    #[test]
    fn rows_ten_and_later_move_up_in_order() {
        let group = household().sections[1].questions[0].clone();
        let mut given: Answers =
            (0..12).map(|row| (format!("members.{row}.member_name"), format!("người {row}"))).collect();
        given.state_rows("members", 12);
        given.remove_row(&group, 0);
        let names: Vec<_> =
            (0..11).map(|row| given.get(&format!("members.{row}.member_name")).to_owned()).collect();
        let expected: Vec<_> = (1..12).map(|row| format!("người {row}")).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn a_row_that_is_not_there_cannot_be_removed() {
        let group = household().sections[1].questions[0].clone();
        let mut given = answers(&[("members.rows", "1"), ("members.0.member_name", "An")]);
        let before = given.clone();
        given.remove_row(&group, 1);
        assert_eq!(given, before);
    }

    #[test]
    fn a_group_without_stated_rows_shows_its_least() {
        let group = household().sections[1].questions[0].clone();
        let mut given = Answers::default();
        assert_eq!((given.rows("members"), given.rows_shown(&group)), (0, 1));
        given.add_row(&group);
        assert_eq!(given.rows("members"), 2);
    }

    #[test]
    fn a_full_group_takes_no_row() {
        let group = household().sections[1].questions[0].clone();
        let mut given = answers(&[("members.rows", "3")]);
        given.add_row(&group);
        assert_eq!(given.rows("members"), 3);
    }

    #[test]
    fn a_date_stands_in_one_key_or_three() {
        let day = values::date("2024-03-05").unwrap();
        assert_eq!(answers(&[("d", "5/3/2024")]).date("d"), DateAnswer::Given(day));
        let parts = answers(&[("d.day", "5"), ("d.month", "3"), ("d.year", "2024")]);
        assert_eq!(parts.date("d"), DateAnswer::Given(day));
        assert_eq!(answers(&[("d.day", "31"), ("d.month", "2")]).date("d"), DateAnswer::Unreadable);
        assert_eq!(answers(&[]).date("d"), DateAnswer::Unanswered);
    }

    #[test]
    fn a_date_typed_in_the_lunar_calendar_is_its_solar_day() {
        let typed = |day, month, year, leap| {
            let parts = [
                ("d.lunar_day", day),
                ("d.lunar_month", month),
                ("d.lunar_year", year),
                ("d.lunar_leap", leap),
            ];
            answers(&parts)
        };
        let day = |text| DateAnswer::Given(values::date(text).unwrap());
        assert_eq!(typed("1", "1", "2026", "").date("d"), day("2026-02-17"), "Tết");
        assert_eq!(typed("1", "6", "2025", "").date("d"), day("2025-06-25"));
        assert_eq!(typed("1", "6", "2025", "yes").date("d"), day("2025-07-25"), "the leap month after it");
        assert_eq!(typed("1", "5", "2025", "yes").date("d"), DateAnswer::Unreadable, "no leap month 5");
        assert_eq!(typed("30", "6", "2025", "").date("d"), day("2025-07-24"));
        assert_eq!(typed("31", "5", "2025", "").date("d"), DateAnswer::Unreadable, "no month has 31 days");
        assert_eq!(typed("1", "", "", "").date("d"), DateAnswer::Unreadable);
        assert_eq!(typed("", "", "", "yes").date("d"), DateAnswer::Unanswered);
        let parts = |day: &str, month: &str, year: &str| DateParts {
            day: day.into(),
            month: month.into(),
            year: year.into(),
        };
        assert_eq!(answers(&[("d", "2025-07-25")]).lunar_parts("d"), (parts("1", "6", "2025"), true));
        assert_eq!(typed("31", "5", "2025", "").lunar_parts("d"), (parts("31", "5", "2025"), false));
    }

    #[test]
    fn differences_are_what_was_changed_added_and_taken_out() {
        let before = answers(&[("kept", "1"), ("changed", "1"), ("gone", "1")]);
        let after = answers(&[("kept", "1"), ("changed", "2"), ("new", "1")]);
        assert_eq!(after.differences(&before), ["changed", "gone", "new"]);
        assert!(after.differences(&after).is_empty());
    }

    #[test]
    fn answers_are_a_plain_map_in_json() {
        let given = answers(&[("a", "1")]);
        assert_eq!(serde_json::to_string(&given).unwrap(), r#"{"a":"1"}"#);
    }
}
