//! Ending the sessions that came from an issuer, when the issuer says so.

use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{issuer_session, session};
use store::moment::Millis;

use crate::policy::Deed;
use crate::{Actor, Case, Office, record};

/// Whose sessions end, as a logout token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// All of this account,
    pub subject: Option<String>,
    /// or the one that came from this session at the issuer.
    pub sid: Option<String>,
    /// When the token was issued, by the issuer's clock. Whoever signed in later stays, so that a token that is sent
    /// again ends nothing new.
    pub issued_at: Millis,
}

/// Ends the sessions that the issuer names, and answers how many there were.
///
/// # Errors
/// When the database fails.
pub async fn end_sessions(office: &Office, actor: &Actor, issuer_url: &str, ended: Ended) -> Case<u64> {
    actor.may(Deed::ChangeSession)?;
    let mut those = issuer_session::Entity::find()
        .filter(issuer_session::Column::Issuer.eq(issuer_url))
        .filter(issuer_session::Column::IssuedAt.lte(ended.issued_at));
    if let Some(subject) = &ended.subject {
        those = those.filter(issuer_session::Column::Subject.eq(subject));
    }
    if let Some(sid) = &ended.sid {
        // Some issuers name the session only when they end it: then all of the account's end.
        let mut named = Condition::any().add(issuer_session::Column::Sid.eq(sid));
        if ended.subject.is_some() {
            named = named.add(issuer_session::Column::Sid.is_null());
        }
        those = those.filter(named);
    }
    if ended.subject.is_none() && ended.sid.is_none() {
        return Ok(0);
    }
    let (now, actor, issuer) = (office.now_millis(), actor.clone(), issuer_url.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let hashes = those.select_only().column(issuer_session::Column::SessionHash).into_query();
                let sessions = session::Entity::find()
                    .filter(session::Column::IdHash.in_subquery(hashes))
                    .all(tx)
                    .await?;
                let count = sessions.len();
                for row in sessions {
                    session::Entity::delete_by_id(&row.id_hash).exec(tx).await?;
                    let person = row.person_id.unwrap_or_default();
                    let data = json!({ "issuer": issuer });
                    record::event(tx, now, &actor, "signed_out_by_issuer", &person, None, data).await?;
                }
                Ok(u64::try_from(count).unwrap_or(u64::MAX))
            })
        })
        .await
}

/// Ends all sessions of an account.
pub(super) async fn end_those_of(tx: &Tx, issuer: &str, subject: &str) -> Case<()> {
    let those = issuer_session::Entity::find()
        .filter(issuer_session::Column::Issuer.eq(issuer))
        .filter(issuer_session::Column::Subject.eq(subject));
    let hashes = those.select_only().column(issuer_session::Column::SessionHash).into_query();
    session::Entity::delete_many().filter(session::Column::IdHash.in_subquery(hashes)).exec(tx).await?;
    Ok(())
}

/// The address of the issuer at which the actor's session began; nothing for other ways to sign in.
///
/// # Errors
/// When the database fails.
pub async fn issuer_of(office: &Office, actor: &Actor) -> Case<Option<String>> {
    actor.may(Deed::ChangeSession)?;
    let Some(session) = &actor.session else { return Ok(None) };
    let row = issuer_session::Entity::find_by_id(session).one(office.database().reader()).await?;
    Ok(row.map(|row| row.issuer))
}
