//! The vectors of law §6.4, and what a citizen reads beside them.

use time::{
    Date, OffsetDateTime,
    macros::{date, datetime, time},
};

use super::*;
use crate::{
    fixtures::calendar,
    text::{Lang, Text},
    when::local,
};

fn due_of(received: OffsetDateTime, amount: u16, unit: PeriodUnit) -> Due {
    due(received, Period::new(amount, unit), &calendar(), &OfficeHours::default()).unwrap()
}

fn day(received: OffsetDateTime, amount: u16, unit: PeriodUnit) -> Date {
    local(due_of(received, amount, unit).at).date()
}

#[test]
fn blds_d147_periods_of_working_days() {
    let vectors = [
        (datetime!(2026-04-23 09:00 +7), 3, date!(2026 - 04 - 29)),
        (datetime!(2026-08-21 09:00 +7), 7, date!(2026 - 09 - 03)),
        (datetime!(2026-02-13 09:00 +7), 1, date!(2026 - 02 - 23)),
        (datetime!(2026-11-23 09:00 +7), 3, date!(2026 - 11 - 27)),
        (datetime!(2026-11-23 09:00 +7), 10, date!(2026 - 12 - 08)),
        (datetime!(2026-04-29 16:30 +7), 3, date!(2026 - 05 - 07)),
        (datetime!(2026-04-29 09:00 +7), 3, date!(2026 - 05 - 06)),
        (datetime!(2026-08-28 16:30 +7), 7, date!(2026 - 09 - 14)),
    ];
    for (received, amount, expected) in vectors {
        assert_eq!(day(received, amount, PeriodUnit::WorkingDays), expected, "{received}");
    }
}

#[test]
fn blds_d148_periods_of_calendar_days_roll_off_days_off() {
    let vectors = [
        (datetime!(2026-04-16 09:00 +7), 10, date!(2026 - 04 - 28)),
        (datetime!(2026-04-15 09:00 +7), 15, date!(2026 - 05 - 04)),
    ];
    for (received, amount, expected) in vectors {
        assert_eq!(day(received, amount, PeriodUnit::Days), expected, "{received}");
    }
}

#[test]
fn a_service_within_the_day_is_answered_that_day_until_15() {
    let same_day = |at| day(at, 0, PeriodUnit::SameDay);
    assert_eq!(same_day(datetime!(2026-11-23 14:59 +7)), date!(2026 - 11 - 23));
    assert_eq!(same_day(datetime!(2026-11-23 15:00 +7)), date!(2026 - 11 - 23));
    assert_eq!(same_day(datetime!(2026-11-23 15:01 +7)), date!(2026 - 11 - 25));
    // The last hour moves the receipt itself; it must not move the answer twice.
    assert_eq!(same_day(datetime!(2026-11-23 16:30 +7)), date!(2026 - 11 - 25));
}

#[test]
fn nd63_days_that_are_counted_from_the_next_one_after_15() {
    let until_15 = |received: OffsetDateTime, amount| {
        let period = Period::new(amount, PeriodUnit::WorkingDays).taken_in_until_15();
        let due = due(received, period, &calendar(), &OfficeHours::default()).unwrap();
        (local(due.at).date(), due.summary(Lang::Vi))
    };
    assert_eq!(until_15(datetime!(2026-11-16 15:00 +7), 3).0, date!(2026 - 11 - 19));
    let (day, told) = until_15(datetime!(2026-11-16 15:30 +7), 3);
    assert_eq!(day, date!(2026 - 11 - 20));
    assert!(told.ends_with("vì nộp sau 15 giờ"), "{told}");
    // Two more days for many copies: after those within which it would have been answered.
    assert_eq!(until_15(datetime!(2026-11-16 15:30 +7), 2).0, date!(2026 - 11 - 19));
    // The last hour moves the receipt itself; it must not move it twice.
    assert_eq!(until_15(datetime!(2026-11-16 16:30 +7), 3).0, date!(2026 - 11 - 20));
}

#[test]
fn nd118_the_last_hour_counts_for_the_next_day_since_july_2025() {
    let hour = |received| day(received, 3, PeriodUnit::WorkingDays);
    assert_eq!(hour(datetime!(2025-03-03 16:30 +7)), date!(2025 - 03 - 06));
    assert_eq!(hour(datetime!(2025-06-30 16:30 +7)), date!(2025 - 07 - 03));
    assert_eq!(hour(datetime!(2025-07-01 16:30 +7)), date!(2025 - 07 - 07));
}

