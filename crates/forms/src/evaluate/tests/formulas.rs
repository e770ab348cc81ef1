use proptest::prelude::*;

use super::*;
use crate::places::NoPlaces;
use crate::procedure::Channel;
use crate::schema::Form;

/// An order of copies with its price, the capital of a household, and a birth.
const ORDER: &str = "
sections:
  - id: order
    title: { vi: A, en: A }
    questions:
      - { id: wanted, kind: yes_no, label: { vi: A, en: A } }
      - { id: copies, kind: number, show_if: { is: [wanted, 'yes'] }, label: { vi: A, en: A } }
      - { id: price, kind: calculated, formula: { product: [copies, 8000] }, label: { vi: A, en: A }, unit: { vi: đ, en: đ } }
      - { id: price_words, kind: calculated, formula: { amount_in_words: price }, label: { vi: A, en: A } }
      - { id: typed_words, kind: amount_in_words, amount: price, required: false, label: { vi: A, en: A } }
      - id: members
        kind: group
        required: false
        label: { vi: A, en: A }
        row_title: { vi: A, en: A }
        max_rows: 3
        questions:
          - { id: money, kind: money, required: false, label: { vi: A, en: A } }
          - { id: things, kind: money, required: false, label: { vi: A, en: A } }
          - { id: both, kind: calculated, formula: { sum: [money, things] }, label: { vi: A, en: A } }
      - { id: heads, kind: calculated, formula: { rows: members }, label: { vi: A, en: A } }
      - { id: capital, kind: calculated, formula: { sum: [both] }, label: { vi: A, en: A } }
      - { id: left, kind: calculated, formula: { difference: [capital, price] }, label: { vi: A, en: A } }
      - { id: born, kind: date, label: { vi: A, en: A } }
      - { id: died, kind: date, required: false, label: { vi: A, en: A } }
      - { id: age, kind: calculated, formula: { age: born }, label: { vi: A, en: A } }
      - { id: age_at_death, kind: calculated, formula: { age_on: [born, died] }, label: { vi: A, en: A } }
      - { id: born_words, kind: calculated, formula: { date_in_words: born }, label: { vi: A, en: A } }
rules:
  - { id: poor, at: left, broken_if: { not: { at_least: [left, 0] } }, severity: warning, message: { vi: A, en: B } }
";

fn order() -> Form {
    serde_saphyr::from_str(ORDER).unwrap()
}

fn of(form: &Form, given: &Answers) -> Evaluation {
    let none = Attached::new();
    let today = date!(2026 - 11 - 23);
    let context = Context { today, channel: Channel::Online, attached: &none, places: &NoPlaces };
    evaluate(form, &[], given, &context)
}

fn value(given: &[(&str, &str)], path: &str) -> Option<String> {
    of(&order(), &answers(given)).calculated.get(path).cloned()
}

#[test]
fn amounts_are_worked_out_from_answers_and_from_each_other() {
    let given = [
        ("wanted", "yes"),
        ("copies", "3"),
        ("members.rows", "2"),
        ("members.0.money", "1.000.000"),
        ("members.1.money", "500000 đ"),
        ("members.1.things", "250 000"),
    ];
    for (path, expected) in [
        ("price", "24000"),
        ("price_words", "Hai mươi tư nghìn đồng"),
        ("members.0.both", "1000000"),
        ("members.1.both", "750000"),
        ("heads", "2"),
        ("capital", "1750000"),
        ("left", "1726000"),
    ] {
        assert_eq!(value(&given, path).as_deref(), Some(expected), "{path}");
    }
}

#[test]
fn ages_are_completed_years_today_or_on_a_date() {
    let given = [("born", "1950-11-24"), ("died", "24/11/2020")];
    assert_eq!(value(&given, "age").as_deref(), Some("75"));
    assert_eq!(value(&given, "age_at_death").as_deref(), Some("70"));
    let words = "Ngày hai mươi tư tháng mười một năm một nghìn chín trăm năm mươi";
    assert_eq!(value(&given, "born_words").as_deref(), Some(words));
    assert_eq!(value(&[("born", "2026-11-24")], "age"), None, "nobody has an age before birth");
}

#[test]
fn there_is_no_value_while_something_is_missing_unreadable_hidden_or_too_large() {
    assert_eq!(value(&[("wanted", "yes")], "price"), None);
    assert_eq!(value(&[("wanted", "no"), ("copies", "3")], "price"), None);
    assert_eq!(value(&[("wanted", "yes"), ("copies", "ba")], "price_words"), None);
    let row = [("members.rows", "2"), ("members.0.money", "5"), ("members.1.money", "năm")];
    assert_eq!(value(&row, "members.1.both"), None);
    assert_eq!(value(&row, "capital").as_deref(), Some("5"), "a row without a value counts nothing");
    assert_eq!(value(&[("wanted", "yes"), ("copies", "9000000000000000000")], "price"), None);
    assert_eq!(value(&[("born", "1950-01-01")], "age_at_death"), None);
}

