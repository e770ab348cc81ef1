//! Editions as they are stored: finding, writing and noting.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};
use store::Tx;
use store::entity::{edition, edition_revision};
use store::id::sha256_hex;
use views::{EditionPart, EditionState, Failure};

use super::{Fields, LONGEST_TEXT, Seen, Unread};
use crate::{Actor, Case, CaseError, Office, record};

/// A mark of what an edition says.
pub(super) fn mark(revision: &edition_revision::Model) -> String {
    sha256_hex(format!("{}\n{}", revision.body, revision.unread).as_bytes())
}

pub(super) type Doing<'a, T> = std::pin::Pin<Box<dyn Future<Output = Case<T>> + Send + 'a>>;

/// Does it in one transaction.
pub(super) async fn in_one<T: Send + 'static>(
    office: &Office,
    actor: &Actor,
    code: &str,
    act: impl for<'a> FnOnce(&'a Tx, &'a Office, &'a Actor, &'a str) -> Doing<'a, T> + Send + 'static,
) -> Case<T> {
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database.write(move |tx| Box::pin(async move { act(tx, &office, &actor, &code).await })).await
}

/// Does it in one transaction, and answers the page of the procedure.
pub(super) async fn write(
    office: &Office,
    actor: &Actor,
    code: &str,
    act: impl for<'a> FnOnce(&'a Tx, &'a Office, &'a Actor, &'a str) -> Doing<'a, ()> + Send + 'static,
) -> Case<String> {
    in_one(office, actor, code, act).await?;
    Ok(page_of(code))
}

/// The page of a procedure.
pub(super) fn page_of(code: &str) -> String {
    format!("/admin/procedures/{code}")
}

pub(super) async fn latest(connection: &impl ConnectionTrait, code: &str) -> Case<Option<edition::Model>> {
    Ok(edition::Entity::find()
        .filter(edition::Column::Code.eq(code))
        .order_by_desc(edition::Column::Number)
        .one(connection)
        .await?)
}

/// The edition of a procedure that is being prepared, with the revision that counts.
pub(super) async fn open_of(
    connection: &impl ConnectionTrait,
    code: &str,
) -> Case<Option<(edition::Model, edition_revision::Model)>> {
    let row = latest(connection, code).await?.filter(|row| row.state == EditionState::Open.as_str());
    let Some(row) = row else { return Ok(None) };
    let now = revision_of(connection, &row, row.revision).await?;
    Ok(Some((row, now)))
}

pub(super) async fn open_in(tx: &Tx, code: &str) -> Case<(edition::Model, edition_revision::Model)> {
    Ok(open_of(tx, code).await?.ok_or(Failure::NotFound)?)
}

pub(super) async fn revision_of(
    connection: &impl ConnectionTrait,
    row: &edition::Model,
    revision: i32,
) -> Case<edition_revision::Model> {
    let found = edition_revision::Entity::find_by_id((row.code.clone(), row.number, revision));
    found.one(connection).await?.ok_or(CaseError::Impossible("an edition has lost a revision"))
}

/// Refuses a change of a place that is no longer as it was shown to whoever changes it now.
///
/// # Errors
/// `EditionPlaceChanged` when they do not know that it is not.
pub(super) async fn unchanged_since(
    tx: &Tx,
    row: &edition::Model,
    now: &edition_revision::Model,
    seen: Seen,
    place: impl Fn(&edition_revision::Model) -> Case<Option<Fields>>,
) -> Case<()> {
    if seen.over || (seen.edition, seen.revision) == (row.number, now.revision) {
        return Ok(());
    }
    let then = edition_revision::Entity::find_by_id((row.code.clone(), seen.edition, seen.revision));
    let then = then.one(tx).await?.filter(|then| then.number == row.number);
    let then = then.ok_or(Failure::EditionPlaceChanged)?;
    if place(&then)? == place(now)? { Ok(()) } else { Err(Failure::EditionPlaceChanged.into()) }
}

