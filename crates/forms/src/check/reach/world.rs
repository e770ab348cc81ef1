use std::collections::{BTreeMap, BTreeSet};

use crate::check::conditions::Names;
use crate::procedure::Channel;
use crate::schema::{Condition, DateRange, Kind};
use crate::values::{self, NO, YES};

/// What is supposed of the answers so far.
#[derive(Clone)]
pub(super) struct World<'a> {
    names: Names<'a>,
    /// Every question that is asked and must be answered is.
    pub complete: bool,
    supposed: BTreeMap<usize, Supposed>,
    channels: Vec<Channel>,
    /// Statements about several questions.
    statements: Vec<(&'a Condition, bool)>,
}

/// What is supposed of the answer to one question. All but `answered` is about the answer if there is one.
#[derive(Clone, Default)]
struct Supposed {
    answered: Option<bool>,
    /// One of these; none when it may be anything.
    values: Option<BTreeSet<String>>,
    excluded: BTreeSet<String>,
    number: Span,
    /// Completed years since a date.
    age: Span,
    /// Days since a date.
    days: Span,
}

/// Both ends count.
#[derive(Clone, Copy)]
struct Span {
    least: i64,
    most: i64,
}

impl Default for Span {
    fn default() -> Self {
        Self { least: i64::MIN, most: i64::MAX }
    }
}

impl Span {
    fn at_least(&mut self, least: i64) {
        self.least = self.least.max(least);
    }

    fn at_most(&mut self, most: i64) {
        self.most = self.most.min(most);
    }

    const fn is_empty(self) -> bool {
        self.least > self.most
    }

    const fn has(self, number: i64) -> bool {
        self.least <= number && number <= self.most
    }
}

impl<'a> World<'a> {
    pub fn new(names: Names<'a>, complete: bool) -> Self {
        let channels = vec![Channel::Counter, Channel::Online, Channel::Post];
        Self { names, complete, supposed: BTreeMap::new(), channels, statements: Vec::new() }
    }

    /// The questions that a condition names. Of the parts of an address nothing is supposed.
    pub fn places(&self, condition: &Condition) -> Vec<usize> {
        let found = condition.names().into_iter().filter_map(|name| self.names.index.find(name));
        found.filter(|(_, part)| part.is_none()).map(|(place, _)| place).collect()
    }

    /// The questions without which a condition is unknown. Parts of a sum may be missing.
    pub fn places_needed(&self, condition: &Condition) -> Vec<usize> {
        match condition {
            // It is about the answers of all rows, not of one.
            Condition::NotOne(..) => Vec::new(),
            Condition::SumDiffers(total, _) | Condition::SumExceeds(total, _) => {
                self.names.index.find(total).map(|(place, _)| place).into_iter().collect()
            }
            _ => self.places(condition),
        }
    }

    pub fn is_answered(&self, place: usize) -> bool {
        self.supposed.get(&place).is_some_and(|supposed| supposed.answered == Some(true))
    }

    /// False when it cannot be answered.
    pub fn answer(&mut self, place: usize) -> bool {
        self.suppose(place, |supposed| {
            let blank = supposed.answered == Some(false);
            supposed.answered = Some(true);
            !blank
        })
    }

    /// False when it is answered.
    pub fn leave_blank(&mut self, place: usize) -> bool {
        self.suppose(place, |supposed| {
            let answered = supposed.answered == Some(true);
            supposed.answered = Some(false);
            !answered
        })
    }

    /// Supposes a condition without parts; false when that cannot be. That its questions are answered is supposed
    /// apart from it.
    pub fn is_true(&mut self, condition: &'a Condition) -> bool {
        match condition {
            Condition::Is(name, value) => self.is_among(name, std::slice::from_ref(value)),
            Condition::OneOf(name, values) => self.is_among(name, values),
            Condition::AtLeast(name, least) => self.about(name, |is| is.number.at_least(*least)),
            Condition::AtMost(name, most) => self.about(name, |is| is.number.at_most(*most)),
            Condition::YoungerThan(name, years) => {
                self.about(name, |is| is.age.at_most(i64::from(*years) - 1))
            }
            Condition::OlderThanDays(name, days) => {
                self.about(name, |is| is.days.at_least(i64::from(*days) + 1))
            }
            Condition::Channel(channel) => {
                self.channels.retain(|known| known == channel);
                !self.channels.is_empty()
            }
            _ => self.state(condition, true),
        }
    }

