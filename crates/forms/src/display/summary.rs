use domain::text::Lang;
use serde::{Deserialize, Serialize};

use super::labels::row_label;
use super::{calculated, shown};
use crate::answers::Answers;
use crate::evaluate::Evaluation;
use crate::ink;
use crate::places::Places;
use crate::schema::{Form, Kind, Question};

/// The answers of one section in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummarySection {
    pub id: String,
    pub title: String,
    pub rows: Vec<SummaryRow>,
}

/// One answer in words; the value is empty where nothing was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRow {
    pub path: String,
    pub label: String,
    pub value: String,
    /// A drawn signature, as the data of an SVG path ([`crate::ink`]).
    #[serde(default)]
    pub ink: Option<String>,
}

/// All answers that exist, section by section, for the page that reviews them.
#[must_use]
pub fn summary(
    form: &Form,
    answers: &Answers,
    evaluation: &Evaluation,
    lang: Lang,
    places: &dyn Places,
) -> Vec<SummarySection> {
    let row = |(path, question, label): Field<'_>| {
        let value = match &question.kind {
            Kind::Calculated { unit, .. } => {
                let value = evaluation.calculated.get(&path);
                value.map_or_else(String::new, |value| calculated(value, unit.as_ref(), lang))
            }
            _ => shown(question, answers, &path, lang, places),
        };
        let ink = match question.kind {
            Kind::Signature => ink::path(answers.get(&path)).map(str::to_owned),
            _ => None,
        };
        SummaryRow { path, label, value, ink }
    };
    let sections = form.sections.iter().filter(|section| evaluation.is_section_visible(&section.id));
    sections
        .map(|section| {
            let fields = section.questions.iter().flat_map(|question| fields(question, answers, lang));
            SummarySection {
                id: section.id.clone(),
                title: section.title.get(lang).to_owned(),
                rows: fields.filter(|(path, ..)| evaluation.is_visible(path)).map(row).collect(),
            }
        })
        .collect()
}

/// The key of a field, its question, and its label.
type Field<'a> = (String, &'a Question, String);

/// The fields of a question: itself, or every field of every row. Files are listed with the papers.
fn fields<'a>(question: &'a Question, answers: &Answers, lang: Lang) -> Vec<Field<'a>> {
    match &question.kind {
        Kind::File { .. } => Vec::new(),
        Kind::Group { questions, max_rows, .. } => {
            let rows = 0..answers.rows_shown(question).min(*max_rows);
            let cells = rows.flat_map(|row| questions.iter().map(move |inner| (row, inner)));
            let field = |(row, inner): (u16, &'a Question)| {
                let path = format!("{}.{row}.{}", question.id, inner.id);
                (path, inner, row_label(question, row, inner.label.get(lang), lang))
            };
            cells.map(field).collect()
        }
        _ => vec![(question.id.clone(), question, question.label.get(lang).to_owned())],
    }
}
