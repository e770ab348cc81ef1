use std::collections::BTreeSet;

use domain::clock::{Period, PeriodUnit};
use domain::when::parse_iso_date;

use super::conditions::{Names, Reader};
use super::{FaultReason, Faults, Wanted};
use crate::procedure::{Fee, Paper, Procedure, ProcessStep, ResultPaper, Service, Validity};

const HALF_HOURS_A_DAY: u32 = 16;
/// No month has more working days.
const WORKING_DAYS_A_MONTH: u32 = 23;

pub(super) fn check(procedure: &Procedure, names: Names<'_>, faults: &mut Faults) {
    texts(procedure, faults);
    faults.some("audience", &procedure.audience);
    faults.some("levels", &procedure.levels);
    faults.some("legal_basis", &procedure.legal_basis);
    validity("valid", &procedure.valid, faults);
    for (number, level) in procedure.levels.iter().enumerate() {
        validity(&format!("levels.{number}"), &level.valid, faults);
    }
    for (number, period) in procedure.any_counter.periods().iter().enumerate() {
        validity(&format!("any_counter.{number}"), &period.valid, faults);
    }
    for (number, fee) in procedure.fees.iter().enumerate() {
        self::fee(&format!("fees.{number}"), fee, names, faults);
    }
    for (number, case) in procedure.deadline.cases.iter().enumerate() {
        let path = format!("deadline.cases.{number}");
        Reader { names, path: &path, group: None }.check(&case.condition, faults);
    }
    for (number, case) in procedure.deadline.on_finding.iter().enumerate() {
        faults.text(&format!("deadline.on_finding.{number}.finding"), &case.finding);
    }
    let supplement = &procedure.deadline.supplement;
    for (path, period) in
        [("deadline.supplement.ask", supplement.ask), ("deadline.supplement.answer", supplement.answer)]
    {
        // Of nothing at all the general rule is what was meant.
        faults.add_if(period.is_some_and(|period| period.amount == 0), path, FaultReason::Zero);
    }
    papers(&procedure.papers, names, faults);
    results(&procedure.results, faults);
    process(&procedure.process, procedure.deadline.period, faults);
    for (number, basis) in procedure.legal_basis.iter().enumerate() {
        let path = format!("legal_basis.{number}");
        faults.add_if(basis.number.trim().is_empty(), &path, FaultReason::Empty);
        faults.optional_text(&path, basis.title.as_ref());
    }
}

fn texts(procedure: &Procedure, faults: &mut Faults) {
    let always = [
        ("name", &procedure.name),
        ("short_name", &procedure.short_name),
        ("summary", &procedure.summary),
        ("field.name", &procedure.field.name),
        ("authority", &procedure.authority),
    ];
    for (path, text) in always {
        faults.text(path, text);
    }
    for (number, agency) in procedure.cooperating.iter().enumerate() {
        faults.text(&format!("cooperating.{number}"), agency);
    }
    if let Service::Partial { reason } = &procedure.service {
        faults.text("service.partial.reason", reason);
    }
    faults.optional_text("deadline.note", procedure.deadline.note.as_ref());
    for (number, text) in procedure.unverified.iter().enumerate() {
        faults.text(&format!("unverified.{number}"), text);
    }
}

fn validity(path: &str, validity: &Validity, faults: &mut Faults) {
    let mut read = |text: &str| {
        let date = parse_iso_date(text).ok();
        faults.add_if(date.is_none(), path, FaultReason::NotADate { text: text.to_owned() });
        date
    };
    let from = read(&validity.from);
    let to = validity.to.as_deref().and_then(read);
    let reversed = matches!((from, to), (Some(from), Some(to)) if from > to);
    faults.add_if(reversed, path, FaultReason::FromAfterTo);
}

