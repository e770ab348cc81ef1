//! Every procedure has an application that somebody filled in well: it can be filed as it is, with these papers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use domain::when::parse_iso_date;
use forms::answers::Answers;
use forms::check::check;
use forms::evaluate::{Attached, Context, Evaluation, evaluate};
use forms::places::NoPlaces;
use forms::problem::ProblemCode;
use forms::procedure::{Channel, PaperKind, Procedure};
use forms::tables::CodeTable;
use serde::Deserialize;
use time::Date;
use time::macros::date;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    /// The day on which it is filed, if it is not that of the other examples.
    day: Option<String>,
    /// Where it is filed; the tests of the use cases need it.
    #[serde(rename = "unit")]
    _unit: String,
    #[serde(rename = "decided_by", default)]
    _decided_by: Option<String>,
    /// When its result is promised, and whether it is paid for: they need these, too.
    #[serde(rename = "due")]
    _due: String,
    #[serde(rename = "owes")]
    _owes: bool,
    answers: BTreeMap<String, String>,
    #[serde(default)]
    calculated: BTreeMap<String, String>,
    /// Rules that warn.
    #[serde(default)]
    warnings: BTreeSet<String>,
    /// The papers of which a file is attached.
    #[serde(default)]
    papers: BTreeSet<String>,
    /// How often each fee is owed, where answers tell.
    #[serde(default)]
    fees: Vec<Option<u32>>,
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    serde_saphyr::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn tables() -> Vec<CodeTable> {
    let files = fs::read_dir(here().join("../../data/tables")).unwrap();
    files.map(|file| read(&file.unwrap().path())).chain([former_communes()]).collect()
}

/// A row of the table that the catalogue makes of the communes of before.
fn former_communes() -> CodeTable {
    let table =
        "{ id: former_communes, name: { vi: A }, source: s, rows: [{ code: '25747', name: { vi: A } }] }";
    serde_saphyr::from_str(table).unwrap()
}

