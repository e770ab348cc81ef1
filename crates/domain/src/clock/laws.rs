//! Properties that hold for every receipt and every period.

use proptest::prelude::*;
use time::{Duration, OffsetDateTime, macros::datetime};

use super::*;
use crate::{fixtures::calendar, when::local};

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

fn hours() -> OfficeHours {
    OfficeHours::default()
}

proptest! {
    #[test]
    fn a_period_ends_in_office_hours_of_a_working_day_after_receipt(
        at in receipt(), unit in unit(), amount in 0_u16..200,
    ) {
        let calendar = calendar();
        let Ok(due) = due(at, Period::new(amount, unit), &calendar, &hours()) else {
            return Ok(());
        };
        let end = local(due.at);
        prop_assert!(calendar.is_working_day(end.date()).unwrap());
        prop_assert!(hours().opening() <= end.time() && end.time() <= hours().closing());
        prop_assert!(at <= due.at);
    }

    #[test]
    fn a_longer_period_never_ends_earlier(at in receipt(), unit in unit(), amount in 0_u16..150) {
        let calendar = calendar();
        let end = |n| due(at, Period::new(n, unit), &calendar, &hours()).map(|due| due.at);
        if let (Ok(shorter), Ok(longer)) = (end(amount), end(amount + 1)) {
            prop_assert!(shorter <= longer);
        }
    }

    #[test]
    fn who_files_later_is_never_answered_earlier(
        at in receipt(), wait in 0_i64..400_000, unit in unit(), amount in 0_u16..60,
    ) {
        let calendar = calendar();
        let end = |at| due(at, Period::new(amount, unit), &calendar, &hours()).map(|due| due.at);
        if let (Ok(first), Ok(second)) = (end(at), end(at + Duration::seconds(wait))) {
            prop_assert!(first <= second);
        }
    }

    #[test]
    fn as_many_working_days_are_counted_as_were_granted(at in receipt(), amount in 1_u16..120) {
        let calendar = calendar();
        let period = Period::new(amount, PeriodUnit::WorkingDays);
        let due = due(at, period, &calendar, &hours()).unwrap();
        let mut day = local(received_effective(at, &calendar, &hours()).unwrap().at).date();
        let mut counted = 0;
        while day < local(due.at).date() {
            day = day.next_day().unwrap();
            counted += u16::from(calendar.is_working_day(day).unwrap());
        }
        prop_assert_eq!(counted, amount);
    }

    #[test]
    fn nothing_is_late_before_it_is_due(at in receipt(), unit in unit(), amount in 0_u16..60) {
        let calendar = calendar();
        if let Ok(due) = due(at, Period::new(amount, unit), &calendar, &hours()) {
            prop_assert!(!is_late(due.at, due.at));
            prop_assert!(is_late(due.at, due.at + Duration::days(1)));
            let left = working_time_left(at, due.at, &calendar, &hours()).unwrap();
            let late = matches!(left, TimeLeft::Late { .. });
            prop_assert!(!late);
        }
    }

    #[test]
    fn the_sum_begins_with_the_receipt_and_ends_with_the_due_instant(
        at in receipt(), unit in unit(), amount in 0_u16..60,
    ) {
        if let Ok(due) = due(at, Period::new(amount, unit), &calendar(), &hours()) {
            let received = ArithmeticStep::ReceivedAt { at };
            prop_assert_eq!(due.arithmetic.first(), Some(&received));
            prop_assert_eq!(due.arithmetic.last(), Some(&ArithmeticStep::DueAt { at: due.at }));
        }
    }
}
