//! Whether every name in a condition means something there.

use std::mem::discriminant;

use super::{FaultReason, Faults, Wanted};
use crate::formula::constant;
use crate::schema::{Condition, Formula, Kind};
use crate::scope::Index;
use crate::tables::CodeTable;
use crate::values::{NO, YES};

/// Province, commune and street are compared as texts.
static ADDRESS_PART: Kind = Kind::Text { max_length: 200 };

/// What names can mean: the questions, and the tables of codes.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub index: &'a Index<'a>,
    pub tables: &'a [CodeTable],
}

impl<'a> Names<'a> {
    pub fn table(self, id: &str) -> Option<&'a CodeTable> {
        self.tables.iter().find(|table| table.id == id)
    }
}

/// The place from which a condition is read: in a group, names mean the same row.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub names: Names<'a>,
    pub path: &'a str,
    /// The group, as a place among the entries.
    pub group: Option<usize>,
}

impl<'a> Reader<'a> {
    pub fn check(self, condition: &Condition, faults: &mut Faults) {
        match condition {
            Condition::Is(name, value) => self.value(name, std::slice::from_ref(value), faults),
            Condition::OneOf(name, values) => {
                faults.some(self.path, values);
                self.value(name, values, faults);
            }
            Condition::Answered(name) => {
                self.find(name, faults);
            }
            Condition::AtLeast(name, _) | Condition::AtMost(name, _) => {
                self.wants(name, Wanted::Number, faults);
            }
            Condition::Before(first, second) => {
                self.wants(first, Wanted::Date, faults);
                self.wants(second, Wanted::Date, faults);
            }
            Condition::YoungerThan(name, _) | Condition::OlderThanDays(name, _) => {
                self.wants(name, Wanted::Date, faults);
            }
            Condition::Same(first, second) => self.same(first, second, faults),
            Condition::SumDiffers(total, parts) | Condition::SumExceeds(total, parts) => {
                self.wants(total, Wanted::Number, faults);
                self.sum(parts, faults);
            }
            Condition::Exceeds(first, second) => {
                self.wants(first, Wanted::Number, faults);
                self.wants(second, Wanted::Number, faults);
            }
            Condition::LongerThan(first, second, _) => {
                self.wants(first, Wanted::Date, faults);
                self.wants(second, Wanted::Date, faults);
            }
            Condition::Repeated(name) => {
                self.wants(name, Wanted::Value, faults);
                let outside = self.group.is_none();
                faults.add_if(outside, self.path, FaultReason::OutsideGroup { name: name.clone() });
            }
            Condition::NotOne(name, value) => {
                let inside =
                    self.names.index.find(name).and_then(|(place, _)| self.names.index.entries[place].group);
                let outside = inside.is_none() && self.names.index.find(name).is_some();
                faults.add_if(outside, self.path, FaultReason::OutsideGroup { name: name.clone() });
                Self { group: inside.or(self.group), ..self }.value(
                    name,
                    std::slice::from_ref(value),
                    faults,
                );
            }
            Condition::Channel(_) => {}
            Condition::All(conditions) | Condition::Any(conditions) => {
                faults.some(self.path, conditions);
                for condition in conditions {
                    self.check(condition, faults);
                }
            }
            Condition::Not(condition) => self.check(condition, faults),
        }
    }

