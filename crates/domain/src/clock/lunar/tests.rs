use std::collections::BTreeMap;

use proptest::prelude::*;
use time::{Duration, macros::date};

use super::*;

fn solar(year: i32, month: u8, day: u8) -> Date {
    LunarDate::new(year, month, day).to_solar().unwrap()
}

/// Every month of the range as (year, number, leap, first day), of the lunar years 1900 to 2198.
fn all_months() -> Vec<(i32, u8, bool, i32)> {
    let circles = (1900..=2199).map(Circle::of);
    let months = circles.flat_map(|circle| circle.months);
    let months = months.filter(|month| (1900..=2198).contains(&month.year));
    months.map(|month| (month.year, month.number, month.leap, month.first)).collect()
}

/// Law §6.2.
#[test]
fn tet_and_the_hung_kings_day_fall_where_the_calendars_print_them() {
    let printed = [
        (2021, date!(2021 - 02 - 12), date!(2021 - 04 - 21)),
        (2022, date!(2022 - 02 - 01), date!(2022 - 04 - 10)),
        (2023, date!(2023 - 01 - 22), date!(2023 - 04 - 29)),
        (2024, date!(2024 - 02 - 10), date!(2024 - 04 - 18)),
        (2025, date!(2025 - 01 - 29), date!(2025 - 04 - 07)),
        (2026, date!(2026 - 02 - 17), date!(2026 - 04 - 26)),
        (2027, date!(2027 - 02 - 06), date!(2027 - 04 - 16)),
        (2028, date!(2028 - 01 - 26), date!(2028 - 04 - 04)),
        (2029, date!(2029 - 02 - 13), date!(2029 - 04 - 23)),
        (2030, date!(2030 - 02 - 02), date!(2030 - 04 - 12)),
        (2031, date!(2031 - 01 - 23), date!(2031 - 04 - 01)),
    ];
    for (year, tet, hung_kings) in printed {
        assert_eq!(lunar_new_year(year), Ok(tet), "{year}");
        assert_eq!(solar(year, 3, 10), hung_kings, "{year}");
    }
}

/// In China these years began on 30/1/1968, 20/2/1985, 18/2/2007, 3/2/2030 and 19/2/2053.
#[test]
fn tet_comes_before_the_chinese_new_year_when_the_new_moon_is_between_two_midnights() {
    let earlier = [
        date!(1968 - 01 - 29),
        date!(1985 - 01 - 21),
        date!(2007 - 02 - 17),
        date!(2030 - 02 - 02),
        date!(2053 - 02 - 18),
    ];
    for tet in earlier {
        assert_eq!(lunar_new_year(tet.year()), Ok(tet));
    }
}

/// 1984 had no leap month in Vietnam but month 10 in China; 1985 had month 2 in Vietnam and none in China.
#[test]
fn leap_months_are_those_of_vietnam() {
    let mut leap_of = BTreeMap::new();
    for (year, number, leap, _) in all_months() {
        if leap {
            assert_eq!(leap_of.insert(year, number), None, "{year} has two leap months");
        }
    }
    let printed = [
        (1976, 8),
        (1979, 6),
        (1982, 4),
        (1985, 2),
        (1987, 7),
        (1990, 5),
        (1993, 3),
        (1995, 8),
        (1998, 5),
        (2001, 4),
        (2004, 2),
        (2006, 7),
        (2009, 5),
        (2012, 4),
        (2014, 9),
        (2017, 6),
        (2020, 4),
        (2023, 2),
        (2025, 6),
        (2028, 5),
        (2031, 3),
        (2033, 11),
    ];
    let found: Vec<_> = leap_of.range(1976..=2033).map(|(year, number)| (*year, *number)).collect();
    assert_eq!(found, printed);
}

