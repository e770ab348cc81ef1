//! An officer signs in: the password, then what else is asked.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use store::entity::officer;
use views::{Failure, Step};

use super::account::{Account, go_on, has_lapsed};
use super::begin::Begun;
use super::factor::{self, Factor};
use super::guard;
use super::password::verify;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office};

/// An officer gives name and password. Five wrong ones lock the name, whether or not anybody has it, so that neither
/// the answer nor the time that it takes tells who exists.
///
/// # Errors
/// `WrongPassword`, `LockedOut`.
pub async fn sign_in(office: &Office, actor: &Actor, username: &str, password: &str) -> Case<Begun> {
    actor.may(Deed::ChangeSession)?;
    let username = guard::plain_name(username);
    let reader = office.database().reader();
    if guard::locked_until(reader, &username, office.now_millis()).await?.is_some() {
        return Err(Failure::LockedOut.into());
    }
    let found = officer::Entity::find().filter(officer::Column::Username.eq(&username)).one(reader).await?;
    let found = found.filter(|officer| officer.active);
    // A closed account is answered like a name that nobody has, also before the sweep has closed it.
    let lapsed = match &found {
        Some(officer) => has_lapsed(reader, &officer.id, office.now_millis()).await?,
        None => false,
    };
    let found = found.filter(|_| !lapsed);
    let hash = found.as_ref().and_then(|officer| officer.password_hash.clone());
    let right = verify(hash, password.to_owned()).await?;
    let (office, before) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                // Guesses sent at once are counted one by one, each on top of the one before.
                if guard::locked_until(tx, &username, office.now_millis()).await?.is_some() {
                    return Err(Failure::LockedOut.into());
                }
                let known = found.as_ref().map_or("", |officer| officer.id.as_str());
                let Some(officer) = found.as_ref().filter(|_| right) else {
                    guard::note_wrong(tx, &office, &before, &username, known).await?;
                    return Ok(None);
                };
                if !Account::still_holds(tx, officer).await? {
                    return Ok(None);
                }
                go_on(tx, &office, &before, &officer.id, None).await.map(Some)
            })
        })
        .await?
        .ok_or_else(|| Failure::WrongPassword.into())
}

/// The code of the second factor, or a recovery code, after the password. Wrong ones count like wrong passwords.
///
/// # Errors
/// `CodeWrong`, `CodeUsed`, `LockedOut`; `Refused` when no sign-in waits for it.
pub async fn give_code(office: &Office, actor: &Actor, code: &str) -> Case<Begun> {
    actor.may(Deed::FinishSignIn)?;
    let officer = actor.waits_for(Step::SecondFactor)?.to_owned();
    let (office, before, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    let outcome = database
        .write(move |tx| {
            Box::pin(async move {
                let account = Account::of(tx, &officer).await?;
                match factor::check(tx, &office, &before, &account, &code).await? {
                    Factor::Right => {
                        let begun = go_on(tx, &office, &before, &officer, Some(Step::SecondFactor)).await?;
                        Ok::<_, CaseError>(Ok(begun))
                    }
                    Factor::Wrong(failure) => Ok(Err(failure)),
                }
            })
        })
        .await?;
    Ok(outcome?)
}
