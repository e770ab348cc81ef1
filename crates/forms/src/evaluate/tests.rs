mod conditions;
mod formulas;
mod kinds;
mod properties;
mod rules;

use time::macros::date;

use super::*;
use crate::places::PlaceBook;
use crate::problem::FILES;
use crate::samples::{COMPLETE, answers, household, papers};
use crate::schema::Severity;

fn book() -> PlaceBook {
    let named = |code: &str, name: &str| (code.to_owned(), name.to_owned());
    PlaceBook {
        provinces: [named("79", "TP. Hồ Chí Minh"), named("74", "Bình Dương")].into(),
        communes: [("79".to_owned(), [named("25747", "Phường Phú Lợi")].into())].into(),
    }
}

fn judged_with(answers: &Answers, attached: &Attached, places: &dyn Places) -> Evaluation {
    let context = Context { today: date!(2026 - 11 - 23), channel: Channel::Online, attached, places };
    evaluate(&household(), &papers(), answers, &context)
}

fn judged(answers: &Answers) -> Evaluation {
    judged_with(answers, &Attached::new(), &book())
}

fn codes_at(evaluation: &Evaluation, path: &str) -> Vec<ProblemCode> {
    evaluation.problems_at(path).map(|problem| problem.code.clone()).collect()
}

/// The problems at a field when the complete answers are changed in these keys.
fn codes_with(path: &str, changes: &[(&str, &str)]) -> Vec<ProblemCode> {
    codes_at(&judged(&changed(changes)), path)
}

fn changed(changes: &[(&str, &str)]) -> Answers {
    let mut given = answers(&COMPLETE);
    for (key, value) in changes {
        given.set(*key, *value);
    }
    given
}

fn attached(counts: &[(&str, u32)]) -> Attached {
    counts.iter().map(|(id, count)| ((*id).to_owned(), *count)).collect()
}

#[test]
fn a_form_with_every_required_answer_and_paper_is_complete() {
    let found = judged_with(&answers(&COMPLETE), &attached(&[("title", 1)]), &book());
    assert_eq!(found.problems, []);
    assert!(found.is_complete());
    assert_eq!(found.visible_sections, ["applicant", "household", "place"]);
}

#[test]
fn an_empty_form_misses_what_is_required_and_nothing_else() {
    let found = judged(&Answers::default());
    let missing: Vec<_> = found.problems.iter().map(|problem| problem.path.as_str()).collect();
    let expected = [
        "full_name",
        "birth",
        "sex",
        "national_id",
        "phone",
        "rents",
        "members.0.member_name",
        "members.0.member_birth",
        "members.0.member_id",
        "home.province",
    ];
    assert_eq!(missing, expected);
    assert!(found.problems_of("applicant").any(Problem::is_error));
    assert!(!found.problems_of(FILES).any(Problem::is_error));
}

#[test]
fn a_warning_does_not_keep_a_dossier_from_being_filed() {
    let given = changed(&[("members.0.member_name", "Nguyễn Văn An")]);
    let found = judged_with(&given, &attached(&[("title", 1)]), &book());
    assert_eq!(found.problems.len(), 1);
    assert_eq!(found.problems[0].severity, Severity::Warning);
    assert_eq!(found.problems[0].path, "members.0.member_name");
    assert!(found.is_complete());
}

#[test]
fn a_group_has_its_least_and_most_rows() {
    assert_eq!(codes_with("members", &[("members.rows", "0")]), [ProblemCode::TooFewRows { min: 1 }]);
    assert_eq!(codes_with("members", &[("members.rows", "4")]), [ProblemCode::TooManyRows { max: 3 }]);
    let many = judged(&changed(&[("members.rows", "65535")]));
    assert!(!many.is_visible("members.3.member_name"), "rows above the most are only counted");
}

#[test]
fn a_sum_over_the_rows_must_agree_with_its_total() {
    let shares = |area, first, second| {
        codes_with(
            "area",
            &[
                ("area", area),
                ("members.rows", "2"),
                ("members.0.member_share", first),
                ("members.1.member_share", second),
            ],
        )
    };
    assert_eq!(shares("70", "30", "40"), []);
    assert!(matches!(&shares("70", "30", "30")[..], [ProblemCode::Rule { id, .. }] if id == "shares"));
    assert_eq!(shares("70", "", ""), [], "no part is answered");
    assert_eq!(shares("", "30", "40"), [], "the total is not answered");
    assert_eq!(shares("70", "30", "x"), [], "the part that cannot be read has its own message");
}

