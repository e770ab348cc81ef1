use time::macros::date;

use super::*;
use crate::{clock::Calendar, fixtures, when::iso_date};

fn proposed(year: i32) -> Proposal {
    CalendarYear::propose(year).unwrap()
}

fn weekdays_off(year: i32) -> Vec<String> {
    let days = proposed(year).days.into_iter().map(|day| day.date);
    days.filter(|date| !is_weekend(*date)).map(|date| iso_date(date)[5..].to_owned()).collect()
}

/// A swap of working days can never be proposed; everything else of these years could.
#[test]
fn the_notices_of_2024_to_2026_differ_by_their_swapped_days_alone() {
    use Difference::{AlsoOff, WorkedSaturday};
    let differs = |year| {
        let announced = fixtures::years().into_iter().find(|known| known.year == year).unwrap();
        proposed(year).differences(&announced)
    };
    assert_eq!(differs(2024), [AlsoOff(date!(2024 - 04 - 29)), WorkedSaturday(date!(2024 - 05 - 04))]);
    assert_eq!(differs(2025), [WorkedSaturday(date!(2025 - 04 - 26)), AlsoOff(date!(2025 - 05 - 02))]);
    assert_eq!(
        differs(2026),
        [
            AlsoOff(date!(2026 - 01 - 02)),
            WorkedSaturday(date!(2026 - 01 - 10)),
            WorkedSaturday(date!(2026 - 08 - 22)),
            AlsoOff(date!(2026 - 08 - 31)),
        ]
    );
}

#[test]
fn a_notice_that_moves_a_day_differs_twice() {
    let mut announced = proposed(2027).into_year(String::from("test"));
    let first = announced.holidays.iter_mut().find(|day| day.date == date!(2027 - 02 - 04)).unwrap();
    first.date = date!(2027 - 02 - 11);
    let differences = proposed(2027).differences(&announced);
    let expected = [Difference::Worked(date!(2027 - 02 - 04)), Difference::AlsoOff(date!(2027 - 02 - 11))];
    assert_eq!(differences, expected);
}

#[test]
fn blld_d112_a_year_has_twelve_holidays_since_2026_and_eleven_before() {
    let own = |year| proposed(year).days.iter().filter(|day| day.basis != Basis::InLieu).count();
    assert_eq!(own(2025), 11);
    assert_eq!(own(2026), 12);
}

/// As announced for 2022 and 2023, whose holidays fell on weekends.
#[test]
fn blld_d111_3_a_holiday_on_a_weekly_day_off_is_made_up_for_on_the_next_working_day() {
    let spring_and_autumn = ["04-11", "05-02", "05-03", "09-01", "09-02"];
    assert_eq!(weekdays_off(2022)[6..], spring_and_autumn);
    let of_2023 =
        ["01-02", "01-20", "01-23", "01-24", "01-25", "01-26", "05-01", "05-02", "05-03", "09-01", "09-04"];
    assert_eq!(weekdays_off(2023), of_2023);
    let lieu = proposed(2026).days.into_iter().find(|day| day.date == date!(2026 - 04 - 27)).unwrap();
    assert_eq!(lieu.basis, Basis::InLieu);
    assert_eq!(lieu.name.vi, "Nghỉ bù Giỗ Tổ Hùng Vương");
}

#[test]
fn the_next_years_are_proposed_from_the_moon() {
    let next = proposed(2027);
    assert_eq!(next.lunar_new_year, date!(2027 - 02 - 06));
    assert_eq!(next.hung_kings, date!(2027 - 04 - 16));
    let off = [
        "01-01", "02-04", "02-05", "02-08", "02-09", "02-10", "04-16", "04-30", "05-03", "09-02", "09-03",
        "11-24",
    ];
    assert_eq!(weekdays_off(2027), off);
}

#[test]
fn every_proposal_is_a_calendar() {
    for year in 2021..=2199 {
        let calendar = Calendar::from_years(vec![proposed(year).into_year(String::from("test"))]);
        assert!(calendar.is_ok(), "{year}: {calendar:?}");
    }
}

#[test]
fn as_many_weekdays_are_off_as_the_law_gives_days() {
    for year in 2026..=2199 {
        let named = proposed(year).days.iter().filter(|day| day.basis != Basis::InLieu).count();
        assert_eq!(weekdays_off(year).len(), named, "{year}");
    }
}

#[test]
fn years_without_the_law_or_the_moon_are_refused() {
    assert_eq!(CalendarYear::propose(2020), Err(ProposalError::BeforeLabourCode));
    assert_eq!(CalendarYear::propose(2200), Err(ProposalError::OutOfRange));
}
