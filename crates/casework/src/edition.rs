//! Versions of procedures: one person prepares an edition here, another publishes it.
//!
//! An edition keeps what was typed, valid or not, and every revision of it. Nothing of it counts before it is published,
//! and then only for what is filed from its first day on: dossiers keep the version that they were filed under.

use std::collections::BTreeMap;

use domain::when::{iso_date, parse_iso_date};
use forms::procedure::Procedure;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use store::entity::{edition, edition_revision};
use time::Date;
use views::{EditionPart, EditionState, Failure};

use crate::catalogue::{Catalogue, Version};
use crate::policy::Deed;
use crate::{Actor, Case, Office};

mod body;
mod effects;
mod form;
mod items;
mod judge;
mod keep;
mod parts;
mod preview;
mod publish;
mod show;

use keep::{
    after, end, in_one, insert, latest, mark, note, open_in, open_of, page_of, point_to, revise, revision_of,
    revisions, unchanged_since, write,
};

pub use effects::effects;
pub use form::{ItemChange, arrange, change_item, item, outline};
pub use parts::Fields;
pub use preview::{Trial, preview};
pub use publish::{publish, recall, refuse};
pub use show::{list, part, show};

/// Bytes of the whole text, with what waits beside it because it cannot be read.
const LONGEST_TEXT: usize = 200_000;

/// Fields that could not be read into the text, by part; of the e-form by section or question.
type Unread = BTreeMap<String, Fields>;

/// Begins an edition as a copy of the version that counts the day before `from`, ISO. Beginning twice makes one.
///
/// # Errors
/// `NotFound` for an unknown procedure, `DayInvalid` for a day that is over.
pub async fn begin(office: &Office, actor: &Actor, code: &str, from: &str) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    let day = parse_iso_date(from.trim()).map_err(|_| Failure::DayInvalid)?;
    if day < office.today() {
        return Err(Failure::DayInvalid.into());
    }
    let catalogue = office.catalogue();
    let before = before(&catalogue, code, day).ok_or(Failure::NotFound)?;
    let copied_from = before.id.clone();
    let body = body::write(&copied(&before.procedure, day))?;
    write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let latest = latest(tx, code).await?;
            if latest.as_ref().is_some_and(|row| row.state == EditionState::Open.as_str()) {
                return Ok(());
            }
            let row = edition::Model {
                code: code.to_owned(),
                number: latest.map_or(1, |row| row.number + 1),
                state: EditionState::Open.as_str().to_owned(),
                revision: 1,
                copied_from: copied_from.clone(),
                changed_by: serde_json::to_string(&[&actor.id])?,
                changed_at: office.now_millis(),
                decided_by: None,
                decided_at: None,
                reason: String::new(),
                published_as: None,
            };
            let first = edition_revision::Model {
                code: code.to_owned(),
                number: row.number,
                revision: 1,
                parent: None,
                part: String::new(),
                body,
                unread: "{}".to_owned(),
                changed_by: actor.id.clone(),
                changed_at: row.changed_at,
            };
            let data = json!({ "copied_from": copied_from, "mark": mark(&first) });
            note(tx, office, actor, &row, "edition_begun", data).await?;
            edition::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
            insert(tx, first).await
        })
    })
    .await
}

/// The version that counts the day before one that begins on `day`, else the latest.
fn before<'a>(catalogue: &'a Catalogue, code: &str, day: Date) -> Option<&'a Version> {
    let eve = day.previous_day().unwrap_or(day);
    catalogue.version_on(code, eve).or_else(|| catalogue.any_version(code))
}

fn copied(before: &Procedure, from: Date) -> Procedure {
    let mut procedure = before.clone();
    procedure.valid.from = iso_date(from);
    // A copy of what has ended would end before it begins.
    procedure.valid.to = procedure.valid.to.filter(|to| *to >= procedure.valid.from);
    procedure
}

/// What somebody had before them while they typed.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The number of the edition.
    pub edition: i32,
    /// The revision of it that was shown.
    pub revision: i32,
    /// Whether what others did to the same place since then may be lost: they were told, and chose so.
    pub over: bool,
}

