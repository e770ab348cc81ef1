use time::{Date, Duration, Month, OffsetDateTime};

use super::{
    arithmetic::{ArithmeticStep, CountedFromReason, Due, SkipReason},
    calendar::Calendar,
    errors::ClockError,
    hours::{OfficeHours, seconds},
    period::{Period, PeriodUnit},
    trail::{Trail, whole_second},
    worked::walk,
};
use crate::when::{at_local, local};

/// An online dossier is checked within this period (law §1.4).
const CHECK: Period = Period::new(8, PeriodUnit::WorkingHours);
/// The handling agency may ask for a supplement within this period of intake, unless a sector's law says otherwise
/// (NĐ 61/2018 Đ19.4; law §1.2).
pub const AGENCY_SUPPLEMENT: Period = Period::new(3, PeriodUnit::WorkingDays);
/// The applicant supplements within this period of the request, unless a sector's law says otherwise (law §1.4).
pub const APPLICANT_SUPPLEMENT: Period = Period::new(15, PeriodUnit::WorkingDays);

/// Since this year, month and day what comes in the last hour of work counts from the next working day (NĐ 118/2025;
/// law §1.4).
const LAST_HOUR_SINCE: (i32, u8, u8) = (2025, 7, 1);
/// What is answered within the day comes in until then (law §1.2).
const FIFTEEN: u32 = 15 * 3600;

/// From when a period counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effective {
    /// The instant, on Vietnamese clocks; its day is day 0.
    pub at: OffsetDateTime,
    /// Why it is not the instant of receipt.
    pub moved: Option<CountedFromReason>,
}

/// From when a dossier received at `at` counts as received (law §1.4, §6.3): after hours, on a
/// day off or in the last hour of work it is the opening of the next working day.
///
/// # Errors
/// `NoCalendar` when a needed year was not entered.
pub fn received_effective(
    at: OffsetDateTime,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<Effective, ClockError> {
    effective(at, &mut Trail::new(calendar, hours))
}

fn effective(at: OffsetDateTime, trail: &mut Trail<'_>) -> Result<Effective, ClockError> {
    let at = whole_second(local(at));
    let hours = trail.hours_on(at.date());
    let reason = match trail.off(at.date())? {
        Some(SkipReason::Closure { .. }) => CountedFromReason::Closed,
        Some(_) => CountedFromReason::DayOff,
        None if at.time() > hours.closing() => CountedFromReason::AfterHours,
        None if has_last_hour(at.date()) && hours.in_last_hour(at.time()) => CountedFromReason::LastHour,
        None => return Ok(Effective { at, moved: None }),
    };
    // A day off stands in the sum as what was skipped; a worked day does not.
    let date = match reason {
        CountedFromReason::DayOff | CountedFromReason::Closed => trail.working_day_from(at.date())?,
        _ => trail.working_day_after(at.date())?,
    };
    Ok(Effective { at: at_local(date, trail.hours_on(date).opening()), moved: Some(reason) })
}

fn has_last_hour(day: Date) -> bool {
    (day.year(), u8::from(day.month()), day.day()) >= LAST_HOUR_SINCE
}

/// When a period that starts with the receipt of a dossier ends, and the sum that shows it.
///
/// Periods of days and months end at closing time, periods of hours at the hour.
///
/// # Errors
/// `NoCalendar` when a needed year was not entered.
pub fn due(
    received: OffsetDateTime,
    period: Period,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<Due, ClockError> {
    let at = whole_second(local(received));
    let mut trail = Trail::new(calendar, hours);
    trail.push(ArithmeticStep::ReceivedAt { at });
    counted(at, period, trail)
}

/// When a period ends that is counted again from its start, because the supplement was complete at `restarted`
/// (NĐ 61/2018 Đ19.4; law §1.4).
///
/// # Errors
/// `NoCalendar` when a needed year was not entered.
pub fn due_again(
    restarted: OffsetDateTime,
    period: Period,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<Due, ClockError> {
    let at = whole_second(local(restarted));
    let mut trail = Trail::new(calendar, hours);
    trail.push(ArithmeticStep::CountedAgain { at });
    counted(at, period, trail)
}

fn counted(at: OffsetDateTime, period: Period, mut trail: Trail<'_>) -> Result<Due, ClockError> {
    let Effective { at: mut start, moved } = effective(at, &mut trail)?;
    if let Some(reason) = moved {
        trail.push(ArithmeticStep::CountedFrom { at: start, reason });
    }
    let until_15 = period.is_same_day() || period.after_15_next_day;
    if until_15 && seconds(start.time()) > FIFTEEN {
        let date = trail.working_day_after(start.date())?;
        start = at_local(date, trail.hours_on(date).opening());
        trail.push(ArithmeticStep::CountedFrom { at: start, reason: CountedFromReason::AfterFifteen });
    }
    let day0 = start.date();
    if period.is_same_day() {
        trail.push(ArithmeticStep::Counted { amount: 0, unit: PeriodUnit::SameDay });
        return Ok(trail.due_on(day0));
    }
    trail.push(ArithmeticStep::Counted { amount: period.amount, unit: period.unit });
    match period.unit {
        PeriodUnit::WorkingHours => walk(start, u32::from(period.amount) * 3600, trail),
        PeriodUnit::WorkingDays => {
            let mut date = day0;
            for _ in 0..period.amount {
                date = trail.working_day_after(date)?;
            }
            Ok(trail.due_on(date))
        }
        PeriodUnit::Days | PeriodUnit::SameDay => {
            let last = day0.checked_add(Duration::days(i64::from(period.amount)));
            rolled(last.ok_or(past_all_calendars(day0)), trail)
        }
        PeriodUnit::Months => rolled(months_later(day0, period.amount), trail),
    }
}

// Civil Code, Article 148: a last day off moves the end to the next working day.
fn rolled(last: Result<Date, ClockError>, mut trail: Trail<'_>) -> Result<Due, ClockError> {
    let from = last?;
    let to = trail.working_day_from(from)?;
    if from != to {
        trail.push(ArithmeticStep::RolledTo { from, to });
    }
    Ok(trail.due_on(to))
}

// Civil Code, Article 148: a month without that day ends on its last day.
fn months_later(day0: Date, amount: u16) -> Result<Date, ClockError> {
    let months = i32::from(u8::from(day0.month())) - 1 + i32::from(amount);
    let year = day0.year() + months / 12;
    let no_calendar = ClockError::NoCalendar { year };
    let month = u8::try_from(months % 12 + 1).map_err(|_| no_calendar)?;
    let month = Month::try_from(month).map_err(|_| no_calendar)?;
    let day = day0.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).map_err(|_| no_calendar)
}

const fn past_all_calendars(date: Date) -> ClockError {
    ClockError::NoCalendar { year: date.year() + 1 }
}

/// By when the one-stop has checked an online dossier: 8 working hours (law §1.4).
///
/// # Errors
/// `NoCalendar` when a needed year was not entered.
pub fn check_by(
    received: OffsetDateTime,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<Due, ClockError> {
    due(received, CHECK, calendar, hours)
}

/// Whether the due day is over in Vietnam: a day ends at 24:00, not at closing time (law §6.3).
#[must_use]
pub fn is_late(due_at: OffsetDateTime, now: OffsetDateTime) -> bool {
    local(now).date() > local(due_at).date()
}
