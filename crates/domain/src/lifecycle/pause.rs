use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::{
    clock::{Calendar, ClockError},
    text::Lang,
    when::{at_local, format_datetime, iso, local},
};

/// A time in which the statutory period waited for the applicant's payment.
///
/// Each working day after that of the request, up to that of the payment, moves the due date by one
/// working day; the day of the request is not counted (Civil Code, Article 147). That the period
/// waits at all is for the law of the sector to say (law §1.1, not certain).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When the payment was asked for.
    #[serde(with = "iso::datetime")]
    pub from: OffsetDateTime,
    /// When it was confirmed.
    #[serde(with = "iso::datetime")]
    pub to: OffsetDateTime,
    /// So many working days the period waited.
    pub working_days: u16,
    /// The due date before.
    #[serde(with = "iso::datetime")]
    pub due_before: OffsetDateTime,
    /// The due date after.
    #[serde(with = "iso::datetime")]
    pub due_after: OffsetDateTime,
}

impl Pause {
    /// The pause between a request for payment and the payment, and where it moves a due date.
    ///
    /// # Errors
    /// `NoCalendar` when a needed year was not entered.
    pub fn new(
        from: OffsetDateTime,
        to: OffsetDateTime,
        due_before: OffsetDateTime,
        calendar: &Calendar,
    ) -> Result<Self, ClockError> {
        let (from, to) = (local(from), local(to));
        let mut working_days = 0_u16;
        let mut day = from.date();
        while day < to.date() {
            day = tomorrow(day)?;
            working_days = working_days.saturating_add(u16::from(calendar.is_working_day(day)?));
        }
        let due_after = later(due_before, working_days, calendar)?;
        Ok(Self { from, to, working_days, due_before: local(due_before), due_after })
    }

    /// The pause as a citizen reads it, below the sum of the due date.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let [from, to, before, after] =
            [self.from, self.to, self.due_before, self.due_after].map(|at| format_datetime(at, lang));
        let days = self.working_days;
        match (lang, days) {
            (Lang::Vi, 0) => format!(
                "Tạm dừng chờ nộp tiền từ {from} đến {to}, trong cùng ngày làm việc, nên hạn vẫn là {before}"
            ),
            (Lang::Vi, _) => format!(
                "Tạm dừng chờ nộp tiền từ {from} đến {to}: {days} ngày làm việc, nên hạn dời từ {before} sang {after}"
            ),
            (Lang::En, 0) => format!(
                "Paused for the payment from {from} to {to}, within one working day, so it is still due at {before}"
            ),
            (Lang::En, 1) => format!(
                "Paused for the payment from {from} to {to}: 1 working day, so the due date moves from {before} to {after}"
            ),
            (Lang::En, _) => format!(
                "Paused for the payment from {from} to {to}: {days} working days, so the due date moves from {before} to {after}"
            ),
        }
    }
}

/// The same time of day, so many working days later.
fn later(at: OffsetDateTime, working_days: u16, calendar: &Calendar) -> Result<OffsetDateTime, ClockError> {
    let at = local(at);
    let mut day = at.date();
    for _ in 0..working_days {
        day = tomorrow(day)?;
        while !calendar.is_working_day(day)? {
            day = tomorrow(day)?;
        }
    }
    Ok(at_local(day, at.time()))
}

fn tomorrow(day: Date) -> Result<Date, ClockError> {
    day.next_day().ok_or(ClockError::NoCalendar { year: day.year() + 1 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::{Duration, macros::datetime};

    use super::*;
    use crate::fixtures::calendar;

    const DUE: OffsetDateTime = datetime!(2026-11-27 17:00 +7);

    fn pause(from: OffsetDateTime, to: OffsetDateTime) -> Pause {
        Pause::new(from, to, DUE, &calendar()).unwrap()
    }

    #[test]
    fn the_due_date_moves_by_the_working_days_that_were_waited() {
        // Monday to Thursday, and Tuesday is a holiday.
        let waited = pause(datetime!(2026-11-23 10:00 +7), datetime!(2026-11-26 15:00 +7));
        assert_eq!((waited.working_days, waited.due_after), (2, datetime!(2026-12-01 17:00 +7)));
        assert!(waited.sentence(Lang::Vi).contains("2 ngày làm việc, nên hạn dời từ"));
        assert!(waited.sentence(Lang::En).contains("2 working days, so the due date moves"));
    }

    #[test]
    fn who_pays_on_the_same_day_moves_nothing() {
        let waited = pause(datetime!(2026-11-23 08:00 +7), datetime!(2026-11-23 16:00 +7));
        assert_eq!((waited.working_days, waited.due_after), (0, DUE));
        let weekend = pause(datetime!(2026-11-20 16:00 +7), datetime!(2026-11-22 10:00 +7));
        assert_eq!(weekend.due_after, DUE);
    }

    #[test]
    fn it_reads_back_from_storage() {
        let waited = pause(datetime!(2026-11-23 10:00 +7), datetime!(2026-11-26 15:00 +7));
        let json = serde_json::to_string(&waited).unwrap();
        assert_eq!(serde_json::from_str::<Pause>(&json).unwrap(), waited);
    }

    proptest! {
        #[test]
        fn a_longer_pause_never_ends_earlier_and_ends_on_a_working_day(start in 0_i64..200, days in 0_i64..60) {
            let calendar = calendar();
            let from = datetime!(2026-01-05 10:00 +7) + Duration::days(start);
            let due = datetime!(2026-07-01 17:00 +7);
            let of = |days| Pause::new(from, from + Duration::days(days), due, &calendar).unwrap();
            let (shorter, longer) = (of(days), of(days + 1));
            prop_assert!(longer.due_after >= shorter.due_after && shorter.due_after >= due);
            prop_assert!(calendar.is_working_day(longer.due_after.date()).unwrap());
            prop_assert!(i64::from(longer.working_days) <= days + 1);
        }
    }
}
