//! Passkeys in the database: added, used, taken away.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use store::Tx;
use store::entity::passkey;
use views::{Failure, Moment, PasskeyLine, Step};

use super::challenge::{site, take};
use super::client_data::Ceremony;
use super::site::RelyingParty;
use super::{Assertion, Attestation, Known, Wrong, challenge_of, encoded, registered, signed};
use crate::policy::Deed;
use crate::session::account::Account;
use crate::session::proof::fresh;
use crate::{Actor, Case, CaseError, Office, record};

/// An officer has so many passkeys at the most.
const MOST: u64 = 10;
/// Letters of a name.
const LONGEST_NAME: usize = 60;
/// What a passkey is called whose owner gave no name.
const NAMELESS: &str = "Passkey";

/// Registers a passkey of one's own, beside the codes: they stay the way in for a browser without JavaScript, and the
/// recovery codes for a lost phone.
///
/// # Errors
/// `ProofNeeded`, `TooMuchText`, `PasskeyWrong`, `TooManyPasskeys`, `DemoAccount`; `Refused` without codes.
pub async fn add_passkey(office: &Office, actor: &Actor, name: &str, given: &str) -> Case<String> {
    actor.may(Deed::KeepAccount)?;
    fresh(office, actor)?;
    let name = named(name)?;
    let site = site(office)?;
    let given: Attestation = serde_json::from_str(given).map_err(|_| Failure::PasskeyWrong)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    let outcome = database
        .write(move |tx| {
            Box::pin(async move {
                let account = Account::of(tx, &actor.id).await?;
                if account.is_demo(&office) {
                    return Err(Failure::DemoAccount.into());
                }
                if account.secret().is_none() {
                    return Err(Failure::Refused.into());
                }
                // A refusal must use the challenge up, and an error would undo that.
                match judged(tx, &office, &actor, &site, &given).await? {
                    Ok(passkey) => store(tx, &office, &actor, passkey, name).await,
                    Err(wrong) => Ok::<_, CaseError>(Err(told(&actor.id, wrong))),
                }
            })
        })
        .await?;
    Ok(outcome?)
}

/// The name without what nobody typed.
fn named(name: &str) -> Result<String, Failure> {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = domain::text::nfc(name.trim());
    if name.chars().count() > LONGEST_NAME {
        return Err(Failure::TooMuchText);
    }
    Ok(if name.is_empty() { NAMELESS.to_owned() } else { name })
}

async fn judged(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    site: &RelyingParty,
    given: &Attestation,
) -> Case<Result<super::Registered, Wrong>> {
    let challenge = match challenge_of(site, Ceremony::Create, &given.client_data) {
        Ok(challenge) => challenge,
        Err(wrong) => return Ok(Err(wrong)),
    };
    if !take(tx, office, actor, &actor.id, &challenge).await? {
        return Ok(Err(Wrong::Challenge));
    }
    Ok(registered(site, given))
}

async fn store(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    new: super::Registered,
    name: String,
) -> Case<Result<String, Failure>> {
    let of_officer = passkey::Entity::find().filter(passkey::Column::OfficerId.eq(&actor.id));
    if of_officer.count(tx).await? >= MOST {
        return Ok(Err(Failure::TooManyPasskeys));
    }
    // §7.1 step 26: an id that somebody has already is nobody else's.
    if passkey::Entity::find_by_id(&new.id).one(tx).await?.is_some() {
        return Ok(Err(told(&actor.id, Wrong::Unknown)));
    }
    let now = office.now_millis();
    let data = json!({ "passkey": new.id, "name": name });
    let row = passkey::ActiveModel {
        id: Set(new.id),
        officer_id: Set(actor.id.clone()),
        name: Set(name),
        public_key: Set(new.public_key),
        sign_count: Set(new.sign_count),
        backup_eligible: Set(new.backup_eligible),
        created_at: Set(now),
        last_used_at: Set(None),
    };
    passkey::Entity::insert(row).exec_without_returning(tx).await?;
    record::event(tx, now, actor, "passkey_added", &actor.id, None, data).await?;
    Ok(Ok("/desk/account?done=passkey".to_owned()))
}

