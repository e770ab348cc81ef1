use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use super::all_digits;
use crate::codes::{error_codes, string_form};

mod shape;

pub use shape::Shape;

/// Longest agency code of QĐ 20/2020 (law §3.2).
const AGENCY_MAX: usize = 35;
/// Fewest digits of the daily number.
const SEQUENCE_MIN: usize = 4;
/// Most digits of the daily number that still fit every counter.
const SEQUENCE_MAX: usize = 12;

error_codes! {
    /// Why a text is not a dossier code.
    pub enum DossierCodeError {
        /// Not of the form agency, date, number.
        Malformed => "dossier_code.malformed",
        /// The agency part is of no known era.
        Agency => "dossier_code.agency",
        /// The date part is no day of this century.
        Date => "dossier_code.date",
        /// The daily number is shorter than four digits, too long, or zero on issue.
        Sequence => "dossier_code.sequence",
    }
}

/// Code of a dossier: receiving agency, date of receipt, number of that agency's day (law §3.1).
///
/// Codes of every era are read; new ones are issued with the date in six digits. Case, spaces and
/// typographic hyphens do not matter when reading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DossierCode(String);

string_form!(DossierCode, DossierCodeError);

impl DossierCode {
    /// Makes the code of the `seq`-th dossier that `agency` received on `date`.
    ///
    /// # Errors
    /// When the agency code has no known shape, the year is not of this century, or `seq` is 0.
    pub fn issue(agency: &str, date: Date, seq: u32) -> Result<Self, DossierCodeError> {
        if seq == 0 {
            return Err(DossierCodeError::Sequence);
        }
        if !(2000..=2099).contains(&date.year()) {
            return Err(DossierCodeError::Date);
        }
        let (year, month, day) = (date.year() % 100, u8::from(date.month()), date.day());
        format!("{agency}-{year:02}{month:02}{day:02}-{seq:04}").parse()
    }

    /// Code of the agency that received the dossier.
    #[must_use]
    pub fn agency(&self) -> &str {
        self.parts()[0]
    }

    /// Date of receipt.
    #[must_use]
    pub fn date(&self) -> Date {
        parse_date(self.parts()[1]).unwrap_or(Date::MIN)
    }

    /// Number of the dossier in its agency's day.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.parts()[2].parse().unwrap_or_default()
    }

    /// The parts in the order in which they are read aloud: `H09`, `12`, `34`, `230520`, `0001`.
    #[must_use]
    pub fn grouped(&self) -> Vec<String> {
        self.0.split(['.', '-']).map(str::to_owned).collect()
    }

    fn parts(&self) -> [&str; 3] {
        split(&self.0).unwrap_or([""; 3])
    }
}

impl FromStr for DossierCode {
    type Err = DossierCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let canonical = canonical(text);
        let [agency, date, sequence] = split(&canonical).ok_or(DossierCodeError::Malformed)?;
        if !is_agency(agency) {
            return Err(DossierCodeError::Agency);
        }
        if parse_date(date).is_none() {
            return Err(DossierCodeError::Date);
        }
        if !all_digits(sequence) || !(SEQUENCE_MIN..=SEQUENCE_MAX).contains(&sequence.len()) {
            return Err(DossierCodeError::Sequence);
        }
        Ok(Self(canonical))
    }
}

// People paste codes from papers and chats, where hyphens become dashes and lines break, and type spaces for hyphens.
fn canonical(text: &str) -> String {
    // In addresses and tables it stands as it was issued.
    if text.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-')) {
        return text.to_owned();
    }
    let dashed = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let between = if text.contains(dashed) { "" } else { "-" };
    let parts: Vec<&str> = text.split_whitespace().collect();
    let plain = |c: char| if dashed(c) { '-' } else { c.to_ascii_uppercase() };
    parts.join(between).chars().map(plain).collect()
}

fn split(code: &str) -> Option<[&str; 3]> {
    let mut parts = code.split('-');
    let found = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(found)
}

fn is_agency(agency: &str) -> bool {
    if agency.len() > AGENCY_MAX {
        return false;
    }
    let parts: Vec<&str> = agency.split('.').collect();
    match parts.as_slice() {
        [v, z, y, province] if is_province(province) => {
            digits_of(v, 3..=3) && digits_of(z, 2..=2) && digits_of(y, 2..=2)
        }
        [province, units @ ..] => is_province(province) && units.iter().all(|u| digits_of(u, 1..=3)),
        [] => false,
    }
}

// Letters A to Y: the second regulation reserves Z.
fn is_province(part: &str) -> bool {
    matches!(part.as_bytes(), [b'A'..=b'Y', b'0'..=b'9', b'0'..=b'9'])
}

fn digits_of(part: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    all_digits(part) && length.contains(&part.len())
}

