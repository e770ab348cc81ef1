//! The names of questions in conditions, rules and formulas, and giving a question another.

use super::{Item, is_id};
use crate::procedure::Procedure;
use crate::schema::{Condition, Demand, Form, Formula, Kind, Question};

impl Procedure {
    /// Gives a question another id, and writes it wherever the old one is named. False when it cannot be: the old one names
    /// no question, or the new one is none or is taken.
    pub fn rename_question(&mut self, from: &str, to: &str) -> bool {
        let taken = self.form.is_taken(&Item::Question(to.to_owned()));
        if taken || !is_id(to) || self.form.question(from).is_none() {
            return false;
        }
        let mut renamed = |name: &mut String| rename(name, from, to);
        self.form.each_name(&mut renamed);
        for paper in &mut self.papers {
            paper.needed_if.iter_mut().for_each(|condition| condition.each_name(&mut renamed));
        }
        for fee in &mut self.fees {
            fee.owed_if.iter_mut().for_each(|condition| condition.each_name(&mut renamed));
            fee.count.iter_mut().for_each(&mut renamed);
        }
        for case in &mut self.deadline.cases {
            case.condition.each_name(&mut renamed);
        }
        let spot = self.form.spot(from);
        if let Some(question) = spot.and_then(|spot| self.form.list_mut(spot)?.get_mut(spot.place)) {
            to.clone_into(&mut question.id);
        }
        true
    }
}

/// A name, or a part of an address such as `home.province`.
fn rename(name: &mut String, from: &str, to: &str) {
    let Some(rest) = name.strip_prefix(from) else { return };
    if rest.is_empty() || rest.starts_with('.') {
        *name = format!("{to}{rest}");
    }
}

/// Gives copied questions new ids, also where they name each other.
pub(super) fn rename_all(questions: &mut [Question], ids: &[(String, String)]) {
    for (from, to) in ids {
        for question in questions.iter_mut() {
            question.each_name(&mut |name| rename(name, from, to));
            rename_own(question, from, to);
        }
    }
}

fn rename_own(question: &mut Question, from: &str, to: &str) {
    if question.id == from {
        to.clone_into(&mut question.id);
    }
    if let Kind::Group { questions, .. } = &mut question.kind {
        questions.iter_mut().for_each(|inner| rename_own(inner, from, to));
    }
}

impl Form {
    fn each_name(&mut self, then: &mut dyn FnMut(&mut String)) {
        for section in &mut self.sections {
            section.show_if.iter_mut().for_each(|condition| condition.each_name(then));
            section.questions.iter_mut().for_each(|question| question.each_name(then));
        }
        for rule in &mut self.rules {
            then(&mut rule.at);
            let (Demand::BrokenIf(condition) | Demand::MustHold(condition)) = &mut rule.demand;
            condition.each_name(then);
        }
    }
}

impl Question {
    /// The questions that it names, its own id not among them.
    fn each_name(&mut self, then: &mut dyn FnMut(&mut String)) {
        self.show_if.iter_mut().for_each(|condition| condition.each_name(then));
        match &mut self.kind {
            Kind::NationalId { birth, sex } => birth.iter_mut().chain(sex).for_each(then),
            Kind::AmountInWords { amount } => then(amount),
            Kind::Calculated { formula, .. } => formula.each_name(then),
            Kind::Group { questions, .. } => questions.iter_mut().for_each(|inner| inner.each_name(then)),
            _ => {}
        }
    }
}

impl Condition {
    fn each_name(&mut self, then: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Is(name, _)
            | Self::OneOf(name, _)
            | Self::Answered(name)
            | Self::AtLeast(name, _)
            | Self::AtMost(name, _)
            | Self::YoungerThan(name, _)
            | Self::OlderThanDays(name, _)
            | Self::Repeated(name)
            | Self::NotOne(name, _) => then(name),
            Self::Before(first, second)
            | Self::Same(first, second)
            | Self::Exceeds(first, second)
            | Self::LongerThan(first, second, _) => [first, second].into_iter().for_each(then),
            Self::SumDiffers(total, parts) | Self::SumExceeds(total, parts) => {
                then(total);
                parts.iter_mut().for_each(then);
            }
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.each_name(then)),
            Self::Not(inner) => inner.each_name(then),
            Self::Channel(_) => {}
        }
    }
}

impl Formula {
    fn each_name(&mut self, then: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Sum(names) | Self::Product(names) => names.iter_mut().for_each(then),
            Self::Difference(first, second) | Self::AgeOn(first, second) => {
                [first, second].into_iter().for_each(then);
            }
            Self::Rows(name) | Self::Age(name) | Self::AmountInWords(name) | Self::DateInWords(name) => {
                then(name);
            }
        }
    }
}
