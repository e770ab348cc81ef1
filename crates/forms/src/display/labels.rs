use domain::text::Lang;

use crate::answers::row_and_rest;
use crate::problem::{Problem, ProblemCode};
use crate::procedure::Paper;
use crate::schema::{Form, Kind, Question};

/// `Thành viên 2 – Họ tên`, the first row being 1.
pub(super) fn row_label(group: &Question, row: u16, label: &str, lang: Lang) -> String {
    match &group.kind {
        Kind::Group { row_title, .. } => format!("{} {} – {label}", row_title.get(lang), u32::from(row) + 1),
        _ => label.to_owned(),
    }
}

/// The question that a key such as `members.1.name` or `addr.commune` belongs to, and its group and row.
fn question_at<'a>(form: &'a Form, path: &str) -> Option<(&'a Question, Option<(&'a Question, u16)>)> {
    let mut questions = form.sections.iter().flat_map(|section| &section.questions);
    let question = questions.find(|question| {
        path.strip_prefix(&question.id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })?;
    let tail = path[question.id.len()..].strip_prefix('.');
    let (Kind::Group { questions, .. }, Some((row, rest))) = (&question.kind, tail.and_then(row_and_rest))
    else {
        return Some((question, None));
    };
    let id = rest.split('.').next().unwrap_or_default();
    let inner = questions.iter().find(|inner| inner.id == id)?;
    Some((inner, Some((question, row))))
}

/// The label of a field by its key, `Thành viên 2 – Họ tên` inside a group.
#[must_use]
pub fn label(form: &Form, path: &str, lang: Lang) -> Option<String> {
    let (question, row) = question_at(form, path)?;
    let own = question.label.get(lang);
    Some(row.map_or_else(|| own.to_owned(), |(group, row)| row_label(group, row, own, lang)))
}

impl Problem {
    /// The whole message with the right label, as an error summary shows it.
    #[must_use]
    pub fn text(&self, form: &Form, papers: &[Paper], lang: Lang) -> String {
        if self.section == crate::problem::FILES {
            return self.code.message(lang, &paper_label(papers, &self.path, &self.code, lang));
        }
        let Some((question, row)) = question_at(form, &self.path) else {
            return self.code.message(lang, &self.path);
        };
        let message = self.code.message(lang, question.label.get(lang));
        match row {
            Some((group, row)) => row_label(group, row, &message, lang),
            None => message,
        }
    }
}

fn paper_label(papers: &[Paper], id: &str, code: &ProblemCode, lang: Lang) -> String {
    let name = |id: &str| {
        let paper = papers.iter().find(|paper| paper.id == id);
        paper.map_or_else(|| id.to_owned(), |paper| paper.name.get(lang).to_owned())
    };
    match code {
        ProblemCode::OnePaperMissing { of } => {
            let known = |id: &String| papers.iter().find(|paper| paper.id == *id);
            let together = |one: &String, other: &String| {
                one == other || known(one).zip(known(other)).is_some_and(|(one, other)| one.goes_with(other))
            };
            let first = |id: &String| of.iter().find(|other| together(other, id)) == Some(id);
            let way = |id: &String| {
                let names = of.iter().filter(|other| together(other, id)).map(|id| name(id));
                let with = if lang == Lang::Vi { " cùng với " } else { " with " };
                names.collect::<Vec<_>>().join(with)
            };
            of.iter().filter(|id| first(id)).map(way).collect::<Vec<_>>().join("; ")
        }
        _ => name(id),
    }
}
