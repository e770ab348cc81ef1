//! ISO 8601 texts for files, addresses and JSON, and the serde forms of dates built on them.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use crate::codes::error_codes;

error_codes! {
    /// Why a text is not a date, time or instant.
    pub enum WhenError {
        /// Not written as `2026-11-23`, `07:30` or `2026-11-23T02:00:00Z`.
        Malformed => "when.malformed",
        /// Well written, but no such day or time exists.
        NoSuchDay => "when.no_such_day",
    }
}

/// `2026-11-23`
#[must_use]
pub fn iso_date(date: Date) -> String {
    let (month, day) = (u8::from(date.month()), date.day());
    format!("{:04}-{month:02}-{day:02}", date.year())
}

/// The instant in UTC to the second: `2026-11-23T02:00:00Z`.
#[must_use]
pub fn iso_datetime(at: OffsetDateTime) -> String {
    let utc = at.checked_to_offset(UtcOffset::UTC).unwrap_or(at);
    let (hour, minute, second) = utc.to_hms();
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", iso_date(utc.date()))
}

/// The instant on the clocks of Vietnam, to the second: `2026-11-23T09:00:00+07:00`.
#[must_use]
pub fn iso_local_datetime(at: OffsetDateTime) -> String {
    let at = super::local(at);
    let (hour, minute, second) = at.to_hms();
    format!("{}T{hour:02}:{minute:02}:{second:02}+07:00", iso_date(at.date()))
}

/// Reads `2026-11-23`.
///
/// # Errors
/// `Malformed` when written otherwise, `NoSuchDay` for the likes of `2026-02-30`.
pub fn parse_iso_date(text: &str) -> Result<Date, WhenError> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(WhenError::Malformed);
    }
    let year = number(&bytes[..4])?;
    let month = u8::try_from(number(&bytes[5..7])?).map_err(|_| WhenError::NoSuchDay)?;
    let day = u8::try_from(number(&bytes[8..])?).map_err(|_| WhenError::NoSuchDay)?;
    let month = Month::try_from(month).map_err(|_| WhenError::NoSuchDay)?;
    Date::from_calendar_date(i32::from(year), month, day).map_err(|_| WhenError::NoSuchDay)
}

/// Reads `2026-11-23T02:00:00Z` or `2026-11-23T09:00:00+07:00`; fractions of a second are dropped.
///
/// # Errors
/// `Malformed` when written otherwise, `NoSuchDay` when no such instant exists.
pub fn parse_iso_datetime(text: &str) -> Result<OffsetDateTime, WhenError> {
    let (date, rest) = text.split_once('T').ok_or(WhenError::Malformed)?;
    let date = parse_iso_date(date)?;
    let zone_at = rest.find(['Z', '+', '-']).ok_or(WhenError::Malformed)?;
    let (clock, zone) = rest.split_at(zone_at);
    let time = parse_time(clock.split('.').next().unwrap_or_default())?;
    Ok(date.with_time(time).assume_offset(parse_zone(zone)?))
}

/// Reads `07:30` or `07:30:00`.
///
/// # Errors
/// `Malformed` when written otherwise, `NoSuchDay` for the likes of `25:00`.
pub fn parse_time(text: &str) -> Result<Time, WhenError> {
    let (hour, minute, second) = match text.as_bytes() {
        [h @ .., b':', m1, m2] if h.len() == 2 => (number(h)?, number(&[*m1, *m2])?, 0),
        [h1, h2, b':', m1, m2, b':', s1, s2] => {
            (number(&[*h1, *h2])?, number(&[*m1, *m2])?, number(&[*s1, *s2])?)
        }
        _ => return Err(WhenError::Malformed),
    };
    let [hour, minute, second] = [hour, minute, second].map(|n| u8::try_from(n).unwrap_or(u8::MAX));
    Time::from_hms(hour, minute, second).map_err(|_| WhenError::NoSuchDay)
}

fn parse_zone(zone: &str) -> Result<UtcOffset, WhenError> {
    let (sign, clock) = match zone.split_at_checked(1) {
        Some(("Z", "")) => return Ok(UtcOffset::UTC),
        Some(("+", clock)) => (1, clock),
        Some(("-", clock)) => (-1, clock),
        _ => return Err(WhenError::Malformed),
    };
    let (hour, minute, _) = parse_time(clock)?.as_hms();
    let seconds = i32::from(hour) * 3600 + i32::from(minute) * 60;
    UtcOffset::from_whole_seconds(sign * seconds).map_err(|_| WhenError::NoSuchDay)
}

