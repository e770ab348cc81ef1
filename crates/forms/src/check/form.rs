use std::collections::BTreeSet;

use super::conditions::{Names, Reader, fits};
use super::{FaultReason, Faults, Wanted};
use crate::answers::LONGEST_ANSWER;
use crate::problem::FILES;
use crate::procedure::{PaperKind, Procedure};
use crate::schema::{Choice, Condition, Demand, Kind, Prefill, Question, Rule, Section};

/// Sections that the pages add of themselves: the files, what a one-stop received, and where to file.
const RESERVED: &[&str] = &[FILES, "received", "where"];
/// Questions that they add.
const RESERVED_QUESTIONS: &[&str] = &["receiving_unit", "competent_unit", "result_way", "result_address"];
/// What the questions about each paper begin with.
const RESERVED_BEGINNINGS: &[&str] = &["paper_received_", "paper_quantity_"];

pub(super) fn check(procedure: &Procedure, names: Names<'_>, faults: &mut Faults) {
    let (form, index) = (&procedure.form, names.index);
    faults.some("form.sections", &form.sections);
    let mut sections = BTreeSet::new();
    for contents in &form.sections {
        let path = format!("form.{}", contents.id);
        faults.id(&path, &contents.id, &mut sections);
        section(contents, names, &path, faults);
    }
    let mut questions = BTreeSet::new();
    let mut slots = BTreeSet::new();
    for entry in &index.entries {
        let path = format!("form.{}.{}", index.section(entry).id, entry.question.id);
        faults.id(&path, &entry.question.id, &mut questions);
        let id = entry.question.id.clone();
        let reserved = RESERVED_QUESTIONS.contains(&id.as_str())
            || RESERVED_BEGINNINGS.iter().any(|beginning| id.starts_with(beginning));
        faults.add_if(reserved, &path, FaultReason::ReservedId { id });
        question(entry.question, names, &path, faults);
        references(entry.question, Reader { names, path: &path, group: entry.group }, faults);
        if let Kind::File { paper } = &entry.question.kind {
            faults.add_if(entry.group.is_some(), &path, FaultReason::FileInGroup);
            file(procedure, paper, &path, faults);
            let id = paper.clone();
            faults.add_if(!slots.insert(paper.as_str()), &path, FaultReason::PaperAskedTwice { id });
        }
        prefill(entry.question, entry.group.is_some(), &path, faults);
        let nested = entry.group.is_some() && matches!(entry.question.kind, Kind::Group { .. });
        faults.add_if(nested, &path, FaultReason::GroupInGroup);
    }
    let mut rules = BTreeSet::new();
    for one in &form.rules {
        let path = format!("form.rules.{}", one.id);
        faults.id(&path, &one.id, &mut rules);
        rule(one, names, &path, faults);
    }
}

fn section(section: &Section, names: Names<'_>, path: &str, faults: &mut Faults) {
    let id = section.id.clone();
    faults.add_if(RESERVED.contains(&id.as_str()), path, FaultReason::ReservedId { id });
    faults.text(&format!("{path}.title"), &section.title);
    faults.optional_text(&format!("{path}.intro"), section.intro.as_ref());
    faults.some(&format!("{path}.questions"), &section.questions);
    show_if(section.show_if.as_ref(), Reader { names, path, group: None }, faults);
}

fn show_if(condition: Option<&Condition>, reader: Reader<'_>, faults: &mut Faults) {
    let path = format!("{}.show_if", reader.path);
    if let Some(condition) = condition {
        Reader { path: &path, ..reader }.check(condition, faults);
    }
}

