//! By which way an application on paper came.

use domain::when::{iso_date, parse_iso_date};
use forms::procedure::Channel;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};
use serde_json::json;
use time::{Date, Duration};
use views::Failure;

use crate::draft::{Open, later};
use crate::policy::Deed;
use crate::{Actor, Case, Office, record};

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

/// Says by which way an application on paper came, and a letter on which day, while it is not filed yet. What is asked and
/// what it costs follows the way.
///
/// # Errors
/// `NotFound` for what another one-stop keys in; `WrongState` once it is filed.
pub async fn correct_arrival(office: &Office, actor: &Actor, id: &str, arrival: Arrival) -> Case<String> {
    actor.may(Deed::Intake)?;
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let open = Open::load(tx, &office, &actor, &id).await?;
                if open.row.dossier_code.is_some() {
                    return Err(Failure::WrongState.into());
                }
                let (channel, updated_at) = (arrival.channel().word(), later(&open.row, &office));
                let mut row = open.row.into_active_model();
                row.channel = Set(Some(channel.to_owned()));
                row.arrived_on = Set(arrival.day());
                row.updated_at = Set(updated_at);
                row.update(tx).await?;
                let data = json!({ "channel": channel, "arrived_on": arrival.day() });
                record::event(tx, office.now_millis(), &actor, "arrival_corrected", &id, None, data).await?;
                Ok(format!("/drafts/{id}"))
            })
        })
        .await
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
