use super::*;
use crate::places::NoPlaces;
use crate::procedure::Channel;
use crate::schema::{Demand, Rule};

/// Whether a rule at `at` is broken by the complete answers with these changes, as it is asked in YAML.
fn broken_at(at: &str, demand: &str, changes: &[(&str, &str)], channel: Channel) -> bool {
    let mut form = household();
    let rule = format!("{{ id: r, at: {at}, {demand}, message: {{ vi: A, en: B }} }}");
    form.rules = vec![serde_saphyr::from_str::<Rule>(&rule).unwrap()];
    let (given, none) = (changed(changes), Attached::new());
    let context = Context { today: date!(2026 - 11 - 23), channel, attached: &none, places: &NoPlaces };
    let found = evaluate(&form, &[], &given, &context);
    found.problems_at(at).any(|problem| matches!(problem.code, ProblemCode::Rule { .. }))
}

fn broken(demand: &str, changes: &[(&str, &str)]) -> bool {
    broken_at("notes", demand, changes, Channel::Online)
}

#[test]
fn what_must_hold_is_not_broken_while_it_is_not_known() {
    let order = "must_hold: { before: [birth, move_in] }";
    assert!(!broken(order, &[("move_in", "")]));
    assert!(!broken(order, &[("move_in", "2026-12-01")]));
    assert!(broken(order, &[("move_in", "1990-05-06")]));
    assert!(!broken(order, &[("move_in", "31/2/2027")]), "a date that cannot be read has its own error");
    let of_age = "must_hold: { not: { younger_than: [birth, 20] } }";
    assert!(!broken(of_age, &[("birth", "")]));
    assert!(broken(of_age, &[("birth", "2006-11-24")]));
    assert!(!broken(of_age, &[("birth", "2006-11-23")]));
}

#[test]
fn one_of_several_must_be_given() {
    let one = "must_hold: { any: [{ answered: email }, { answered: area }] }";
    assert!(broken(one, &[]));
    assert!(!broken(one, &[("area", "7")]));
    assert!(!broken(one, &[("email", "an@example.vn")]));
}

#[test]
fn one_known_part_decides_for_all() {
    let both = "must_hold: { all: [{ at_least: [area, 10] }, { before: [birth, move_in] }] }";
    assert!(!broken(both, &[]));
    assert!(broken(both, &[("area", "9")]), "whatever the date will be");
    assert!(!broken(both, &[("area", "10")]));
    let either = "must_hold: { any: [{ at_least: [area, 10] }, { before: [birth, move_in] }] }";
    assert!(!broken(either, &[("area", "9")]), "the date may still come");
    assert!(broken(either, &[("area", "9"), ("move_in", "1980-01-01")]));
}

#[test]
fn parts_may_not_exceed_the_total() {
    let parts = "broken_if: { sum_exceeds: [area, [member_share]] }";
    let shares = |one, two| {
        let rows = [
            ("area", "70"),
            ("members.rows", "2"),
            ("members.0.member_share", one),
            ("members.1.member_share", two),
        ];
        broken(parts, &rows)
    };
    assert!(!shares("30", "40"));
    assert!(shares("30", "41"));
    assert!(!shares("30", ""));
    assert!(!broken(parts, &[("area", "")]));
    assert!(broken(
        "broken_if: { exceeds: [rent, area] }",
        &[("rents", "yes"), ("rent", "100000"), ("area", "70")]
    ));
    assert!(!broken("broken_if: { exceeds: [area, area] }", &[("area", "70")]));
}

#[test]
fn a_period_may_not_be_longer_than_so_many_years() {
    let rule = "broken_if: { longer_than: [birth, move_in, 2] }";
    let until = |day| broken(rule, &[("birth", "2026-02-28"), ("move_in", day)]);
    assert!(!until("2028-02-28"));
    assert!(until("2028-02-29"));
    assert!(!until("2027-12-31"));
    assert!(!until("2025-01-01"));
}

#[test]
fn rows_may_not_repeat_an_answer() {
    let rule = "broken_if: { repeated: member_name }";
    let in_rows = |name| {
        let mut form = household();
        let rule = format!("{{ id: r, at: member_name, {rule}, message: {{ vi: A, en: B }} }}");
        form.rules = vec![serde_saphyr::from_str::<Rule>(&rule).unwrap()];
        let (given, none) =
            (changed(&[("members.rows", "2"), ("members.1.member_name", name)]), Attached::new());
        let context = Context {
            today: date!(2026 - 11 - 23),
            channel: Channel::Online,
            attached: &none,
            places: &NoPlaces,
        };
        let found = evaluate(&form, &[], &given, &context);
        ["members.0.member_name", "members.1.member_name"].map(|path| codes_at(&found, path).len())
    };
    assert_eq!(in_rows("Nguyễn Thị Bình"), [1, 1]);
    assert_eq!(in_rows("Nguyễn Thị Cúc"), [0, 0]);
}

#[test]
fn a_condition_can_ask_how_the_application_comes_in() {
    let online = "broken_if: { channel: online }";
    assert!(broken_at("notes", online, &[], Channel::Online));
    assert!(!broken_at("notes", online, &[], Channel::Counter));
    assert!(broken_at("notes", "must_hold: { channel: post }", &[], Channel::Online));
}

#[test]
fn a_warning_tells_and_does_not_block() {
    let mut form = household();
    form.rules[0].severity = Severity::Warning;
    form.rules[0].demand = Demand::MustHold(serde_saphyr::from_str("at_least: [area, 10]").unwrap());
    let (given, files) = (changed(&[("area", "9")]), attached(&[("title", 1)]));
    let context = Context {
        today: date!(2026 - 11 - 23),
        channel: Channel::Online,
        attached: &files,
        places: &NoPlaces,
    };
    let found = evaluate(&form, &papers(), &given, &context);
    assert_eq!(found.problems_at("area").count(), 1);
    assert!(found.is_complete());
}

#[test]
fn exactly_one_row_is_the_main_one() {
    let mut form = household();
    let crate::schema::Kind::Group { questions, .. } = &mut form.sections[1].questions[0].kind else {
        unreachable!()
    };
    let main = "{ id: main, kind: yes_no, label: { vi: A, en: A } }";
    questions.push(serde_saphyr::from_str(main).unwrap());
    let rule = "{ id: r, at: members, broken_if: { not_one: [main, 'yes'] }, message: { vi: A, en: B } }";
    form.rules = vec![serde_saphyr::from_str(rule).unwrap()];
    let broken = |answers: [&str; 2]| {
        let rows = [("members.rows", "2"), ("members.0.main", answers[0]), ("members.1.main", answers[1])];
        let none = Attached::new();
        let context = Context {
            today: date!(2026 - 11 - 23),
            channel: Channel::Online,
            attached: &none,
            places: &NoPlaces,
        };
        !codes_at(&evaluate(&form, &[], &changed(&rows), &context), "members").is_empty()
    };
    assert!(!broken(["yes", "no"]));
    assert!(broken(["yes", "yes"]));
    assert!(broken(["no", "no"]));
    assert!(!broken(["no", ""]), "the second may still be the one");
    assert!(!broken(["yes", ""]));
}
