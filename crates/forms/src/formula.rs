//! Values that are worked out from other answers.

use std::fmt;

use domain::words::{amount_in_words, date_in_words};

use crate::schema::{Formula, Kind};
use crate::scope::{Row, Scope};
use crate::values;

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Number(i64),
    Words(String),
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(out),
            Self::Words(words) => words.fmt(out),
        }
    }
}

/// The number that stands in the place of a question's name. Ids begin with a letter, so none is mistaken for one.
pub(crate) fn constant(name: &str) -> Option<i64> {
    name.parse().ok()
}

impl Scope<'_> {
    /// The value of a calculated question; none while an answer that it needs is missing or cannot be read, or a number
    /// grows beyond all bounds. Worked out once; what leads back to itself has no value.
    pub fn calculated(&self, place: usize, row: Row) -> Option<Value> {
        let Kind::Calculated { formula, .. } = &self.index.entries[place].question.kind else {
            return None;
        };
        let key = (place, row.map(|(_, row)| row));
        if let Some(known) = self.values.borrow().get(&key) {
            return known.clone();
        }
        self.values.borrow_mut().insert(key, None);
        let value = self.work_out(formula, row);
        self.values.borrow_mut().insert(key, value.clone());
        value
    }

    fn work_out(&self, formula: &Formula, row: Row) -> Option<Value> {
        let number = match formula {
            Formula::Sum(parts) => self.sum(parts, row)?,
            Formula::Difference(first, second) => {
                self.operand(first, row)?.checked_sub(self.operand(second, row)?)?
            }
            Formula::Product(factors) => {
                let factors = factors.iter().map(|factor| self.operand(factor, row));
                factors.reduce(|product, factor| product?.checked_mul(factor?))??
            }
            Formula::Rows(group) => {
                let (place, _, row) = self.resolve(group, row)?;
                self.question_shown(place, row).then(|| i64::from(self.rows(place)))?
            }
            Formula::Age(birth) => age(values::age(self.date(birth, row)?, self.context.today))?,
            Formula::AgeOn(birth, day) => age(values::age(self.date(birth, row)?, self.date(day, row)?))?,
            Formula::AmountInWords(amount) => {
                let amount = u64::try_from(self.number(amount, row)?).ok()?;
                return amount_in_words(amount).map(Value::Words);
            }
            Formula::DateInWords(date) => return self.date(date, row).map(date_in_words).map(Value::Words),
        };
        Some(Value::Number(number))
    }

    fn operand(&self, name: &str, row: Row) -> Option<i64> {
        constant(name).or_else(|| self.number(name, row))
    }

    /// What is unanswered counts nothing; none when all is, or something cannot be read.
    pub fn sum(&self, parts: &[String], row: Row) -> Option<i64> {
        let mut sum = None;
        for part in parts {
            if let Some(number) = constant(part) {
                sum = Some(sum.unwrap_or(0_i64).checked_add(number)?);
                continue;
            }
            let Some((place, _)) = self.index.find(part) else {
                continue;
            };
            for row in self.rows_named(place, row) {
                match self.number_at(place, row) {
                    Some(number) => sum = Some(sum.unwrap_or(0_i64).checked_add(number)?),
                    None if self.is_answered(place, row) => return None,
                    None => {}
                }
            }
        }
        sum
    }
}

/// Nobody has an age before birth.
fn age(years: i32) -> Option<i64> {
    (years >= 0).then_some(i64::from(years))
}