/// All revisions, the latest first.
pub(super) async fn revisions(
    connection: &impl ConnectionTrait,
    row: &edition::Model,
) -> Case<Vec<edition_revision::Model>> {
    Ok(edition_revision::Entity::find()
        .filter(edition_revision::Column::Code.eq(&row.code))
        .filter(edition_revision::Column::Number.eq(row.number))
        .order_by_desc(edition_revision::Column::Revision)
        .all(connection)
        .await?)
}

pub(super) async fn last_revision(tx: &Tx, row: &edition::Model) -> Case<i32> {
    Ok(revisions(tx, row).await?.first().map_or(0, |latest| latest.revision))
}

/// The latest change of a revision.
pub(super) async fn after(
    connection: &impl ConnectionTrait,
    now: &edition_revision::Model,
) -> Case<Option<edition_revision::Model>> {
    Ok(edition_revision::Entity::find()
        .filter(edition_revision::Column::Code.eq(&now.code))
        .filter(edition_revision::Column::Number.eq(now.number))
        .filter(edition_revision::Column::Parent.eq(now.revision))
        .order_by_desc(edition_revision::Column::Revision)
        .one(connection)
        .await?)
}

pub(super) async fn insert(tx: &Tx, revision: edition_revision::Model) -> Case<()> {
    let row = revision.into_active_model().reset_all();
    edition_revision::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what a change made of a revision, and lets it count.
///
/// # Errors
/// `TooMuchText`.
pub(super) async fn revise(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    (row, now): (edition::Model, edition_revision::Model),
    part: EditionPart,
    (body, unread): (String, Unread),
) -> Case<()> {
    let unread = serde_json::to_string(&unread)?;
    // Part by part, and question doubled by question, a text would grow without end.
    if body.len() + unread.len() > LONGEST_TEXT {
        return Err(Failure::TooMuchText.into());
    }
    let revision = edition_revision::Model {
        parent: Some(now.revision),
        revision: last_revision(tx, &row).await? + 1,
        part: part.as_str().to_owned(),
        body,
        unread,
        changed_by: actor.id.clone(),
        changed_at: office.now_millis(),
        ..now
    };
    point_to(tx, office, actor, row, &revision, "edition_changed").await?;
    insert(tx, revision).await
}

/// Lets a revision count, and notes who chose it.
pub(super) async fn point_to(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    mut row: edition::Model,
    revision: &edition_revision::Model,
    kind: &str,
) -> Case<()> {
    row.revision = revision.revision;
    let mut changed_by: Vec<String> = serde_json::from_str(&row.changed_by)?;
    if !changed_by.contains(&actor.id) {
        changed_by.push(actor.id.clone());
    }
    row.changed_by = serde_json::to_string(&changed_by)?;
    row.changed_at = office.now_millis();
    let data = json!({ "revision": row.revision, "part": revision.part, "mark": mark(revision) });
    note(tx, office, actor, &row, kind, data).await?;
    save(tx, row).await
}

/// Ends the preparation.
pub(super) async fn end(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    mut row: edition::Model,
    state: EditionState,
    reason: &str,
) -> Case<()> {
    row.state = state.as_str().to_owned();
    row.decided_by = Some(actor.id.clone());
    row.decided_at = Some(office.now_millis());
    reason.clone_into(&mut row.reason);
    save(tx, row).await
}

async fn save(tx: &Tx, row: edition::Model) -> Case<()> {
    let (code, number) = (row.code.clone(), row.number);
    let mut active = row.into_active_model().reset_all();
    active.code = sea_orm::ActiveValue::Unchanged(code);
    active.number = sea_orm::ActiveValue::Unchanged(number);
    active.update(tx).await?;
    Ok(())
}

pub(super) async fn note(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    row: &edition::Model,
    kind: &str,
    more: Value,
) -> Case<()> {
    let subject = format!("procedure:{}", row.code);
    let data = json!({ "edition": row.number, "more": more });
    record::event(tx, office.now_millis(), actor, kind, &subject, None, data).await?;
    Ok(())
}
