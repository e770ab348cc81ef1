use domain::text::{Lang, Text};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::samples::household;
use crate::schema::{Choice, DateCalendar, DateRange, Form, Kind, Layout, Question, Section};

/// What a form keeps on its way through a schema and back.
fn what_is_kept(form: &Form, lang: Lang) -> Form {
    let one = |text: &Text| match lang {
        Lang::Vi => Text { vi: text.vi.clone(), en: String::new() },
        Lang::En => Text { vi: String::new(), en: text.get(lang).to_owned() },
    };
    fn kept(questions: &[Question], one: &dyn Fn(&Text) -> Text) -> Vec<Question> {
        let asked =
            questions.iter().filter(|q| !matches!(q.kind, Kind::File { .. } | Kind::Calculated { .. }));
        asked
            .map(|question| Question {
                label: one(&question.label),
                help: question.help.as_ref().map(one),
                required: question.required && question.show_if.is_none(),
                show_if: None,
                autocomplete: None,
                prefill: None,
                kind: match &question.kind {
                    Kind::Group { questions, row_title, min_rows, max_rows, layout } => Kind::Group {
                        questions: kept(questions, one),
                        row_title: one(row_title),
                        min_rows: *min_rows,
                        max_rows: *max_rows,
                        layout: *layout,
                    },
                    Kind::Choice { options, table: None } => Kind::Choice {
                        options: options
                            .iter()
                            .map(|option| Choice { value: option.value.clone(), label: one(&option.label) })
                            .collect(),
                        table: None,
                    },
                    Kind::Choice { table, .. } => Kind::Choice { options: Vec::new(), table: table.clone() },
                    Kind::Number { min, max, unit } => {
                        Kind::Number { min: *min, max: *max, unit: unit.as_ref().map(one) }
                    }
                    other => other.clone(),
                },
                ..question.clone()
            })
            .collect()
    }
    let sections = form.sections.iter().map(|section| Section {
        id: section.id.clone(),
        title: one(&section.title),
        intro: section.intro.as_ref().map(one),
        show_if: None,
        questions: kept(&section.questions, &one),
    });
    Form { sections: sections.collect(), rules: Vec::new() }
}

fn there_and_back(form: &Form, lang: Lang) -> Form {
    import(&export(form, lang), lang).unwrap().form
}

#[test]
fn a_form_comes_back_but_for_what_a_schema_cannot_say() {
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(there_and_back(&household(), lang), what_is_kept(&household(), lang));
    }
}

#[test]
fn a_schema_says_types_bounds_and_what_must_be_there() {
    let schema = export(&household(), Lang::En);
    let applicant = &schema["properties"]["applicant"];
    assert_eq!(
        applicant["properties"]["birth"],
        json!({
            "type": "string", "format": "date", "x-range": "past", "title": "Date of birth",
        })
    );
    assert_eq!(applicant["properties"]["sex"]["oneOf"][1], json!({ "const": "female", "title": "Female" }));
    assert_eq!(applicant["required"], json!(["full_name", "birth", "sex", "national_id", "phone", "rents"]));
    let members = &schema["properties"]["household"]["properties"]["members"];
    assert_eq!(
        (&members["type"], &members["minItems"], &members["maxItems"]),
        (&json!("array"), &json!(1), &json!(3))
    );
    assert_eq!(members["items"]["required"], json!(["member_name", "member_birth"]));
    assert_eq!(
        schema["required"],
        json!(["applicant", "household", "place"]),
        "a lease only if somebody rents"
    );
}

#[test]
fn a_schema_of_others_becomes_questions_and_says_what_it_lost() {
    let schema = json!({
        "title": "Application",
        "type": "object",
        "properties": {
            "Full Name": { "type": "string", "title": "Name", "minLength": 2 },
            "agrees": { "type": "boolean" },
            "colour": { "enum": ["red", "green"] },
            "height": { "type": "number" },
            "children": { "type": "array", "items": { "type": "object", "properties": { "age": { "type": "integer", "maximum": 17 } } } },
            "tags": { "type": "array", "items": { "type": "string" } },
        },
        "required": ["agrees"],
        "additionalProperties": false,
    });
    let Imported { form, losses } = import(&schema, Lang::En).unwrap();
    let ids: Vec<_> = form.sections[0].questions.iter().map(|q| (q.id.as_str(), q.required)).collect();
    assert_eq!(ids, [("full_name", false), ("agrees", true), ("children", false), ("colour", false)]);
    assert_eq!(form.sections[0].title, Text::new("", "Application"));
    let lost: Vec<_> = losses.iter().map(|loss| (loss.pointer.as_str(), loss.keyword.as_str())).collect();
    assert_eq!(
        lost,
        [
            ("", "additionalProperties"),
            ("/properties/Full Name", "name"),
            ("/properties/Full Name", "minLength"),
            ("/properties/height", "type"),
            ("/properties/tags", "type"),
        ]
    );
}