fn number(digits: &[u8]) -> Result<u16, WhenError> {
    digits.iter().try_fold(0_u16, |n, d| match d {
        b'0'..=b'9' => Ok(n * 10 + u16::from(d - b'0')),
        _ => Err(WhenError::Malformed),
    })
}

/// Serde form of a [`Date`]: `"2026-11-23"`.
pub mod date {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::Date;

    /// Writes the date as ISO text.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::iso_date(*date))
    }

    /// Reads the date from ISO text.
    ///
    /// # Errors
    /// When the text is no date.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        super::parse_iso_date(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// Serde form of a [`Date`] that may be missing.
pub mod optional_date {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use time::Date;

    /// Writes the date as ISO text, or nothing.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        date.map(super::iso_date).serialize(to)
    }

    /// Reads the date from ISO text.
    ///
    /// # Errors
    /// When the text is no date.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| super::parse_iso_date(&text).map_err(D::Error::custom)).transpose()
    }
}

/// Serde form of a list of [`Date`]s.
pub mod dates {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::Date;

    /// Writes the dates as ISO texts.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    pub fn serialize<S: Serializer>(dates: &[Date], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(dates.iter().map(|date| super::iso_date(*date)))
    }

    /// Reads the dates from ISO texts.
    ///
    /// # Errors
    /// When a text is no date.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        let dates = texts.iter().map(|text| super::parse_iso_date(text));
        dates.collect::<Result<_, _>>().map_err(D::Error::custom)
    }
}

/// Serde form of an [`OffsetDateTime`]: UTC to the second.
pub mod datetime {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::OffsetDateTime;

    /// Writes the instant as ISO text.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    pub fn serialize<S: Serializer>(at: &OffsetDateTime, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::iso_datetime(*at))
    }

    /// Reads the instant from ISO text.
    ///
    /// # Errors
    /// When the text is no instant.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<OffsetDateTime, D::Error> {
        super::parse_iso_datetime(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn instants_are_written_in_utc_or_on_vietnamese_clocks() {
        let nine = datetime!(2026-11-23 09:00 +7);
        assert_eq!(iso_datetime(nine), "2026-11-23T02:00:00Z");
        let in_utc = datetime!(2026-11-22 18:00 UTC);
        assert_eq!(iso_local_datetime(in_utc), "2026-11-23T01:00:00+07:00");
        assert_eq!(parse_iso_datetime("2026-11-23T02:00:00Z"), Ok(nine));
        assert_eq!(parse_iso_datetime("2026-11-23T09:00:00+07:00"), Ok(nine));
        assert_eq!(parse_iso_datetime("2026-11-23T02:00:00.25Z"), Ok(nine));
        assert_eq!(parse_iso_datetime("2026-11-22T21:00:00-05:00"), Ok(nine));
        assert_eq!(parse_iso_datetime("2026-11-23T02:00:00Z07:00"), Err(WhenError::Malformed));
        assert_eq!(parse_iso_datetime("2026-11-23T02:00:00"), Err(WhenError::Malformed));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(parse_iso_date("2026-11-23"), Ok(date!(2026 - 11 - 23)));
        assert_eq!(parse_iso_date("2026-02-29"), Err(WhenError::NoSuchDay));
        assert_eq!(parse_iso_date("2026-13-01"), Err(WhenError::NoSuchDay));
        assert_eq!(parse_iso_date("23/11/2026"), Err(WhenError::Malformed));
        assert_eq!(parse_time("25:00"), Err(WhenError::NoSuchDay));
        assert_eq!(parse_time("7:30"), Err(WhenError::Malformed));
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same_instant(seconds in 0_i64..250_000_000_000) {
            let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            prop_assert_eq!(parse_iso_datetime(&iso_datetime(at)), Ok(at));
            prop_assert_eq!(parse_iso_date(&iso_date(at.date())), Ok(at.date()));
        }

        #[test]
        fn no_text_makes_the_readers_panic(text in any::<String>()) {
            let _ = parse_iso_date(&text);
            let _ = parse_iso_datetime(&text);
            let _ = parse_time(&text);
        }
    }
}