fn parse_date(part: &str) -> Option<Date> {
    if !all_digits(part) {
        return None;
    }
    let (year, rest) = match part.len() {
        6 => (2000 + part[..2].parse::<i32>().ok()?, &part[2..]),
        8 => (part[..4].parse().ok()?, &part[4..]),
        _ => return None,
    };
    let month = Month::try_from(rest[..2].parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, rest[2..].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    fn code(text: &str) -> Result<DossierCode, DossierCodeError> {
        text.parse()
    }

    #[test]
    fn codes_of_every_era_are_read() {
        let eras = [
            ("000.00.12.H09-210512-0001", "000.00.12.H09", date!(2021 - 05 - 12), 1),
            ("000.00.12.H62-201105-0004", "000.00.12.H62", date!(2020 - 11 - 05), 4),
            ("H09.12.34-230520-0001", "H09.12.34", date!(2023 - 05 - 20), 1),
            ("H29.123.45-250901-0001", "H29.123.45", date!(2025 - 09 - 01), 1),
            ("H29.123-250901-12345", "H29.123", date!(2025 - 09 - 01), 12345),
            ("H29.123.45-251123-010042", "H29.123.45", date!(2025 - 11 - 23), 10042),
            ("G09.20-20260609-0092637", "G09.20", date!(2026 - 06 - 09), 92637),
        ];
        for (text, agency, date, sequence) in eras {
            let code = code(text).unwrap();
            assert_eq!(code.to_string(), text);
            assert_eq!(code.agency(), agency);
            assert_eq!(code.date(), date);
            assert_eq!(code.sequence(), sequence);
        }
    }

    #[test]
    fn case_spaces_and_dashes_of_a_pasted_code_do_not_matter() {
        let expected = code("H09.12.34-230520-0001");
        assert_eq!(code(" h09.12.34 – 230520 – 0001\n"), expected);
        assert_eq!(code("h09.12.34 230520  0001"), expected, "spaces in place of hyphens");
    }

    #[test]
    fn each_part_is_checked() {
        use DossierCodeError::{Agency, Date, Malformed, Sequence};
        let wrong = [
            ("", Malformed),
            ("H09.12.34-230520", Malformed),
            ("H09.12.34-230520-0001-1", Malformed),
            ("Z09.12-230520-0001", Agency),
            ("H9.12-230520-0001", Agency),
            ("H09.1234-230520-0001", Agency),
            ("00.00.12.H09-210512-0001", Agency),
            ("H09.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1-230520-0001", Agency),
            ("H09.12-230230-0001", Date),
            ("H09.12-2305-0001", Date),
            ("H09.12-230520-001", Sequence),
            ("H09.12-230520-00A1", Sequence),
            ("H09.12-230520-0000000000001", Sequence),
        ];
        for (text, error) in wrong {
            assert_eq!(code(text), Err(error), "{text}");
        }
    }

    #[test]
    fn the_daily_number_starts_at_one_and_overflows_past_four_digits() {
        let day = date!(2026 - 11 - 23);
        let issue = |seq| DossierCode::issue("H09.12.34", day, seq).map(String::from);
        assert_eq!(issue(0), Err(DossierCodeError::Sequence));
        assert_eq!(issue(1).as_deref(), Ok("H09.12.34-261123-0001"));
        assert_eq!(issue(10_000).as_deref(), Ok("H09.12.34-261123-10000"));
        let last_century = DossierCode::issue("H09", date!(1999 - 12 - 31), 1);
        assert_eq!(last_century, Err(DossierCodeError::Date));
    }

    #[test]
    fn a_code_is_read_aloud_in_short_parts() {
        let parts = code("H09.12.34-230520-0001").unwrap().grouped();
        assert_eq!(parts, ["H09", "12", "34", "230520", "0001"]);
    }

    proptest! {
        #[test]
        fn what_is_issued_is_read_back(
            units in prop::collection::vec(1_u16..1000, 0..5),
            days in 0_i64..36_500,
            seq in 1_u32..,
        ) {
            let agency = units.iter().fold(String::from("H09"), |a, u| format!("{a}.{u:02}"));
            let date = date!(2000 - 01 - 01) + time::Duration::days(days);
            let code = DossierCode::issue(&agency, date, seq).unwrap();
            prop_assert_eq!(code.agency(), agency);
            prop_assert_eq!(code.date(), date);
            prop_assert_eq!(code.sequence(), u64::from(seq));
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }

        #[test]
        fn shown_codes_read_the_same(text in "[0-9A-Ya-y. -]{0,45}") {
            if let Ok(parsed) = code(&text) {
                prop_assert_eq!(code(&parsed.to_string()), Ok(parsed));
            }
        }
    }
}
