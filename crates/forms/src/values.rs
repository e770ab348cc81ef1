//! Answers are kept as people typed them; here they are read.

use domain::clock::lunar::LunarDate;
use time::{Date, Month};

const EARLIEST_YEAR: i32 = 1800;
const LATEST_YEAR: i32 = 2199;

/// The stored answers of a yes-no question.
pub const YES: &str = "yes";
pub const NO: &str = "no";

/// A calendar date written as `YYYY-MM-DD` or as day, month, year between `/`, `-`, `.` or spaces.
/// Years outside 1800 to 2199 are slips of the finger and are not read.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        return date_of(third, second, first);
    }
    date_of(first, second, third)
}

/// A calendar date from its three parts as typed.
#[must_use]
pub fn date_of(day: &str, month: &str, year: &str) -> Option<Date> {
    let year = i32::from(digits(year, 4)?);
    if !(EARLIEST_YEAR..=LATEST_YEAR).contains(&year) {
        return None;
    }
    let month = Month::try_from(u8::try_from(digits(month, 2)?).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(digits(day, 2)?).ok()?).ok()
}

/// The solar date of a lunar day from its parts as typed (UTC+7); years 1900 to 2199.
#[must_use]
pub fn lunar_date_of(day: &str, month: &str, year: &str, leap: bool) -> Option<Date> {
    let [day, month] = [day, month].map(|text| u8::try_from(digits(text, 2)?).ok());
    let year = i32::from(digits(year, 4)?);
    LunarDate { year, month: month?, leap, day: day? }.to_solar().ok()
}

fn digits(text: &str, at_most: usize) -> Option<u16> {
    let text = text.trim();
    if text.len() > at_most || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Completed years from `birth` to `today`, negative when `birth` is still to come.
#[must_use]
pub fn age(birth: Date, today: Date) -> i32 {
    let before_birthday = (u8::from(today.month()), today.day()) < (u8::from(birth.month()), birth.day());
    today.year() - birth.year() - i32::from(before_birthday)
}

/// A whole number, with or without `.`, `,` or a space between thousands.
#[must_use]
pub fn whole_number(text: &str) -> Option<i64> {
    let (negative, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut groups = rest.split(['.', ',', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let mut number = first.to_owned();
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        grouped = true;
        number.push_str(group);
    }
    let first_fits = if grouped { (1..=3).contains(&first.len()) } else { !first.is_empty() };
    if !first_fits || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = number.parse().ok()?;
    Some(if negative { -number } else { number })
}

/// Whole đồng: a whole number, with or without the name of the currency behind it.
#[must_use]
pub fn money(text: &str) -> Option<i64> {
    const NAMES: [&str; 6] = ["đồng", "vnđ", "vnd", "VNĐ", "VND", "đ"];
    let bare = NAMES.iter().find_map(|name| text.strip_suffix(name)).unwrap_or(text);
    whole_number(bare.trim())
}

/// A number with its thousands set apart by `separator`.
#[must_use]
pub fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// The most characters of a person's name.
pub const LONGEST_NAME: u16 = 100;

/// Whether this can be the name of a person: letters of any script, and what stands between the
/// parts of a name, as in `O'Brien`, `Anne-Marie`, `Nguyễn Văn A.`.
#[must_use]
pub fn is_person_name(text: &str) -> bool {
    let is_part = |c: char| c.is_alphabetic() || " -'’.·".contains(c);
    text.chars().all(is_part) && text.chars().any(char::is_alphabetic)
}

/// Whether this can be an e-mail address: one `@`, a name before it, a dotted domain behind it.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.chars().any(|c| c.is_whitespace() || c.is_control() || "@,;:<>()[]\\\"".contains(c))
    };
    let dotted = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    text.len() <= 254 && (1..=64).contains(&name.len()) && dotted && plain(name) && plain(domain)
}

#[cfg(test)]
mod tests {
    use domain::text::Lang;
    use domain::when::{format_date, iso_date};
    use proptest::prelude::*;
    use time::macros::date as day;

    use super::*;

    #[test]
    fn a_date_is_read_day_first_or_iso() {
        for text in ["2024-03-05", "5/3/2024", "05.03.2024", "5-3-2024", "05 03 2024"] {
            assert_eq!(date(text), Some(day!(2024 - 03 - 05)), "{text}");
        }
    }

    #[test]
    fn what_is_no_calendar_date_is_not_read() {
        for text in
            ["", "31/2/2024", "29/2/2023", "5/3/24", "5/3", "5/3/0202", "5/3/2024/1", "a/b/c", "+5/3/2024"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_birthday_is_a_year_more() {
        assert_eq!(age(day!(2010 - 06 - 15), day!(2024 - 06 - 14)), 13);
        assert_eq!(age(day!(2010 - 06 - 15), day!(2024 - 06 - 15)), 14);
        assert_eq!(age(day!(2025 - 06 - 15), day!(2024 - 06 - 15)), -1);
    }

    #[test]
    fn numbers_may_have_thousands_apart() {
        assert_eq!(whole_number("1.200.000"), Some(1_200_000));
        assert_eq!(whole_number("1 200"), Some(1200));
        assert_eq!(whole_number("-5"), Some(-5));
        assert_eq!(money("1.200.000 đ"), Some(1_200_000));
        assert_eq!(money("500000VND"), Some(500_000));
    }

    #[test]
    fn a_fraction_or_a_word_is_no_whole_number() {
        for text in
            ["", "1.5", "1,25", "hai", "1e3", "-", "1..000", "1234.567", ".500", "99999999999999999999"]
        {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn e_mail_addresses_have_a_name_and_a_dotted_domain() {
        for good in ["an@example.vn", "nguyen.van-an+1@mail.example.com"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "an", "an@", "@a.vn", "an@vn", "an@a..vn", "a n@a.vn", "an@a@b.vn", "an@a.vn,b@a.vn"]
        {
            assert!(!is_email(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_grouped_is_read_back(number in -999_999_999_999_i64..999_999_999_999) {
            prop_assert_eq!(whole_number(&grouped(number, '.')), Some(number));
            prop_assert_eq!(whole_number(&grouped(number, ',')), Some(number));
        }

        #[test]
        fn what_is_written_as_iso_is_read_back(julian in 2_400_000_i32..2_500_000) {
            let Ok(given) = Date::from_julian_day(julian) else { return Ok(()) };
            prop_assert_eq!(date(&iso_date(given)), Some(given));
            prop_assert_eq!(date(&format_date(given, Lang::Vi)), Some(given));
        }
    }
}
