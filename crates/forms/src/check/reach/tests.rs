use super::*;
use crate::check::check;
use crate::procedure::Procedure;
use crate::samples::{household, papers};
use crate::tables::CodeTable;

/// The faults of the sample when its notes are asked only so, with these rules.
fn faults(show_if: &str, rules: &str) -> Vec<(String, FaultReason)> {
    let mut procedure: Procedure = serde_saphyr::from_str(crate::check::tests::PROCEDURE).unwrap();
    procedure.form = household();
    procedure.papers = papers();
    if !show_if.is_empty() {
        procedure.form.sections[2].questions[3].show_if = Some(serde_saphyr::from_str(show_if).unwrap());
    }
    if !rules.is_empty() {
        procedure.form.rules = serde_saphyr::from_str(rules).unwrap();
    }
    let none: [CodeTable; 0] = [];
    check(&procedure, &none).into_iter().map(|fault| (fault.path, fault.reason)).collect()
}

fn rules(text: &[(&str, &str, &str)]) -> String {
    let rules = text.iter().map(|(id, at, demand)| {
        format!("- {{ id: {id}, at: {at}, {demand}, message: {{ vi: A, en: B }} }}\n")
    });
    rules.collect()
}

fn of_rules(text: &[(&str, &str, &str)]) -> Vec<(String, FaultReason)> {
    faults("", &rules(text))
}

#[test]
fn a_condition_that_some_answers_fulfil_is_sound() {
    for yaml in [
        "{ is: [sex, male] }",
        "{ all: [{ is: [rents, 'yes'] }, { at_least: [rent, 100000] }] }",
        "{ all: [{ younger_than: [birth, 18] }, { not: { younger_than: [birth, 17] } }] }",
        "{ all: [{ younger_than: [birth, 1] }, { older_than_days: [birth, 360] }] }",
        "{ not: { all: [{ is: [sex, male] }, { is: [sex, female] }] } }",
        "{ all: [{ not: { answered: email } }, { not: { answered: area } }] }",
        "{ all: [{ before: [birth, move_in] }, { not: { before: [move_in, birth] } }] }",
        "{ all: [{ is: [home.province, '79'] }, { not: { is: [home.province, '74'] } }] }",
    ] {
        assert_eq!(faults(yaml, ""), [], "{yaml}");
    }
}

#[test]
fn a_question_that_no_answers_bring_up_is_told() {
    for yaml in [
        "{ all: [{ is: [sex, male] }, { is: [sex, female] }] }",
        "{ all: [{ not: { is: [sex, male] } }, { not: { is: [sex, female] } }, { answered: sex }] }",
        // The rent is asked of those who rent.
        "{ all: [{ is: [rents, 'no'] }, { answered: rent }] }",
        "{ all: [{ is: [rents, 'no'] }, { answered: owner_tax }] }",
        "{ at_most: [rent, 99999] }",
        "{ all: [{ at_least: [area, 10] }, { at_most: [area, 9] }] }",
        "{ at_least: [area, 1001] }",
        "{ all: [{ younger_than: [birth, 18] }, { not: { younger_than: [birth, 18] } }, { answered: birth }] }",
        "{ all: [{ younger_than: [birth, 1] }, { older_than_days: [birth, 366] }] }",
        "{ older_than_days: [move_in, 0] }",
        "{ all: [{ before: [birth, move_in] }, { before: [move_in, birth] }] }",
        "{ all: [{ before: [birth, move_in] }, { same: [birth, move_in] }] }",
        "{ before: [birth, birth] }",
        "{ all: [{ answered: email }, { not: { answered: email } }] }",
        "{ all: [{ channel: online }, { channel: post }] }",
        "{ any: [{ all: [{ is: [sex, male] }, { is: [sex, female] }] }, { all: [{ is: [rents, 'no'] }, { is: [rents, 'yes'] }] }] }",
    ] {
        let expected = [("form.place.notes.show_if".to_owned(), FaultReason::NeverAsked)];
        assert_eq!(faults(yaml, ""), expected, "{yaml}");
    }
}

