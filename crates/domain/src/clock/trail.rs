use time::{Date, OffsetDateTime, Time};

use super::{
    arithmetic::{ArithmeticStep, Due, SkipReason},
    calendar::Calendar,
    errors::ClockError,
    hours::{DailyHours, OfficeHours},
};
use crate::when::at_local;

/// Walks the calendar of a unit and remembers what it passed, so that the sum can be shown.
pub(super) struct Trail<'a> {
    calendar: &'a Calendar,
    hours: &'a OfficeHours,
    steps: Vec<ArithmeticStep>,
}

impl<'a> Trail<'a> {
    pub(super) const fn new(calendar: &'a Calendar, hours: &'a OfficeHours) -> Self {
        Self { calendar, hours, steps: Vec::new() }
    }

    /// Goes on where an earlier walk ended.
    pub(super) fn after(steps: Vec<ArithmeticStep>, calendar: &'a Calendar, hours: &'a OfficeHours) -> Self {
        Self { calendar, hours, steps }
    }

    pub(super) fn push(&mut self, step: ArithmeticStep) {
        self.steps.push(step);
    }

    /// The hours of a day, were it worked.
    pub(super) fn hours_on(&self, date: Date) -> DailyHours {
        self.hours.on(date)
    }

    /// Why the unit does not work on this day, when it does not.
    pub(super) fn off(&self, date: Date) -> Result<Option<SkipReason>, ClockError> {
        if self.calendar.is_working_day(date)? {
            let closure = self.hours.closure(date);
            return Ok(closure.map(|name| SkipReason::Closure { name: name.clone() }));
        }
        let holiday = self.calendar.holiday(date);
        Ok(Some(holiday.map_or(SkipReason::Weekend, |name| SkipReason::Holiday { name: name.clone() })))
    }

    /// The first working day from `date` on, `date` included.
    pub(super) fn working_day_from(&mut self, mut date: Date) -> Result<Date, ClockError> {
        while let Some(reason) = self.off(date)? {
            self.skip(date, reason);
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

    /// Ends the walk when the unit closes on this day.
    pub(super) fn due_on(self, date: Date) -> Due {
        let closing = self.hours_on(date).closing();
        self.due_at(date, closing)
    }

    fn skip(&mut self, date: Date, reason: SkipReason) {
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
