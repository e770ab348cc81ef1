//! Step-up: an act that counts as signing asks who one is once more, when the last proof is old.

use std::time::Duration;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use store::entity::session;
use views::{Failure, ProofAsked, ProofKind};

use super::account::Account;
use super::cookie::millis;
use super::factor::{self, Factor};
use super::passkey::{self, Assertion};
use super::{guard, password, totp};
use crate::{Actor, Case, CaseError, Office, record};

/// A proof counts for so long: an open screen in an empty room signs nothing.
const FRESH: Duration = Duration::from_secs(10 * 60);
/// What the button of a demo person sends.
pub const DEMO_PROOF: &str = "demo";

/// Goes on only when the last proof is fresh.
///
/// # Errors
/// `ProofNeeded`.
pub(crate) fn fresh(office: &Office, actor: &Actor) -> Case<()> {
    let age = actor.proved_at.map(|at| office.now_millis() - at);
    if age.is_some_and(|age| age <= millis(FRESH)) { Ok(()) } else { Err(Failure::ProofNeeded.into()) }
}

/// What this officer would be asked, and whether now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn asked(office: &Office, actor: &Actor) -> Case<ProofAsked> {
    let account = Account::of(office.database().reader(), &actor.id).await?;
    let kind = match account.secret() {
        _ if account.is_demo(office) => ProofKind::Demo,
        Some(_) => ProofKind::PasswordOrCode,
        None => ProofKind::Password,
    };
    let passkeys = if account.is_demo(office) { None } else { passkey::lines(office, &actor.id).await? };
    let passkey = passkeys.is_some_and(|lines| !lines.is_empty());
    Ok(ProofAsked { kind, due: fresh(office, actor).is_err(), passkey })
}

/// Somebody proves once more who they are, with the password, a code or a passkey, and goes on as the actor that this answers.
/// An empty proof changes nothing: whether one is needed is for the act to say. Wrong ones count like wrong passwords
/// at the sign-in.
///
/// # Errors
/// `WrongPassword`, `CodeWrong`, `CodeUsed`, `PasskeyWrong`, `LockedOut`.
pub async fn prove(office: &Office, actor: &Actor, proof: &str) -> Case<Actor> {
    let Some(session) = actor.session.clone().filter(|_| !proof.is_empty() && !actor.id.is_empty()) else {
        return Ok(actor.clone());
    };
    let account = Account::of(office.database().reader(), &actor.id).await?;
    let demo = account.is_demo(office) && proof == DEMO_PROOF;
    let by_passkey = Assertion::read(proof).is_some();
    let by_code = by_passkey || totp::digits(proof).is_some() && account.secret().is_some();
    let hash = account.officer.password_hash.clone();
    let by_password = !demo && !by_code && password::verify(hash, proof.to_owned()).await?;
    let (office, actor, now) = (office.clone(), actor.clone(), office.now_millis());
    let proof = proof.to_owned();
    let proved = Actor { proved_at: Some(now), ..actor.clone() };
    let database = office.database().clone();
    let outcome = database
        .write(move |tx| {
            Box::pin(async move {
                let username = &account.officer.username;
                let way = if demo {
                    "demo"
                } else if by_code {
                    if let Factor::Wrong(failure) =
                        factor::check(tx, &office, &actor, &account, &proof).await?
                    {
                        return Ok::<_, CaseError>(Err(failure));
                    }
                    if by_passkey { "passkey" } else { "code" }
                } else {
                    if guard::locked_until(tx, username, now).await?.is_some() {
                        return Ok(Err(Failure::LockedOut));
                    }
                    if !by_password || !Account::still_holds(tx, &account.officer).await? {
                        guard::note_wrong(tx, &office, &actor, username, &account.officer.id).await?;
                        return Ok(Err(Failure::WrongPassword));
                    }
                    "password"
                };
                guard::forget(tx, username).await?;
                session::Entity::update_many()
                    .col_expr(session::Column::ProvedAt, now.into())
                    .filter(session::Column::IdHash.eq(session))
                    .exec(tx)
                    .await?;
                record::event(tx, now, &actor, "proved", &actor.id, None, json!({ "way": way })).await?;
                Ok(Ok(()))
            })
        })
        .await?;
    outcome?;
    Ok(proved)
}
