//! The columns of a table: one for each answer that a row can give, named by its key.

use std::collections::BTreeMap;

use domain::text::{Lang, fold};
use domain::when::iso::iso_date;
use forms::procedure::Procedure;
use forms::schema::{DateCalendar, Kind, Question};
use forms::values;
use views::Failure;

use super::sheet::Cells;
use crate::Case;
use crate::catalogue::Places;

/// Rows of a table; more are brought in a second one.
pub(super) const ROWS: usize = 200;
/// The keys stand in the first row, the labels in the second, so that a label may be changed without harm.
const HEADS: u32 = 2;

/// A column of the template.
#[derive(Clone, Debug)]
pub struct Column {
    /// The key of the answer.
    pub key: String,
    pub label: String,
    /// An example, or how the answer is written.
    pub help: String,
    /// The words of which one is written; none for anything else.
    pub choices: Vec<String>,
    pub required: bool,
    /// Words in any language, and what they mean.
    values: Vec<(String, String)>,
    kind: Meaning,
}

/// How a cell becomes an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    AsWritten,
    Date,
    Choice,
    Province,
    Commune,
}

/// The columns of a procedure, in the order of its form. Rows of a group, files and what is calculated
/// have no place in a table.
#[must_use]
pub fn columns(procedure: &Procedure, lang: Lang) -> Vec<Column> {
    of(procedure, lang)
}

pub(super) fn of(procedure: &Procedure, lang: Lang) -> Vec<Column> {
    let questions = procedure.form.sections.iter().flat_map(|section| &section.questions);
    questions.flat_map(|question| of_question(question, lang)).collect()
}

fn of_question(question: &Question, lang: Lang) -> Vec<Column> {
    let label = question.label.get(lang).to_owned();
    let column = |suffix: &str, part: &str, kind: Meaning, help: &str| Column {
        key: format!("{}{suffix}", question.id),
        label: if part.is_empty() { label.clone() } else { format!("{label}: {part}") },
        help: help.to_owned(),
        choices: Vec::new(),
        required: question.required && question.show_if.is_none(),
        values: Vec::new(),
        kind,
    };
    let example = question.example.clone().unwrap_or_default();
    let (vi, en) = (Lang::Vi, Lang::En);
    match &question.kind {
        Kind::Group { .. } | Kind::File { .. } | Kind::Calculated { .. } => Vec::new(),
        Kind::Address => vec![
            column(".province", word(lang, "tỉnh, thành phố", "province"), Meaning::Province, ""),
            column(".commune", word(lang, "xã, phường", "commune"), Meaning::Commune, ""),
            column(".street", word(lang, "số nhà, đường, thôn", "street or hamlet"), Meaning::AsWritten, ""),
        ],
        Kind::Date { calendar: DateCalendar::Solar, .. } => {
            vec![column("", "", Meaning::Date, word(lang, "ngày/tháng/năm", "day/month/year"))]
        }
        // A cell takes the solar date, and says so: nobody must have a lunar one taken for it.
        Kind::Date { calendar: DateCalendar::Lunar, .. } => {
            let solar = word(lang, "dương lịch", "solar date");
            vec![column("", solar, Meaning::Date, word(lang, "ngày/tháng/năm", "day/month/year"))]
        }
        Kind::Choice { options, .. } => {
            let labels = options.iter().map(|option| option.label.get(lang).to_owned()).collect();
            let values = options.iter().flat_map(|option| {
                let words = [&option.value, option.label.get(vi), option.label.get(en)];
                words.map(|word| (fold(word), option.value.clone()))
            });
            vec![Column { choices: labels, values: values.collect(), ..column("", "", Meaning::Choice, "") }]
        }
        Kind::YesNo => {
            let choices = vec![word(lang, "Có", "Yes").to_owned(), word(lang, "Không", "No").to_owned()];
            let values = [("co", "yes"), ("yes", "yes"), ("khong", "no"), ("no", "no")];
            let values = values.map(|(word, value)| (word.to_owned(), value.to_owned())).into();
            vec![Column { choices, values, ..column("", "", Meaning::Choice, "") }]
        }
        _ => vec![column("", "", Meaning::AsWritten, &example)],
    }
}

const fn word(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// The rows of a table: their numbers, and their answers as a form would post them. Rows without any words are none.
///
/// # Errors
/// `SheetUnreadable` when the first row names no column of ours, or no row follows; `SheetTooLong`.
pub(super) fn read(
    columns: &[Column],
    cells: &Cells,
    places: &Places,
) -> Case<Vec<(i32, BTreeMap<String, String>)>> {
    let by_place: BTreeMap<u32, &Column> = cells
        .iter()
        .filter(|((row, _), _)| *row == 0)
        .filter_map(|((_, place), key)| Some((*place, columns.iter().find(|known| known.key == key.trim())?)))
        .collect();
    let mut rows: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
    for ((row, place), text) in cells.iter().filter(|((row, _), _)| *row >= HEADS) {
        let (Some(column), text) = (by_place.get(place), text.trim()) else { continue };
        if !text.is_empty() {
            let answer = answer(column, text, places, &province_of(*row, column, &rows));
            rows.entry(*row).or_default().insert(column.key.clone(), answer);
        }
    }
    if by_place.is_empty() || rows.is_empty() {
        return Err(Failure::SheetUnreadable.into());
    }
    if rows.len() > ROWS {
        return Err(Failure::SheetTooLong.into());
    }
    Ok(rows.into_iter().map(|(row, posted)| (i32::try_from(row + 1).unwrap_or(i32::MAX), posted)).collect())
}

/// The province that stands in the same row, for a commune. It stands before it, because cells come in their order.
fn province_of(row: u32, column: &Column, rows: &BTreeMap<u32, BTreeMap<String, String>>) -> String {
    let key = column.key.strip_suffix(".commune").map(|stem| format!("{stem}.province"));
    let answers = rows.get(&row);
    key.and_then(|key| answers?.get(&key).cloned()).unwrap_or_default()
}

/// What a cell means. What means nothing stays as it is written, and the evaluator says what is wrong with it.
fn answer(column: &Column, text: &str, places: &Places, province: &str) -> String {
    let folded = fold(text);
    let found = match column.kind {
        Meaning::AsWritten => None,
        Meaning::Date => values::date(text).map(iso_date),
        Meaning::Choice => {
            column.values.iter().find(|(word, _)| *word == folded).map(|(_, value)| value.clone())
        }
        Meaning::Province => {
            let all = places.provinces();
            all.into_iter().find(|known| fold(&known.name) == folded).map(|known| known.code)
        }
        Meaning::Commune => {
            let all = places.communes(province);
            all.into_iter().find(|known| fold(&known.name) == folded).map(|known| known.code)
        }
    };
    found.unwrap_or_else(|| text.to_owned())
}
