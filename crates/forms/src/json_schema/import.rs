use std::collections::BTreeSet;

use domain::text::{Lang, Text, fold, nfc};
use serde_json::{Map, Value};

use super::word;
use crate::answers::LONGEST_ANSWER;
use crate::schema::{Choice, DateCalendar, DateRange, Form, Kind, Layout, Question, Section};

/// The section of properties that stand in none.
const LOOSE: &str = "form";
const LINE: u16 = 200;
const PARAGRAPHS: u16 = 4000;
const ROWS: u16 = 20;

/// A form that was begun from a schema. `check` tells what it still lacks, such as the other language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub form: Form,
    /// What did not come along, in the order of the schema.
    pub losses: Vec<Loss>,
}

/// A part of a schema that has no place in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// JSON Pointer of the schema.
    pub pointer: String,
    /// The keyword that was left out, or `name` for a property that got another id.
    pub keyword: String,
}

/// The schema does not describe an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnObject;

/// A form of the questions that a schema describes. Its texts are taken to be of one language.
///
/// # Errors
/// [`NotAnObject`] when the schema has no `properties`.
pub fn import(schema: &Value, lang: Lang) -> Result<Imported, NotAnObject> {
    let top = schema.as_object().filter(|top| top.get("properties").is_some_and(Value::is_object));
    let top = top.ok_or(NotAnObject)?;
    let mut importer = Importer { lang, losses: Vec::new(), ids: BTreeSet::new() };
    importer.leave(
        top,
        "",
        &["$schema", "$id", "type", "properties", "required", "title", "description", word::ORDER],
    );
    let mut sections = Vec::new();
    let mut loose = Vec::new();
    for (name, property) in properties(top) {
        let pointer = format!("/properties/{}", escaped(name));
        if is_section(property) {
            sections.push(importer.section(name, property, &pointer));
        } else if let Some(question) = importer.question(name, property, is_required(top, name), &pointer) {
            loose.push(question);
        }
    }
    if !loose.is_empty() {
        let title = importer.text(top, "title").unwrap_or_else(|| importer.of(LOOSE));
        let intro = importer.text(top, "description");
        sections.insert(0, Section { id: LOOSE.to_owned(), title, intro, show_if: None, questions: loose });
    }
    Ok(Imported { form: Form { sections, rules: Vec::new() }, losses: importer.losses })
}

struct Importer {
    lang: Lang,
    losses: Vec<Loss>,
    /// Ids of questions that are taken.
    ids: BTreeSet<String>,
}

impl Importer {
    fn section(&mut self, name: &str, schema: &Map<String, Value>, pointer: &str) -> Section {
        self.leave(schema, pointer, &["type", "title", "description", "properties", "required", word::ORDER]);
        let id = id_of(name);
        self.note_name(&id, name, pointer);
        let title = self.text(schema, "title").unwrap_or_else(|| self.of(name));
        let intro = self.text(schema, "description");
        Section { id, title, intro, show_if: None, questions: self.questions(schema, pointer) }
    }

    fn questions(&mut self, schema: &Map<String, Value>, pointer: &str) -> Vec<Question> {
        let named = properties(schema).into_iter();
        let questions = named.filter_map(|(name, property)| {
            let pointer = format!("{pointer}/properties/{}", escaped(name));
            self.question(name, property, is_required(schema, name), &pointer)
        });
        questions.collect()
    }

    fn question(
        &mut self,
        name: &str,
        schema: &Map<String, Value>,
        required: bool,
        pointer: &str,
    ) -> Option<Question> {
        let id = self.free_id(name, pointer);
        let Some((kind, known)) = self.kind(schema, pointer) else {
            let keyword = if schema.contains_key(word::KIND) { word::KIND } else { "type" };
            self.lose(pointer, keyword);
            return None;
        };
        let common = ["type", "title", "description", "examples", word::KIND];
        let known: Vec<&str> = common.into_iter().chain(known.iter().copied()).collect();
        self.leave(schema, pointer, &known);
        let example = schema.get("examples").and_then(|examples| examples.get(0)).map(plain);
        Some(Question {
            label: self.text(schema, "title").unwrap_or_else(|| self.of(name)),
            help: self.text(schema, "description"),
            example,
            required,
            show_if: None,
            autocomplete: None,
            prefill: None,
            kind,
            id,
        })
    }