#[test]
fn blds_d148_periods_of_months_end_on_the_same_day_or_the_last_one() {
    let months = |at, n| day(at, n, PeriodUnit::Months);
    assert_eq!(months(datetime!(2026-03-12 09:00 +7), 1), date!(2026 - 04 - 13));
    assert_eq!(months(datetime!(2025-12-31 09:00 +7), 2), date!(2026 - 03 - 02));
    assert_eq!(months(datetime!(2024-01-31 09:00 +7), 1), date!(2024 - 02 - 29));
    assert_eq!(months(datetime!(2024-12-10 09:00 +7), 12), date!(2025 - 12 - 10));
}

#[test]
fn blds_d147_working_hours_walk_the_office_hours() {
    let hours = |at, n| due_of(at, n, PeriodUnit::WorkingHours).at;
    let monday = datetime!(2026-11-23 09:00 +7);
    assert_eq!(hours(monday, 2), datetime!(2026-11-23 11:00 +7));
    assert_eq!(hours(monday, 3), datetime!(2026-11-23 13:30 +7));
    assert_eq!(hours(datetime!(2026-11-23 12:00 +7), 1), datetime!(2026-11-23 14:00 +7));
    assert_eq!(hours(datetime!(2026-11-23 07:30 +7), 8), datetime!(2026-11-23 17:00 +7));
    assert_eq!(hours(datetime!(2026-11-23 05:00 +7), 1), datetime!(2026-11-23 08:30 +7));
}

#[test]
fn nd118_d17_2_an_online_dossier_is_checked_within_eight_working_hours() {
    let check = |at| check_by(at, &calendar(), &OfficeHours::default()).unwrap().at;
    let next_working_day = datetime!(2026-11-25 09:00 +7);
    assert_eq!(check(datetime!(2026-11-23 09:00 +7)), next_working_day);
    assert_eq!(check(datetime!(2026-11-23 22:00 +7)), datetime!(2026-11-25 17:00 +7));
    assert_eq!(check(datetime!(2026-11-22 10:00 +7)), datetime!(2026-11-23 17:00 +7));
}

#[test]
fn nd118_receipt_moves_to_the_next_opening_in_the_last_hour_after_hours_and_on_days_off() {
    use CountedFromReason::{AfterHours, DayOff, LastHour};
    let effective = |at| {
        let found = received_effective(at, &calendar(), &OfficeHours::default()).unwrap();
        (found.at, found.moved)
    };
    let wednesday = datetime!(2026-11-25 07:30 +7);
    let in_time = datetime!(2026-11-23 15:59:59 +7);
    assert_eq!(effective(in_time), (in_time, None));
    assert_eq!(effective(datetime!(2026-11-23 16:00 +7)), (wednesday, Some(LastHour)));
    assert_eq!(effective(datetime!(2026-11-23 17:00 +7)), (wednesday, Some(LastHour)));
    assert_eq!(effective(datetime!(2026-11-23 17:01 +7)), (wednesday, Some(AfterHours)));
    assert_eq!(effective(datetime!(2026-11-24 09:00 +7)), (wednesday, Some(DayOff)));
    // 23:30 UTC on Sunday is already Monday morning in Vietnam.
    let early = datetime!(2026-11-22 23:30 UTC);
    assert_eq!(effective(early), (early, None));
}

#[test]
fn a_year_without_a_calendar_is_refused_rather_than_guessed() {
    let refused = |at, amount, unit| {
        due(at, Period::new(amount, unit), &calendar(), &OfficeHours::default()).unwrap_err()
    };
    let no_2027 = ClockError::NoCalendar { year: 2027 };
    let new_years_eve = datetime!(2026-12-31 09:00 +7);
    for unit in [PeriodUnit::WorkingDays, PeriodUnit::Days, PeriodUnit::Months] {
        assert_eq!(refused(new_years_eve, 1, unit), no_2027);
    }
    assert_eq!(refused(new_years_eve, 8, PeriodUnit::WorkingHours), no_2027);
    assert_eq!(refused(datetime!(2026-12-31 15:30 +7), 0, PeriodUnit::SameDay), no_2027);
    let far = refused(new_years_eve, u16::MAX, PeriodUnit::Months);
    assert!(matches!(far, ClockError::NoCalendar { .. }));
}