/// What somebody changes in an edition.
#[derive(Clone, Debug)]
pub struct Change {
    pub part: EditionPart,
    pub seen: Seen,
    /// `add:fees`, `remove:fees.1` and `up:fees.1` change rows before the part is read.
    pub go: String,
    pub fields: Fields,
}

/// Keeps what was typed into a part, valid or not, and answers the page of the part. Whoever does may not publish it.
///
/// # Errors
/// `NotFound` without an edition, `EditionUnreadable` for a part while the whole text cannot be read,
/// `EditionPlaceChanged` for a part that somebody else changed meanwhile, `TooMuchText`.
pub async fn change(office: &Office, actor: &Actor, code: &str, mut change: Change) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    let bytes: usize = change.fields.iter().map(|(key, value)| key.len() + value.len()).sum();
    if bytes > LONGEST_TEXT {
        return Err(Failure::TooMuchText.into());
    }
    parts::change_rows(&mut change.fields, &change.go);
    let part = change.part;
    let page = write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            let Some((body, unread)) = changed(&now, &change)? else { return Ok(()) };
            let place = |revision: &edition_revision::Model| fields_of(change.part, revision);
            unchanged_since(tx, &row, &now, change.seen, place).await?;
            revise(tx, office, actor, (row, now), change.part, (body, unread)).await
        })
    })
    .await?;
    Ok(format!("{page}/{}?saved=1", part.as_str()))
}

/// Text and unread fields after a change; nothing when it changes nothing.
fn changed(now: &edition_revision::Model, change: &Change) -> Case<Option<(String, Unread)>> {
    let before: Unread = serde_json::from_str(&now.unread)?;
    let mut unread = before.clone();
    let body = if change.part == EditionPart::Text {
        let text = parts::whole_text(&change.fields);
        if text == now.body {
            return Ok(None);
        }
        unread.clear();
        text
    } else {
        let procedure = body::read(&now.body).map_err(|_| Failure::EditionUnreadable)?;
        unread.remove(change.part.as_str());
        match parts::read(change.part, procedure.clone(), &change.fields) {
            Ok(after) if after == procedure => now.body.clone(),
            Ok(after) => body::write(&after)?,
            Err(_) => {
                unread.insert(change.part.as_str().to_owned(), change.fields.clone());
                now.body.clone()
            }
        }
    };
    Ok((body != now.body || unread != before).then_some((body, unread)))
}

/// What stood in the fields of a part at a revision; nothing while its text could not be read.
fn fields_of(part: EditionPart, revision: &edition_revision::Model) -> Case<Option<Fields>> {
    if part == EditionPart::Text {
        // Saving the text drops what waits beside it, so that too must be as it was.
        let fields = [("text", &revision.body), ("unread", &revision.unread)];
        return Ok(Some(fields.map(|(name, text)| (name.to_owned(), text.clone())).into()));
    }
    let mut unread: Unread = serde_json::from_str(&revision.unread)?;
    let typed = unread.remove(part.as_str());
    Ok(typed.or_else(|| Some(parts::write(part, &body::read(&revision.body).ok()?))))
}

/// Goes back to the revision before the last change. Nothing is lost by it.
///
/// # Errors
/// `NotFound` without an edition, `WrongState` at its first revision.
pub async fn undo(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            let parent = now.parent.ok_or(Failure::WrongState)?;
            let parent = revision_of(tx, &row, parent).await?;
            point_to(tx, office, actor, row, &parent, "edition_undone").await
        })
    })
    .await
}

/// Goes forward again to the change that was undone last.
///
/// # Errors
/// `NotFound` without an edition, `WrongState` when nothing was undone.
pub async fn redo(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            let next = after(tx, &now).await?.ok_or(Failure::WrongState)?;
            point_to(tx, office, actor, row, &next, "edition_redone").await
        })
    })
    .await
}

/// Gives an edition up.
///
/// # Errors
/// `NotFound` without an edition.
pub async fn withdraw(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            let data = json!({ "mark": mark(&now) });
            note(tx, office, actor, &row, "edition_withdrawn", data).await?;
            end(tx, office, actor, row, EditionState::Withdrawn, "").await
        })
    })
    .await
}