    /// The kind of a question and the keywords that say it.
    fn kind(
        &mut self,
        schema: &Map<String, Value>,
        pointer: &str,
    ) -> Option<(Kind, &'static [&'static str])> {
        let word = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
        let owned = |keyword: &str| word(keyword).map(str::to_owned);
        let length = |usual| {
            let given = schema.get("maxLength").and_then(Value::as_u64).unwrap_or(usual);
            u16::try_from(given).unwrap_or(LONGEST_ANSWER).clamp(1, LONGEST_ANSWER)
        };
        let (min, max) = (number(schema, "minimum"), number(schema, "maximum"));
        Some(match (word(word::KIND), word("type"), word("format")) {
            (Some("long_text"), ..) => {
                (Kind::LongText { max_length: length(PARAGRAPHS.into()) }, &["maxLength"])
            }
            (Some("person_name"), ..) => (Kind::PersonName, &[]),
            (Some("tax_code"), ..) => (Kind::TaxCode, &[]),
            (Some("phone"), ..) => (Kind::Phone, &[]),
            (Some("signature"), ..) => (Kind::Signature, &[]),
            (Some("national_id"), ..) => {
                let kind = Kind::NationalId { birth: owned(word::BIRTH), sex: owned(word::SEX) };
                (kind, &["pattern", word::BIRTH, word::SEX])
            }
            (Some("amount_in_words"), ..) => {
                (Kind::AmountInWords { amount: owned(word::AMOUNT)? }, &[word::AMOUNT])
            }
            (Some("money"), ..) => (Kind::Money { min, max }, &["minimum", "maximum"]),
            (Some("address"), ..) => (Kind::Address, &["properties", "required"]),
            (Some(_), ..) => return None,
            (None, Some("boolean"), _) => (Kind::YesNo, &[]),
            (None, Some("integer"), _) => (
                Kind::Number { min, max, unit: self.text(schema, word::UNIT) },
                &["minimum", "maximum", word::UNIT],
            ),
            (None, Some("string"), Some("email")) => (Kind::Email, &["format"]),
            (None, Some("string"), Some("date")) => {
                let range = match word(word::RANGE) {
                    Some("past") => DateRange::Past,
                    Some("future") => DateRange::Future,
                    _ => DateRange::Any,
                };
                let calendar = match word(word::CALENDAR) {
                    Some("lunar") => DateCalendar::Lunar,
                    _ => DateCalendar::Solar,
                };
                (Kind::Date { range, calendar }, &["format", word::RANGE, word::CALENDAR])
            }
            (None, Some("string") | None, _) if is_choice(schema) => {
                let table = owned(word::TABLE);
                let options = if table.is_some() { Vec::new() } else { self.options(schema) };
                (Kind::Choice { options, table }, &["oneOf", "enum", word::TABLE])
            }
            (None, Some("string"), _) => (Kind::Text { max_length: length(LINE.into()) }, &["maxLength"]),
            (None, Some("array"), _) => {
                let items =
                    schema.get("items").and_then(Value::as_object).filter(|items| is_section(items))?;
                let pointer = format!("{pointer}/items");
                self.leave(items, &pointer, &["type", "title", "properties", "required", word::ORDER]);
                let rows = |keyword: &str, usual| {
                    schema
                        .get(keyword)
                        .and_then(Value::as_u64)
                        .map_or(usual, |rows| u16::try_from(rows).unwrap_or(ROWS))
                };
                let title = self.text(schema, word::ROW_TITLE).or_else(|| self.text(items, "title"));
                let kind = Kind::Group {
                    questions: self.questions(items, &pointer),
                    min_rows: rows("minItems", 0),
                    max_rows: rows("maxItems", ROWS),
                    row_title: title.unwrap_or_else(|| self.of("")),
                    layout: if word(word::LAYOUT) == Some("table") { Layout::Table } else { Layout::Cards },
                };
                (kind, &["items", "minItems", "maxItems", word::ROW_TITLE, word::LAYOUT])
            }
            _ => return None,
        })
    }

    fn options(&self, schema: &Map<String, Value>) -> Vec<Choice> {
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
        let titled = list("oneOf").filter_map(|option| {
            let value = plain(option.get("const")?);
            let title = option.get("title").map_or_else(|| value.clone(), plain);
            Some(Choice { label: self.of(&title), value })
        });
        let bare = list("enum").map(|value| Choice { value: plain(value), label: self.of(&plain(value)) });
        titled.chain(bare).collect()
    }

    fn text(&self, schema: &Map<String, Value>, keyword: &str) -> Option<Text> {
        schema.get(keyword).and_then(Value::as_str).map(|text| self.of(text))
    }

    fn of(&self, text: &str) -> Text {
        let text = nfc(text);
        match self.lang {
            Lang::Vi => Text { vi: text, en: String::new() },
            Lang::En => Text { vi: String::new(), en: text },
        }
    }

    /// An id for a property, which no other question has.
    fn free_id(&mut self, name: &str, pointer: &str) -> String {
        let stem = id_of(name);
        let mut id = stem.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{stem}_{number}");
            number += 1;
        }
        self.note_name(&id, name, pointer);
        id
    }

    fn note_name(&mut self, id: &str, name: &str, pointer: &str) {
        if id != name {
            self.lose(pointer, "name");
        }
    }

    /// Notes every keyword that is not among those that were read.
    fn leave(&mut self, schema: &Map<String, Value>, pointer: &str, read: &[&str]) {
        for keyword in schema.keys().filter(|keyword| !read.contains(&keyword.as_str())) {
            self.lose(pointer, keyword);
        }
    }

    fn lose(&mut self, pointer: &str, keyword: &str) {
        self.losses.push(Loss { pointer: pointer.to_owned(), keyword: keyword.to_owned() });
    }
}

