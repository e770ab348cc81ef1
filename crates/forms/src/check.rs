//! Whether a procedure of the catalogue can be used: what a clerk must correct before it is published.

mod conditions;
mod cycles;
mod fault;
mod form;
mod procedure;
mod reach;
#[cfg(test)]
mod tests;
mod words;

pub use fault::{Fault, FaultReason, Wanted};

use std::collections::BTreeSet;

use domain::text::{Lang, Text, nfc};

use crate::edit::is_id;
use crate::procedure::Procedure;
use crate::scope::Index;
use crate::tables::CodeTable;
use conditions::Names;

/// Everything that is wrong with a procedure; an empty list means that it can be published.
#[must_use]
pub fn check(procedure: &Procedure, tables: &[CodeTable]) -> Vec<Fault> {
    let mut faults = Faults::default();
    let index = Index::new(&procedure.form);
    let names = Names { index: &index, tables };
    procedure::check(procedure, names, &mut faults);
    form::check(procedure, names, &mut faults);
    cycles::check(&index, &mut faults);
    // What leads nowhere or in a circle proves nothing.
    if faults.0.is_empty() {
        reach::check(procedure, names, &mut faults);
    }
    faults.0
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, path: impl Into<String>, reason: FaultReason) {
        self.0.push(Fault { path: path.into(), reason });
    }

    fn add_if(&mut self, wrong: bool, path: &str, reason: FaultReason) {
        if wrong {
            self.add(path, reason);
        }
    }

    /// A text that readers see stands in both languages and in normal form C.
    fn text(&mut self, path: &str, text: &Text) {
        for (lang, words) in [(Lang::Vi, &text.vi), (Lang::En, &text.en)] {
            self.add_if(words.trim().is_empty(), path, FaultReason::MissingText { lang });
        }
        self.add_if(nfc(&text.vi) != text.vi || nfc(&text.en) != text.en, path, FaultReason::NotComposed);
    }

    fn optional_text(&mut self, path: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(path, text);
        }
    }

    fn some<T>(&mut self, path: &str, list: &[T]) {
        self.add_if(list.is_empty(), path, FaultReason::Empty);
    }

    /// An id has its shape, and nobody before had the same.
    fn id<'a>(&mut self, path: &str, id: &'a str, before: &mut BTreeSet<&'a str>) {
        self.add_if(!is_id(id), path, FaultReason::BadId { id: id.to_owned() });
        self.add_if(!before.insert(id), path, FaultReason::DuplicateId { id: id.to_owned() });
    }
}
