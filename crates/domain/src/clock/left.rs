use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    calendar::Calendar,
    due::is_late,
    errors::ClockError,
    hours::OfficeHours,
    words::{count, working_time},
    worked::working_seconds,
};
use crate::{text::Lang, when::local};

/// How much working time is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimeLeft {
    /// The due day is over since this many days of the calendar, at least 1.
    Late {
        /// days
        days: u32,
    },
    /// Less than a day of work is left.
    Hours {
        /// whole hours
        hours: u32,
        /// minutes beside the hours, below 60
        minutes: u32,
    },
    /// At least a day of work is left.
    Days {
        /// whole working days
        days: u32,
    },
}

impl TimeLeft {
    /// `Còn 3 ngày làm việc`, `Quá hạn 2 ngày`, `3 working days left`.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let amount = match *self {
            Self::Late { days } => count(days, lang, "ngày", ("day", "days")),
            Self::Days { days } => count(days, lang, "ngày làm việc", ("working day", "working days")),
            Self::Hours { hours: 0, minutes: 0 } => return closing(lang).to_owned(),
            Self::Hours { hours, minutes } => working_time(hours * 3600 + minutes * 60, lang),
        };
        match (self, lang) {
            (Self::Late { .. }, Lang::Vi) => format!("Quá hạn {amount}"),
            (Self::Late { .. }, Lang::En) => format!("{amount} late"),
            (_, Lang::Vi) => format!("Còn {amount}"),
            (_, Lang::En) => format!("{amount} left"),
        }
    }
}

const fn closing(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Đến hạn hôm nay, đã hết giờ làm việc",
        Lang::En => "Due today, working hours are over",
    }
}

/// Working time from `now` until `due_at`, or by how much it is late.
///
/// # Errors
/// `NoCalendar` when a year in between was not entered; lateness needs no calendar.
pub fn working_time_left(
    now: OffsetDateTime,
    due_at: OffsetDateTime,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<TimeLeft, ClockError> {
    let (now, due_at) = (local(now), local(due_at));
    if is_late(due_at, now) {
        let days = (now.date() - due_at.date()).whole_days();
        let days = u32::try_from(days).unwrap_or(u32::MAX);
        return Ok(TimeLeft::Late { days });
    }
    let left = working_seconds(now, due_at, calendar, hours)?;
    let day = hours.on(now.date()).seconds_a_day();
    if left >= day {
        return Ok(TimeLeft::Days { days: left / day });
    }
    Ok(TimeLeft::Hours { hours: left / 3600, minutes: left % 3600 / 60 })
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::fixtures::calendar;

    fn left(now: OffsetDateTime, due_at: OffsetDateTime) -> TimeLeft {
        working_time_left(now, due_at, &calendar(), &OfficeHours::default()).unwrap()
    }

    const DUE: OffsetDateTime = datetime!(2026-12-08 17:00 +7);

    #[test]
    fn days_off_are_no_time_left() {
        let days = left(datetime!(2026-11-23 17:00 +7), DUE);
        assert_eq!(days, TimeLeft::Days { days: 10 });
        assert_eq!(days.sentence(Lang::Vi), "Còn 10 ngày làm việc");
        assert_eq!(days.sentence(Lang::En), "10 working days left");
        assert_eq!(left(datetime!(2026-12-05 12:00 +7), DUE), TimeLeft::Days { days: 2 });
    }

    #[test]
    fn the_last_day_is_told_in_hours_without_the_lunch_break() {
        let hours = left(datetime!(2026-12-08 11:00 +7), DUE);
        assert_eq!(hours, TimeLeft::Hours { hours: 4, minutes: 30 });
        assert_eq!(hours.sentence(Lang::Vi), "Còn 4 giờ 30 phút làm việc");
        assert_eq!(hours.sentence(Lang::En), "4 working hours 30 minutes left");
        let minute = left(datetime!(2026-12-08 16:59 +7), DUE);
        assert_eq!(minute.sentence(Lang::En), "1 working minute left");
    }

    #[test]
    fn lateness_begins_when_the_due_day_is_over() {
        let evening = left(datetime!(2026-12-08 23:59 +7), DUE);
        assert_eq!(evening, TimeLeft::Hours { hours: 0, minutes: 0 });
        assert_eq!(evening.sentence(Lang::Vi), "Đến hạn hôm nay, đã hết giờ làm việc");
        let late = left(datetime!(2026-12-09 00:00 +7), DUE);
        assert_eq!(late, TimeLeft::Late { days: 1 });
        assert_eq!(late.sentence(Lang::Vi), "Quá hạn 1 ngày");
    }

    #[test]
    fn a_dossier_that_is_late_into_an_unknown_year_is_still_late() {
        let late = left(datetime!(2027-01-08 00:00 +7), DUE);
        assert_eq!(late, TimeLeft::Late { days: 31 });
    }
}
