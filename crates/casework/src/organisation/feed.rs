//! The due dates of an organisation as a calendar (RFC 5545), at a secret address that a member makes and takes back.
//!
//! The texts name codes and procedures, nobody (law §9.1): calendars are read by other companies' servers.

use domain::lifecycle::Status;
use domain::text::Lang;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{calendar_feed, dossier};
use store::id::sha256_hex;
use store::moment::{Millis, from_millis};
use time::OffsetDateTime;
use views::{Deadline, Failure, FeedView, Moment};

use super::{acting_for, acting_now, board, stored};
use crate::actor::Acting;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

const PAGE: &str = "/business/calendar";
/// The address is shown for so long after it was made.
const SHOWN: Millis = 10 * 60_000;
/// So many dates a calendar has, the nearest first: more than any calendar program shows.
const DATES: u64 = 2000;
/// RFC 5545 §3.1: octets of a line without its break.
const LINE: usize = 75;

fn token(office: &Office, acting: &Acting, person: &str, at: Millis) -> Case<String> {
    office.sign(&format!("calendar:{at}:{}:{person}", acting.organisation_id))
}

/// The calendar of whoever looks.
///
/// # Errors
/// `ActForNone` for somebody who acts for no organisation.
pub async fn feed(office: &Office, actor: &Actor) -> Case<FeedView> {
    let acting = acting_now(actor)?;
    let key = (acting.organisation_id.clone(), actor.id.clone());
    let row = calendar_feed::Entity::find_by_id(key).one(office.database().reader()).await?;
    let fresh = row.as_ref().filter(|row| office.now_millis() - row.created_at < SHOWN);
    let address = match fresh {
        Some(row) => {
            let token = token(office, acting, &actor.id, row.created_at)?;
            Some(format!("{}{PAGE}/{token}.ics", office.settings().base_url))
        }
        None => None,
    };
    Ok(FeedView { acting: acting.view(), since: row.map(|row| Moment(row.created_at)), address })
}

/// Makes an address; one that was there before ends.
///
/// # Errors
/// As [`feed`].
pub async fn make_feed(office: &Office, actor: &Actor) -> Case<String> {
    change(office, actor, true).await
}

/// Ends the address.
///
/// # Errors
/// As [`feed`].
pub async fn revoke_feed(office: &Office, actor: &Actor) -> Case<String> {
    change(office, actor, false).await
}

async fn change(office: &Office, actor: &Actor, fresh: bool) -> Case<String> {
    let acting = acting_now(actor)?.clone();
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let key = (acting.organisation_id.clone(), actor.id.clone());
                calendar_feed::Entity::delete_by_id(key).exec(tx).await?;
                if fresh {
                    insert(tx, &office, &actor, &acting).await?;
                }
                let kind = if fresh { "calendar_made" } else { "calendar_revoked" };
                let now = office.now_millis();
                record::event(tx, now, &actor, kind, &acting.organisation_id, None, json!({})).await?;
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}