/// Takes a passkey of one's own away. The codes stay, so nobody loses the last second factor by this.
///
/// # Errors
/// `ProofNeeded`; `NotFound` for somebody else's.
pub async fn remove_passkey(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    actor.may(Deed::KeepAccount)?;
    fresh(office, actor)?;
    let (now, actor, id) = (office.now_millis(), actor.clone(), id.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let removed = passkey::Entity::delete_many()
                    .filter(passkey::Column::Id.eq(&id))
                    .filter(passkey::Column::OfficerId.eq(&actor.id))
                    .exec(tx)
                    .await?;
                if removed.rows_affected == 0 {
                    return Err(Failure::NotFound.into());
                }
                let data = json!({ "passkey": id });
                record::event(tx, now, &actor, "passkey_removed", &actor.id, None, data).await?;
                Ok::<_, CaseError>("/desk/account?done=passkey_removed".to_owned())
            })
        })
        .await
}

/// Judges what a passkey signed, in the place of a code.
///
/// # Errors
/// When the database fails; a wrong one is an answer, so that its challenge stays used up.
pub(in crate::session) async fn check(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    officer: &str,
    given: &Assertion,
) -> Case<Result<(), Failure>> {
    let Some(site) = RelyingParty::of(&office.settings().base_url) else {
        return Ok(Err(Failure::PasskeysNowhere));
    };
    let challenge = match challenge_of(&site, Ceremony::Get, &given.client_data) {
        Ok(challenge) => challenge,
        Err(wrong) => return Ok(Err(told(officer, wrong))),
    };
    if !take(tx, office, actor, officer, &challenge).await? {
        return Ok(Err(told(officer, Wrong::Challenge)));
    }
    let row = passkey::Entity::find_by_id(&given.id).one(tx).await?;
    let row = row.filter(|row| row.officer_id == officer);
    // §7.2 step 6: whoever the authenticator names must be the owner.
    let owner = given.user.as_ref().is_none_or(|user| *user == encoded(officer.as_bytes()));
    let Some(row) = row.filter(|_| owner) else { return Ok(Err(told(officer, Wrong::Unknown))) };
    let known = Known {
        public_key: &row.public_key,
        sign_count: row.sign_count,
        backup_eligible: row.backup_eligible,
    };
    match signed(&site, &known, given) {
        Ok(count) => {
            passkey::Entity::update_many()
                .col_expr(passkey::Column::SignCount, count.into())
                .col_expr(passkey::Column::LastUsedAt, Some(office.now_millis()).into())
                .filter(passkey::Column::Id.eq(&row.id))
                .exec(tx)
                .await?;
            Ok(Ok(()))
        }
        Err(wrong) => {
            if wrong == Wrong::Counter {
                let data = json!({ "passkey": row.id });
                let now = office.now_millis();
                record::event(tx, now, actor, "passkey_counted_back", officer, None, data).await?;
            }
            Ok(Err(told(officer, wrong)))
        }
    }
}

/// What the person is told; which step it was is for the log.
fn told(officer: &str, wrong: Wrong) -> Failure {
    tracing::warn!(officer, ?wrong, "a passkey was not accepted");
    Failure::PasskeyWrong
}

/// The passkeys of an officer, the oldest first.
pub(super) async fn of(connection: &impl ConnectionTrait, officer: &str) -> Case<Vec<passkey::Model>> {
    Ok(passkey::Entity::find()
        .filter(passkey::Column::OfficerId.eq(officer))
        .order_by_asc(passkey::Column::CreatedAt)
        .all(connection)
        .await?)
}

/// The same, as a page shows them. None where the public address can have no passkeys.
pub(in crate::session) async fn lines(office: &Office, officer: &str) -> Case<Option<Vec<PasskeyLine>>> {
    if RelyingParty::of(&office.settings().base_url).is_none() {
        return Ok(None);
    }
    let line = |row: passkey::Model| PasskeyLine {
        id: row.id,
        name: row.name,
        created_at: Moment(row.created_at),
        last_used_at: row.last_used_at.map(Moment),
    };
    Ok(Some(of(office.database().reader(), officer).await?.into_iter().map(line).collect()))
}

/// Whether the officer whose sign-in waits for the second factor can give it with a passkey.
///
/// # Errors
/// When the database fails.
pub async fn passkey_waits(office: &Office, actor: &Actor) -> Case<bool> {
    actor.may(Deed::FinishSignIn)?;
    let Ok(officer) = actor.waits_for(Step::SecondFactor) else { return Ok(false) };
    Ok(lines(office, officer).await?.is_some_and(|lines| !lines.is_empty()))
}

/// Takes every passkey of an officer away.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget_all(tx: &Tx, officer: &str) -> Case<()> {
    passkey::Entity::delete_many().filter(passkey::Column::OfficerId.eq(officer)).exec(tx).await?;
    Ok(())
}