/// The procedures as they are asked on the day of the examples, each with its own.
fn procedures() -> Vec<(Procedure, Example)> {
    let tables = tables();
    let files = fs::read_dir(here().join("../../data/procedures")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .map(|path| {
            let mut procedure: Procedure = read(&path);
            let example: Example = read(&here().join("tests/examples").join(path.file_name().unwrap()));
            procedure.form.fill_from_tables(day(&example), |id| tables.iter().find(|table| table.id == id));
            (procedure, example)
        })
        .collect()
}

fn day(example: &Example) -> Date {
    example.day.as_deref().map_or(date!(2026 - 11 - 18), |day| parse_iso_date(day).unwrap())
}

fn judged(procedure: &Procedure, example: &Example) -> (Answers, Evaluation) {
    in_context(procedure, example, |answers, context| {
        evaluate(&procedure.form, &procedure.papers, answers, context)
    })
}

fn in_context<T>(
    procedure: &Procedure,
    example: &Example,
    judge: impl FnOnce(&Answers, &Context<'_>) -> T,
) -> (Answers, T) {
    let mut answers = Answers::default();
    answers.replace_all(&procedure.form, &example.answers).unwrap();
    let attached: Attached = example.papers.iter().map(|paper| (paper.clone(), 1)).collect();
    let context =
        Context { today: day(example), channel: Channel::Online, attached: &attached, places: &NoPlaces };
    let judged = judge(&answers, &context);
    (answers, judged)
}

fn fee_counts(procedure: &Procedure, example: &Example) -> Vec<Option<u32>> {
    in_context(procedure, example, |answers, context| procedure.fee_counts(answers, context)).1
}

#[test]
fn an_example_is_filed_while_its_procedure_runs() {
    for (procedure, example) in procedures() {
        assert!(procedure.valid.covers(day(&example)), "{}", procedure.code);
    }
}

#[test]
fn an_example_owes_what_its_answers_tell() {
    for (procedure, example) in procedures() {
        let none = vec![None; procedure.fees.len()];
        let told = if example.fees.is_empty() { none } else { example.fees.clone() };
        assert_eq!(fee_counts(&procedure, &example), told, "{}", procedure.code);
    }
}

#[test]
fn a_fee_for_being_late_is_owed_from_the_day_after_the_period() {
    let (procedure, mut example) =
        procedures().into_iter().find(|(procedure, _)| procedure.code.as_str() == "1.001193").unwrap();
    // 60 days before 18 November.
    for (born, fees) in [("2026-09-19", [1, 0, 2]), ("2026-09-18", [0, 1, 2])] {
        example.answers.insert("child_birth_date".to_owned(), born.to_owned());
        assert_eq!(fee_counts(&procedure, &example), fees.map(Some), "{born}");
    }
    example.answers.insert("wants_copies".to_owned(), "no".to_owned());
    assert_eq!(fee_counts(&procedure, &example)[2], Some(0), "a count that is not asked for counts nothing");
    for unanswered in ["child_birth_date", "wants_copies", "copies_count"] {
        example.answers.remove(unanswered);
    }
    assert_eq!(fee_counts(&procedure, &example), [None, None, Some(0)], "what is not answered tells nothing");
    example.answers.insert("wants_copies".to_owned(), "yes".to_owned());
    assert_eq!(fee_counts(&procedure, &example)[2], None);
}

#[test]
fn an_example_can_be_filed_and_comes_to_what_it_says() {
    for (procedure, example) in procedures() {
        let code = &procedure.code;
        let (answers, found) = judged(&procedure, &example);
        let errors: Vec<_> = found.problems.iter().filter(|problem| problem.is_error()).collect();
        assert!(errors.is_empty(), "{code}: {errors:?}");
        let warnings: BTreeSet<String> = found
            .problems
            .iter()
            .map(|problem| match &problem.code {
                ProblemCode::Rule { id, .. } => id.clone(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(warnings, example.warnings, "{code}");
        assert_eq!(found.calculated, example.calculated, "{code}");
        for key in example.answers.keys() {
            assert!(!answers.get(key).is_empty(), "{code}: no question is answered by {key}");
        }
    }
}

#[test]
fn an_example_attaches_what_is_needed_and_nothing_else() {
    for (procedure, example) in procedures() {
        let (_, found) = judged(&procedure, &example);
        let paper = |id: &str| procedure.papers.iter().find(|paper| paper.id == id).unwrap();
        for id in &example.papers {
            assert!(found.needed_papers.iter().any(|needed| needed.id == *id), "{}: {id}", procedure.code);
        }
        for needed in found.needed_papers.iter().filter(|needed| needed.required) {
            let known = paper(&needed.id);
            assert!(
                known.kind != PaperKind::HandIn || needed.satisfied,
                "{}: {} is missing",
                procedure.code,
                needed.id
            );
        }
    }
}

#[test]
fn without_any_one_answer_that_must_be_given_it_cannot_be_filed() {
    for (procedure, mut example) in procedures() {
        let must: Vec<String> = procedure
            .form
            .sections
            .iter()
            .filter(|section| section.show_if.is_none())
            .flat_map(|section| &section.questions)
            .filter(|question| question.required && question.show_if.is_none())
            .map(|question| question.id.clone())
            .filter(|id| example.answers.contains_key(id))
            .collect();
        assert!(!must.is_empty());
        for id in must {
            let answer = example.answers.remove(&id).unwrap();
            let (_, found) = judged(&procedure, &example);
            assert!(!found.is_complete(), "{}: {id}", procedure.code);
            example.answers.insert(id, answer);
        }
    }
}

#[test]
fn the_procedures_of_the_examples_are_sound() {
    for (procedure, _) in procedures() {
        let mut unfilled = procedure.clone();
        unfilled.form.leave_tables_of("");
        assert_eq!(check(&unfilled, &tables()), [], "{}", procedure.code);
    }
}