async fn insert(tx: &Tx, office: &Office, actor: &Actor, acting: &Acting) -> Case<()> {
    let now = office.now_millis();
    let row = calendar_feed::ActiveModel {
        organisation_id: Set(acting.organisation_id.clone()),
        person_id: Set(actor.id.clone()),
        token_hash: Set(sha256_hex(token(office, acting, &actor.id, now)?.as_bytes())),
        created_at: Set(now),
    };
    calendar_feed::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The calendar at a secret address: the dates of all open dossiers that its member may see today.
///
/// # Errors
/// `NotFound` for an address that was never made or was taken back, and once the member's rights have ended.
pub async fn calendar(office: &Office, actor: &Actor, token: &str) -> Case<String> {
    actor.may(Deed::ReadCalendar)?;
    let reader = office.database().reader();
    let hash = sha256_hex(token.as_bytes());
    let row = calendar_feed::Entity::find()
        .filter(calendar_feed::Column::TokenHash.eq(hash))
        .one(reader)
        .await?
        .ok_or(Failure::NotFound)?;
    stored(reader, &row.organisation_id).await?;
    let acting = acting_for(reader, &row.person_id, &row.organisation_id, office.today()).await?;
    let acting = acting.map_err(|_| Failure::NotFound)?;
    let ended = Status::ALL.iter().filter(|status| status.is_terminal());
    let codes = dossier::Entity::find()
        .select_only()
        .column(dossier::Column::Code)
        .filter(dossier::Column::OrganisationId.eq(&acting.organisation_id))
        .filter(dossier::Column::Status.is_not_in(ended.map(|status| i32::from(status.code()))))
        .filter(dossier::Column::ProcedureVersionId.is_in(office.catalogue().covered_by(&acting)))
        .order_by_asc(dossier::Column::AttentionAt)
        .limit(DATES)
        .into_tuple::<String>()
        .all(reader)
        .await?;
    let mut calendar = Ics::begin(office.now());
    for page in codes.chunks(500) {
        for line in board::lines(office, page).await? {
            if let Some((kind, at)) = line.deadline {
                let name = line.procedure.get(Lang::Vi);
                // The date stays the first promise; where an apology has moved it stands beside it.
                let moved = line.moved_to.map(|to| format!("{name}, hẹn lại {}", to.date_time(Lang::Vi)));
                let name = moved.as_deref().unwrap_or(name);
                calendar.date(&line.code, kind, at, name, &office.settings().base_url);
            }
        }
    }
    Ok(calendar.end())
}

/// A calendar while it is written.
struct Ics {
    text: String,
    stamp: String,
}

impl Ics {
    fn begin(now: OffsetDateTime) -> Self {
        let mut calendar = Self { text: String::new(), stamp: utc(now) };
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Mot Cua//Due dates//VI",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Một Cửa: hạn hồ sơ",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        ] {
            calendar.line(line);
        }
        calendar
    }

    fn date(&mut self, code: &str, kind: Deadline, at: Moment, procedure: &str, base_url: &str) {
        let what = match kind {
            Deadline::Check => "Hạn kiểm tra",
            Deadline::Result => "Hẹn trả kết quả",
            Deadline::Supplement => "Hạn bổ sung của bạn",
        };
        let host = base_url.split("//").nth(1).unwrap_or(base_url);
        let stamp = self.stamp.clone();
        self.line("BEGIN:VEVENT");
        // The same date stays the same entry when it moves.
        self.line(&format!("UID:{code}@{host}"));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&format!("DTSTART:{}", utc(from_millis(at.0))));
        self.line(&format!("SUMMARY:{}", escaped(&format!("{what}: {procedure} ({code})"))));
        self.line(&format!("URL:{base_url}/track/{code}"));
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    fn end(mut self) -> String {
        self.line("END:VCALENDAR");
        self.text
    }

    /// Folds a line after 75 octets, never inside a letter (RFC 5545 §3.1).
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(letter);
            octets += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A text value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

/// `20261118T020000Z`.
fn utc(at: OffsetDateTime) -> String {
    let at = at.to_offset(time::UtcOffset::UTC);
    let (date, clock) = (at.date(), at.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Joins folded lines again.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn unescaped(value: &str) -> String {
        let (mut text, mut letters) = (String::new(), value.chars());
        while let Some(letter) = letters.next() {
            match (letter, letter == '\\') {
                (_, true) => match letters.next() {
                    Some('n') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                (letter, false) => text.push(letter),
            }
        }
        text
    }

    proptest! {
        #[test]
        fn lines_are_short_and_read_back(name in "[\\PC\n]{0,200}") {
            let mut calendar = Ics::begin(OffsetDateTime::UNIX_EPOCH);
            calendar.date("H09.41.10-261118-0001", Deadline::Result, Moment(0), &name, "https://motcua.example.vn");
            let text = calendar.end();
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LINE, "{line}");
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let lines = unfolded(&text);
            let summary = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap_or_default();
            prop_assert_eq!(unescaped(summary), format!("Hẹn trả kết quả: {name} (H09.41.10-261118-0001)"));
            prop_assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:VEVENT")).count(), 1);
        }
    }
}