#[test]
fn blds_d148_lateness_is_judged_at_the_end_of_the_due_day() {
    let due_at = datetime!(2026-11-27 17:00 +7);
    assert!(!is_late(due_at, datetime!(2026-11-27 23:59 +7)));
    assert!(!is_late(due_at, datetime!(2026-11-27 16:59 UTC)));
    assert!(is_late(due_at, datetime!(2026-11-27 17:00 UTC)));
}

#[test]
fn a_citizen_reads_the_sum_in_one_line() {
    let ten = due_of(datetime!(2026-11-23 09:00 +7), 10, PeriodUnit::WorkingDays);
    assert_eq!(
        ten.summary(Lang::Vi),
        "10 ngày làm việc, bỏ qua 24/11 (Ngày Văn hóa Việt Nam) và hai cuối tuần"
    );
    assert_eq!(
        ten.summary(Lang::En),
        "10 working days, skipping 24 Nov (Vietnamese Culture Day) and two weekends"
    );
}

#[test]
fn a_moved_start_a_worked_saturday_and_a_rolled_end_are_told() {
    let last_hour = due_of(datetime!(2026-04-29 16:30 +7), 3, PeriodUnit::WorkingDays);
    assert_eq!(
        last_hour.summary(Lang::Vi),
        "3 ngày làm việc, tính từ thứ Hai, 04/05/2026 vì nộp trong giờ làm việc cuối cùng"
    );
    let swapped = due_of(datetime!(2026-08-21 09:00 +7), 1, PeriodUnit::WorkingDays);
    assert_eq!(swapped.summary(Lang::Vi), "1 ngày làm việc, tính cả thứ Bảy làm bù 22/08");
    let rolled = due_of(datetime!(2026-04-16 09:00 +7), 10, PeriodUnit::Days);
    assert_eq!(
        rolled.summary(Lang::Vi),
        "10 ngày, ngày cuối 26/04 là ngày nghỉ nên dời sang thứ Ba, 28/04/2026"
    );
    assert_eq!(rolled.summary(Lang::En), "10 days, and as 26 Apr is a day off, until Tuesday, 28 April 2026");
    let after_15 = due_of(datetime!(2026-11-23 15:01 +7), 0, PeriodUnit::SameDay);
    assert_eq!(after_15.summary(Lang::Vi), "trong ngày, tính từ thứ Tư, 25/11/2026 vì nộp sau 15 giờ");
}

#[test]
fn the_sum_of_a_service_within_the_day_tells_its_rule() {
    let rule = "Giải quyết trong ngày; nhận sau 15 giờ thì trong ngày làm việc tiếp theo";
    for at in [datetime!(2026-11-23 09:00 +7), datetime!(2026-11-23 15:01 +7)] {
        let due = due_of(at, 0, PeriodUnit::SameDay);
        assert!(sentences(&due, Lang::Vi).iter().any(|line| line == rule), "{due:?}");
    }
}

#[test]
fn every_line_of_the_sum_is_a_sentence() {
    let due = due_of(datetime!(2026-08-28 16:30 +7), 7, PeriodUnit::WorkingDays);
    assert_eq!(
        sentences(&due, Lang::Vi),
        [
            "Nhận lúc 16 giờ 30, 28/08/2026",
            "Bỏ qua 29/08–30/08 (cuối tuần)",
            "Bỏ qua 31/08 (Nghỉ hoán đổi, làm bù thứ Bảy 22/8)",
            "Bỏ qua 01/09–02/09 (Quốc khánh)",
            "Tính từ thứ Năm, 03/09/2026 vì nộp trong giờ làm việc cuối cùng",
            "Thời hạn 7 ngày làm việc, không tính ngày đầu",
            "Bỏ qua 05/09–06/09 (cuối tuần)",
            "Bỏ qua 12/09–13/09 (cuối tuần)",
            "Đến hạn lúc 17 giờ 00, 14/09/2026",
        ]
    );
}

fn sentences(due: &Due, lang: Lang) -> Vec<String> {
    due.arithmetic.iter().map(|step| step.sentence(lang)).collect()
}

fn closed_on(from: Date, to: Date) -> OfficeHours {
    let name = Text::new("Cúp điện", "Power cut");
    OfficeHours::new(Vec::new(), vec![Closure::new(from, to, name).unwrap()]).unwrap()
}

