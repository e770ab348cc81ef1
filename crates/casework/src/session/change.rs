//! Changing a password: at the first sign-in, because it is old, or because one wants to.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};
use serde_json::json;
use store::Tx;
use store::entity::{account, officer, past_password};
use store::id::random;
use store::moment::Millis;
use views::{Failure, Step};

use super::account::{Account, go_on};
use super::begin::Begun;
use super::list::end_all_but;
use super::password::{hash_password, verify};
use super::{guard, rules};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// QCVN 12:2026/BCA: the last 10 passwords are not used again.
const HISTORY: usize = 10;

/// An officer changes the password; every other session of the account ends.
///
/// # Errors
/// `WrongPassword` and `LockedOut` for the current one, what [`rules`] finds for the new one, `PasswordUsed`,
/// `DemoAccount`.
pub async fn change_password(
    office: &Office,
    actor: &Actor,
    current: &str,
    new: &str,
    again: &str,
) -> Case<String> {
    actor.may(Deed::KeepAccount)?;
    let account = Account::of(office.database().reader(), &actor.id).await?;
    if account.is_demo(office) {
        return Err(Failure::DemoAccount.into());
    }
    let username = account.officer.username.clone();
    if guard::locked_until(office.database().reader(), &username, office.now_millis()).await?.is_some() {
        return Err(Failure::LockedOut.into());
    }
    if !verify(account.officer.password_hash.clone(), current.to_owned()).await? {
        return wrong_current(office, actor, username).await;
    }
    let hash = accepted(office, &account, new, again).await?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let now = office.now_millis();
                // Of guesses sent at once, none counts after the fifth wrong one.
                if guard::locked_until(tx, &username, now).await?.is_some() {
                    return Err(Failure::LockedOut.into());
                }
                if !Account::still_holds(tx, &account.officer).await? {
                    return Err(Failure::WrongPassword.into());
                }
                set(tx, &account.officer.id, &hash, false, now).await?;
                guard::forget(tx, &username).await?;
                end_all_but(tx, &actor).await?;
                record::event(tx, now, &actor, "password_changed", &actor.id, None, json!({})).await?;
                Ok::<_, CaseError>("/desk/account?done=password".to_owned())
            })
        })
        .await
}

async fn wrong_current(office: &Office, actor: &Actor, username: String) -> Case<String> {
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move { guard::note_wrong(tx, &office, &actor, &username, &actor.id).await })
        })
        .await?;
    Err(Failure::WrongPassword.into())
}

/// The password of one's own that the sign-in asks for instead of a given or an old one.
///
/// # Errors
/// As [`change_password`]; `Refused` when no sign-in waits for it.
pub async fn first_password(office: &Office, actor: &Actor, new: &str, again: &str) -> Case<Begun> {
    actor.may(Deed::FinishSignIn)?;
    let officer = actor.waits_for(Step::Password)?.to_owned();
    let account = Account::of(office.database().reader(), &officer).await?;
    let hash = accepted(office, &account, new, again).await?;
    let (office, before) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let now = office.now_millis();
                if !Account::still_holds(tx, &account.officer).await? {
                    return Err(Failure::Refused.into());
                }
                set(tx, &officer, &hash, false, now).await?;
                end_all_of(tx, &officer, &before).await?;
                record::event(tx, now, &before, "password_changed", &officer, None, json!({})).await?;
                go_on(tx, &office, &before, &officer, Some(Step::Password)).await
            })
        })
        .await
}

async fn end_all_of(tx: &Tx, officer: &str, before: &Actor) -> Case<()> {
    end_all_but(tx, &Actor { id: officer.to_owned(), ..before.clone() }).await?;
    Ok(())
}

/// The hash of a new password that keeps all rules.
async fn accepted(office: &Office, account: &Account, new: &str, again: &str) -> Case<String> {
    rules::judge(new, &account.officer.username)?;
    if new != again {
        return Err(Failure::PasswordsDiffer.into());
    }
    let past = past_password::Entity::find()
        .filter(past_password::Column::OfficerId.eq(&account.officer.id))
        .order_by_desc(past_password::Column::SetAt)
        .all(office.database().reader())
        .await?;
    let current = account.officer.password_hash.iter().cloned();
    for hash in current.chain(past.into_iter().map(|row| row.hash)) {
        if verify(Some(hash), new.to_owned()).await? {
            return Err(Failure::PasswordUsed.into());
        }
    }
    hash_password(new.to_owned()).await
}

/// Sets a password and keeps the last ten.
pub(crate) async fn set(tx: &Tx, officer: &str, hash: &str, must_change: bool, now: Millis) -> Case<()> {
    officer::Entity::update_many()
        .col_expr(officer::Column::PasswordHash, Some(hash.to_owned()).into())
        .filter(officer::Column::Id.eq(officer))
        .exec(tx)
        .await?;
    let row = account::ActiveModel {
        officer_id: Set(officer.to_owned()),
        must_change: Set(must_change),
        password_set_at: Set(now),
        last_signed_in_at: Set(None),
        opened_at: Set(None),
    };
    let replace = OnConflict::column(account::Column::OfficerId)
        .update_columns([account::Column::MustChange, account::Column::PasswordSetAt])
        .to_owned();
    account::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    let row = past_password::ActiveModel {
        id: Set(random()?),
        officer_id: Set(officer.to_owned()),
        hash: Set(hash.to_owned()),
        set_at: Set(now),
    };
    past_password::Entity::insert(row).exec_without_returning(tx).await?;
    forget_older(tx, officer).await
}

async fn forget_older(tx: &Tx, officer: &str) -> Case<()> {
    let all = past_password::Entity::find()
        .filter(past_password::Column::OfficerId.eq(officer))
        .order_by_desc(past_password::Column::SetAt)
        .all(tx)
        .await?;
    for old in all.into_iter().skip(HISTORY) {
        past_password::Entity::delete_by_id(old.id).exec(tx).await?;
    }
    Ok(())
}
