use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::clock::{Calendar, ClockError, Due, OfficeHours, working_seconds};

/// How much of the statutory period has passed, when that is worth a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    /// 70 % of the working time.
    Seventy,
    /// All of it: the promise is broken, or about to be.
    Hundred,
}

impl Alarm {
    /// The alarm of a dossier accepted at `start` and promised for `due`, whose period runs. What it waited for a payment
    /// is not time that has passed.
    ///
    /// # Errors
    /// `NoCalendar` when a needed year was not entered.
    pub fn judge(
        start: OffsetDateTime,
        due: &Due,
        now: OffsetDateTime,
        calendar: &Calendar,
        hours: &OfficeHours,
    ) -> Result<Option<Self>, ClockError> {
        if now >= due.at {
            return Ok(Some(Self::Hundred));
        }
        let passed = working_seconds(start, now, calendar, hours)?.saturating_sub(due.paused_seconds());
        let whole = passed + working_seconds(now.max(start), due.at, calendar, hours)?;
        Ok((whole > 0 && passed * 10 >= whole * 7).then_some(Self::Seventy))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::clock::paused;
    use crate::fixtures::calendar;

    const START: OffsetDateTime = datetime!(2026-11-16 07:30 +7);

    fn promise() -> Due {
        Due { at: datetime!(2026-12-01 17:00 +7), arithmetic: Vec::new() }
    }

    fn judge(due: &Due, now: OffsetDateTime) -> Option<Alarm> {
        Alarm::judge(START, due, now, &calendar(), &OfficeHours::default()).unwrap()
    }

    fn at(now: OffsetDateTime) -> Option<Alarm> {
        judge(&promise(), now)
    }

    #[test]
    fn it_rings_at_seventy_percent_of_the_working_time_and_when_it_is_over() {
        // 11 working days without the 24th: 7.7 days have passed on the 26th at 13:06.
        assert_eq!(at(datetime!(2026-11-26 13:00 +7)), None);
        assert_eq!(at(datetime!(2026-11-26 15:00 +7)), Some(Alarm::Seventy));
        assert_eq!(at(datetime!(2026-12-01 16:59 +7)), Some(Alarm::Seventy));
        assert_eq!(at(datetime!(2026-12-01 17:00 +7)), Some(Alarm::Hundred));
        assert_eq!(at(datetime!(2027-05-01 17:00 +7)), Some(Alarm::Hundred), "lateness needs no calendar");
    }

    #[test]
    fn nights_and_days_off_bring_it_no_nearer() {
        assert_eq!(at(datetime!(2026-11-25 17:00 +7)), at(datetime!(2026-11-26 07:30 +7)));
    }

    #[test]
    fn what_was_waited_for_a_payment_is_not_time_that_passed() {
        // Five whole days of work, so the promise moves from Tuesday to Tuesday.
        let (from, to) = (datetime!(2026-11-25 17:00 +7), datetime!(2026-12-02 17:00 +7));
        let due = paused(&promise(), from, to, &calendar(), &OfficeHours::default()).unwrap();
        assert_eq!(due.at, datetime!(2026-12-08 17:00 +7));
        assert_eq!(judge(&due, to), at(from));
        assert_eq!(judge(&due, datetime!(2026-12-03 13:00 +7)), None);
        assert_eq!(judge(&due, datetime!(2026-12-03 15:00 +7)), Some(Alarm::Seventy));
    }
}