#[test]
fn a_calculated_question_is_never_missing_and_never_typed() {
    let found = of(&order(), &answers(&[("price", "1"), ("heads", "7")]));
    assert!(found.is_visible("price"));
    assert_eq!(codes_at(&found, "price"), []);
    assert_eq!(found.calculated.get("price"), None);
    let mut given = answers(&[("price", "1")]);
    let posted = crate::samples::posted(&[("price", "5"), ("copies", "2")]);
    given.replace_section(&order(), "order", &posted).unwrap();
    assert_eq!((given.get("price"), given.get("copies")), ("", "2"));
}

#[test]
fn conditions_and_rules_look_at_calculated_values() {
    let broken = |money: &str| {
        let given = [("wanted", "yes"), ("copies", "3"), ("members.rows", "1"), ("members.0.money", money)];
        codes_at(&of(&order(), &answers(&given)), "left").len()
    };
    assert_eq!((broken("24000"), broken("23999")), (0, 1));
}

#[test]
fn typed_words_must_say_the_figures() {
    let codes = |words| {
        let given = answers(&[("wanted", "yes"), ("copies", "3"), ("typed_words", words)]);
        codes_at(&of(&order(), &given), "typed_words")
    };
    assert_eq!(codes("hai mươi bốn ngàn đồng chẵn"), []);
    let words = "Hai mươi tư nghìn đồng".to_owned();
    assert_eq!(codes("hai mươi nghìn"), [ProblemCode::WordsDiffer { words }]);
    let unknown = answers(&[("typed_words", "hai mươi nghìn")]);
    assert_eq!(codes_at(&of(&order(), &unknown), "typed_words"), [], "there are no figures yet");
}

#[test]
fn what_is_filed_keeps_the_values_and_no_stale_ones() {
    let form = order();
    let given = answers(&[
        ("wanted", "yes"),
        ("copies", "3"),
        ("capital", "9"),
        ("members.rows", "1"),
        ("members.0.both", "9"),
    ]);
    let kept = given.clone().with_calculated(&form, &of(&form, &given));
    assert_eq!(kept.get("price"), "24000");
    assert_eq!((kept.get("capital"), kept.get("members.0.both")), ("", ""));
}

#[test]
fn what_is_filed_keeps_no_value_that_the_applicant_stated_in_a_row() {
    let form = order();
    let stated = [("members.0.both", "9"), ("members.1.both", "9"), ("members.7.both", "9")];
    // No rows are stated, fewer than have a value, or more than the group takes.
    for rows in ["", "1", "65535"] {
        let mut given = answers(&stated);
        given.set("members.rows", rows);
        given.set("members.0.money", "5");
        let evaluation = of(&form, &given);
        let kept = given.clone().with_calculated(&form, &evaluation);
        for (key, _) in stated {
            let worked_out = evaluation.calculated.get(key).map_or("", String::as_str);
            assert_eq!(kept.get(key), worked_out, "{key} of {rows} rows");
        }
        assert_eq!(kept.get("members.0.money"), "5", "answers stay");
    }
}

#[test]
fn values_in_a_circle_end_and_are_none() {
    let mut form = order();
    form.sections[0].questions[2].kind = serde_saphyr::from_str::<crate::schema::Question>(
        "{ id: x, label: { vi: A }, kind: calculated, formula: { sum: [price, left] } }",
    )
    .unwrap()
    .kind;
    let found = of(&form, &answers(&[("members.rows", "1"), ("members.0.money", "5")]));
    assert_eq!(found.calculated.get("price"), None);
}

proptest! {
    #[test]
    fn a_sum_is_the_sum_and_the_order_of_rows_does_not_matter(
        amounts in prop::collection::vec(prop::option::of(0_i64..1_000_000_000_000), 0..4),
    ) {
        let ask = |amounts: &[Option<i64>]| {
            let mut given = answers(&[("members.rows", &amounts.len().to_string())]);
            for (row, amount) in amounts.iter().enumerate() {
                given.set(format!("members.{row}.money"), amount.map(|amount| amount.to_string()).unwrap_or_default());
            }
            of(&order(), &given).calculated.get("capital").cloned()
        };
        let given = amounts.iter().take(3).copied().collect::<Vec<_>>();
        let reversed = given.iter().rev().copied().collect::<Vec<_>>();
        let known: Vec<i64> = given.iter().flatten().copied().collect();
        let expected = (!known.is_empty()).then(|| known.iter().sum::<i64>().to_string());
        prop_assert_eq!(ask(&given), expected);
        prop_assert_eq!(ask(&given), ask(&reversed));
    }
}
