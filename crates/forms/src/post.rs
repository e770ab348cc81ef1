//! What a page of the form posted becomes answers.

use std::collections::BTreeMap;

use domain::text::nfc;
use domain::when::iso_date;

use crate::answers::{
    Answers, DateAnswer, LARGEST_FORM, LONGEST_ANSWER, TooMuch, address_keys, date_keys, lunar_keys,
    lunar_leap_key, row_and_rest,
};
use crate::schema::{DateCalendar, Form, Kind, Question, Section};
use crate::values::YES;

impl Answers {
    /// Takes what the page of one section posted. Keys that the section does not know are dropped, a box that
    /// was not posted is unticked, date parts become one date when they form one. A field that was not posted
    /// was not on the page and keeps its answer. An unknown section changes nothing.
    ///
    /// # Errors
    /// [`TooMuch`] when the answers would exceed [`LARGEST_FORM`]; they stay as they were.
    pub fn replace_section(
        &mut self,
        form: &Form,
        section: &str,
        posted: &BTreeMap<String, String>,
    ) -> Result<(), TooMuch> {
        let sections = form.sections.iter().filter(|known| known.id == section);
        self.take_sections(sections, posted)
    }

    /// Takes the answers of all sections at once, as [`Answers::replace_section`] does for one.
    ///
    /// # Errors
    /// [`TooMuch`] when the answers would exceed [`LARGEST_FORM`]; they stay as they were.
    pub fn replace_all(&mut self, form: &Form, posted: &BTreeMap<String, String>) -> Result<(), TooMuch> {
        self.take_sections(form.sections.iter(), posted)
    }

    fn take_sections<'a>(
        &mut self,
        sections: impl Iterator<Item = &'a Section>,
        posted: &BTreeMap<String, String>,
    ) -> Result<(), TooMuch> {
        let mut next = self.clone();
        for question in sections.flat_map(|section| &section.questions) {
            take(&mut next, question, &question.id, posted);
        }
        if next.size() > LARGEST_FORM {
            return Err(TooMuch);
        }
        *self = next;
        Ok(())
    }
}

fn take(answers: &mut Answers, question: &Question, path: &str, posted: &BTreeMap<String, String>) {
    match &question.kind {
        Kind::Group { questions, max_rows, .. } => take_rows(answers, question, questions, *max_rows, posted),
        Kind::Date { calendar: DateCalendar::Solar, .. } => {
            take_date(answers, path, &date_keys(path), posted);
        }
        Kind::Date { calendar: DateCalendar::Lunar, .. } => take_lunar_date(answers, path, posted),
        Kind::Address => take_texts(answers, &address_keys(path), posted),
        Kind::YesNo if !posted.contains_key(path) => answers.remove(path),
        Kind::Calculated { .. } => answers.remove(path),
        Kind::File { .. } => {}
        _ => take_text(answers, path, posted),
    }
}

fn take_text(answers: &mut Answers, key: &str, posted: &BTreeMap<String, String>) {
    if let Some(value) = posted.get(key) {
        answers.set(key, tidy(value));
    }
}

fn take_texts(answers: &mut Answers, keys: &[String], posted: &BTreeMap<String, String>) {
    for key in keys {
        take_text(answers, key, posted);
    }
}

fn remove_all(answers: &mut Answers, keys: &[String]) {
    for key in keys {
        answers.remove(key);
    }
}

fn take_date(answers: &mut Answers, path: &str, keys: &[String], posted: &BTreeMap<String, String>) {
    if keys.iter().any(|key| posted.contains_key(key)) {
        answers.remove(path);
        take_texts(answers, keys, posted);
    }
    if posted.get(path).is_some_and(|typed| !typed.trim().is_empty()) {
        remove_all(answers, keys);
    }
    take_text(answers, path, posted);
    if let DateAnswer::Given(date) = answers.date(path) {
        remove_all(answers, keys);
        answers.set(path, iso_date(date));
    }
}

fn take_lunar_date(answers: &mut Answers, path: &str, posted: &BTreeMap<String, String>) {
    let (keys, leap) = (lunar_keys(path), lunar_leap_key(path));
    if keys.iter().any(|key| posted.contains_key(key)) {
        answers.set(&leap, if posted.get(&leap).is_some_and(|ticked| ticked == YES) { YES } else { "" });
    }
    take_date(answers, path, &keys, posted);
    // Without its parts it says nothing.
    if keys.iter().all(|key| answers.get(key).is_empty()) {
        answers.remove(&leap);
    }
}

/// One row above the most is taken too, so that an excess is told to the person and not cut in silence.
fn take_rows(
    answers: &mut Answers,
    group: &Question,
    questions: &[Question],
    max_rows: u16,
    posted: &BTreeMap<String, String>,
) {
    let stated = posted.get(&format!("{}.rows", group.id)).and_then(|rows| rows.trim().parse().ok());
    if let Some(rows) = stated {
        let rows = max_rows.saturating_add(1).min(rows);
        answers.state_rows(&group.id, rows);
        drop_rows_from(answers, &group.id, rows);
    }
    let on_page = posted.keys().any(|key| key.starts_with(&format!("{}.", group.id)));
    if !on_page {
        return;
    }
    for row in 0..answers.rows_shown(group) {
        for question in questions {
            take(answers, question, &format!("{}.{row}.{}", group.id, question.id), posted);
        }
    }
}

fn drop_rows_from(answers: &mut Answers, group: &str, rows: u16) {
    let prefix = format!("{group}.");
    for key in answers.keys_under(&prefix) {
        if row_and_rest(&key[prefix.len()..]).is_some_and(|(row, _)| row >= rows) {
            answers.remove(&key);
        }
    }
}

/// Normal form C, line ends of one kind, no control characters, and at most one character more than any
/// question allows, so that a text that is too long is told to be.
fn tidy(value: &str) -> String {
    let text: String = value.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect();
    nfc(&text).chars().take(usize::from(LONGEST_ANSWER) + 1).collect()
}

#[cfg(test)]
mod tests;
