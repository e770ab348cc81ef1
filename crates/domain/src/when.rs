//! Dates and times as Vietnam reads them.
//!
//! Vietnam keeps UTC+7 all year, so a constant offset is exact and no zone database is shipped.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

use crate::text::Lang;

pub mod iso;

pub use iso::{iso_date, iso_datetime, iso_local_datetime, parse_iso_date, parse_iso_datetime};

/// Offset of `Asia/Ho_Chi_Minh`.
pub const VIETNAM: UtcOffset = match UtcOffset::from_hms(7, 0, 0) {
    Ok(offset) => offset,
    Err(_) => panic!("seven hours are a valid offset"),
};

/// The same instant on the clocks of Vietnam.
#[must_use]
pub fn local(at: OffsetDateTime) -> OffsetDateTime {
    at.checked_to_offset(VIETNAM).unwrap_or(at)
}

/// The instant at which clocks in Vietnam show this date and time.
#[must_use]
pub const fn at_local(date: Date, time: Time) -> OffsetDateTime {
    PrimitiveDateTime::new(date, time).assume_offset(VIETNAM)
}

/// `23/11/2026`, `23 Nov 2026`.
#[must_use]
pub fn format_date(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            let (year, month, day) = numbers(date);
            format!("{day:02}/{month:02}/{year}")
        }
        Lang::En => format!("{} {}", format_day(date, lang), date.year()),
    }
}

/// Day and month without the year: `24/11`, `24 Nov`.
#[must_use]
pub fn format_day(date: Date, lang: Lang) -> String {
    let (_, month, day) = numbers(date);
    match lang {
        Lang::Vi => format!("{day:02}/{month:02}"),
        Lang::En => format!("{day} {}", &month_name(date.month())[..3]),
    }
}

/// `thứ Hai, 23/11/2026`, `Monday, 23 November 2026`.
#[must_use]
pub fn format_date_long(date: Date, lang: Lang) -> String {
    let weekday = weekday_name(date.weekday(), lang);
    match lang {
        Lang::Vi => format!("{weekday}, {}", format_date(date, lang)),
        Lang::En => {
            let (year, _, day) = numbers(date);
            format!("{weekday}, {day} {} {year}", month_name(date.month()))
        }
    }
}

/// `14 giờ 05`, `14:05`.
#[must_use]
pub fn format_time(time: Time, lang: Lang) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match lang {
        Lang::Vi => format!("{hour} giờ {minute:02}"),
        Lang::En => format!("{hour:02}:{minute:02}"),
    }
}

/// The instant on the clocks of Vietnam: `14 giờ 05, 23/11/2026`, `14:05, 23 Nov 2026`.
#[must_use]
pub fn format_datetime(at: OffsetDateTime, lang: Lang) -> String {
    let at = local(at);
    format!("{}, {}", format_time(at.time(), lang), format_date(at.date(), lang))
}

/// `thứ Hai`, `Monday`.
#[must_use]
pub const fn weekday_name(weekday: Weekday, lang: Lang) -> &'static str {
    let (vi, en) = match weekday {
        Weekday::Monday => ("thứ Hai", "Monday"),
        Weekday::Tuesday => ("thứ Ba", "Tuesday"),
        Weekday::Wednesday => ("thứ Tư", "Wednesday"),
        Weekday::Thursday => ("thứ Năm", "Thursday"),
        Weekday::Friday => ("thứ Sáu", "Friday"),
        Weekday::Saturday => ("thứ Bảy", "Saturday"),
        Weekday::Sunday => ("Chủ nhật", "Sunday"),
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// `Tháng 11/2026`, `November 2026`.
#[must_use]
pub fn format_month(year: i32, month: Month, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Tháng {}/{year}", u8::from(month)),
        Lang::En => format!("{} {year}", month_name(month)),
    }
}

const fn month_name(month: Month) -> &'static str {
    match month {
        Month::January => "January",
        Month::February => "February",
        Month::March => "March",
        Month::April => "April",
        Month::May => "May",
        Month::June => "June",
        Month::July => "July",
        Month::August => "August",
        Month::September => "September",
        Month::October => "October",
        Month::November => "November",
        Month::December => "December",
    }
}

fn numbers(date: Date) -> (i32, u8, u8) {
    (date.year(), u8::from(date.month()), date.day())
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime, time};

    use super::*;

    #[test]
    fn dates_read_as_in_vietnam() {
        let day = date!(2026 - 11 - 23);
        assert_eq!(format_date(day, Lang::Vi), "23/11/2026");
        assert_eq!(format_date(date!(2026 - 09 - 03), Lang::Vi), "03/09/2026");
        assert_eq!(format_date_long(day, Lang::Vi), "thứ Hai, 23/11/2026");
        assert_eq!(format_day(day, Lang::Vi), "23/11");
    }

    #[test]
    fn english_dates_name_the_month() {
        let day = date!(2026 - 09 - 03);
        assert_eq!(format_date(day, Lang::En), "3 Sep 2026");
        assert_eq!(format_date_long(day, Lang::En), "Thursday, 3 September 2026");
    }

    #[test]
    fn times_are_told_on_vietnamese_clocks() {
        assert_eq!(format_time(time!(14:05), Lang::Vi), "14 giờ 05");
        assert_eq!(format_time(time!(7:30), Lang::En), "07:30");
        let utc = datetime!(2026-11-23 18:30 UTC);
        assert_eq!(format_datetime(utc, Lang::Vi), "1 giờ 30, 24/11/2026");
        assert_eq!(format_datetime(utc, Lang::En), "01:30, 24 Nov 2026");
    }

    #[test]
    fn the_last_instant_of_the_calendar_does_not_panic() {
        let end = datetime!(9999-12-31 23:59:59 UTC);
        assert_eq!(local(end), end);
    }
}
