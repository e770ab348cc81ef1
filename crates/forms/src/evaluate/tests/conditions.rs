use super::*;
use crate::places::NoPlaces;
use crate::schema::Condition;

#[test]
fn a_question_is_asked_only_when_its_condition_holds() {
    let renting = judged(&changed(&[("rents", "yes")]));
    assert!(renting.is_visible("rent") && renting.is_section_visible("lease"));
    assert_eq!(codes_at(&renting, "rent"), [ProblemCode::Missing]);
    let owning = judged(&changed(&[("rents", "no")]));
    assert!(!owning.is_visible("rent") && !owning.is_section_visible("lease"));
    assert_eq!(codes_at(&owning, "rent"), []);
}

#[test]
fn a_hidden_answer_counts_as_no_answer() {
    let shown = judged(&changed(&[("rents", "yes"), ("rent", "500000"), ("owner_tax", "1")]));
    assert!(shown.is_visible("owner_tax"));
    assert_eq!(codes_at(&shown, "owner_tax"), [ProblemCode::TaxCodeLength]);
    let hidden = judged(&changed(&[("rents", "no"), ("rent", "500000"), ("owner_tax", "1")]));
    assert!(!hidden.is_visible("owner_tax"), "its condition asks for an answer that does not exist");
    assert_eq!(codes_at(&hidden, "owner_tax"), []);
}

#[test]
fn a_condition_in_a_group_looks_at_its_own_row() {
    let found = judged(&changed(&[
        ("members.rows", "2"),
        ("members.0.member_birth", "2020-01-01"),
        ("members.1.member_name", "Chi"),
        ("members.1.member_birth", "1980-01-01"),
    ]));
    assert!(!found.is_visible("members.0.member_id"));
    assert!(found.is_visible("members.1.member_id"));
    assert_eq!(codes_at(&found, "members.1.member_id"), [ProblemCode::Missing]);
}

#[test]
fn conditions_in_a_circle_end_and_hide() {
    let mut form = household();
    form.sections[0].questions[0].show_if = Some(Condition::Answered("birth".into()));
    form.sections[0].questions[1].show_if = Some(Condition::Answered("full_name".into()));
    let (given, none) = (answers(&COMPLETE), Attached::new());
    let context = Context {
        today: date!(2026 - 11 - 23),
        channel: Channel::Online,
        attached: &none,
        places: &NoPlaces,
    };
    let found = evaluate(&form, &[], &given, &context);
    assert!(!found.is_visible("full_name"));
}

#[test]
fn a_long_chain_of_conditions_is_worked_out_once() {
    let mut form = household();
    let pattern = form.sections[0].questions[0].clone();
    form.sections[0].questions = (0..300)
        .map(|number| {
            let mut question = pattern.clone();
            question.id = format!("q{number}");
            let before = |back: i32| Condition::Answered(format!("q{}", number - back));
            question.show_if = (number > 1).then(|| Condition::All(vec![before(1), before(2)]));
            question
        })
        .collect();
    let given: Answers = (0..300).map(|number| (format!("q{number}"), "x".to_owned())).collect();
    let none = Attached::new();
    let context = Context {
        today: date!(2026 - 11 - 23),
        channel: Channel::Online,
        attached: &none,
        places: &NoPlaces,
    };
    assert!(evaluate(&form, &[], &given, &context).is_visible("q299"));
}

#[test]
fn each_condition_reads_as_it_says() {
    let given = [
        ("area", "70"),
        ("members.0.member_birth", "2015-01-02"),
        ("move_in", "2026-11-30"),
        ("email", "an@example.vn"),
    ];
    let holds = |yaml: &str| {
        let mut form = household();
        form.sections[2].questions[3].show_if = Some(serde_saphyr::from_str(yaml).unwrap());
        let (given, none) = (changed(&given), Attached::new());
        let context = Context {
            today: date!(2026 - 11 - 23),
            channel: Channel::Online,
            attached: &none,
            places: &NoPlaces,
        };
        evaluate(&form, &[], &given, &context).is_visible("notes")
    };
    for yaml in [
        "is: [sex, male]",
        "is: [area, '70']",
        "is: [home.province, '79']",
        "one_of: [sex, [female, male]]",
        "answered: email",
        "answered: home",
        "answered: members",
        "at_least: [area, 70]",
        "at_most: [area, 70]",
        "before: [birth, move_in]",
        "younger_than: [birth, 37]",
        "older_than_days: [birth, 13000]",
        "same: [email, email]",
        "sum_differs: [area, [area, area]]",
        "all: [{ is: [sex, male] }, { answered: area }]",
        "any: [{ is: [sex, female] }, { answered: area }]",
        "not: { is: [sex, female] }",
    ] {
        assert!(holds(yaml), "{yaml}");
    }
    for yaml in [
        "is: [sex, female]",
        "is: [rent, '']",
        "one_of: [sex, [female]]",
        "answered: rent",
        "answered: lease_file",
        "answered: nowhere",
        "at_least: [area, 71]",
        "at_least: [rent, -1]",
        "at_most: [area, 69]",
        "at_most: [rent, 1]",
        "before: [move_in, birth]",
        "before: [birth, birth]",
        "younger_than: [birth, 36]",
        "younger_than: [rent, 36]",
        "older_than_days: [move_in, 0]",
        "same: [rent, owner_tax]",
        "sum_differs: [area, [area]]",
        "all: [{ is: [sex, male] }, { answered: rent }]",
        "any: []",
        "not: { is: [sex, male] }",
        "answered: member_name",
    ] {
        assert!(!holds(yaml), "{yaml}");
    }
}