/// What a question says by itself.
fn question(question: &Question, names: Names<'_>, path: &str, faults: &mut Faults) {
    faults.text(&format!("{path}.label"), &question.label);
    faults.optional_text(&format!("{path}.help"), question.help.as_ref());
    match &question.kind {
        Kind::Text { max_length } | Kind::LongText { max_length } => {
            let outside = !(1..=LONGEST_ANSWER).contains(max_length);
            faults.add_if(outside, path, FaultReason::LengthOutOfBounds { most: LONGEST_ANSWER });
        }
        Kind::Choice { options, table: None } => choices(options, path, faults),
        Kind::Choice { options, table: Some(table) } => {
            faults.add_if(!options.is_empty(), path, FaultReason::OptionsAndTable);
            let (path, id) = (format!("{path}.table"), table.clone());
            faults.add_if(names.table(table).is_none(), &path, FaultReason::UnknownTable { id });
        }
        Kind::Number { min, max, unit } => {
            faults.add_if(min_above_max(*min, *max), path, FaultReason::MinAboveMax);
            faults.optional_text(&format!("{path}.unit"), unit.as_ref());
        }
        Kind::Money { min, max } => faults.add_if(min_above_max(*min, *max), path, FaultReason::MinAboveMax),
        Kind::Calculated { unit, .. } => faults.optional_text(&format!("{path}.unit"), unit.as_ref()),
        Kind::Group { questions, min_rows, max_rows, row_title, .. } => {
            faults.some(&format!("{path}.questions"), questions);
            faults.text(&format!("{path}.row_title"), row_title);
            faults.add_if(*max_rows == 0, path, FaultReason::Zero);
            faults.add_if(min_rows > max_rows, path, FaultReason::MinAboveMax);
        }
        Kind::Date { .. }
        | Kind::YesNo
        | Kind::NationalId { .. }
        | Kind::TaxCode
        | Kind::PersonName
        | Kind::Signature
        | Kind::Phone
        | Kind::Email
        | Kind::Address
        | Kind::AmountInWords { .. }
        | Kind::File { .. } => {}
    }
}

/// What an account says stands where an answer of that kind is asked for, and once.
fn prefill(question: &Question, in_group: bool, path: &str, faults: &mut Faults) {
    let Some(prefill) = question.prefill else {
        return;
    };
    let fits = match (prefill, &question.kind) {
        (Prefill::Name, Kind::PersonName | Kind::Text { .. })
        | (Prefill::BirthDate, Kind::Date { .. })
        | (Prefill::NationalId, Kind::NationalId { .. })
        | (Prefill::Phone, Kind::Phone)
        | (Prefill::Email, Kind::Email)
        | (Prefill::Address, Kind::Address) => true,
        (Prefill::Sex, kind) => fits(kind, Wanted::SexChoice),
        _ => false,
    };
    faults.add_if(!fits || in_group, &format!("{path}.prefill"), FaultReason::MisplacedPrefill);
}

fn min_above_max(min: Option<i64>, max: Option<i64>) -> bool {
    matches!((min, max), (Some(min), Some(max)) if min > max)
}

fn choices(options: &[Choice], path: &str, faults: &mut Faults) {
    faults.some(&format!("{path}.options"), options);
    let mut values = BTreeSet::new();
    for option in options {
        let path = format!("{path}.options.{}", option.value);
        faults.add_if(option.value.trim().is_empty(), &path, FaultReason::BadId { id: option.value.clone() });
        let id = option.value.clone();
        faults.add_if(!values.insert(&option.value), &path, FaultReason::DuplicateId { id });
        faults.text(&path, &option.label);
    }
}

/// What a question says about others.
fn references(question: &Question, reader: Reader<'_>, faults: &mut Faults) {
    show_if(question.show_if.as_ref(), reader, faults);
    match &question.kind {
        Kind::NationalId { birth, sex } => {
            for (name, wanted) in [(birth, Wanted::Date), (sex, Wanted::SexChoice)] {
                if let Some(name) = name {
                    reader.wants(name, wanted, faults);
                }
            }
        }
        Kind::Calculated { formula, .. } => {
            let path = format!("{}.formula", reader.path);
            Reader { path: &path, ..reader }.formula(formula, faults);
        }
        Kind::AmountInWords { amount } => reader.wants(amount, Wanted::Number, faults),
        _ => {}
    }
}

fn file(procedure: &Procedure, paper: &str, path: &str, faults: &mut Faults) {
    let id = paper.to_owned();
    match procedure.papers.iter().find(|known| known.id == paper) {
        None => faults.add(path, FaultReason::UnknownPaper { id }),
        Some(known) if known.kind != PaperKind::HandIn => {
            faults.add(path, FaultReason::PaperTakesNoFile { id });
        }
        Some(_) => {}
    }
}

fn rule(rule: &Rule, names: Names<'_>, path: &str, faults: &mut Faults) {
    faults.text(&format!("{path}.message"), &rule.message);
    let at = names.index.entries.iter().find(|entry| entry.question.id == rule.at);
    let Some(at) = at else {
        faults.add(format!("{path}.at"), FaultReason::UnknownQuestion { name: rule.at.clone() });
        return;
    };
    let key = match rule.demand {
        Demand::BrokenIf(_) => "broken_if",
        Demand::MustHold(_) => "must_hold",
    };
    let path = format!("{path}.{key}");
    Reader { names, path: &path, group: at.group }.check(rule.demand.condition(), faults);
}
