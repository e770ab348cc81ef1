//! Where somebody is signed in, and signing out there.

use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use store::Tx;
use store::entity::session;
use store::id::sha256_hex;
use views::{Failure, Moment, SessionLine};

use super::cookie::{limits_of, millis};
use super::device;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// The sessions of the actor's own account.
fn of(actor: &Actor) -> Condition {
    Condition::any()
        .add(session::Column::OfficerId.eq(&actor.id))
        .add(session::Column::PersonId.eq(&actor.id))
}

/// What a session is called on a page: nothing that opens it, nor its key in the table.
fn name_of(row: &session::Model) -> String {
    sha256_hex(format!("session:{}", row.id_hash).as_bytes())[..20].to_owned()
}

/// Every browser in which the actor is signed in, the one last used first.
///
/// # Errors
/// When the database fails.
pub async fn sessions(office: &Office, actor: &Actor) -> Case<Vec<SessionLine>> {
    actor.may(Deed::KeepSessions)?;
    let now = office.now_millis();
    let rows = session::Entity::find()
        .filter(of(actor))
        .filter(session::Column::WaitsFor.is_null())
        .order_by_desc(session::Column::LastSeenAt)
        .all(office.database().reader())
        .await?;
    let open = rows
        .into_iter()
        .filter(|row| now < row.expires_at && now - row.last_seen_at < millis(limits_of(row).idle));
    let lines = open.map(|row| {
        let (browser, system) = device::words(&row.user_agent);
        SessionLine {
            id: name_of(&row),
            browser: browser.to_owned(),
            system: system.to_owned(),
            begun_at: Moment(row.created_at),
            seen_at: Moment(row.last_seen_at),
            here: actor.session.as_ref() == Some(&row.id_hash),
        }
    });
    Ok(lines.collect())
}

/// Signs out in one other browser.
///
/// # Errors
/// `NotFound` for a session that has ended, or is somebody else's.
pub async fn end_session(office: &Office, actor: &Actor, name: &str) -> Case<String> {
    actor.may(Deed::KeepSessions)?;
    let (office, actor, name) = (office.clone(), actor.clone(), name.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let rows = session::Entity::find().filter(of(&actor)).all(tx).await?;
                let row = rows.into_iter().find(|row| name_of(row) == name).ok_or(Failure::NotFound)?;
                session::Entity::delete_by_id(row.id_hash).exec(tx).await?;
                record::event(tx, office.now_millis(), &actor, "session_ended", &actor.id, None, json!({}))
                    .await?;
                Ok::<_, CaseError>(page(&actor))
            })
        })
        .await
}

/// Signs out everywhere else.
///
/// # Errors
/// When the database fails.
pub async fn end_other_sessions(office: &Office, actor: &Actor) -> Case<String> {
    actor.may(Deed::KeepSessions)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let ended = end_all_but(tx, &actor).await?;
                let data = json!({ "sessions": ended });
                record::event(tx, office.now_millis(), &actor, "sessions_ended", &actor.id, None, data)
                    .await?;
                Ok::<_, CaseError>(page(&actor))
            })
        })
        .await
}

fn page(actor: &Actor) -> String {
    let citizen = actor.role == domain::role::Role::Citizen;
    if citizen { "/my/account?done=sessions" } else { "/desk/account?done=sessions" }.to_owned()
}

/// Ends the sessions of the actor's account but this one, and answers how many there were.
pub(super) async fn end_all_but(tx: &Tx, actor: &Actor) -> Case<u64> {
    let here = actor.session.clone().unwrap_or_default();
    let ended = session::Entity::delete_many()
        .filter(of(actor))
        .filter(session::Column::IdHash.ne(here))
        .exec(tx)
        .await?;
    Ok(ended.rows_affected)
}

/// Ends every session of an officer.
pub(crate) async fn end_all(tx: &Tx, officer: &str) -> Case<()> {
    session::Entity::delete_many().filter(session::Column::OfficerId.eq(officer)).exec(tx).await?;
    Ok(())
}
