//! Moments as the tables keep them: whole milliseconds since 1970-01-01 UTC, so that they sort as numbers.

use time::OffsetDateTime;

/// Milliseconds since 1970-01-01 UTC.
pub type Millis = i64;

#[must_use]
pub fn to_millis(moment: OffsetDateTime) -> Millis {
    let nanos = moment.unix_timestamp_nanos() / 1_000_000;
    Millis::try_from(nanos).unwrap_or(Millis::MAX)
}

/// A stored moment; anything outside the range of dates reads as 1970, which no use case writes.
#[must_use]
pub fn from_millis(millis: Millis) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_survives_storage_to_the_millisecond() {
        let moment = OffsetDateTime::from_unix_timestamp_nanos(1_795_000_000_123_000_000).unwrap();
        assert_eq!(from_millis(to_millis(moment)), moment);
    }
}
