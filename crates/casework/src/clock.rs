//! What time it is.

use std::time::Instant;

use time::OffsetDateTime;

/// The clock of the office: the real one, or, for demonstrations and tests, one that was set and goes on from there.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Option<(OffsetDateTime, Instant)>);

impl Clock {
    #[must_use]
    pub const fn real() -> Self {
        Self(None)
    }

    /// A clock that shows `start` now.
    #[must_use]
    pub fn set_to(start: OffsetDateTime) -> Self {
        Self(Some((start, Instant::now())))
    }

    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        match self.0 {
            None => OffsetDateTime::now_utc(),
            Some((start, since)) => start + since.elapsed(),
        }
    }
}