    /// The kind of a question that a name means here; none, with a fault, when it means none.
    fn find(self, name: &str, faults: &mut Faults) -> Option<&'a Kind> {
        let Some((place, part)) = self.names.index.find(name) else {
            faults.add(self.path, FaultReason::UnknownQuestion { name: name.to_owned() });
            return None;
        };
        let entry = &self.names.index.entries[place];
        if entry.group.is_some() && entry.group != self.group {
            faults.add(self.path, FaultReason::InsideGroup { name: name.to_owned() });
            return None;
        }
        Some(if part.is_some() { &ADDRESS_PART } else { &entry.question.kind })
    }

    pub fn wants(self, name: &str, wanted: Wanted, faults: &mut Faults) {
        if let Some(kind) = self.find(name, faults) {
            self.expect(kind, name, wanted, faults);
        }
    }

    fn expect(self, kind: &Kind, name: &str, wanted: Wanted, faults: &mut Faults) {
        let question = name.to_owned();
        faults.add_if(!fits(kind, wanted), self.path, FaultReason::WrongKind { question, wanted });
    }

    fn value(self, name: &str, values: &[String], faults: &mut Faults) {
        let Some(kind) = self.find(name, faults) else {
            return;
        };
        self.expect(kind, name, Wanted::Value, faults);
        for value in values {
            let offered = match kind {
                Kind::Choice { options, table: None } => options.iter().any(|option| option.value == *value),
                Kind::Choice { table: Some(table), .. } => {
                    let rows = self.names.table(table).map(|table| &table.rows);
                    rows.is_none_or(|rows| rows.iter().any(|row| row.code == *value))
                }
                Kind::YesNo => value == YES || value == NO,
                _ => true,
            };
            let (question, value) = (name.to_owned(), value.clone());
            faults.add_if(!offered, self.path, FaultReason::UnknownOption { question, value });
        }
    }

    fn same(self, first: &str, second: &str, faults: &mut Faults) {
        let (Some(one), Some(other)) = (self.find(first, faults), self.find(second, faults)) else {
            return;
        };
        if discriminant(one) == discriminant(other) && !matches!(one, Kind::Group { .. } | Kind::File { .. })
        {
            return;
        }
        let (first, second) = (first.to_owned(), second.to_owned());
        faults.add(self.path, FaultReason::DifferentKinds { first, second });
    }

    /// Parts may stand in a group that is seen from outside; there they count in every row.
    fn sum(self, parts: &[String], faults: &mut Faults) {
        faults.some(self.path, parts);
        for part in parts.iter().filter(|part| constant(part).is_none()) {
            let inside =
                self.names.index.find(part).and_then(|(place, _)| self.names.index.entries[place].group);
            let reader = Self { group: inside.or(self.group), ..self };
            reader.wants(part, Wanted::Number, faults);
        }
    }

    /// Whether every name in a formula means something there.
    pub fn formula(self, formula: &Formula, faults: &mut Faults) {
        match formula {
            Formula::Sum(parts) => self.sum(parts, faults),
            Formula::Difference(first, second) => {
                self.operand(first, faults);
                self.operand(second, faults);
            }
            Formula::Product(factors) => {
                faults.some(self.path, factors);
                factors.iter().for_each(|factor| self.operand(factor, faults));
            }
            Formula::Rows(group) => self.wants(group, Wanted::Group, faults),
            Formula::Age(date) | Formula::DateInWords(date) => self.wants(date, Wanted::Date, faults),
            Formula::AgeOn(birth, day) => {
                self.wants(birth, Wanted::Date, faults);
                self.wants(day, Wanted::Date, faults);
            }
            Formula::AmountInWords(amount) => self.wants(amount, Wanted::Number, faults),
        }
    }

    fn operand(self, name: &str, faults: &mut Faults) {
        if constant(name).is_none() {
            self.wants(name, Wanted::Number, faults);
        }
    }
}

pub(super) fn fits(kind: &Kind, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Date => matches!(kind, Kind::Date { .. }),
        Wanted::Number => match kind {
            Kind::Number { .. } | Kind::Money { .. } => true,
            Kind::Calculated { formula, .. } => {
                !matches!(formula, Formula::AmountInWords(_) | Formula::DateInWords(_))
            }
            _ => false,
        },
        Wanted::Group => matches!(kind, Kind::Group { .. }),
        Wanted::Value => !matches!(kind, Kind::Address | Kind::Group { .. } | Kind::File { .. }),
        Wanted::SexChoice => match kind {
            Kind::Choice { options, .. } => {
                ["male", "female"].iter().all(|word| options.iter().any(|option| option.value == *word))
            }
            _ => false,
        },
    }
}

/// Every question that a formula names.
pub(super) fn names_in_formula<'a>(formula: &'a Formula, out: &mut Vec<&'a str>) {
    match formula {
        Formula::Sum(names) | Formula::Product(names) => {
            out.extend(names.iter().map(String::as_str).filter(|name| constant(name).is_none()));
        }
        Formula::Difference(first, second) | Formula::AgeOn(first, second) => {
            out.extend([first.as_str(), second].into_iter().filter(|name| constant(name).is_none()));
        }
        Formula::Rows(name)
        | Formula::Age(name)
        | Formula::AmountInWords(name)
        | Formula::DateInWords(name) => out.push(name),
    }
}
