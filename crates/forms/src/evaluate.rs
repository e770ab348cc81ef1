//! The one evaluator: which questions exist, which papers are needed, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use time::Date;

use crate::answers::Answers;
use crate::judge::judge;
use crate::papers;
use crate::places::Places;
use crate::problem::{Problem, ProblemCode};
use crate::procedure::{Channel, Paper, PaperKind};
use crate::schema::{Form, Kind};
use crate::scope::{Row, Scope};

/// Number of files attached, by the paper's id.
pub type Attached = BTreeMap<String, u32>;

/// What the answers are judged against, beside the form itself.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Today in Vietnam; for what was filed, the day of filing.
    pub today: Date,
    /// How the application comes in.
    pub channel: Channel,
    pub attached: &'a Attached,
    /// [`crate::places::NoPlaces`] where no list is at hand.
    pub places: &'a dyn Places,
}

/// A paper that this person's case asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededPaper {
    pub id: String,
    /// The dossier cannot be filed online without it, or without another way of its `one_of`.
    pub required: bool,
    /// The need is met: by its file and those of the papers that go together with it, or by another way of its `one_of`;
    /// always true for papers that take no file.
    pub satisfied: bool,
}

/// All that follows from the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Ids of the sections that have something to ask, in the form's order.
    pub visible_sections: Vec<String>,
    /// Keys of the questions that exist: `child_name`, `addr`, `members`, `members.0.name`.
    pub visible: BTreeSet<String>,
    /// What the calculated questions come to, by key: a number in digits or words. Those without a value are not there.
    pub calculated: BTreeMap<String, String>,
    /// In the catalogue's order.
    pub needed_papers: Vec<NeededPaper>,
    /// In the order of the questions, those of papers last.
    pub problems: Vec<Problem>,
}

impl Evaluation {
    /// Problems of one section, or of [`crate::problem::FILES`].
    pub fn problems_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| problem.section == section)
    }

    /// Problems shown at one field.
    pub fn problems_at<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| problem.path == path)
    }

    /// Nothing but warnings is left.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.problems.iter().any(Problem::is_error)
    }

    /// Whether the question with this key exists at the moment.
    #[must_use]
    pub fn is_visible(&self, path: &str) -> bool {
        self.visible.contains(path)
    }

    /// The papers of the published list that take files in this case, in the catalogue's order. Where the e-form itself
    /// stands for a paper, its twin on paper has no place.
    #[must_use]
    pub fn papers_with_slots<'a>(&self, papers: &'a [Paper]) -> Vec<&'a Paper> {
        let needed = |paper: &&Paper| self.needed_papers.iter().any(|needed| needed.id == paper.id);
        let by_form = |paper: &Paper| {
            paper.one_of.is_some()
                && papers
                    .iter()
                    .filter(needed)
                    .any(|other| other.one_of == paper.one_of && other.kind == PaperKind::ElectronicForm)
        };
        papers
            .iter()
            .filter(needed)
            .filter(|paper| paper.kind == PaperKind::HandIn && !by_form(paper))
            .collect()
    }

    #[must_use]
    pub fn is_section_visible(&self, section: &str) -> bool {
        self.visible_sections.iter().any(|visible| visible == section)
    }
}

/// Judges the answers. A pure function: the same answers on the same day give the same evaluation everywhere.
#[must_use]
pub fn evaluate(form: &Form, papers: &[Paper], answers: &Answers, context: &Context<'_>) -> Evaluation {
    let scope = Scope::new(form, answers, context);
    let mut found = Evaluation::default();
    let mut section = None;
    for place in 0..scope.index.entries.len() {
        let entry = &scope.index.entries[place];
        if entry.group.is_some() || !scope.question_shown(place, None) {
            continue;
        }
        if section.replace(entry.section) != Some(entry.section) {
            found.visible_sections.push(scope.index.section(entry).id.clone());
        }
        found.visible.insert(entry.question.id.clone());
        match &entry.question.kind {
            Kind::Group { .. } => group(&scope, place, &mut found),
            Kind::File { paper } => {
                papers::file_question(&scope, entry, paper, papers, &mut found.problems);
                rules(&scope, place, None, &mut found);
            }
            _ => question(&scope, place, None, &mut found),
        }
    }
    papers::papers(&scope, papers, &mut found);
    found
}

fn question(scope: &Scope<'_>, place: usize, row: Row, found: &mut Evaluation) {
    let entry = &scope.index.entries[place];
    let path = scope.index.path(place, row);
    if let Some(value) = scope.calculated(place, row) {
        found.calculated.insert(path.clone(), value.to_string());
    }
    for (path, code) in judge(scope, entry.question, &path, row) {
        found.problems.push(scope.problem(entry, path, code));
    }
    rules(scope, place, row, found);
}

fn group(scope: &Scope<'_>, place: usize, found: &mut Evaluation) {
    let entry = &scope.index.entries[place];
    let Kind::Group { questions, min_rows, max_rows, .. } = &entry.question.kind else {
        return;
    };
    let (id, stated) = (&entry.question.id, scope.answers.rows_shown(entry.question));
    if entry.question.required && stated < *min_rows {
        found.problems.push(scope.problem(entry, id.clone(), ProblemCode::TooFewRows { min: *min_rows }));
    }
    if stated > *max_rows {
        found.problems.push(scope.problem(entry, id.clone(), ProblemCode::TooManyRows { max: *max_rows }));
    }
    rules(scope, place, None, found);
    for row in 0..scope.rows(place) {
        for inner in place + 1..=place + questions.len() {
            let row = Some((place, row));
            if scope.question_shown(inner, row) {
                found.visible.insert(scope.index.path(inner, row));
                question(scope, inner, row, found);
            }
        }
    }
}

/// The rules that speak at this question.
fn rules(scope: &Scope<'_>, place: usize, row: Row, found: &mut Evaluation) {
    let entry = &scope.index.entries[place];
    let here = scope.index.form.rules.iter().filter(|rule| rule.at == entry.question.id);
    for rule in here.filter(|rule| scope.is_broken(&rule.demand, row)) {
        let code = ProblemCode::Rule { id: rule.id.clone(), message: rule.message.clone() };
        let problem = scope.problem(entry, scope.index.path(place, row), code);
        found.problems.push(Problem { severity: rule.severity, ..problem });
    }
}

#[cfg(test)]
mod tests;
