use super::*;
use crate::samples::household;
use crate::schema::{DateCalendar, Form};

fn read(settings: &str) -> Result<Question, String> {
    let yaml = format!("{{ id: q, label: {{ vi: V, en: E }}, {settings} }}");
    serde_saphyr::from_str(&yaml).map_err(|error| error.to_string())
}

#[test]
fn settings_stand_beside_the_kind_and_have_defaults() {
    assert_eq!(read("kind: text").unwrap().kind, Kind::Text { max_length: 200 });
    assert_eq!(read("kind: long_text").unwrap().kind, Kind::LongText { max_length: 4000 });
    assert_eq!(
        read("kind: date").unwrap().kind,
        Kind::Date { range: DateRange::Any, calendar: DateCalendar::Solar }
    );
    assert_eq!(
        read("kind: number, max: 7").unwrap().kind,
        Kind::Number { min: None, max: Some(7), unit: None }
    );
    assert!(read("kind: yes_no").unwrap().required);
    assert!(!read("kind: yes_no, required: false").unwrap().required);
}

#[test]
fn a_key_that_no_question_knows_is_refused() {
    let error = read("kind: text, max_lenght: 5").unwrap_err();
    assert!(error.contains("max_lenght"), "{error}");
}

#[test]
fn a_setting_of_another_kind_is_refused() {
    let error = read("kind: text, options: []").unwrap_err();
    assert!(error.contains("question `q` has `options`"), "{error}");
    assert!(read("kind: phone, max_length: 5").is_err());
    assert!(read("kind: money, unit: { vi: A }").is_err());
}

#[test]
fn a_setting_that_the_kind_needs_is_asked_for() {
    let error = read("kind: choice").unwrap_err();
    assert!(error.contains("question `q` lacks `options`"), "{error}");
    assert!(read("kind: file").is_err());
    assert!(read("kind: group, questions: []").is_err());
}

#[test]
fn scalars_that_look_like_other_types_stay_text() {
    let question = read("kind: text, example: 0123, show_if: { is: [other, 1] }").unwrap();
    assert_eq!(question.example.as_deref(), Some("0123"));
    assert_eq!(question.show_if, Some(Condition::Is("other".into(), "1".into())));
}

#[test]
fn what_is_written_is_read_back() {
    let form = household();
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
}
