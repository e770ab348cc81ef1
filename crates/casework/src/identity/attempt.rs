//! A sign-in on its way to an issuer and back: remembered here, bound to the browser, taken once.

use std::time::Duration;

use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use store::Tx;
use store::entity::sign_in_attempt;
use store::id::sha256_hex;
use store::moment::Millis;
use views::Failure;

use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office};

/// How long somebody may stay at the issuer.
pub const LASTS: Duration = Duration::from_secs(10 * 60);
/// One browser has at most so many on their way; the oldest go when there are more.
const AT_ONCE: usize = 20;

/// What must be the same when the browser comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The issuer's id in the configuration.
    pub issuer_id: String,
    pub nonce: String,
    pub pkce_verifier: String,
    /// The page to go to afterwards.
    pub next: String,
}

/// Remembers an attempt of the browser that holds the secret `browser`, under the `state` that comes back.
///
/// # Errors
/// When the database fails.
pub async fn begin(office: &Office, actor: &Actor, browser: &str, state: &str, attempt: Attempt) -> Case<()> {
    actor.may(Deed::ChangeSession)?;
    let now = office.now_millis();
    let row = sign_in_attempt::Model {
        state_hash: sha256_hex(state.as_bytes()),
        browser_hash: sha256_hex(browser.as_bytes()),
        issuer_id: attempt.issuer_id,
        nonce: attempt.nonce,
        pkce_verifier: attempt.pkce_verifier,
        next: attempt.next,
        expires_at: now + Millis::try_from(LASTS.as_millis()).unwrap_or(Millis::MAX),
    };
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                sign_in_attempt::Entity::delete_many()
                    .filter(sign_in_attempt::Column::ExpiresAt.lte(now))
                    .exec(tx)
                    .await?;
                make_room(tx, &row.browser_hash).await?;
                let row = sign_in_attempt::ActiveModel {
                    state_hash: Set(row.state_hash),
                    browser_hash: Set(row.browser_hash),
                    issuer_id: Set(row.issuer_id),
                    nonce: Set(row.nonce),
                    pkce_verifier: Set(row.pkce_verifier),
                    next: Set(row.next),
                    expires_at: Set(row.expires_at),
                };
                sign_in_attempt::Entity::insert(row).exec_without_returning(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// Drops the oldest attempts of a browser that has too many.
async fn make_room(tx: &Tx, browser_hash: &str) -> Case<()> {
    let oldest_last = sign_in_attempt::Entity::find()
        .filter(sign_in_attempt::Column::BrowserHash.eq(browser_hash))
        .order_by_desc(sign_in_attempt::Column::ExpiresAt)
        .all(tx)
        .await?;
    for row in oldest_last.into_iter().skip(AT_ONCE - 1) {
        sign_in_attempt::Entity::delete_by_id(row.state_hash).exec(tx).await?;
    }
    Ok(())
}

/// Takes the attempt that this browser began with this issuer under `state`. Whoever comes a second time finds
/// nothing; somebody else's browser takes nothing away.
///
/// # Errors
/// `SignInExpired` when there is no such attempt, or no longer.
pub async fn take(
    office: &Office,
    actor: &Actor,
    browser: &str,
    state: &str,
    issuer_id: &str,
) -> Case<Attempt> {
    actor.may(Deed::ChangeSession)?;
    let now = office.now_millis();
    let (state_hash, browser_hash) = (sha256_hex(state.as_bytes()), sha256_hex(browser.as_bytes()));
    let issuer_id = issuer_id.to_owned();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let row = sign_in_attempt::Entity::find_by_id(&state_hash).one(tx).await?;
                let row = row.filter(|row| {
                    row.browser_hash == browser_hash && row.issuer_id == issuer_id && now < row.expires_at
                });
                let row = row.ok_or(Failure::SignInExpired)?;
                sign_in_attempt::Entity::delete_by_id(state_hash).exec(tx).await?;
                Ok(Attempt {
                    issuer_id: row.issuer_id,
                    nonce: row.nonce,
                    pkce_verifier: row.pkce_verifier,
                    next: row.next,
                })
            })
        })
        .await
}
