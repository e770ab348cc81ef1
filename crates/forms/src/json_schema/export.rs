use domain::text::{Lang, Text};
use serde_json::{Map, Value, json};

use super::word;
use crate::schema::{Choice, DateCalendar, DateRange, Form, Kind, Layout, Question, Section};

/// The schema of the answers of a form, a section an object, in one language.
#[must_use]
pub fn export(form: &Form, lang: Lang) -> Value {
    let exporter = Exporter { lang };
    let sections = form.sections.iter().map(|section| {
        let mut schema = exporter.object(&section.questions);
        schema.insert("title".to_owned(), exporter.text(&section.title));
        if let Some(intro) = &section.intro {
            schema.insert("description".to_owned(), exporter.text(intro));
        }
        (section.id.clone(), Value::Object(schema))
    });
    let always = |section: &&Section| section.show_if.is_none();
    let required: Vec<_> = form.sections.iter().filter(always).map(|section| section.id.clone()).collect();
    let order: Vec<_> = form.sections.iter().map(|section| section.id.clone()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": sections.collect::<Map<_, _>>(),
        "required": required,
        (word::ORDER): order,
    })
}

struct Exporter {
    lang: Lang,
}

impl Exporter {
    fn text(&self, text: &Text) -> Value {
        text.get(self.lang).into()
    }

    /// Files are attached apart from the answers.
    fn object(&self, questions: &[Question]) -> Map<String, Value> {
        let asked: Vec<&Question> =
            questions.iter().filter(|question| !matches!(question.kind, Kind::File { .. })).collect();
        let must = |question: &&&Question| {
            question.required
                && question.show_if.is_none()
                && !matches!(question.kind, Kind::Calculated { .. })
        };
        let required: Vec<_> = asked.iter().filter(must).map(|question| question.id.clone()).collect();
        let order: Vec<_> = asked.iter().map(|question| question.id.clone()).collect();
        let properties: Map<_, _> = asked
            .iter()
            .map(|question| (question.id.clone(), Value::Object(self.question(question))))
            .collect();
        fields([
            ("type", Some("object".into())),
            ("properties", Some(Value::Object(properties))),
            ("required", Some(required.into())),
            (word::ORDER, Some(order.into())),
        ])
    }

    fn question(&self, question: &Question) -> Map<String, Value> {
        let mut schema = self.kind(&question.kind);
        schema.extend(fields([
            ("title", Some(self.text(&question.label))),
            ("description", question.help.as_ref().map(|help| self.text(help))),
            ("examples", question.example.clone().map(|example| json!([example]))),
        ]));
        schema
    }

    fn kind(&self, kind: &Kind) -> Map<String, Value> {
        match kind {
            Kind::Text { max_length } => string(&[("maxLength", Some((*max_length).into()))]),
            Kind::LongText { max_length } => {
                string(&[(word::KIND, Some("long_text".into())), ("maxLength", Some((*max_length).into()))])
            }
            Kind::PersonName => of_kind("person_name"),
            Kind::TaxCode => of_kind("tax_code"),
            Kind::Phone => of_kind("phone"),
            Kind::Signature => of_kind("signature"),
            Kind::Email => string(&[("format", Some("email".into()))]),
            Kind::NationalId { birth, sex } => string(&[
                (word::KIND, Some("national_id".into())),
                ("pattern", Some("^[0-9]{12}$".into())),
                (word::BIRTH, birth.clone().map(Value::from)),
                (word::SEX, sex.clone().map(Value::from)),
            ]),
            Kind::AmountInWords { amount } => string(&[
                (word::KIND, Some("amount_in_words".into())),
                (word::AMOUNT, Some(amount.clone().into())),
            ]),
            Kind::Date { range, calendar } => string(&[
                ("format", Some("date".into())),
                (word::RANGE, range_word(*range).map(Value::from)),
                (word::CALENDAR, (*calendar == DateCalendar::Lunar).then(|| "lunar".into())),
            ]),
            Kind::Choice { options, table } => self.choice(options, table.as_deref()),
            Kind::YesNo => fields([("type", Some("boolean".into()))]),
            Kind::Number { min, max, unit } => fields([
                ("type", Some("integer".into())),
                ("minimum", min.map(Value::from)),
                ("maximum", max.map(Value::from)),
                (word::UNIT, unit.as_ref().map(|unit| self.text(unit))),
            ]),
            Kind::Money { min, max } => fields([
                ("type", Some("integer".into())),
                (word::KIND, Some("money".into())),
                ("minimum", min.map(Value::from)),
                ("maximum", max.map(Value::from)),
            ]),
            Kind::Address => fields([
                ("type", Some("object".into())),
                (word::KIND, Some("address".into())),
                (
                    "properties",
                    Some(json!({
                        "province": { "type": "string" },
                        "commune": { "type": "string" },
                        "street": { "type": "string" },
                    })),
                ),
                ("required", Some(json!(["province", "commune"]))),
            ]),
            Kind::Group { questions, min_rows, max_rows, row_title, layout } => fields([
                ("type", Some("array".into())),
                ("items", Some(Value::Object(self.object(questions)))),
                ("minItems", Some((*min_rows).into())),
                ("maxItems", Some((*max_rows).into())),
                (word::ROW_TITLE, Some(self.text(row_title))),
                (word::LAYOUT, (*layout == Layout::Table).then(|| "table".into())),
            ]),
            Kind::Calculated { .. } => fields([
                (word::KIND, Some("calculated".into())),
                ("type", Some(json!(["integer", "string"]))),
                ("readOnly", Some(true.into())),
            ]),
            Kind::File { .. } => Map::new(),
        }
    }

    /// A table goes out as the options that it gives at the moment; where it is not at hand, any code may stand.
    fn choice(&self, options: &[Choice], table: Option<&str>) -> Map<String, Value> {
        let option = |option: &Choice| json!({ "const": option.value, "title": self.text(&option.label) });
        let listed: Vec<Value> = options.iter().map(option).collect();
        string(&[
            ("oneOf", (!listed.is_empty()).then_some(Value::Array(listed))),
            (word::TABLE, table.map(Value::from)),
        ])
    }
}

fn range_word(range: DateRange) -> Option<&'static str> {
    match range {
        DateRange::Any => None,
        DateRange::Past => Some("past"),
        DateRange::Future => Some("future"),
    }
}

fn of_kind(kind: &str) -> Map<String, Value> {
    string(&[(word::KIND, Some(kind.into()))])
}

fn string(more: &[(&str, Option<Value>)]) -> Map<String, Value> {
    let mut schema = fields([("type", Some("string".into()))]);
    schema.extend(fields(more.iter().cloned()));
    schema
}

fn fields<'a>(fields: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Map<String, Value> {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
