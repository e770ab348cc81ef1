//! Whether every name in a condition means something there.

use std::mem::discriminant;

use super::{FaultReason, Faults, Wanted};
use crate::schema::{Condition, Kind};
use crate::scope::Index;
use crate::values::{NO, YES};

/// Province, commune and street are compared as texts.
static ADDRESS_PART: Kind = Kind::Text { max_length: 200 };

/// The place from which a condition is read: in a group, names mean the same row.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub index: &'a Index<'a>,
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
            Condition::SumDiffers(total, parts) => self.sum(total, parts, faults),
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
        let Some((place, part)) = self.index.find(name) else {
            faults.add(self.path, FaultReason::UnknownQuestion { name: name.to_owned() });
            return None;
        };
        let entry = &self.index.entries[place];
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
                Kind::Choice { options } => options.iter().any(|option| option.value == *value),
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
    fn sum(self, total: &str, parts: &[String], faults: &mut Faults) {
        self.wants(total, Wanted::Number, faults);
        faults.some(self.path, parts);
        for part in parts {
            let inside = self.index.find(part).and_then(|(place, _)| self.index.entries[place].group);
            let reader = Self { group: inside.or(self.group), ..self };
            reader.wants(part, Wanted::Number, faults);
        }
    }
}

fn fits(kind: &Kind, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Date => matches!(kind, Kind::Date { .. }),
        Wanted::Number => matches!(kind, Kind::Number { .. } | Kind::Money { .. }),
        Wanted::Value => !matches!(kind, Kind::Address | Kind::Group { .. } | Kind::File { .. }),
        Wanted::SexChoice => match kind {
            Kind::Choice { options } => {
                ["male", "female"].iter().all(|word| options.iter().any(|option| option.value == *word))
            }
            _ => false,
        },
    }
}

/// Every name in a condition.
pub(super) fn names<'a>(condition: &'a Condition, out: &mut Vec<&'a str>) {
    match condition {
        Condition::Is(name, _)
        | Condition::OneOf(name, _)
        | Condition::Answered(name)
        | Condition::AtLeast(name, _)
        | Condition::AtMost(name, _)
        | Condition::YoungerThan(name, _)
        | Condition::OlderThanDays(name, _) => out.push(name),
        Condition::Before(first, second) | Condition::Same(first, second) => {
            out.extend([first.as_str(), second]);
        }
        Condition::SumDiffers(total, parts) => {
            out.push(total);
            out.extend(parts.iter().map(String::as_str));
        }
        Condition::All(conditions) | Condition::Any(conditions) => {
            for condition in conditions {
                names(condition, out);
            }
        }
        Condition::Not(condition) => names(condition, out),
    }
}
