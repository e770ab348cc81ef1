use time::{Date, Duration, OffsetDateTime, Time};

use super::{
    arithmetic::Due,
    calendar::Calendar,
    errors::ClockError,
    hours::{DailyHours, OfficeHours, seconds},
    trail::Trail,
};
use crate::when::local;

/// Seconds that a unit works between two instants; none when the second is not later.
///
/// # Errors
/// `NoCalendar` when a year in between was not entered.
pub fn working_seconds(
    from: OffsetDateTime,
    to: OffsetDateTime,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<u32, ClockError> {
    let (from, to) = (local(from), local(to));
    let trail = Trail::new(calendar, hours);
    let mut sum = 0_u32;
    let mut date = from.date();
    while date <= to.date() && from < to {
        if trail.off(date)?.is_none() {
            let begin = if date == from.date() { from.time() } else { Time::MIDNIGHT };
            let end = if date == to.date() { to.time() } else { trail.hours_on(date).closing() };
            sum = sum.saturating_add(within(begin, end, trail.hours_on(date)));
        }
        date = Calendar::tomorrow(date)?;
    }
    Ok(sum)
}

/// Seconds worked between two times of one working day.
fn within(from: Time, to: Time, hours: DailyHours) -> u32 {
    let part =
        |(opens, closes): (Time, Time)| seconds(to.min(closes)).saturating_sub(seconds(from.max(opens)));
    hours.spans().map(part).iter().sum()
}

/// Walks so many seconds of work from an instant and ends there.
pub(super) fn walk(start: OffsetDateTime, amount: u32, mut trail: Trail<'_>) -> Result<Due, ClockError> {
    let mut left = amount;
    let (mut date, mut from) = (start.date(), start.time());
    if trail.off(date)?.is_some() {
        (date, from) = morning_after(&mut trail, date)?;
    }
    loop {
        for (opens, closes) in trail.hours_on(date).spans() {
            let begin = seconds(from.max(opens));
            let room = seconds(closes).saturating_sub(begin);
            if left <= room && begin <= seconds(closes) {
                return Ok(trail.due_at(date, clock_time(begin + left)));
            }
            left -= room;
        }
        (date, from) = morning_after(&mut trail, date)?;
    }
}

fn morning_after(trail: &mut Trail<'_>, date: Date) -> Result<(Date, Time), ClockError> {
    let next = trail.working_day_after(date)?;
    Ok((next, trail.hours_on(next).opening()))
}

fn clock_time(seconds: u32) -> Time {
    Time::MIDNIGHT + Duration::seconds(i64::from(seconds))
}
