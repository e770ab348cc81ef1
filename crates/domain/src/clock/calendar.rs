use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use time::{Date, Weekday};

use super::errors::{CalendarError, ClockError};
use crate::{text::Text, when::iso};

/// One day off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    #[serde(with = "iso::date")]
    pub date: Date,
    /// What is celebrated, or which day is worked instead.
    pub name: Text,
}

/// The days off and swapped working days of one year, as the official notices announce them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Days off besides Saturdays and Sundays.
    pub holidays: Vec<Holiday>,
    /// Saturdays worked in exchange for another day off.
    #[serde(with = "iso::dates", default)]
    pub working_saturdays: Vec<Date>,
    /// The notices from which the year was entered.
    pub source: String,
}

/// Which days are worked, for the years that were entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeSet<i32>,
    holidays: BTreeMap<Date, Text>,
    working_saturdays: BTreeSet<Date>,
}

impl Calendar {
    /// Joins the years into one calendar.
    ///
    /// # Errors
    /// When a year, or a day in it, contradicts itself or another.
    pub fn from_years(years: Vec<CalendarYear>) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        for year in years {
            calendar.add(year)?;
        }
        Ok(calendar)
    }

    fn add(&mut self, entered: CalendarYear) -> Result<(), CalendarError> {
        if !self.years.insert(entered.year) {
            return Err(CalendarError::DuplicateYear(entered.year));
        }
        for Holiday { date, name } in entered.holidays {
            if date.year() != entered.year {
                return Err(CalendarError::OtherYear(date));
            }
            if self.holidays.insert(date, name).is_some() {
                return Err(CalendarError::DuplicateHoliday(date));
            }
        }
        for date in entered.working_saturdays {
            if date.year() != entered.year {
                return Err(CalendarError::OtherYear(date));
            }
            if date.weekday() != Weekday::Saturday {
                return Err(CalendarError::NotSaturday(date));
            }
            if self.holidays.contains_key(&date) {
                return Err(CalendarError::WorkedHoliday(date));
            }
            self.working_saturdays.insert(date);
        }
        Ok(())
    }

    /// The years that were entered, ascending.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// Whether offices work on this day.
    ///
    /// # Errors
    /// `NoCalendar` when the year was not entered.
    pub fn is_working_day(&self, date: Date) -> Result<bool, ClockError> {
        let year = date.year();
        if !self.years.contains(&year) {
            return Err(ClockError::NoCalendar { year });
        }
        if self.holidays.contains_key(&date) {
            return Ok(false);
        }
        Ok(!is_weekend(date) || self.is_swapped(date))
    }

    /// What is celebrated on this day, when it is a holiday.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<&Text> {
        self.holidays.get(&date)
    }

    /// Whether this Saturday is worked in exchange for another day off.
    #[must_use]
    pub fn is_swapped(&self, date: Date) -> bool {
        self.working_saturdays.contains(&date)
    }

    /// The day after, as long as dates go on.
    pub(super) fn tomorrow(date: Date) -> Result<Date, ClockError> {
        let year = date.year() + 1;
        date.next_day().ok_or(ClockError::NoCalendar { year })
    }
}

/// Saturday or Sunday.
pub(super) const fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::fixtures::calendar;

    fn year(year: i32, holidays: &[Date], working_saturdays: &[Date]) -> CalendarYear {
        let name = Text::new("Ngày nghỉ", "Day off");
        let holiday = |date: &Date| Holiday { date: *date, name: name.clone() };
        CalendarYear {
            year,
            holidays: holidays.iter().map(holiday).collect(),
            working_saturdays: working_saturdays.to_vec(),
            source: String::from("test"),
        }
    }

    /// Every weekday off and every Saturday worked, as the notices of these years say.
    #[test]
    fn the_entered_years_are_the_announced_years() {
        let calendar = calendar();
        let mut off = Vec::new();
        let mut worked = Vec::new();
        let mut day = date!(2024 - 01 - 01);
        while day.year() < 2027 {
            let working = calendar.is_working_day(day).unwrap();
            if !working && !is_weekend(day) {
                off.push(iso::iso_date(day));
            }
            if working && is_weekend(day) {
                worked.push(iso::iso_date(day));
            }
            day = day.next_day().unwrap();
        }
        let announced = [
            "2024-01-01",
            "2024-02-08",
            "2024-02-09",
            "2024-02-12",
            "2024-02-13",
            "2024-02-14",
            "2024-04-18",
            "2024-04-29",
            "2024-04-30",
            "2024-05-01",
            "2024-09-02",
            "2024-09-03",
            "2025-01-01",
            "2025-01-27",
            "2025-01-28",
            "2025-01-29",
            "2025-01-30",
            "2025-01-31",
            "2025-04-07",
            "2025-04-30",
            "2025-05-01",
            "2025-05-02",
            "2025-09-01",
            "2025-09-02",
            "2026-01-01",
            "2026-01-02",
            "2026-02-16",
            "2026-02-17",
            "2026-02-18",
            "2026-02-19",
            "2026-02-20",
            "2026-04-27",
            "2026-04-30",
            "2026-05-01",
            "2026-08-31",
            "2026-09-01",
            "2026-09-02",
            "2026-11-24",
        ];
        assert_eq!(off, announced);
        assert_eq!(worked, ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]);
    }

    #[test]
    fn a_year_that_nobody_entered_is_refused() {
        let calendar = calendar();
        let refusal = calendar.is_working_day(date!(2027 - 01 - 04)).unwrap_err();
        assert_eq!(refusal, ClockError::NoCalendar { year: 2027 });
        assert_eq!(refusal.to_string(), "clock.no_calendar 2027");
        assert!(calendar.is_working_day(date!(2023 - 12 - 29)).is_err());
        assert_eq!(calendar.years().collect::<Vec<_>>(), [2024, 2025, 2026]);
    }

    #[test]
    fn a_year_that_contradicts_itself_is_refused() {
        let saturday = date!(2026 - 08 - 22);
        let monday = date!(2026 - 08 - 24);
        let refused = |years| Calendar::from_years(years).unwrap_err();
        assert_eq!(
            refused(vec![year(2026, &[], &[]), year(2026, &[], &[])]),
            CalendarError::DuplicateYear(2026)
        );
        assert_eq!(refused(vec![year(2025, &[monday], &[])]), CalendarError::OtherYear(monday));
        assert_eq!(refused(vec![year(2025, &[], &[saturday])]), CalendarError::OtherYear(saturday));
        assert_eq!(
            refused(vec![year(2026, &[monday, monday], &[])]),
            CalendarError::DuplicateHoliday(monday)
        );
        assert_eq!(refused(vec![year(2026, &[], &[monday])]), CalendarError::NotSaturday(monday));
        assert_eq!(
            refused(vec![year(2026, &[saturday], &[saturday])]),
            CalendarError::WorkedHoliday(saturday)
        );
    }

    #[test]
    fn a_misspelt_field_is_not_read_as_an_empty_list() {
        let json = r#"{"year":2026,"holidays":[],"working_saturday":["2026-08-22"],"source":"x"}"#;
        assert!(serde_json::from_str::<CalendarYear>(json).is_err());
        let json = r#"{"year":2026,"holidays":[],"working_saturdays":["2026-02-30"],"source":"x"}"#;
        assert!(serde_json::from_str::<CalendarYear>(json).is_err());
    }
}
