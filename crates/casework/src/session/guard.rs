//! The lock after wrong passwords and codes. It is kept by the name that was typed, so that a name nobody has is
//! locked in the same way and the lock tells nothing about who exists.

use std::time::Duration;

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, sea_query::OnConflict,
};
use serde_json::json;
use store::Tx;
use store::entity::sign_in_guard::{self, Column, Entity, Model};
use store::id::sha256_hex;
use store::moment::Millis;

use super::cookie::millis;
use crate::{Actor, Case, Office, record};

/// QCVN 12:2026/BCA: at most 5 failed sign-ins,
const WRONG: i32 = 5;
/// and a lock of 12 hours to 30 days; the shortest, because anybody can lock anybody out.
const LOCKED: Duration = Duration::from_secs(12 * 3600);
/// A name without a new mistake is forgotten after so long.
const REMEMBERED: Duration = Duration::from_secs(24 * 3600);

/// How names are typed and kept: without spaces around them, in small letters.
pub(crate) fn plain_name(username: &str) -> String {
    username.trim().to_lowercase()
}

fn hash_of(username: &str) -> String {
    sha256_hex(plain_name(username).as_bytes())
}

/// Until when the name is locked, when it is.
pub(crate) async fn locked_until(
    connection: &impl ConnectionTrait,
    username: &str,
    now: Millis,
) -> Case<Option<Millis>> {
    let row = Entity::find_by_id(hash_of(username)).one(connection).await?;
    Ok(row.and_then(|row| row.locked_until).filter(|until| now < *until))
}

/// Counts a wrong password or code; the fifth locks the name, which is an event. `officer` is empty for a name that
/// nobody has: the log then tells its hash, because people type passwords into the wrong field.
pub(super) async fn note_wrong(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    username: &str,
    officer: &str,
) -> Case<()> {
    let now = office.now_millis();
    let name_hash = hash_of(username);
    let before = Entity::find_by_id(&name_hash).one(tx).await?;
    let failures = before.filter(|row| !forgotten(row, now)).map_or(0, |row| row.failures) + 1;
    let locks = failures >= WRONG;
    let row = Model {
        name_hash: name_hash.clone(),
        failures: if locks { 0 } else { failures },
        last_at: now,
        locked_until: locks.then_some(now + millis(LOCKED)),
    };
    let replace = OnConflict::column(Column::NameHash)
        .update_columns([Column::Failures, Column::LastAt, Column::LockedUntil])
        .to_owned();
    Entity::insert(row.into_active_model().reset_all())
        .on_conflict(replace)
        .exec_without_returning(tx)
        .await?;
    if locks {
        let subject = if officer.is_empty() { format!("name:{name_hash}") } else { officer.to_owned() };
        let data = json!({ "failures": WRONG });
        record::event(tx, now, actor, "sign_in_locked", &subject, None, data).await?;
    }
    Ok(())
}

fn forgotten(row: &sign_in_guard::Model, now: Millis) -> bool {
    now - row.last_at >= millis(REMEMBERED)
}

/// Everything counted against the name is forgotten.
pub(crate) async fn forget(tx: &Tx, username: &str) -> Case<()> {
    Entity::delete_by_id(hash_of(username)).exec(tx).await?;
    Ok(())
}

/// Deletes what no longer counts.
pub(super) async fn sweep(tx: &Tx, now: Millis) -> Case<()> {
    Entity::delete_many().filter(Column::LastAt.lte(now - millis(REMEMBERED))).exec(tx).await?;
    Ok(())
}
