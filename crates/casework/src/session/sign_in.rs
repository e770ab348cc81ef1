//! An officer signs in with name and password.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use store::Tx;
use store::entity::officer;
use store::moment::Millis;
use views::Failure;

use super::begin::{Begun, Proven, begin};
use super::password::verify;
use crate::policy::Deed;
use crate::{Actor, Case, Office};

/// Law §9.3: so many wrong passwords lock the account,
const WRONG_PASSWORDS: i32 = 5;
/// for so long.
const LOCKED: Millis = 12 * 3_600_000;

/// An officer signs in. Five wrong passwords lock the account.
///
/// # Errors
/// `WrongPassword`, the same for an unknown name, or `LockedOut`.
pub async fn sign_in(office: &Office, actor: &Actor, username: &str, password: &str) -> Case<Begun> {
    actor.may(Deed::ChangeSession)?;
    let username = username.trim().to_lowercase();
    let found = officer::Entity::find()
        .filter(officer::Column::Username.eq(username))
        .one(office.database().reader())
        .await?
        .filter(|officer| officer.active);
    let now = office.now_millis();
    if found.as_ref().is_some_and(|officer| locked(officer, now)) {
        return Err(Failure::LockedOut.into());
    }
    let hash = found.as_ref().and_then(|officer| officer.password_hash.clone());
    let right = verify(hash, password.to_owned()).await?;
    let Some(officer) = found else { return Err(Failure::WrongPassword.into()) };
    let (office, before) = (office.clone(), actor.clone());
    office
        .clone()
        .database()
        .write(move |tx| {
            Box::pin(async move {
                // Guesses sent at once are counted one by one, each on top of the one before.
                let current =
                    officer::Entity::find_by_id(&officer.id).one(tx).await?.ok_or(Failure::WrongPassword)?;
                if locked(&current, now) {
                    return Err(Failure::LockedOut.into());
                }
                note_attempt(tx, current, right, now).await?;
                if !right {
                    return Ok(None);
                }
                begin(tx, &office, &before, Proven::Officer(officer.id)).await.map(Some)
            })
        })
        .await?
        .ok_or_else(|| Failure::WrongPassword.into())
}

fn locked(officer: &officer::Model, now: Millis) -> bool {
    officer.locked_until.is_some_and(|until| now < until)
}

async fn note_attempt(tx: &Tx, officer: officer::Model, right: bool, now: Millis) -> Case<()> {
    let wrong = if right { 0 } else { officer.failed_sign_ins + 1 };
    let mut active = officer.into_active_model();
    active.failed_sign_ins = Set(if wrong >= WRONG_PASSWORDS { 0 } else { wrong });
    active.locked_until = Set((wrong >= WRONG_PASSWORDS).then_some(now + LOCKED));
    active.update(tx).await?;
    Ok(())
}