/// An object with properties that is no address.
fn is_section(schema: &Map<String, Value>) -> bool {
    schema.get("properties").is_some_and(Value::is_object) && !schema.contains_key(word::KIND)
}

fn is_choice(schema: &Map<String, Value>) -> bool {
    let titled = schema.get("oneOf").and_then(Value::as_array);
    titled.is_some_and(|options| options.iter().all(|option| option.get("const").is_some()))
        || schema.get("enum").is_some_and(Value::is_array)
        || schema.contains_key(word::TABLE)
}

fn is_required(schema: &Map<String, Value>, name: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_array);
    required.is_some_and(|required| required.iter().any(|known| known == name))
}

/// The properties in the order that was given to them; those without one come last.
fn properties(schema: &Map<String, Value>) -> Vec<(&str, &Map<String, Value>)> {
    let all = schema.get("properties").and_then(Value::as_object);
    let all =
        all.into_iter().flatten().filter_map(|(name, property)| Some((name.as_str(), property.as_object()?)));
    let order: Vec<&str> = schema
        .get(word::ORDER)
        .and_then(Value::as_array)
        .map(|order| order.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let place = |name: &str| order.iter().position(|known| *known == name).unwrap_or(usize::MAX);
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(name, _)| place(name));
    all
}

fn number(schema: &Map<String, Value>, keyword: &str) -> Option<i64> {
    schema.get(keyword).and_then(Value::as_i64)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), nfc)
}

/// A name in letters without marks, digits and `_`.
fn id_of(name: &str) -> String {
    let folded = fold(name);
    let letters = folded.chars().map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '_' });
    let id: String = letters.take(60).collect();
    if id.starts_with(|first: char| first.is_ascii_lowercase()) { id } else { format!("q_{id}") }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