#[test]
fn what_stands_in_a_section_is_judged_with_it() {
    let mut procedure: Procedure = serde_saphyr::from_str(crate::check::tests::PROCEDURE).unwrap();
    procedure.form = household();
    procedure.papers = papers();
    let no = serde_saphyr::from_str("{ is: [rents, 'no'] }").unwrap();
    procedure.form.sections[3].questions[0].show_if = Some(no);
    let none: [CodeTable; 0] = [];
    let told = |procedure: &Procedure| {
        check(procedure, &none).into_iter().map(|fault| (fault.path, fault.reason)).collect::<Vec<_>>()
    };
    assert_eq!(told(&procedure), [("form.lease.lease_file.show_if".to_owned(), FaultReason::NeverAsked)]);
    let never = "{ all: [{ is: [rents, 'no'] }, { is: [rents, 'yes'] }] }";
    procedure.form.sections[3].show_if = Some(serde_saphyr::from_str(never).unwrap());
    assert_eq!(told(&procedure), [("form.lease.show_if".to_owned(), FaultReason::NeverAsked)], "told once");
    procedure.form.sections[3].show_if = None;
    procedure.form.sections[3].questions[0].show_if = None;
    procedure.papers[2].needed_if = Some(serde_saphyr::from_str(never).unwrap());
    assert_eq!(told(&procedure), [("papers.lease.needed_if".to_owned(), FaultReason::NeverNeeded)]);
    procedure.papers[2].needed_if = None;
    let fee = format!("[{{ name: {{ vi: Phí, en: Fee }}, amount: 1, owed_if: {never} }}]");
    procedure.fees = serde_saphyr::from_str(&fee).unwrap();
    assert_eq!(told(&procedure), [("fees.0.owed_if".to_owned(), FaultReason::NeverHolds)]);
}

#[test]
fn a_rule_that_cannot_be_broken_is_told() {
    let path = "form.rules.r".to_owned();
    for (at, demand) in [
        ("area", "broken_if: { at_least: [area, 1001] }"),
        ("rent", "broken_if: { is: [rents, 'no'] }"),
        ("birth", "must_hold: { not: { older_than_days: [move_in, 0] } }"),
        ("area", "must_hold: { any: [{ answered: area }, { not: { answered: area } }] }"),
    ] {
        assert_eq!(of_rules(&[("r", at, demand)]), [(path.clone(), FaultReason::NeverBroken)], "{demand}");
    }
}

#[test]
fn a_rule_that_everybody_breaks_is_told() {
    let path = "form.rules.r".to_owned();
    for demand in [
        "broken_if: { answered: sex }",
        "must_hold: { not: { answered: full_name } }",
        "broken_if: { any: [{ is: [sex, male] }, { is: [sex, female] }] }",
    ] {
        assert_eq!(
            of_rules(&[("r", "sex", demand)]),
            [(path.clone(), FaultReason::AlwaysBroken)],
            "{demand}"
        );
    }
    assert_eq!(of_rules(&[("r", "sex", "broken_if: { answered: sex }, severity: warning")]), []);
    assert_eq!(of_rules(&[("r", "email", "broken_if: { answered: email }")]), [], "it may stay empty");
}

#[test]
fn rules_that_nobody_can_keep_together_are_told() {
    let clash = |one: (&str, &str), other: (&str, &str)| {
        of_rules(&[("one", one.0, one.1), ("other", other.0, other.1)])
    };
    let told = [("form.rules.other".to_owned(), FaultReason::RulesClash { other: "one".into() })];
    assert_eq!(
        clash(("sex", "broken_if: { is: [sex, male] }"), ("sex", "must_hold: { is: [sex, male] }")),
        told
    );
    assert_eq!(
        clash(
            ("birth", "must_hold: { younger_than: [birth, 20] }"),
            ("birth", "must_hold: { not: { younger_than: [birth, 25] } }")
        ),
        told
    );
    let optional = clash(
        ("area", "must_hold: { at_least: [area, 20] }"),
        ("area", "must_hold: { at_most: [area, 10] }"),
    );
    assert_eq!(optional, [], "whoever gives no area keeps both");
    let apart = clash(
        ("rent", "must_hold: { at_least: [rent, 200000] }"),
        ("owner_tax", "broken_if: { is: [sex, male] }"),
    );
    assert_eq!(apart, []);
}
