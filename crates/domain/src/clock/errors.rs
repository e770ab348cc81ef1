use time::Date;

use crate::when::iso_date;

/// Why a period cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockError {
    /// Holidays are announced year by year, so a year that nobody entered is never guessed.
    NoCalendar {
        /// The year to enter from the official notice.
        year: i32,
    },
}

impl ClockError {
    /// Stable code that the user interface translates.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoCalendar { .. } => "clock.no_calendar",
        }
    }
}

impl std::fmt::Display for ClockError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoCalendar { year } => write!(f, "{} {year}", self.code()),
        }
    }
}

impl std::error::Error for ClockError {}

/// Why the entered years do not make a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// The year was entered twice.
    DuplicateYear(i32),
    /// The date is of another year than its file.
    OtherYear(Date),
    /// The holiday was entered twice.
    DuplicateHoliday(Date),
    /// Only a Saturday can be a swapped working day.
    NotSaturday(Date),
    /// The day is both a holiday and a swapped working day.
    WorkedHoliday(Date),
}

impl CalendarError {
    /// Stable code that the user interface translates.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DuplicateYear(_) => "calendar.duplicate_year",
            Self::OtherYear(_) => "calendar.other_year",
            Self::DuplicateHoliday(_) => "calendar.duplicate_holiday",
            Self::NotSaturday(_) => "calendar.not_saturday",
            Self::WorkedHoliday(_) => "calendar.worked_holiday",
        }
    }
}

impl std::fmt::Display for CalendarError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = self.code();
        match self {
            Self::DuplicateYear(year) => write!(f, "{code} {year}"),
            Self::OtherYear(date)
            | Self::DuplicateHoliday(date)
            | Self::NotSaturday(date)
            | Self::WorkedHoliday(date) => write!(f, "{code} {}", iso_date(*date)),
        }
    }
}

impl std::error::Error for CalendarError {}
