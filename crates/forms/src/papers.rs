//! Which papers a case needs, and which are missing.

use crate::evaluate::{Evaluation, NeededPaper};
use crate::problem::{FILES, Problem, ProblemCode};
use crate::procedure::{Paper, PaperKind};
use crate::schema::Kind;
use crate::scope::{Entry, Scope};

/// A file asked for in the form itself. Its problem stands at the question and not among the papers, unless
/// other papers may stand for it.
pub(crate) fn file_question(
    scope: &Scope<'_>,
    entry: &Entry<'_>,
    paper: &str,
    papers: &[Paper],
    problems: &mut Vec<Problem>,
) {
    let path = &entry.question.id;
    let known = papers.iter().find(|known| known.id == paper);
    let stands_alone = known.is_none_or(|known| known.one_of.is_none());
    let demanded =
        entry.question.required || known.is_some_and(|known| known.required && is_needed(scope, known));
    if stands_alone && demanded && !has_file(scope, paper) {
        problems.push(scope.problem(entry, path.clone(), ProblemCode::PaperMissing));
    }
    if let Some(code) = known.and_then(|known| too_many(scope, known)) {
        problems.push(scope.problem(entry, path.clone(), code));
    }
}

pub(crate) fn papers(scope: &Scope<'_>, papers: &[Paper], found: &mut Evaluation) {
    let needed: Vec<&Paper> = papers.iter().filter(|paper| is_needed(scope, paper)).collect();
    let in_form = papers_in_form(scope);
    let mut groups_seen: Vec<&str> = Vec::new();
    for paper in &needed {
        let choices: Vec<&Paper> =
            needed.iter().copied().filter(|other| other.meets_need_of(paper)).collect();
        let satisfied = choices.iter().any(|other| is_whole(scope, &with(other, &choices)));
        found.needed_papers.push(NeededPaper {
            id: paper.id.clone(),
            required: paper.required && paper.kind == PaperKind::HandIn,
            satisfied,
        });
        let told_at_question = in_form.contains(&paper.id.as_str());
        if let Some(code) = too_many(scope, paper).filter(|_| !told_at_question) {
            found.problems.push(problem(paper, code));
        }
        let told_before = match &paper.one_of {
            Some(group) if groups_seen.contains(&group.as_str()) => true,
            Some(group) => {
                groups_seen.push(group);
                false
            }
            None => told_at_question,
        };
        if told_before || satisfied || !choices.iter().any(|other| other.required) {
            continue;
        }
        let begun = choices.iter().map(|choice| with(choice, &choices)).find(|way| is_begun(scope, way));
        // What may, but need not, go with others is no way by itself.
        let counts = |choice: &&Paper| choice.required || choice.together.is_none();
        let asked: Vec<&Paper> = choices.iter().copied().filter(counts).collect();
        let ways = asked.iter().filter(|choice| with(choice, &asked)[0].id == choice.id).count();
        // Who has begun with one way, or has one way only, is told what is missing of it.
        if let Some(way) = begun.or_else(|| (ways == 1).then_some(asked.clone())) {
            let missing = way.into_iter().filter(|paper| paper.required && !is_in_hand(scope, paper));
            found.problems.extend(missing.map(|paper| problem(paper, ProblemCode::PaperMissing)));
            continue;
        }
        let of = asked.iter().map(|choice| choice.id.clone()).collect();
        found.problems.push(problem(paper, ProblemCode::OnePaperMissing { of }));
    }
}

/// The papers that meet the need only together with one of them.
fn with<'a>(paper: &Paper, choices: &[&'a Paper]) -> Vec<&'a Paper> {
    choices.iter().copied().filter(|other| other.goes_with(paper)).collect()
}

/// A paper that stands alone is there with its file; of those that go together each that is required must be, and what
/// merely goes with them is no way by itself.
fn is_whole(scope: &Scope<'_>, way: &[&Paper]) -> bool {
    if let [alone] = way {
        return (alone.required || alone.together.is_none()) && is_in_hand(scope, alone);
    }
    let mut required = way.iter().filter(|paper| paper.required).peekable();
    required.peek().is_some() && required.all(|paper| is_in_hand(scope, paper))
}

fn is_begun(scope: &Scope<'_>, way: &[&Paper]) -> bool {
    way.len() > 1
        && way.iter().any(|paper| paper.required)
        && way.iter().any(|paper| has_file(scope, &paper.id))
}

fn problem(paper: &Paper, code: ProblemCode) -> Problem {
    Problem { section: FILES.to_owned(), path: paper.id.clone(), severity: code.severity(), code }
}

fn is_needed(scope: &Scope<'_>, paper: &Paper) -> bool {
    paper.needed_if.as_ref().is_none_or(|condition| scope.holds(condition, None))
}

/// Papers that are shown at the counter, and the form itself, take no file.
fn is_in_hand(scope: &Scope<'_>, paper: &Paper) -> bool {
    paper.kind != PaperKind::HandIn || has_file(scope, &paper.id)
}

fn has_file(scope: &Scope<'_>, paper: &str) -> bool {
    scope.context.attached.get(paper).is_some_and(|count| *count > 0)
}

fn too_many(scope: &Scope<'_>, paper: &Paper) -> Option<ProblemCode> {
    let count = scope.context.attached.get(&paper.id)?;
    (*count > u32::from(paper.max_files)).then_some(ProblemCode::TooManyFiles { max: paper.max_files })
}

/// Papers whose slot stands in the form, shown at the moment.
fn papers_in_form<'a>(scope: &Scope<'a>) -> Vec<&'a str> {
    let entries = scope.index.entries.iter().enumerate();
    entries
        .filter(|(place, _)| scope.question_shown(*place, None))
        .filter_map(|(_, entry)| match &entry.question.kind {
            Kind::File { paper } => Some(paper.as_str()),
            _ => None,
        })
        .collect()
}
