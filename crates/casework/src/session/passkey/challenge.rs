//! Challenges: given to one session, signed once, and in time.

use std::time::Duration;

use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use store::Tx;
use store::entity::passkey_challenge;
use store::id::{random_bytes, sha256_hex};
use store::moment::Millis;
use views::{Failure, PasskeyOptions, Step};

use super::keep::of;
use super::site::RelyingParty;
use super::{encoded, key};
use crate::policy::Deed;
use crate::session::account::Account;
use crate::session::cookie::millis;
use crate::{Actor, Case, CaseError, Office};

/// A challenge is to be signed within so long; the standard recommends 5 to 10 minutes (§15.1).
const LIFE: Duration = Duration::from_secs(5 * 60);
/// Bytes of a challenge (§13.4.3 wants at least 16).
const BYTES: usize = 32;
/// A session may have so many challenges open: each press of the button takes one.
const OPEN: u64 = 20;

/// What the browser needs to register a passkey or to sign with one.
///
/// # Errors
/// `Refused` when nobody signs in here, `DemoAccount`, `PasskeysNowhere` where the public address can have none,
/// `TooSoon` after too many.
pub async fn begin_passkey(office: &Office, actor: &Actor) -> Case<PasskeyOptions> {
    actor.may(Deed::FinishSignIn)?;
    let session = actor.session.clone().ok_or(Failure::Refused)?;
    let signed_in = actor.half.is_none() && !actor.id.is_empty();
    let officer = if signed_in { actor.id.as_str() } else { actor.waits_for(Step::SecondFactor)? };
    let site = site(office)?;
    let reader = office.database().reader();
    let account = Account::of(reader, officer).await?;
    if account.is_demo(office) {
        return Err(Failure::DemoAccount.into());
    }
    let known = of(reader, officer).await?;
    let challenge = random_bytes::<BYTES>()?;
    keep(office, session, officer, sha256_hex(&challenge)).await?;
    Ok(PasskeyOptions {
        challenge: encoded(&challenge),
        site: site.id,
        user: encoded(officer.as_bytes()),
        username: account.officer.username,
        name: account.officer.full_name,
        algorithms: key::ALGORITHMS.to_vec(),
        known: known.into_iter().map(|passkey| passkey.id).collect(),
        milliseconds: u32::try_from(LIFE.as_millis()).unwrap_or(u32::MAX),
    })
}

pub(super) fn site(office: &Office) -> Result<RelyingParty, Failure> {
    RelyingParty::of(&office.settings().base_url).ok_or(Failure::PasskeysNowhere)
}

/// Keeps the hash of a challenge, for either ceremony: the data that the browser signs say which it was.
async fn keep(office: &Office, session: String, officer: &str, hash: String) -> Case<()> {
    let row = passkey_challenge::ActiveModel {
        hash: Set(hash),
        session_hash: Set(session.clone()),
        officer_id: Set(officer.to_owned()),
        expires_at: Set(office.now_millis() + millis(LIFE)),
    };
    let now = office.now_millis();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let open = passkey_challenge::Entity::find()
                    .filter(passkey_challenge::Column::SessionHash.eq(session))
                    .filter(passkey_challenge::Column::ExpiresAt.gt(now));
                if open.count(tx).await? >= OPEN {
                    return Err(Failure::TooSoon.into());
                }
                passkey_challenge::Entity::insert(row).exec_without_returning(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// Uses a challenge up. Only the session that asked for it can, once, and in time.
pub(super) async fn take(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    officer: &str,
    challenge: &[u8],
) -> Case<bool> {
    let taken = passkey_challenge::Entity::delete_many()
        .filter(passkey_challenge::Column::Hash.eq(sha256_hex(challenge)))
        .filter(passkey_challenge::Column::SessionHash.eq(actor.session.clone().unwrap_or_default()))
        .filter(passkey_challenge::Column::OfficerId.eq(officer))
        .filter(passkey_challenge::Column::ExpiresAt.gt(office.now_millis()))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Deletes the challenges that nobody signed.
pub(in crate::session) async fn sweep(tx: &Tx, now: Millis) -> Case<()> {
    passkey_challenge::Entity::delete_many()
        .filter(passkey_challenge::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    Ok(())
}
