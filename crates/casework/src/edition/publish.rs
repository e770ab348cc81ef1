//! What the second person does: publish, refuse, and take back what has not begun.

use domain::when::parse_iso_date;
use sea_orm::{ActiveValue::Set, EntityTrait as _, ModelTrait as _};
use serde_json::json;
use store::entity::{edition, procedure_version};
use views::{EditionState, Failure};

use super::judge::judge;
use super::{end, mark, note, open_in, write};
use crate::catalogue::{revise, version_id, version_row};
use crate::intake::checked;
use crate::policy::Deed;
use crate::{Actor, Case, Office};

/// Publishes what was shown with the mark `seen`: the version counts from its first day on, and the one before it ends
/// on the day before.
///
/// # Errors
/// `NotFound` without an edition, `EditionOwn` for whoever changed it, `EditionChanged` when it is no longer what was
/// shown, `EditionFaulty` while something must be mended.
pub async fn publish(office: &Office, actor: &Actor, code: &str, seen: &str) -> Case<String> {
    actor.may(Deed::PublishEdition)?;
    let seen = seen.to_owned();
    let page = write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (mut row, now) = open_in(tx, code).await?;
            not_own(&row, actor)?;
            if mark(&now) != seen {
                return Err(Failure::EditionChanged.into());
            }
            let judged = judge(&office.catalogue(), office.today(), &now)?;
            let procedure = judged.procedure.filter(|_| judged.faults.is_empty());
            let procedure = procedure.ok_or(Failure::EditionFaulty)?;
            let id = version_id(&procedure);
            // The catalogue in memory may be older than the database.
            if procedure_version::Entity::find_by_id(&id).one(tx).await?.is_some() {
                return Err(Failure::EditionFaulty.into());
            }
            let body = serde_json::to_string(&procedure)?;
            let mut version = version_row(&procedure, body, office.now_millis());
            version.edition = Set(Some(row.number));
            procedure_version::Entity::insert(version).exec_without_returning(tx).await?;
            let revision = revise(tx).await?;
            let data = json!({ "version": id, "revision": revision, "mark": seen, "body": procedure });
            note(tx, office, actor, &row, "edition_published", data).await?;
            row.published_as = Some(id);
            end(tx, office, actor, row, EditionState::Published, "").await
        })
    })
    .await?;
    office.refresh_catalogue().await?;
    Ok(page)
}

/// Refuses an edition with a reason. Whoever prepared it gives it up otherwise.
///
/// # Errors
/// `NotFound` without an edition, `EditionOwn` for whoever changed it, `ReasonMissing`.
pub async fn refuse(office: &Office, actor: &Actor, code: &str, reason: &str) -> Case<String> {
    actor.may(Deed::PublishEdition)?;
    let reason = given(reason)?;
    write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            not_own(&row, actor)?;
            let data = json!({ "mark": mark(&now), "reason": reason });
            note(tx, office, actor, &row, "edition_refused", data).await?;
            end(tx, office, actor, row, EditionState::Refused, &reason).await
        })
    })
    .await
}

/// Takes a version back that was published here and has not begun, with a reason. What a file says for the same days
/// counts again.
///
/// # Errors
/// `NotFound` for a version that was not published here, `EditionOwn` for whoever prepared it, `EditionBegun`, `ReasonMissing`.
pub async fn recall(office: &Office, actor: &Actor, code: &str, version: &str, reason: &str) -> Case<String> {
    actor.may(Deed::PublishEdition)?;
    let (version, reason) = (version.to_owned(), given(reason)?);
    let page = write(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let found = procedure_version::Entity::find_by_id(&version).one(tx).await?;
            let found = found.filter(|row| row.code == code).ok_or(Failure::NotFound)?;
            let number = found.edition.ok_or(Failure::NotFound)?;
            let begins = parse_iso_date(&found.valid_from).map_err(|_| Failure::NotFound)?;
            if begins <= office.today() {
                return Err(Failure::EditionBegun.into());
            }
            let file = found.file_body.clone();
            found.delete(tx).await?;
            if let Some(body) = file {
                let row = version_row(&serde_json::from_str(&body)?, body, office.now_millis());
                procedure_version::Entity::insert(row).exec_without_returning(tx).await?;
            }
            let row = edition::Entity::find_by_id((code.to_owned(), number)).one(tx).await?;
            let row = row.ok_or(Failure::NotFound)?;
            not_own(&row, actor)?;
            let revision = revise(tx).await?;
            let data = json!({ "version": version, "revision": revision, "reason": reason });
            note(tx, office, actor, &row, "edition_recalled", data).await?;
            end(tx, office, actor, row, EditionState::Recalled, &reason).await
        })
    })
    .await?;
    office.refresh_catalogue().await?;
    Ok(page)
}

fn not_own(row: &edition::Model, actor: &Actor) -> Case<()> {
    let changed_by: Vec<String> = serde_json::from_str(&row.changed_by)?;
    if changed_by.contains(&actor.id) { Err(Failure::EditionOwn.into()) } else { Ok(()) }
}

fn given(reason: &str) -> Case<String> {
    let reason = checked(reason)?;
    if reason.is_empty() { Err(Failure::ReasonMissing.into()) } else { Ok(reason) }
}