#[test]
fn a_closed_unit_does_not_count_and_the_sum_names_why() {
    let hours = closed_on(date!(2026 - 11 - 26), date!(2026 - 11 - 29));
    let three = Period::new(3, PeriodUnit::WorkingDays);
    let due = due(datetime!(2026-11-23 09:00 +7), three, &calendar(), &hours).unwrap();
    assert_eq!(due.at, datetime!(2026-12-01 17:00 +7));
    let told = sentences(&due, Lang::Vi);
    assert!(told.contains(&String::from("Bỏ qua 26/11–27/11 (Cúp điện)")), "{told:?}");
    assert!(told.contains(&String::from("Bỏ qua 28/11–29/11 (cuối tuần)")), "{told:?}");
    assert_eq!(
        due.summary(Lang::En),
        "3 working days, skipping 24 Nov (Vietnamese Culture Day), 26 Nov–27 Nov (Power cut) and one weekend"
    );
}

#[test]
fn what_comes_in_while_the_unit_is_closed_counts_from_its_opening() {
    let hours = closed_on(date!(2026 - 11 - 26), date!(2026 - 11 - 26));
    let at = datetime!(2026-11-26 09:00 +7);
    let effective = received_effective(at, &calendar(), &hours).unwrap();
    assert_eq!(effective.at, datetime!(2026-11-27 07:30 +7));
    assert_eq!(effective.moved, Some(CountedFromReason::Closed));
    let one = due(at, Period::new(1, PeriodUnit::WorkingDays), &calendar(), &hours).unwrap();
    assert_eq!(
        one.summary(Lang::Vi),
        "1 ngày làm việc, tính từ thứ Sáu, 27/11/2026 vì nộp vào ngày đơn vị đóng cửa, bỏ qua một cuối tuần"
    );
}

#[test]
fn each_day_is_counted_by_the_hours_that_it_has() {
    let early = DailyHours::new((time!(7:00), time!(11:00)), (time!(13:00), time!(16:00))).unwrap();
    let usual = OfficeHours::default().on(date!(2026 - 11 - 23));
    let sets = [(date!(2021 - 01 - 01), usual), (date!(2026 - 11 - 25), early)];
    let sets = sets.map(|(from, hours)| HoursFrom { from, hours }).to_vec();
    let hours = OfficeHours::new(sets, Vec::new()).unwrap();
    let end = |at, amount, unit| due(at, Period::new(amount, unit), &calendar(), &hours).unwrap().at;
    let monday = datetime!(2026-11-23 09:00 +7);
    assert_eq!(end(monday, 1, PeriodUnit::WorkingDays), datetime!(2026-11-25 16:00 +7));
    assert_eq!(end(monday, 8, PeriodUnit::WorkingHours), datetime!(2026-11-25 08:30 +7));
    // The last hour begins an hour before the closing time of its own day.
    assert_eq!(
        end(datetime!(2026-11-25 15:10 +7), 1, PeriodUnit::WorkingDays),
        datetime!(2026-11-27 16:00 +7)
    );
}

#[test]
fn nd61_d19_4_a_supplement_lets_the_period_begin_again() {
    let again = due_again(
        datetime!(2026-11-25 09:00 +7),
        Period::new(3, PeriodUnit::WorkingDays),
        &calendar(),
        &OfficeHours::default(),
    );
    let again = again.unwrap();
    assert_eq!(again.at, datetime!(2026-11-30 17:00 +7));
    let first = sentences(&again, Lang::Vi).remove(0);
    assert_eq!(first, "Tiếp nhận bổ sung lúc 9 giờ 00, 25/11/2026, thời hạn tính lại từ đầu");
    assert_eq!(
        again.summary(Lang::Vi),
        "3 ngày làm việc, tính lại từ đầu sau khi bổ sung, bỏ qua một cuối tuần"
    );
}

#[test]
fn the_sum_survives_storage() {
    let due = due_of(datetime!(2026-04-16 16:30:12.5 +7), 10, PeriodUnit::Days);
    let hours = closed_on(date!(2026 - 04 - 20), date!(2026 - 04 - 20));
    let (from, to) = (datetime!(2026-04-21 09:00 +7), datetime!(2026-04-22 09:00 +7));
    let due = paused(&due, from, to, &calendar(), &hours).unwrap();
    let json = serde_json::to_string(&due).unwrap();
    assert_eq!(serde_json::from_str::<Due>(&json).unwrap(), due);
}