#[test]
fn a_leap_month_follows_the_month_of_its_number() {
    let leap = LunarDate { leap: true, ..LunarDate::new(2025, 6, 1) };
    assert_eq!(leap.to_solar(), Ok(date!(2025 - 07 - 25)));
    assert_eq!(LunarDate::from_solar(date!(2025 - 07 - 24)), Ok(LunarDate::new(2025, 6, 30)));
    assert_eq!(LunarDate::from_solar(date!(2025 - 07 - 25)), Ok(leap));
    assert_eq!(LunarDate::from_solar(date!(2025 - 08 - 23)), Ok(LunarDate::new(2025, 7, 1)));
}

#[test]
fn months_follow_each_other_without_a_gap_and_have_29_or_30_days() {
    for pair in all_months().windows(2) {
        let length = pair[1].3 - pair[0].3;
        assert!((29..=30).contains(&length), "{:?} has {length} days", pair[0]);
    }
}

#[test]
fn a_year_has_12_or_13_months_and_begins_between_20_january_and_21_february() {
    let mut months_of = BTreeMap::new();
    for (year, ..) in all_months() {
        *months_of.entry(year).or_insert(0) += 1;
    }
    for year in 1900..2199 {
        assert!((12..=13).contains(&months_of[&year]), "{year}");
        let tet = lunar_new_year(year).unwrap();
        let earliest = Date::from_calendar_date(year, time::Month::January, 20).unwrap();
        let latest = Date::from_calendar_date(year, time::Month::February, 21).unwrap();
        assert!((earliest..=latest).contains(&tet), "{tet}");
    }
}

#[test]
fn days_that_do_not_exist_and_other_centuries_are_refused() {
    use LunarError::{NoSuchDay, NoSuchMonth, OutOfRange};
    assert_eq!(LunarDate::from_solar(date!(1899 - 12 - 31)), Err(OutOfRange));
    assert_eq!(LunarDate::from_solar(date!(2200 - 01 - 01)), Err(OutOfRange));
    assert_eq!(LunarDate::from_solar(date!(1900 - 01 - 01)), Ok(LunarDate::new(1899, 12, 1)));
    assert!(LunarDate::from_solar(date!(2199 - 12 - 31)).is_ok());
    assert_eq!(lunar_new_year(2200), Err(OutOfRange));
    assert_eq!(lunar_new_year(i32::MAX), Err(OutOfRange));
    assert_eq!(LunarDate::new(2199, 12, 30).to_solar(), Err(OutOfRange));
    assert_eq!(LunarDate::new(2026, 13, 1).to_solar(), Err(NoSuchMonth));
    assert_eq!(LunarDate { leap: true, ..LunarDate::new(2026, 6, 1) }.to_solar(), Err(NoSuchMonth));
    assert_eq!(LunarDate::new(2026, 1, 0).to_solar(), Err(NoSuchDay));
    assert_eq!(LunarDate::new(2026, 1, 31).to_solar(), Err(NoSuchDay));
}

proptest! {
    #[test]
    fn the_sine_is_that_of_the_platform(degrees in -2e6..2e6_f64) {
        let platform = degrees.rem_euclid(360.0).to_radians().sin();
        prop_assert!((sky::sine(degrees) - platform).abs() < 1e-12, "{degrees}");
    }

    #[test]
    fn every_day_has_one_lunar_day_and_leads_back(days in 0_i64..109_573) {
        let date = date!(1900 - 01 - 01) + Duration::days(days);
        let lunar = LunarDate::from_solar(date).unwrap();
        prop_assert_eq!(lunar.to_solar(), Ok(date));
        prop_assert!((1..=12).contains(&lunar.month));
    }

    #[test]
    fn the_next_day_is_the_next_lunar_day_or_the_first_of_a_month(days in 0_i64..109_572) {
        let date = date!(1900 - 01 - 01) + Duration::days(days);
        let today = LunarDate::from_solar(date).unwrap();
        let tomorrow = LunarDate::from_solar(date + Duration::days(1)).unwrap();
        let same_month = LunarDate { day: today.day + 1, ..today };
        prop_assert!(tomorrow == same_month || tomorrow.day == 1 && today.day >= 29);
    }
}
