//! What is wrong with a filing, each with the place in the request.

use std::collections::BTreeMap;

use domain::text::Lang;
use forms::display::label;
use forms::evaluate::Evaluation;
use forms::problem::{FILES, Problem, ProblemCode};
use forms::procedure::{PaperKind, Procedure};
use serde_json::Value;
use views::FieldProblem;

use crate::draft::{Open, RECEIVING_UNIT};

pub(super) struct Problems {
    lang: Lang,
    pub all: Vec<FieldProblem>,
}

impl Problems {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang, all: Vec::new() }
    }

    pub(super) const fn any(&self) -> bool {
        !self.all.is_empty()
    }

    fn add(&mut self, pointer: String, code: &str, vi: &str, en: &str) {
        let detail = match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        };
        self.all.push(FieldProblem { pointer, code: code.to_owned(), detail: detail.to_owned() });
    }

    pub(super) fn unknown_procedure(lang: Lang) -> Vec<FieldProblem> {
        let mut problems = Self::new(lang);
        let (vi, en) = ("Không có thủ tục nào với mã này hôm nay", "No procedure of that code runs today");
        problems.add("#/procedure".to_owned(), "unknown_procedure", vi, en);
        problems.all
    }

    /// Answers that the form does not know would be dropped in silence.
    pub(super) fn unasked(&mut self, open: &Open, given: &BTreeMap<String, String>) {
        for (key, value) in given {
            let in_parts = [".day", ".month", ".year", ".lunar_day", ".lunar_month", ".lunar_year"]
                .iter()
                .any(|part| key.ends_with(part));
            let taken = value.trim().is_empty() || in_parts || !open.answers.get(key).is_empty();
            let asked = label(&open.procedure.form, key, self.lang).is_some() && key != RECEIVING_UNIT;
            if !(asked && taken) {
                let (vi, en) = ("Biểu mẫu không có ô này", "The form has no such field");
                self.add(answer(key), "unknown_question", vi, en);
            }
        }
    }

    /// Whether the procedure takes files for the paper; tells it when not.
    pub(super) fn takes_files(&mut self, procedure: &Procedure, paper: &str) -> bool {
        let mut papers = procedure.papers.iter();
        let takes = papers.any(|known| known.id == paper && known.kind == PaperKind::HandIn);
        if !takes {
            let (vi, en) = ("Thủ tục không nhận tệp cho giấy tờ này", "The procedure takes no file for it");
            self.add(format!("#/papers/{}", escaped(paper)), "unknown_paper", vi, en);
        }
        takes
    }

    pub(super) fn unknown_file(&mut self, paper: &str, place: usize) {
        let (vi, en) = (
            "Không có tệp này, hoặc đã quá một ngày từ khi tải lên",
            "There is no such file, or it was sent more than a day ago",
        );
        self.add(format!("#/papers/{}/{place}", escaped(paper)), "unknown_file", vi, en);
    }

    /// What the evaluator says; warnings hold nobody back.
    pub(super) fn judge(&mut self, open: &Open, evaluation: &Evaluation) {
        for problem in evaluation.problems.iter().filter(|problem| problem.is_error()) {
            self.all.push(FieldProblem {
                pointer: pointer(problem),
                code: code(&problem.code),
                detail: problem.text(&open.procedure.form, &open.procedure.papers, self.lang),
            });
        }
    }
}

fn pointer(problem: &Problem) -> String {
    match problem.path.as_str() {
        RECEIVING_UNIT => "#/receiving_unit".to_owned(),
        paper if problem.section == FILES => format!("#/papers/{}", escaped(paper)),
        key => answer(key),
    }
}

fn answer(key: &str) -> String {
    format!("#/answers/{}", escaped(key))
}

/// RFC 6901.
fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// The stable name of a problem, without the numbers that its message names.
fn code(code: &ProblemCode) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(named)) => named.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_named_and_placed() {
        assert_eq!(code(&ProblemCode::Missing), "missing");
        assert_eq!(code(&ProblemCode::TooLong { max: 3 }), "too_long");
        assert_eq!(answer("a/b~c"), "#/answers/a~1b~0c");
    }
}
