//! Âm lịch: the lunar calendar of Vietnam, computed for 1900 to 2199.
//!
//! A month begins on the day of the new moon in Vietnam. Month 11 holds the December solstice; when thirteen months
//! lie between two months 11, the first of them in which the sun enters no new twelfth of its circle is leap and has
//! the number of the month before. Vietnam counts by UTC+7 since 1968 (decision 121/CP of 8/8/1967). Here UTC+7 holds
//! throughout: before 1968 people used other tables, so old dates can differ by a day or a month, and the south kept
//! UTC+8 until 1975. When a new moon falls within a minute of midnight, as on 8 May 2054, no table of today is
//! certain.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::codes::error_codes;

mod sky;

#[cfg(test)]
mod tests;

/// The years, of the solar calendar, whose days are computed.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

error_codes! {
    /// Why a date has no counterpart in the other calendar.
    pub enum LunarError {
        /// The solar date is not in 1900 to 2199.
        OutOfRange => "lunar.out_of_range",
        /// The year has no such month, or no such leap month.
        NoSuchMonth => "lunar.no_such_month",
        /// The month has no such day: months have 29 or 30.
        NoSuchDay => "lunar.no_such_day",
    }
}

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LunarDate {
    /// The year that began with this Tết, named after the solar year in which it began.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// Whether it is the leap month (tháng nhuận) after the month of this number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

impl LunarDate {
    /// A day of an ordinary month.
    #[must_use]
    pub const fn new(year: i32, month: u8, day: u8) -> Self {
        Self { year, month, leap: false, day }
    }

    /// The lunar day of a solar date.
    ///
    /// # Errors
    /// `OutOfRange` before 1900 and after 2199.
    pub fn from_solar(date: Date) -> Result<Self, LunarError> {
        let day = sky::day_of(in_range(date)?);
        let this = Circle::of(date.year());
        let circle = if day < this.end { this } else { Circle::of(date.year() + 1) };
        let month =
            circle.months.iter().rev().find(|month| month.first <= day).ok_or(LunarError::OutOfRange)?;
        let day = u8::try_from(day - month.first + 1).map_err(|_| LunarError::OutOfRange)?;
        Ok(Self { year: month.year, month: month.number, leap: month.leap, day })
    }

    /// The solar date of a lunar day.
    ///
    /// # Errors
    /// `NoSuchMonth` and `NoSuchDay` when the calendar has no such day, `OutOfRange` when it is before 1900 or after
    /// 2199.
    pub fn to_solar(self) -> Result<Date, LunarError> {
        if !(YEARS.start() - 1..=*YEARS.end()).contains(&self.year) {
            return Err(LunarError::OutOfRange);
        }
        let circle = Circle::of(if self.month < 11 { self.year } else { self.year + 1 });
        let mut months = circle.months.iter().enumerate();
        let (index, month) = months
            .find(|(_, month)| month.number == self.month && month.leap == self.leap)
            .ok_or(LunarError::NoSuchMonth)?;
        let next = circle.months.get(index + 1).map_or(circle.end, |month| month.first);
        let day = month.first + i32::from(self.day) - 1;
        if self.day == 0 || day >= next {
            return Err(LunarError::NoSuchDay);
        }
        in_range(Date::from_julian_day(day).map_err(|_| LunarError::OutOfRange)?)
    }
}

/// Mùng 1 Tết: the first day of the lunar year that begins in this solar year.
///
/// # Errors
/// `OutOfRange` before 1900 and after 2199.
pub fn lunar_new_year(year: i32) -> Result<Date, LunarError> {
    LunarDate::new(year, 1, 1).to_solar()
}

fn in_range(date: Date) -> Result<Date, LunarError> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(LunarError::OutOfRange) }
}

/// The months from one month 11 to the day before the next, of which the later one lies in a given solar year.
struct Circle {
    months: Vec<Month>,
    /// First day of the next month 11, as a Julian day number.
    end: i32,
}

struct Month {
    /// Julian day number.
    first: i32,
    year: i32,
    number: u8,
    leap: bool,
}

impl Circle {
    fn of(year: i32) -> Self {
        let (from, to) = (month_eleven(year - 1), month_eleven(year));
        let firsts: Vec<i32> = (from..=to).map(sky::new_moon_day).collect();
        let enters_none = |pair: &[i32]| sky::twelfth(pair[0]) == sky::twelfth(pair[1]);
        let leap = if firsts.len() > 13 { firsts.windows(2).position(enters_none) } else { None };
        let (end, firsts) = firsts.split_last().map_or((0, &[][..]), |(end, firsts)| (*end, firsts));
        let months = firsts.iter().enumerate().map(|(index, first)| {
            let passed = index - usize::from(leap.is_some_and(|leap| leap <= index));
            let number = u8::try_from((passed + 10) % 12 + 1).unwrap_or_default();
            let year = if number >= 11 { year - 1 } else { year };
            Month { first: *first, year, number, leap: leap == Some(index) }
        });
        Self { months: months.collect(), end }
    }
}

/// The number of the new moon that begins month 11 of this year.
fn month_eleven(year: i32) -> i32 {
    const SOLSTICE: i32 = 9;
    let in_year = |number: &i32| sky::new_moon_day(*number) <= last_day(year);
    let last = sky::around(year).rev().find(in_year).unwrap_or_default();
    // Only after a solstice that came before it does the last new moon of a year begin month 12.
    if sky::twelfth(sky::new_moon_day(last)) == SOLSTICE { last - 1 } else { last }
}

fn last_day(year: i32) -> i32 {
    Date::from_calendar_date(year, time::Month::December, 31).map_or(i32::MAX, sky::day_of)
}
