//! By which way an application on paper came.

use domain::when::{iso_date, parse_iso_date};
use forms::procedure::Channel;
use time::{Date, Duration};
use views::Failure;

use crate::Case;

/// A letter that lay about for longer is a matter for more than a date.
const LONGEST_AGO: Duration = Duration::days(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Somebody stands there with it.
    AtCounter,
    /// A letter, with the day on which it came.
    ByPost(Date),
}

impl Arrival {
    /// What was chosen: `counter` or `post`, and for a letter its day, ISO.
    ///
    /// # Errors
    /// `NotFound` for another way; `ArrivalDay` for a letter of the future, or one of more than 60 days ago.
    pub fn read(channel: &str, day: &str, today: Date) -> Case<Self> {
        match Channel::named(channel) {
            Some(Channel::Counter) => Ok(Self::AtCounter),
            Some(Channel::Post) => {
                let day = parse_iso_date(day.trim()).map_err(|_| Failure::ArrivalDay)?;
                let ago = today - day;
                if ago.is_negative() || ago > LONGEST_AGO {
                    return Err(Failure::ArrivalDay.into());
                }
                Ok(Self::ByPost(day))
            }
            Some(Channel::Online) | None => Err(Failure::NotFound.into()),
        }
    }

    pub(super) const fn channel(self) -> Channel {
        match self {
            Self::AtCounter => Channel::Counter,
            Self::ByPost(_) => Channel::Post,
        }
    }

    /// The day of a letter, ISO.
    pub(super) fn day(self) -> Option<String> {
        match self {
            Self::AtCounter => None,
            Self::ByPost(day) => Some(iso_date(day)),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_letter_came_today_or_some_days_ago() {
        let read = |channel, day| {
            Arrival::read(channel, day, date!(2026 - 11 - 18)).map_err(|error| error.failure())
        };
        assert_eq!(read("counter", "").unwrap(), Arrival::AtCounter);
        assert_eq!(read("post", "2026-11-18").unwrap(), Arrival::ByPost(date!(2026 - 11 - 18)));
        assert_eq!(read("post", "2026-09-19").unwrap().day().as_deref(), Some("2026-09-19"));
        for day in ["2026-11-19", "2026-09-18", "", "18/11/2026"] {
            assert_eq!(read("post", day), Err(Failure::ArrivalDay), "{day}");
        }
        assert_eq!(read("online", ""), Err(Failure::NotFound));
    }
}
