//! Properties that hold for every receipt and every period.

use proptest::prelude::*;
use time::{
    Date, Duration, OffsetDateTime,
    macros::{date, datetime, time},
};

use super::*;
use crate::{fixtures::calendar, text::Text, when::local};

/// An instant from 2024 to the middle of 2026, so that most periods end within the calendar.
fn receipt() -> impl Strategy<Value = OffsetDateTime> {
    let start = datetime!(2024-01-01 00:00 +7);
    (0_i64..900 * 86_400).prop_map(move |seconds| start + Duration::seconds(seconds))
}

fn unit() -> impl Strategy<Value = PeriodUnit> {
    prop_oneof![
        Just(PeriodUnit::WorkingDays),
        Just(PeriodUnit::WorkingHours),
        Just(PeriodUnit::Days),
        Just(PeriodUnit::Months),
        Just(PeriodUnit::SameDay),
    ]
}

fn day() -> impl Strategy<Value = Date> {
    (0_i64..1000).prop_map(|days| date!(2024 - 01 - 01) + Duration::days(days))
}

/// A unit that begins to open earlier at some day, and closes now and then.
fn hours() -> impl Strategy<Value = OfficeHours> {
    let closure = |(from, days): (Date, i64)| {
        Closure::new(from, from + Duration::days(days), Text::new("Cúp điện", "Power cut")).unwrap()
    };
    let closures = prop::collection::vec((day(), 0_i64..4).prop_map(closure), 0..8);
    (day(), closures).prop_map(|(from, closures)| {
        let usual = OfficeHours::default().on(from);
        let early = DailyHours::new((time!(7:00), time!(11:00)), (time!(12:30), time!(16:30))).unwrap();
        let sets = [(date!(2021 - 01 - 01), usual), (from, early)];
        let sets = sets.map(|(from, hours)| HoursFrom { from, hours });
        OfficeHours::new(sets.to_vec(), closures).unwrap()
    })
}

fn is_worked(day: Date, hours: &OfficeHours) -> bool {
    calendar().is_working_day(day).unwrap() && hours.closure(day).is_none()
}

proptest! {
    #[test]
    fn a_period_ends_in_office_hours_of_a_working_day_after_receipt(
        at in receipt(), unit in unit(), amount in 0_u16..200, hours in hours(),
    ) {
        let calendar = calendar();
        let Ok(due) = due(at, Period::new(amount, unit), &calendar, &hours) else {
            return Ok(());
        };
        let end = local(due.at);
        prop_assert!(is_worked(end.date(), &hours));
        let open = hours.on(end.date());
        prop_assert!(open.opening() <= end.time() && end.time() <= open.closing());
        prop_assert!(at <= due.at);
    }

    #[test]
    fn a_longer_period_never_ends_earlier(
        at in receipt(), unit in unit(), amount in 0_u16..150, hours in hours(),
    ) {
        let calendar = calendar();
        let end = |n| due(at, Period::new(n, unit), &calendar, &hours).map(|due| due.at);
        if let (Ok(shorter), Ok(longer)) = (end(amount), end(amount + 1)) {
            prop_assert!(shorter <= longer);
        }
    }

    #[test]
    fn who_files_later_is_never_answered_earlier(
        at in receipt(), wait in 0_i64..400_000, unit in unit(), amount in 0_u16..60, hours in hours(),
    ) {
        let calendar = calendar();
        let end = |at| due(at, Period::new(amount, unit), &calendar, &hours).map(|due| due.at);
        if let (Ok(first), Ok(second)) = (end(at), end(at + Duration::seconds(wait))) {
            prop_assert!(first <= second);
        }
    }

    #[test]
    fn as_many_working_days_are_counted_as_were_granted(
        at in receipt(), amount in 1_u16..120, hours in hours(),
    ) {
        let calendar = calendar();
        let period = Period::new(amount, PeriodUnit::WorkingDays);
        let due = due(at, period, &calendar, &hours).unwrap();
        let mut day = local(received_effective(at, &calendar, &hours).unwrap().at).date();
        let mut counted = 0;
        while day < local(due.at).date() {
            day = day.next_day().unwrap();
            counted += u16::from(is_worked(day, &hours));
        }
        prop_assert_eq!(counted, amount);
    }

    #[test]
    fn nothing_is_late_before_it_is_due(
        at in receipt(), unit in unit(), amount in 0_u16..60, hours in hours(),
    ) {
        let calendar = calendar();
        if let Ok(due) = due(at, Period::new(amount, unit), &calendar, &hours) {
            prop_assert!(!is_late(due.at, due.at));
            prop_assert!(is_late(due.at, due.at + Duration::days(1)));
            let left = working_time_left(at, due.at, &calendar, &hours).unwrap();
            let late = matches!(left, TimeLeft::Late { .. });
            prop_assert!(!late);
        }
    }

    #[test]
    fn the_sum_begins_with_the_receipt_and_ends_with_the_due_instant(
        at in receipt(), unit in unit(), amount in 0_u16..60, hours in hours(),
    ) {
        if let Ok(due) = due(at, Period::new(amount, unit), &calendar(), &hours) {
            let received = ArithmeticStep::ReceivedAt { at };
            prop_assert_eq!(due.arithmetic.first(), Some(&received));
            prop_assert_eq!(due.arithmetic.last(), Some(&ArithmeticStep::DueAt { at: due.at }));
        }
    }

    #[test]
    fn a_closure_never_makes_a_period_end_earlier(
        at in receipt(), unit in unit(), amount in 0_u16..60, from in day(),
    ) {
        let calendar = calendar();
        let usual = OfficeHours::default();
        let closure = Closure::new(from, from, Text::new("Cúp điện", "Power cut")).unwrap();
        let closed = OfficeHours::new(Vec::new(), vec![closure]).unwrap();
        let end = |hours| due(at, Period::new(amount, unit), &calendar, hours).map(|due| due.at);
        if let (Ok(open), Ok(closed)) = (end(&usual), end(&closed)) {
            prop_assert!(open <= closed);
        }
    }

    #[test]
    fn counting_again_ends_as_if_the_dossier_came_then(
        at in receipt(), unit in unit(), amount in 0_u16..60, hours in hours(),
    ) {
        let (calendar, period) = (calendar(), Period::new(amount, unit));
        let again = due_again(at, period, &calendar, &hours).map(|due| due.at);
        prop_assert_eq!(again, due(at, period, &calendar, &hours).map(|due| due.at));
    }
}
