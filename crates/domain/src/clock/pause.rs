use time::OffsetDateTime;

use super::{
    arithmetic::{ArithmeticStep, Due},
    calendar::Calendar,
    due::is_late,
    errors::ClockError,
    hours::OfficeHours,
    trail::{Trail, whole_second},
    worked::{walk, working_seconds},
};
use crate::when::local;

/// The end of a running period that did not run from `from` until `to`, as while a payment is awaited: the time that
/// the unit worked in between is added (law §1.1, status 6).
///
/// A pause that began after the due day was over adds nothing: it does not undo lateness.
///
/// # Errors
/// `NoCalendar` when a needed year was not entered.
pub fn paused(
    due: &Due,
    from: OffsetDateTime,
    to: OffsetDateTime,
    calendar: &Calendar,
    hours: &OfficeHours,
) -> Result<Due, ClockError> {
    let (from, to) = (whole_second(local(from)), whole_second(local(to)));
    let seconds = if is_late(due.at, from) { 0 } else { working_seconds(from, to, calendar, hours)? };
    let mut trail = Trail::after(due.arithmetic.clone(), calendar, hours);
    trail.push(ArithmeticStep::Paused { from, to, seconds });
    let end = local(due.at);
    if seconds == 0 {
        return Ok(trail.due_at(end.date(), end.time()));
    }
    walk(end, seconds, trail)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::{Duration, macros::datetime};

    use super::*;
    use crate::{
        clock::{Period, PeriodUnit, due},
        fixtures::calendar,
        text::Lang,
    };

    fn ten_days() -> Due {
        let received = datetime!(2026-11-23 09:00 +7);
        let period = Period::new(10, PeriodUnit::WorkingDays);
        due(received, period, &calendar(), &OfficeHours::default()).unwrap()
    }

    fn pause(due: &Due, from: OffsetDateTime, to: OffsetDateTime) -> Due {
        paused(due, from, to, &calendar(), &OfficeHours::default()).unwrap()
    }

    #[test]
    fn the_hours_of_a_pause_are_added_and_told() {
        let due = pause(&ten_days(), datetime!(2026-11-25 15:00 +7), datetime!(2026-11-27 10:30 +7));
        // Two hours, a whole day and three hours.
        assert_eq!(due.at, datetime!(2026-12-10 14:00 +7));
        let told = |lang| due.arithmetic.iter().map(|step| step.sentence(lang)).collect::<Vec<_>>();
        assert!(told(Lang::Vi).contains(&String::from(
            "Tạm dừng từ 15 giờ 00, 25/11/2026 đến 10 giờ 30, 27/11/2026: cộng thêm 13 giờ làm việc"
        )));
        assert!(told(Lang::En).contains(&String::from(
            "Paused from 15:00, 25 Nov 2026 to 10:30, 27 Nov 2026: 13 working hours added"
        )));
        assert!(due.summary(Lang::Vi).ends_with(", cộng thêm 13 giờ làm việc vì tạm dừng"));
        assert!(due.summary(Lang::En).ends_with(", with 13 working hours added for a pause"));
    }

    #[test]
    fn two_pauses_are_told_together() {
        let once = pause(&ten_days(), datetime!(2026-11-25 15:00 +7), datetime!(2026-11-25 16:30 +7));
        let twice = pause(&once, datetime!(2026-11-26 09:00 +7), datetime!(2026-11-26 10:00 +7));
        assert_eq!(twice.at, datetime!(2026-12-09 10:00 +7));
        assert!(twice.summary(Lang::Vi).ends_with(", cộng thêm 2 giờ 30 phút làm việc vì tạm dừng"));
    }

    #[test]
    fn a_pause_of_days_off_adds_nothing_and_says_so() {
        let due = pause(&ten_days(), datetime!(2026-11-23 17:00 +7), datetime!(2026-11-25 07:30 +7));
        assert_eq!(due.at, ten_days().at);
        let told: Vec<String> = due.arithmetic.iter().map(|step| step.sentence(Lang::En)).collect();
        assert!(told.contains(&String::from(
            "Paused from 17:00, 23 Nov 2026 to 07:30, 25 Nov 2026: no working time added"
        )));
        assert_eq!(due.summary(Lang::Vi), ten_days().summary(Lang::Vi));
    }

    #[test]
    fn a_pause_after_the_due_day_does_not_undo_lateness() {
        let due = ten_days();
        let evening = pause(&due, datetime!(2026-12-08 18:00 +7), datetime!(2026-12-10 18:00 +7));
        assert_eq!(evening.at, datetime!(2026-12-10 17:00 +7));
        let late = pause(&due, datetime!(2026-12-09 08:00 +7), datetime!(2026-12-11 18:00 +7));
        assert_eq!(late.at, due.at);
    }

    fn instant() -> impl Strategy<Value = OffsetDateTime> {
        let received = datetime!(2026-03-02 09:00 +7);
        (0_i64..60 * 86_400).prop_map(move |seconds| received + Duration::seconds(seconds))
    }

    fn running() -> Due {
        let period = Period::new(45, PeriodUnit::WorkingDays);
        due(datetime!(2026-03-02 09:00 +7), period, &calendar(), &OfficeHours::default()).unwrap()
    }

    proptest! {
        #[test]
        fn no_pause_makes_a_period_end_earlier(from in instant(), to in instant()) {
            prop_assert!(running().at <= pause(&running(), from, to).at);
        }

        #[test]
        fn a_longer_pause_never_ends_earlier(from in instant(), to in instant(), more in 0_i64..864_000) {
            let longer = pause(&running(), from, to + Duration::seconds(more));
            prop_assert!(pause(&running(), from, to).at <= longer.at);
        }

        #[test]
        fn after_a_pause_as_much_work_is_left_as_before(from in instant(), to in instant()) {
            let (from, to) = (from.min(to), from.max(to));
            let left = |now, due: &Due| {
                working_seconds(now, due.at, &calendar(), &OfficeHours::default()).unwrap()
            };
            prop_assume!(from <= running().at);
            prop_assert_eq!(left(to, &pause(&running(), from, to)), left(from, &running()));
        }

        #[test]
        fn a_pause_outside_office_hours_adds_nothing(day in 0_i64..60, minutes in 0_i64..14 * 60) {
            let closing = datetime!(2026-03-02 17:00 +7) + Duration::days(day);
            let due = pause(&running(), closing, closing + Duration::minutes(minutes));
            prop_assert_eq!(due.at, running().at);
        }

        #[test]
        fn a_pause_in_two_parts_adds_as_much_as_the_whole(a in instant(), b in instant(), c in instant()) {
            let mut at = [a, b, c];
            at.sort();
            let parts = pause(&pause(&running(), at[0], at[1]), at[1], at[2]);
            prop_assert_eq!(parts.at, pause(&running(), at[0], at[2]).at);
        }
    }
}
