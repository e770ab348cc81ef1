//! Whether a question is shown, and what it comes to, must not depend on itself.

use super::conditions::names_in_formula;
use super::{FaultReason, Faults};
use crate::schema::Kind;
use crate::scope::Index;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

pub(super) fn check(index: &Index<'_>, faults: &mut Faults) {
    let mut walk = Walk { index, marks: vec![Mark::New; index.entries.len()], trail: Vec::new(), faults };
    for place in 0..index.entries.len() {
        walk.visit(place);
    }
}

struct Walk<'a> {
    index: &'a Index<'a>,
    marks: Vec<Mark>,
    trail: Vec<usize>,
    faults: &'a mut Faults,
}

impl Walk<'_> {
    fn visit(&mut self, place: usize) {
        match self.marks[place] {
            Mark::Done => return,
            Mark::Open => return self.tell(place),
            Mark::New => {}
        }
        self.marks[place] = Mark::Open;
        self.trail.push(place);
        for next in depends_on(self.index, place) {
            self.visit(next);
        }
        self.trail.pop();
        self.marks[place] = Mark::Done;
    }

    fn tell(&mut self, place: usize) {
        let circle = self.trail.iter().skip_while(|step| **step != place).chain([&place]);
        let names: Vec<String> = circle.map(|step| self.index.entries[*step].question.id.clone()).collect();
        let entry = &self.index.entries[place];
        let key = match (&entry.question.kind, &entry.question.show_if) {
            (Kind::Calculated { .. }, None) => "formula",
            _ => "show_if",
        };
        let path = format!("form.{}.{}.{key}", self.index.section(entry).id, entry.question.id);
        self.faults.add(path, FaultReason::Cycle { names });
    }
}

/// The questions that decide whether this one is shown, or what it comes to.
fn depends_on(index: &Index<'_>, place: usize) -> Vec<usize> {
    let entry = &index.entries[place];
    let mut named = Vec::new();
    let conditions = [&entry.question.show_if, &index.section(entry).show_if];
    for condition in conditions.into_iter().flatten() {
        named.extend(condition.names());
    }
    if let Kind::Calculated { formula, .. } = &entry.question.kind {
        names_in_formula(formula, &mut named);
    }
    let questions = named.into_iter().filter_map(|name| index.find(name)).map(|(place, _)| place);
    questions.chain(entry.group).collect()
}
