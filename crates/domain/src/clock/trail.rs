use time::{Date, OffsetDateTime, Time};

use super::{
    arithmetic::{ArithmeticStep, Due, SkipReason},
    calendar::Calendar,
    errors::ClockError,
};
use crate::when::at_local;

/// Walks the calendar and remembers what it passed, so that the sum can be shown.
pub(super) struct Trail<'a> {
    calendar: &'a Calendar,
    steps: Vec<ArithmeticStep>,
}

impl<'a> Trail<'a> {
    pub(super) fn new(calendar: &'a Calendar) -> Self {
        Self { calendar, steps: Vec::new() }
    }

    pub(super) fn push(&mut self, step: ArithmeticStep) {
        self.steps.push(step);
    }

    /// The first working day from `date` on, `date` included.
    pub(super) fn working_day_from(&mut self, mut date: Date) -> Result<Date, ClockError> {
        while !self.calendar.is_working_day(date)? {
            self.skip(date);
            date = Calendar::tomorrow(date)?;
        }
        if self.calendar.is_swapped(date) {
            self.push(ArithmeticStep::SwappedWorkingDay { date });
        }
        Ok(date)
    }

    /// The first working day after `date`.
    pub(super) fn working_day_after(&mut self, date: Date) -> Result<Date, ClockError> {
        self.working_day_from(Calendar::tomorrow(date)?)
    }

    /// Ends the walk.
    pub(super) fn due_at(mut self, date: Date, time: Time) -> Due {
        let at = at_local(date, time);
        self.push(ArithmeticStep::DueAt { at });
        Due { at, arithmetic: self.steps }
    }

    fn skip(&mut self, date: Date) {
        let reason = match self.calendar.holiday(date) {
            Some(name) => SkipReason::Holiday { name: name.clone() },
            None => SkipReason::Weekend,
        };
        if let Some(ArithmeticStep::Skipped { to, reason: last, .. }) = self.steps.last_mut()
            && *last == reason
            && to.next_day() == Some(date)
        {
            *to = date;
            return;
        }
        self.push(ArithmeticStep::Skipped { from: date, to: date, reason });
    }
}

/// The clock time without parts of a second, which no paper shows.
pub(super) fn whole_second(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_nanosecond(0).unwrap_or(at)
}
