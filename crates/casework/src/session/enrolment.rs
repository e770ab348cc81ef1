//! Beginning with a second factor: a secret for the app, ten recovery codes, and the first code as the proof that
//! both sides have the same secret. Nothing counts before that.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, sea_query::OnConflict,
};
use serde_json::json;
use store::Tx;
use store::entity::{recovery_code, second_factor};
use views::{EnrolmentView, Failure, Step};

use super::account::{Account, go_on};
use super::begin::Begun;
use super::proof::fresh;
use super::{guard, recovery, totp};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// Makes a new secret and its recovery codes; those in use stay until the first code is right.
pub(super) async fn prepare(tx: &Tx, officer: &str) -> Case<()> {
    let codes = (0..recovery::CODES).map(|_| recovery::new_code()).collect::<Result<Vec<_>, _>>()?;
    let row = second_factor::ActiveModel {
        officer_id: Set(officer.to_owned()),
        secret: Set(None),
        last_step: Set(0),
        since: Set(None),
        new_secret: Set(Some(totp::new_secret()?)),
        new_codes: Set(Some(codes.join("\n"))),
    };
    let replace = OnConflict::column(second_factor::Column::OfficerId)
        .update_columns([second_factor::Column::NewSecret, second_factor::Column::NewCodes])
        .to_owned();
    second_factor::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// An officer begins with a second factor, or replaces the phone.
///
/// # Errors
/// `ProofNeeded` when the last proof is old, `DemoAccount`.
pub async fn start_enrolment(office: &Office, actor: &Actor) -> Case<String> {
    actor.may(Deed::KeepAccount)?;
    fresh(office, actor)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                if Account::of(tx, &actor.id).await?.is_demo(&office) {
                    return Err(Failure::DemoAccount.into());
                }
                prepare(tx, &actor.id).await?;
                let now = office.now_millis();
                record::event(tx, now, &actor, "second_factor_prepared", &actor.id, None, json!({})).await?;
                Ok("/desk/account".to_owned())
            })
        })
        .await
}

/// Whose enrolment it is: an officer's own, or that of a sign-in which waits for it.
fn enrolling(actor: &Actor) -> Case<&str> {
    actor.may(Deed::FinishSignIn)?;
    if actor.half.is_none() && !actor.id.is_empty() {
        return Ok(&actor.id);
    }
    actor.waits_for(Step::Enrolment)
}

/// What was begun: the account with a secret that waits. An officer who is signed in sees it only while the proof is
/// fresh, so that nobody finds it later on an open screen.
async fn begun(office: &Office, actor: &Actor) -> Case<Account> {
    let mut account = Account::of(office.database().reader(), enrolling(actor)?).await?;
    if actor.half.is_none() && fresh(office, actor).is_err() {
        account.factor = None;
    }
    Ok(account)
}

/// What to put into the app and to write down; none when nothing was begun.
///
/// # Errors
/// `Refused` when nobody enrols here.
pub async fn enrolment(office: &Office, actor: &Actor) -> Case<Option<EnrolmentView>> {
    let account = begun(office, actor).await?;
    let Some((secret, codes)) = account.factor.and_then(|factor| factor.new_secret.zip(factor.new_codes))
    else {
        return Ok(None);
    };
    let recovery_codes = codes.lines().map(str::to_owned).collect();
    Ok(Some(EnrolmentView { secret: recovery::grouped(&secret, " "), recovery_codes }))
}

/// The address in the QR code of the enrolment.
///
/// # Errors
/// `NotFound` when nothing was begun, `Refused` when nobody enrols here.
pub async fn enrolment_address(office: &Office, actor: &Actor) -> Case<String> {
    let account = begun(office, actor).await?;
    let secret = account.factor.and_then(|factor| factor.new_secret).ok_or(Failure::NotFound)?;
    Ok(totp::address(&secret, &account.officer.username))
}

/// The first code from the new app. Answers the session when this was the last step of a sign-in.
///
/// # Errors
/// `CodeWrong`, `LockedOut`; `NotFound` when nothing was begun; `ProofNeeded` when it took too long.
pub async fn enrol(office: &Office, actor: &Actor, code: &str) -> Case<Option<Begun>> {
    let officer = enrolling(actor)?.to_owned();
    if actor.half.is_none() {
        fresh(office, actor)?;
    }
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    let outcome = database
        .write(move |tx| {
            Box::pin(async move {
                let account = Account::of(tx, &officer).await?;
                let username = &account.officer.username;
                if guard::locked_until(tx, username, office.now_millis()).await?.is_some() {
                    return Err(Failure::LockedOut.into());
                }
                let Some(factor) = account.factor.clone().filter(|factor| factor.new_secret.is_some()) else {
                    return Err(Failure::NotFound.into());
                };
                let secret = factor.new_secret.as_deref().unwrap_or_default();
                let step = totp::digits(&code).and_then(|code| totp::step_of(secret, &code, office.now()));
                let Some(step) = step else {
                    guard::note_wrong(tx, &office, &actor, username, &officer).await?;
                    return Ok::<_, CaseError>(Err(Failure::CodeWrong));
                };
                take_into_use(tx, &office, factor, step).await?;
                record::event(
                    tx,
                    office.now_millis(),
                    &actor,
                    "second_factor_begun",
                    &officer,
                    None,
                    json!({}),
                )
                .await?;
                if actor.half.is_none() {
                    return Ok(Ok(None));
                }
                go_on(tx, &office, &actor, &officer, Some(Step::Enrolment)).await.map(|begun| Ok(Some(begun)))
            })
        })
        .await?;
    Ok(outcome?)
}

/// From now on the new secret counts, and of the recovery codes only their hashes are left.
async fn take_into_use(tx: &Tx, office: &Office, factor: second_factor::Model, step: i64) -> Case<()> {
    let officer = factor.officer_id.clone();
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::OfficerId.eq(&officer))
        .exec(tx)
        .await?;
    for code in factor.new_codes.as_deref().unwrap_or_default().lines() {
        let row = recovery_code::ActiveModel {
            hash: Set(recovery::hash(code)),
            officer_id: Set(officer.clone()),
            used_at: Set(None),
        };
        recovery_code::Entity::insert(row).exec_without_returning(tx).await?;
    }
    let secret = factor.new_secret.clone();
    let mut row = factor.into_active_model();
    row.secret = Set(secret);
    row.last_step = Set(step);
    row.since = Set(Some(office.now_millis()));
    row.new_secret = Set(None);
    row.new_codes = Set(None);
    row.update(tx).await?;
    Ok(())
}