    /// Supposes that a condition without parts does not hold, be it unknown or false.
    pub fn is_not_true(&mut self, condition: &'a Condition) -> bool {
        match condition {
            Condition::Is(name, value) => self.is_not_among(name, std::slice::from_ref(value)),
            Condition::OneOf(name, values) => self.is_not_among(name, values),
            Condition::AtLeast(name, least) => {
                self.about(name, |is| is.number.at_most(least.saturating_sub(1)))
            }
            Condition::AtMost(name, most) => {
                self.about(name, |is| is.number.at_least(most.saturating_add(1)))
            }
            Condition::YoungerThan(name, years) => self.about(name, |is| is.age.at_least(i64::from(*years))),
            Condition::OlderThanDays(name, days) => self.about(name, |is| is.days.at_most(i64::from(*days))),
            Condition::Channel(channel) => {
                self.channels.retain(|known| known != channel);
                !self.channels.is_empty()
            }
            _ => self.state(condition, false),
        }
    }

    fn is_among(&mut self, name: &str, values: &[String]) -> bool {
        if self.is_part(name) {
            return true;
        }
        self.about(name, |is| {
            let given = values.iter().cloned().collect();
            is.values = Some(match &is.values {
                Some(known) => known.intersection(&given).cloned().collect(),
                None => given,
            });
        })
    }

    fn is_not_among(&mut self, name: &str, values: &[String]) -> bool {
        self.is_part(name) || self.about(name, |is| is.excluded.extend(values.iter().cloned()))
    }

    fn is_part(&self, name: &str) -> bool {
        self.names.index.find(name).is_some_and(|(_, part)| part.is_some())
    }

    fn about(&mut self, name: &str, then: impl FnOnce(&mut Supposed)) -> bool {
        let Some((place, _)) = self.names.index.find(name) else {
            return true;
        };
        self.suppose(place, |supposed| {
            then(supposed);
            true
        })
    }

    /// Changes what is supposed of a question; false when the answer that it has cannot be.
    fn suppose(&mut self, place: usize, then: impl FnOnce(&mut Supposed) -> bool) -> bool {
        let names = self.names;
        let kind = &names.index.entries[place].question.kind;
        let supposed = self.supposed.entry(place).or_insert_with(|| Supposed::of(kind, names));
        then(supposed) && (supposed.answered != Some(true) || supposed.can_be())
    }

    fn state(&mut self, condition: &'a Condition, truth: bool) -> bool {
        let clashes = self.statements.iter().any(|(known, known_truth)| match (known, condition) {
            _ if *known == condition => *known_truth != truth,
            (Condition::Before(first, second), Condition::Before(other_first, other_second)) => {
                truth && *known_truth && (first, second) == (other_second, other_first)
            }
            (Condition::Before(first, second), Condition::Same(one, other))
            | (Condition::Same(one, other), Condition::Before(first, second)) => {
                truth && *known_truth && ((first, second) == (one, other) || (first, second) == (other, one))
            }
            _ => false,
        });
        self.statements.push((condition, truth));
        let of_itself = match condition {
            Condition::Before(first, second)
            | Condition::Exceeds(first, second)
            | Condition::LongerThan(first, second, _) => truth && first == second,
            _ => false,
        };
        !clashes && !of_itself
    }
}

impl Supposed {
    /// What every answer to a question of this kind is.
    fn of(kind: &Kind, names: Names<'_>) -> Self {
        let mut supposed = Self::default();
        match kind {
            Kind::Choice { options, table: None } => {
                supposed.values = Some(options.iter().map(|option| option.value.clone()).collect());
            }
            Kind::Choice { table: Some(table), .. } => {
                let table = names.table(table);
                supposed.values = table.map(|table| table.rows.iter().map(|row| row.code.clone()).collect());
            }
            Kind::YesNo => supposed.values = Some([YES, NO].map(str::to_owned).into()),
            Kind::Number { min, max, .. } => supposed.number = span(*min, *max),
            Kind::Money { min, max } => supposed.number = span(min.or(Some(0)), *max),
            Kind::Date { range: DateRange::Past, .. } => supposed.days.at_least(0),
            Kind::Date { range: DateRange::Future, .. } => supposed.days.at_most(0),
            _ => {}
        }
        supposed
    }

    /// Whether any answer is all of this.
    fn can_be(&self) -> bool {
        if self.number.is_empty() || self.age.is_empty() || self.days.is_empty() {
            return false;
        }
        // A year has 365 days or 366.
        let too_old = self.age.least.saturating_mul(365) > self.days.most;
        let too_young = self.age.most.saturating_add(1).saturating_mul(366) < self.days.least;
        if self.age.least >= 0 && too_old || too_young {
            return false;
        }
        let fits = |value: &String| {
            values::whole_number(value).is_none_or(|number| self.number.has(number))
                && !self.excluded.contains(value)
        };
        self.values.as_ref().is_none_or(|values| values.iter().any(fits))
    }
}

fn span(min: Option<i64>, max: Option<i64>) -> Span {
    Span { least: min.unwrap_or(i64::MIN), most: max.unwrap_or(i64::MAX) }
}
