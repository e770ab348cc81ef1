use domain::text::Lang;
use domain::when;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A moment: milliseconds since 1970 in UTC, shown in Vietnam's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    #[must_use]
    pub fn at(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Such as `23/11/2026`.
    #[must_use]
    pub fn date(self, lang: Lang) -> String {
        when::format_date(when::local(self.at()).date(), lang)
    }

    /// Such as `thứ Hai, 23/11/2026`.
    #[must_use]
    pub fn long_date(self, lang: Lang) -> String {
        when::format_date_long(when::local(self.at()).date(), lang)
    }

    /// Such as `14:05 23/11/2026`.
    #[must_use]
    pub fn date_time(self, lang: Lang) -> String {
        when::format_datetime(self.at(), lang)
    }

    /// For the `datetime` attribute of `<time>`.
    #[must_use]
    pub fn iso(self) -> String {
        when::iso_datetime(self.at())
    }
}
