//! Beginning a session: where every way to sign in ends.

use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use store::Tx;
use store::entity::{draft, session};
use store::id::{random, sha256_hex};

use super::cookie::{CITIZEN, Limits, OFFICER, VISITOR, cookie, millis};
use crate::{Actor, Case, Office, record};

/// A session that has begun: its cookie, and where its owner goes by default.
pub struct Begun {
    /// The value of `Set-Cookie`.
    pub cookie: String,
    home: &'static str,
}

impl Begun {
    /// The page to go to: `next` when it is one of ours, else the home of the role.
    #[must_use]
    pub fn go_to(&self, next: &str) -> String {
        // Browsers drop control characters, so that a slash and a tab would become the two slashes of another host.
        let ours = next.starts_with('/')
            && !next.starts_with("//")
            && !next.contains(|c: char| c == '\\' || c.is_control());
        if ours { next.to_owned() } else { self.home.to_owned() }
    }
}

/// Who somebody proved to be.
pub(crate) enum Proven {
    Person(String),
    Officer(String),
}

/// Begins a session for a browser that has none, so that its draft has an owner. Answers its hash and cookie.
pub(crate) async fn begin_visitor(tx: &Tx, office: &Office) -> Case<(String, String)> {
    let secret = format!("{}{}", random()?, random()?);
    let id_hash = insert(tx, office, &secret, None, &VISITOR).await?;
    Ok((id_hash, cookie(office, &secret, &VISITOR)))
}

async fn insert(
    tx: &Tx,
    office: &Office,
    secret: &str,
    proven: Option<&Proven>,
    limits: &Limits,
) -> Case<String> {
    let now = office.now_millis();
    let id_hash = sha256_hex(secret.as_bytes());
    let (person_id, officer_id) = match proven {
        None => (None, None),
        Some(Proven::Person(id)) => (Some(id.clone()), None),
        Some(Proven::Officer(id)) => (None, Some(id.clone())),
    };
    let row = session::ActiveModel {
        id_hash: Set(id_hash.clone()),
        person_id: Set(person_id),
        officer_id: Set(officer_id),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + millis(limits.absolute)),
    };
    session::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id_hash)
}

/// Begins the session of somebody who proved who they are: a new secret, the old one ended, and the drafts of this
/// browser become the person's. Every way to sign in ends here.
pub(crate) async fn begin(tx: &Tx, office: &Office, before: &Actor, proven: Proven) -> Case<Begun> {
    let secret = format!("{}{}", random()?, random()?);
    let (limits, home) = match &proven {
        Proven::Person(_) => (&CITIZEN, "/my"),
        Proven::Officer(_) => (&OFFICER, "/desk"),
    };
    insert(tx, office, &secret, Some(&proven), limits).await?;
    if let Some(old) = &before.session {
        if let Proven::Person(person) = &proven {
            draft::Entity::update_many()
                .col_expr(draft::Column::PersonId, person.clone().into())
                .col_expr(draft::Column::SessionHash, Option::<String>::None.into())
                .filter(draft::Column::SessionHash.eq(old))
                .filter(draft::Column::PersonId.is_null())
                .exec(tx)
                .await?;
        }
        session::Entity::delete_by_id(old).exec(tx).await?;
    }
    let (kind, id) = match &proven {
        Proven::Person(id) => ("citizen", id),
        Proven::Officer(id) => ("officer", id),
    };
    let data = json!({ "kind": kind });
    record::event(tx, office.now_millis(), before, "signed_in", id, None, data).await?;
    Ok(Begun { cookie: cookie(office, &secret, limits), home })
}
