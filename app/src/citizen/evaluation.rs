//! The evaluator of `forms`, fed with what a page of a draft holds.

use domain::text::Lang;
use domain::when::{local, parse_iso_date};
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, Evaluation, evaluate};
use forms::places::PlaceBook;
use forms::problem::{FILES, Problem};
use forms::procedure::Paper;
use forms::schema::{Kind, Question, Section};
use views::{Commune, DraftView, FileView, Province};

use crate::ui::lang;

/// The places that the page knows: all provinces, and the communes of those that were chosen.
pub(super) fn place_book(provinces: &[Province], communes: &[(String, Vec<Commune>)]) -> PlaceBook {
    let names =
        |list: &[Commune]| list.iter().map(|place| (place.code.clone(), place.name.clone())).collect();
    PlaceBook {
        provinces: provinces.iter().map(|place| (place.code.clone(), place.name.clone())).collect(),
        communes: communes.iter().map(|(province, list)| (province.clone(), names(list))).collect(),
    }
}

/// Judges answers and files that may be newer than those of the draft.
pub(super) fn judge(
    draft: &DraftView,
    files: &[FileView],
    answers: &Answers,
    places: &PlaceBook,
) -> Evaluation {
    let mut attached = Attached::new();
    for file in files {
        *attached.entry(file.paper_id.clone()).or_default() += 1;
    }
    let today = parse_iso_date(&draft.today).unwrap_or_else(|_| local(draft.saved_at.at()).date());
    let context = Context { today, channel: draft.channel, attached: &attached, places };
    evaluate(&draft.procedure.form, &draft.procedure.papers, answers, &context)
}

/// Judges the draft as it was saved, and gives the places that its answers name.
#[cfg(not(feature = "hydrate"))]
pub(super) fn judge_saved(draft: &DraftView) -> (Evaluation, PlaceBook) {
    let places = place_book(&draft.provinces, &draft.communes);
    (judge(draft, &draft.files, &draft.answers, &places), places)
}

/// The address of a section. `?check=1` tells all its problems, `?from=review` comes back to the review.
pub(super) fn section_href(draft: &DraftView, section: &str) -> String {
    format!("/drafts/{}/s/{section}", draft.id)
}

/// The address of what a supplement request names: the path of a question, or a paper.
pub(super) fn target_href(draft: &DraftView, target: &str) -> String {
    if let Some(paper) = views::target_paper(target) {
        return format!("/drafts/{}/files#f-{paper}", draft.id);
    }
    let sections = &draft.procedure.form.sections;
    let section =
        sections.iter().find(|section| section.questions.iter().any(|question| covers(question, target)));
    match section {
        Some(section) => format!("{}?from=review#f-{target}", section_href(draft, &section.id)),
        None => format!("/drafts/{}/review", draft.id),
    }
}

/// The paper that a problem is about, when it is mended on the page of the papers: each that this case needs has its slot
/// there with or without JavaScript, whether the form asks for it among its questions or not.
pub(super) fn paper_of<'a>(
    draft: &'a DraftView,
    found: &Evaluation,
    problem: &'a Problem,
) -> Option<&'a str> {
    if problem.section == FILES {
        return Some(&problem.path);
    }
    let mut questions = draft.procedure.form.sections.iter().flat_map(|section| &section.questions);
    let question = questions.find(|question| question.id == problem.path)?;
    let Kind::File { paper } = &question.kind else { return None };
    let slots = found.papers_with_slots(&draft.procedure.papers);
    slots.iter().any(|known| known.id == *paper).then_some(paper.as_str())
}

/// The errors that are mended on the page of a section.
pub(super) fn errors_in<'a>(
    draft: &'a DraftView,
    found: &'a Evaluation,
    section: &'a str,
) -> impl Iterator<Item = &'a Problem> {
    found
        .problems_of(section)
        .filter(|problem| problem.is_error() && paper_of(draft, found, problem).is_none())
}

/// The errors that are mended on the page of the papers.
pub(super) fn errors_in_papers<'a>(
    draft: &'a DraftView,
    found: &'a Evaluation,
) -> impl Iterator<Item = &'a Problem> {
    found.problems.iter().filter(|problem| problem.is_error() && paper_of(draft, found, problem).is_some())
}

/// Whether a key such as `members.0.name` belongs to this question.
pub(super) fn covers(question: &Question, key: &str) -> bool {
    key.strip_prefix(question.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The section with this id, when the answers make it exist.
pub(super) fn visible_section<'a>(draft: &'a DraftView, found: &Evaluation, id: &str) -> Option<&'a Section> {
    let section = draft.procedure.form.sections.iter().find(|section| section.id == id)?;
    found.is_section_visible(id).then_some(section)
}

/// The papers that this case asks for, in the catalogue's order.
pub(super) fn needed<'a>(draft: &'a DraftView, found: &Evaluation) -> Vec<&'a Paper> {
    let papers = draft.procedure.papers.iter();
    papers.filter(|paper| found.needed_papers.iter().any(|needed| needed.id == paper.id)).collect()
}

/// The whole message of a problem.
pub(super) fn problem_text(draft: &DraftView, problem: &Problem, lang: Lang) -> String {
    problem.text(&draft.procedure.form, &draft.procedure.papers, lang)
}

/// `Có 2 chỗ cần sửa`
pub(super) fn problem_count(count: usize) -> String {
    match (lang(), count) {
        (Lang::Vi, _) => format!("Có {count} chỗ cần sửa"),
        (Lang::En, 1) => "There is 1 thing to correct".to_owned(),
        (Lang::En, _) => format!("There are {count} things to correct"),
    }
}

#[cfg(test)]
mod tests {
    use domain::text::Text;
    use forms::schema::Kind;

    use super::*;

    #[test]
    fn a_key_belongs_to_the_question_whose_whole_name_it_starts_with() {
        let question = Question {
            id: "mother".to_owned(),
            label: Text::default(),
            help: None,
            example: None,
            required: true,
            show_if: None,
            autocomplete: None,
            prefill: None,
            kind: Kind::Address,
        };
        assert!(covers(&question, "mother"));
        assert!(covers(&question, "mother.province"));
        assert!(!covers(&question, "mother_name"));
        assert!(!covers(&question, "grandmother"));
    }
}