#[test]
fn one_of_the_papers_that_stand_for_each_other_is_enough() {
    let given = answers(&COMPLETE);
    let none = judged(&given);
    let told: Vec<_> =
        none.problems_of(FILES).map(|problem| (problem.path.as_str(), &problem.code)).collect();
    let of = vec!["title".to_owned(), "contract".to_owned()];
    assert_eq!(told, [("title", &ProblemCode::OnePaperMissing { of })]);
    let one = judged_with(&given, &attached(&[("contract", 1)]), &book());
    assert!(one.is_complete());
    let title = one.needed_papers.iter().find(|paper| paper.id == "title");
    assert!(title.is_some_and(|paper| paper.satisfied));
}

/// A title deed, or a contract of sale with a sworn map; a note of the neighbours may go with these.
const SETS: &str = "
- { id: title, name: { vi: A }, kind: hand_in, one_of: home }
- { id: contract, name: { vi: B }, kind: hand_in, one_of: home, together: sale, needed_if: { not: { channel: counter } } }
- { id: map, name: { vi: C }, kind: hand_in, one_of: home, together: sale, needed_if: { channel: online } }
- { id: note, name: { vi: D }, kind: hand_in, one_of: home, together: sale, required: false }
";

#[test]
fn papers_that_go_together_stand_for_others_only_when_all_are_there() {
    let papers: Vec<Paper> = serde_saphyr::from_str(SETS).unwrap();
    let missing_by = |channel, given: &[&str]| {
        let attached = given.iter().map(|id| ((*id).to_owned(), 1)).collect();
        let context = Context { today: date!(2026 - 11 - 23), channel, attached: &attached, places: &book() };
        let found = evaluate(&household(), &papers, &answers(&COMPLETE), &context);
        let satisfied: Vec<bool> = found.needed_papers.iter().map(|paper| paper.satisfied).collect();
        assert!(satisfied.iter().all(|one| *one == found.problems.is_empty()), "{given:?}");
        let told = found.problems.into_iter().map(|problem| match problem.code {
            ProblemCode::OnePaperMissing { of } => of.join(" "),
            _ => problem.path,
        });
        told.collect::<Vec<_>>()
    };
    let missing = |given: &[&str]| missing_by(Channel::Online, given);
    assert_eq!(missing(&[]), ["title contract map"]);
    assert_eq!(missing(&["title"]), Vec::<String>::new());
    assert_eq!(missing(&["contract", "map"]), Vec::<String>::new());
    assert_eq!(missing(&["contract"]), ["map"]);
    assert_eq!(missing(&["map"]), ["contract"]);
    assert_eq!(missing(&["note"]), ["contract", "map"]);
    assert_eq!(missing(&["title", "map"]), Vec::<String>::new(), "one way is whole");
    assert_eq!(missing_by(Channel::Post, &["contract"]), Vec::<String>::new(), "by post no map is asked for");
    assert_eq!(missing_by(Channel::Counter, &["note"]), ["title"], "a note is no way by itself");
}

#[test]
fn papers_follow_their_conditions() {
    let ids = |rents| -> Vec<_> {
        judged(&changed(&[("rents", rents)])).needed_papers.into_iter().map(|paper| paper.id).collect()
    };
    assert_eq!(ids("yes"), ["declaration", "identity", "lease", "photo"]);
    assert_eq!(ids("no"), ["declaration", "identity", "title", "contract", "photo"]);
}

#[test]
fn a_paper_asked_for_in_the_form_is_told_there_once() {
    let given = changed(&[("rents", "yes"), ("rent", "500000")]);
    let found = judged(&given);
    let told: Vec<_> = found.problems.iter().map(|problem| (&*problem.section, &*problem.path)).collect();
    assert_eq!(told, [("lease", "lease_file")]);
    assert!(judged_with(&given, &attached(&[("lease", 2)]), &book()).is_complete());
}

#[test]
fn no_more_files_than_a_paper_takes() {
    let found = judged_with(&answers(&COMPLETE), &attached(&[("title", 1), ("photo", 2)]), &book());
    assert_eq!(codes_at(&found, "photo"), [ProblemCode::TooManyFiles { max: 1 }]);
}