fn fee(path: &str, fee: &Fee, names: Names<'_>, faults: &mut Faults) {
    faults.text(&format!("{path}.name"), &fee.name);
    faults.optional_text(&format!("{path}.note"), fee.note.as_ref());
    if let Some(condition) = &fee.owed_if {
        let path = format!("{path}.owed_if");
        Reader { names, path: &path, group: None }.check(condition, faults);
    }
    if let Some(question) = &fee.count {
        let path = format!("{path}.count");
        Reader { names, path: &path, group: None }.wants(question, Wanted::Number, faults);
    }
    for (number, exemption) in fee.exemptions.iter().enumerate() {
        let path = format!("{path}.exemptions.{number}");
        faults.text(&format!("{path}.who"), &exemption.who);
        validity(&path, &exemption.valid, faults);
    }
}

fn papers(papers: &[Paper], names: Names<'_>, faults: &mut Faults) {
    let mut ids = BTreeSet::new();
    for paper in papers {
        let path = format!("papers.{}", paper.id);
        faults.id(&path, &paper.id, &mut ids);
        faults.text(&format!("{path}.name"), &paper.name);
        faults.optional_text(&format!("{path}.help"), paper.help.as_ref());
        faults.add_if(paper.max_files == 0, &format!("{path}.max_files"), FaultReason::Zero);
        if let Some(condition) = &paper.needed_if {
            let path = format!("{path}.needed_if");
            Reader { names, path: &path, group: None }.check(condition, faults);
        }
        if let Some(group) = &paper.one_of {
            let members = papers.iter().filter(|other| other.one_of.as_ref() == Some(group)).count();
            let group = group.clone();
            faults.add_if(members == 1, &format!("{path}.one_of"), FaultReason::LonelyOneOf { group });
        }
        if let Some(set) = &paper.together {
            let members = papers.iter().filter(|other| other.goes_with(paper)).count();
            // Without another way there is nothing to choose, and nothing needs to be said.
            let ways = papers.iter().any(|other| other.meets_need_of(paper) && !other.goes_with(paper));
            let needed = papers.iter().any(|other| other.goes_with(paper) && other.required);
            let set = set.clone();
            faults.add_if(
                members == 1 || !ways || !needed,
                &format!("{path}.together"),
                FaultReason::LonelyTogether { set },
            );
        }
    }
}

fn results(results: &[ResultPaper], faults: &mut Faults) {
    let mut ids = BTreeSet::new();
    for result in results {
        let path = format!("results.{}", result.id);
        faults.id(&path, &result.id, &mut ids);
        faults.text(&path, &result.name);
        faults.add_if(result.valid_months == Some(0), &path, FaultReason::Zero);
    }
}

fn process(steps: &[ProcessStep], deadline: Period, faults: &mut Faults) {
    faults.some("process", steps);
    for (number, step) in steps.iter().enumerate() {
        let path = format!("process.{number}");
        faults.text(&path, &step.name);
        faults.add_if(step.half_hours == 0, &path, FaultReason::Zero);
    }
    let budget = steps.iter().map(|step| u32::from(step.half_hours)).sum();
    let allowed = half_hours(deadline);
    faults.add_if(budget > allowed, "process", FaultReason::BudgetAboveDeadline { budget, allowed });
    let short = counts_working_time(deadline) && budget < allowed;
    faults.add_if(short, "process", FaultReason::BudgetBelowDeadline { budget, allowed });
}

/// Whether a deadline has a known amount of working time. How many days of the calendar are worked depends on the day
/// of the acceptance.
fn counts_working_time(deadline: Period) -> bool {
    deadline.is_same_day() || matches!(deadline.unit, PeriodUnit::WorkingHours | PeriodUnit::WorkingDays)
}

/// The most working time that fits in a deadline, in half hours.
fn half_hours(deadline: Period) -> u32 {
    let amount = u32::from(deadline.amount);
    if deadline.is_same_day() {
        return HALF_HOURS_A_DAY;
    }
    match deadline.unit {
        PeriodUnit::WorkingHours => amount * 2,
        PeriodUnit::WorkingDays | PeriodUnit::Days => amount * HALF_HOURS_A_DAY,
        PeriodUnit::Months => amount * WORKING_DAYS_A_MONTH * HALF_HOURS_A_DAY,
        PeriodUnit::SameDay => HALF_HOURS_A_DAY,
    }
}