#[test]
fn only_an_object_is_a_form() {
    assert_eq!(import(&json!({ "type": "string" }), Lang::Vi), Err(NotAnObject));
    assert_eq!(import(&json!([]), Lang::Vi), Err(NotAnObject));
}

fn any_text() -> impl Strategy<Value = Text> {
    ("[A-Za-zĐđăâêô ]{1,12}", "[A-Za-z ]{1,12}").prop_map(|(vi, en)| Text::new(vi, en))
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let simple = prop_oneof![
        (1_u16..8000).prop_map(|max_length| Kind::Text { max_length }),
        (1_u16..8000).prop_map(|max_length| Kind::LongText { max_length }),
        prop::sample::select(vec![
            Kind::PersonName,
            Kind::YesNo,
            Kind::TaxCode,
            Kind::Phone,
            Kind::Email,
            Kind::Address,
            Kind::NationalId { birth: Some("b".into()), sex: None },
            Kind::AmountInWords { amount: "a".into() },
            Kind::Choice { options: Vec::new(), table: Some("t".into()) },
            Kind::File { paper: "p".into() },
            Kind::Date { range: DateRange::Any, calendar: DateCalendar::Solar },
            Kind::Date { range: DateRange::Future, calendar: DateCalendar::Lunar },
        ]),
        prop::collection::vec(("[a-z]{1,5}", any_text()), 1..4).prop_map(|options| Kind::Choice {
            options: options.into_iter().map(|(value, label)| Choice { value, label }).collect(),
            table: None,
        }),
        (any::<Option<i64>>(), any::<Option<i64>>(), prop::option::of(any_text()))
            .prop_map(|(min, max, unit)| Kind::Number { min, max, unit }),
        (any::<Option<i64>>(), any::<Option<i64>>()).prop_map(|(min, max)| Kind::Money { min, max }),
    ];
    let row = prop::collection::vec((any_text(), any::<bool>(), simple.clone()), 1..4);
    prop_oneof![
        4 => simple,
        1 => (row, any_text(), 0_u16..5, 1_u16..30, any::<bool>()).prop_map(|(row, row_title, min_rows, max_rows, table)| {
            Kind::Group {
                questions: row.into_iter().map(|(label, required, kind)| bare(label, required, kind)).collect(),
                row_title,
                min_rows,
                max_rows,
                layout: if table { Layout::Table } else { Layout::Cards },
            }
        }),
    ]
}

fn bare(label: Text, required: bool, kind: Kind) -> Question {
    Question {
        id: String::new(),
        label,
        help: None,
        example: None,
        required,
        show_if: None,
        autocomplete: None,
        prefill: None,
        kind,
    }
}

fn any_form() -> impl Strategy<Value = Form> {
    let question =
        (any_text(), any::<bool>(), prop::option::of(any_text()), prop::option::of("[a-z]{1,5}"), any_kind());
    let section = (any_text(), prop::collection::vec(question, 1..5));
    prop::collection::vec(section, 1..4).prop_map(|sections| {
        let mut number = 0;
        let mut next = || {
            number += 1;
            format!("q{number}")
        };
        let sections = sections.into_iter().enumerate().map(|(place, (title, questions))| Section {
            id: format!("s{place}"),
            title,
            intro: None,
            show_if: None,
            questions: questions
                .into_iter()
                .map(|(label, required, help, example, kind)| {
                    let mut question = Question { id: next(), help, example, ..bare(label, required, kind) };
                    if let Kind::Group { questions, .. } = &mut question.kind {
                        questions.iter_mut().for_each(|inner| inner.id = next());
                    }
                    question
                })
                .collect(),
        });
        Form { sections: sections.collect(), rules: Vec::new() }
    })
}

proptest! {
    #[test]
    fn every_form_comes_back(form in any_form(), vietnamese in any::<bool>()) {
        let lang = if vietnamese { Lang::Vi } else { Lang::En };
        prop_assert_eq!(there_and_back(&form, lang), what_is_kept(&form, lang));
    }

    #[test]
    fn what_came_back_goes_out_the_same(form in any_form()) {
        let once = there_and_back(&form, Lang::Vi);
        let imported = import(&export(&once, Lang::Vi), Lang::Vi).unwrap();
        prop_assert_eq!(imported.form, once);
        prop_assert_eq!(imported.losses, []);
    }

    #[test]
    fn any_json_is_read_without_harm(text in r#"(\{|\}|"type"|"properties"|:|,|"string"|"object"|\[|\]|1){0,40}"#) {
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            let _ = import(&value, Lang::Vi);
        }
    }
}
