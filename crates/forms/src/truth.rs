//! Whether a condition holds.

use crate::schema::{Condition, Demand};
use crate::scope::{Row, Scope};
use crate::values;

impl Scope<'_> {
    /// What depends on a question that is unanswered does not hold.
    pub fn holds(&self, condition: &Condition, row: Row) -> bool {
        match condition {
            Condition::All(conditions) => conditions.iter().all(|condition| self.holds(condition, row)),
            Condition::Any(conditions) => conditions.iter().any(|condition| self.holds(condition, row)),
            Condition::Not(condition) => !self.holds(condition, row),
            _ => self.statement(condition, row).unwrap_or_default(),
        }
    }

    pub fn is_broken(&self, demand: &Demand, row: Row) -> bool {
        match demand {
            Demand::BrokenIf(condition) => self.holds(condition, row),
            Demand::MustHold(condition) => self.truth(condition, row) == Some(false),
        }
    }

    /// None while the truth depends on a question that is unanswered.
    pub fn truth(&self, condition: &Condition, row: Row) -> Option<bool> {
        match condition {
            Condition::All(conditions) => self.decided(conditions, row, false),
            Condition::Any(conditions) => self.decided(conditions, row, true),
            Condition::Not(condition) => self.truth(condition, row).map(|truth| !truth),
            _ => self.statement(condition, row),
        }
    }

    /// One part that is `decisive` decides; else all must be known.
    fn decided(&self, conditions: &[Condition], row: Row, decisive: bool) -> Option<bool> {
        let mut all_known = true;
        for condition in conditions {
            match self.truth(condition, row) {
                Some(truth) if truth == decisive => return Some(decisive),
                Some(_) => {}
                None => all_known = false,
            }
        }
        all_known.then_some(!decisive)
    }

    /// A condition without parts; none while a question that it compares is unanswered.
    fn statement(&self, condition: &Condition, row: Row) -> Option<bool> {
        match condition {
            Condition::Is(name, value) => Some(self.text(name, row)? == *value),
            Condition::OneOf(name, values) => Some(values.contains(&self.text(name, row)?)),
            Condition::Answered(name) => Some(self.text(name, row).is_some()),
            Condition::AtLeast(name, least) => Some(self.number(name, row)? >= *least),
            Condition::AtMost(name, most) => Some(self.number(name, row)? <= *most),
            Condition::Before(first, second) => Some(self.date(first, row)? < self.date(second, row)?),
            Condition::YoungerThan(name, years) => {
                Some(values::age(self.date(name, row)?, self.context.today) < i32::from(*years))
            }
            Condition::OlderThanDays(name, days) => {
                Some((self.context.today - self.date(name, row)?).whole_days() > i64::from(*days))
            }
            Condition::Same(first, second) => Some(self.text(first, row)? == self.text(second, row)?),
            Condition::SumDiffers(total, parts) => Some(self.sum(parts, row)? != self.number(total, row)?),
            Condition::SumExceeds(total, parts) => Some(self.sum(parts, row)? > self.number(total, row)?),
            Condition::Exceeds(first, second) => Some(self.number(first, row)? > self.number(second, row)?),
            Condition::LongerThan(first, second, years) => {
                let (first, second) = (self.date(first, row)?, self.date(second, row)?);
                let whole = values::age(first, second);
                let to_the_day = (first.month(), first.day()) == (second.month(), second.day());
                Some(whole > i32::from(*years) || whole == i32::from(*years) && !to_the_day)
            }
            Condition::Repeated(name) => self.repeated(name, row),
            Condition::NotOne(name, value) => self.not_one(name, value, row),
            Condition::Channel(channel) => Some(self.context.channel == *channel),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => None,
        }
    }

    /// Unknown while a row that is unanswered may still be the one.
    fn not_one(&self, name: &str, value: &str, row: Row) -> Option<bool> {
        let (place, _) = self.index.find(name)?;
        let rows = self.rows_named(place, row).into_iter();
        let answers: Vec<Option<String>> =
            rows.filter(|row| self.question_shown(place, *row)).map(|row| self.text(name, row)).collect();
        match answers.iter().flatten().filter(|answer| *answer == value).count() {
            0 if answers.iter().any(Option::is_none) || answers.is_empty() => None,
            count => Some(count != 1),
        }
    }

    fn repeated(&self, name: &str, row: Row) -> Option<bool> {
        let own = self.text(name, row)?;
        let (group, own_row) = row?;
        let others = (0..self.rows(group)).filter(|other| *other != own_row);
        let mut texts = others.filter_map(|other| self.text(name, Some((group, other))));
        Some(texts.any(|text| text == own))
    }
}
