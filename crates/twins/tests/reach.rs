//! What the check of the catalogue says no answers can bring about, no answers that are accepted bring about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::collections::BTreeMap;

use forms::check::{FaultReason, check};
use forms::evaluate::{Context, Evaluation, evaluate};
use forms::problem::ProblemCode;
use forms::procedure::Procedure;
use forms::tables::CodeTable;
use twins::{Case, tape};

const TABLE: &str = r#"{ "id": "t", "name": { "vi": "T", "en": "T" }, "source": "x", "rows": [
    { "code": "a", "name": { "vi": "Một", "en": "a" } }, { "code": "b", "name": { "vi": "Hai", "en": "b" } },
    { "code": "c", "name": { "vi": "Ba", "en": "c" } }] }"#;

/// The keys under which an answer stands, after its own.
const PARTS: [&str; 9] =
    ["", ".day", ".month", ".year", ".rows", ".lunar_day", ".lunar_month", ".lunar_year", ".lunar_leap"];

/// A procedure of nothing but the form of a case.
fn procedure(case: &Case) -> Procedure {
    let text = serde_json::json!({ "vi": "A", "en": "A" });
    let mut procedure: Procedure = serde_json::from_value(serde_json::json!({
        "code": "1.000001", "name": text, "short_name": text, "summary": text,
        "field": { "code": "G01", "name": text }, "audience": ["citizen"], "life_events": [],
        "levels": [{ "level": "commune", "from": "2025-07-01" }], "authority": text, "service": "full",
        "valid": { "from": "2025-07-01" }, "deadline": { "amount": 3, "unit": "working_days" }, "fees": [],
        "papers": [], "results": [], "process": [{ "name": text, "role": "leader", "half_hours": 48 }],
        "legal_basis": [{ "number": "1" }], "form": { "sections": [] },
    }))
    .unwrap();
    procedure.form = case.form.clone();
    procedure.papers = case.papers.clone();
    procedure
}

/// Judges a case without the answers that are refused for what they say themselves.
fn evaluated(case: &Case) -> Evaluation {
    let mut answers = case.kept.clone();
    answers.replace_all(&case.form, &case.posted).unwrap();
    let context =
        Context { today: case.today, channel: case.channel, attached: &case.attached, places: &case.places };
    loop {
        let found = evaluate(&case.form, &case.papers, &answers, &context);
        let refused: Vec<&String> = found
            .problems
            .iter()
            .filter(|problem| is_refused(&problem.code))
            .map(|problem| &problem.path)
            .collect();
        if refused.is_empty() {
            return found;
        }
        for path in refused {
            for part in PARTS {
                answers.remove(&format!("{path}{part}"));
            }
        }
    }
}

fn is_refused(code: &ProblemCode) -> bool {
    !matches!(
        code,
        ProblemCode::Missing
            | ProblemCode::NotChosen
            | ProblemCode::NationalIdProvince
            | ProblemCode::NationalIdBirthMismatch
            | ProblemCode::NationalIdSexMismatch
            | ProblemCode::ProvinceMissing
            | ProblemCode::CommuneMissing
            | ProblemCode::TooFewRows { .. }
            | ProblemCode::Rule { .. }
            | ProblemCode::PaperMissing
            | ProblemCode::OnePaperMissing { .. }
            | ProblemCode::TooManyFiles { .. }
    )
}

/// Whether the answers contradict what the check says at a path.
fn contradicts(case: &Case, found: &Evaluation, path: &str, reason: &FaultReason) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    let broken = |id: &str| {
        let mut problems = found.problems.iter();
        problems.any(|problem| matches!(&problem.code, ProblemCode::Rule { id: of, .. } if of == id))
    };
    match (reason, &parts[..]) {
        (FaultReason::NeverAsked, ["form", section, "show_if"]) => found.is_section_visible(section),
        (FaultReason::NeverAsked, ["form", _, question, ..]) => {
            let in_a_row = format!(".{question}");
            found.visible.iter().any(|key| key == question || key.ends_with(&in_a_row))
        }
        (FaultReason::NeverNeeded, ["papers", paper, ..]) => {
            found.needed_papers.iter().any(|needed| needed.id == *paper)
        }
        (FaultReason::NeverBroken, ["form", "rules", rule]) => broken(rule),
        (FaultReason::AlwaysBroken | FaultReason::RulesClash { .. }, ["form", "rules", rule]) => {
            let at = case.form.rules.iter().find(|known| known.id == *rule).map(|rule| rule.at.clone());
            found.is_complete() && at.is_some_and(|at| found.is_visible(&at))
        }
        _ => false,
    }
}

#[test]
fn no_answers_bring_about_what_none_can() {
    let tables: [CodeTable; 1] = [serde_json::from_str(TABLE).unwrap()];
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    let mut looked_at = 0;
    for seed in 0..25_000 {
        let case = Case::of(&tape(seed));
        let faults = check(&procedure(&case), &tables);
        let reach = faults.iter().filter(|fault| {
            matches!(
                fault.reason,
                FaultReason::NeverAsked
                    | FaultReason::NeverNeeded
                    | FaultReason::NeverBroken
                    | FaultReason::AlwaysBroken
                    | FaultReason::RulesClash { .. }
            )
        });
        for fault in reach {
            *told.entry(format!("{:?}", fault.reason).split(' ').next().unwrap().to_owned()).or_default() +=
                1;
            for other in 0..60 {
                let case = case.posted_anew(&tape(1_000_000 + seed * 60 + other));
                let found = evaluated(&case);
                looked_at += 1;
                assert!(
                    !contradicts(&case, &found, &fault.path, &fault.reason),
                    "seed {seed}: {} at {}\n{case:#?}",
                    fault.reason.text(domain::text::Lang::En),
                    fault.path,
                );
            }
        }
    }
    assert!(looked_at > 10_000, "{looked_at}: {told:?}");
    for reason in ["NeverAsked", "NeverNeeded", "NeverBroken"] {
        assert!(told.get(reason).copied().unwrap_or_default() > 10, "{told:?}");
    }
}
