//! Beginning a session: where every way to sign in ends.

use domain::role::Role;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{draft, officer, session};
use store::id::{NoRandomness, random, sha256_hex};
use views::Step;

use super::cookie::{CITIZEN, HALF, Limits, OFFICER, VISITOR, cookie, millis};
use crate::{Actor, Case, Office, record};

/// Letters of an address of ours; what is longer was not written by us.
pub const LONGEST_NEXT: usize = 500;

/// So much of what a browser says of itself is kept.
const LONGEST_DEVICE: usize = 256;

/// A session that has begun: its cookie, and where its owner goes by default.
pub struct Begun {
    /// The value of `Set-Cookie`.
    pub cookie: String,
    /// The hash of its secret.
    pub(crate) id_hash: String,
    home: &'static str,
    /// The sign-in goes on with another step.
    half: bool,
}

impl Begun {
    /// The page to go to: `next` when it is one of ours, else the home of the role; by way of the sign-in while
    /// that is not whole.
    #[must_use]
    pub fn go_to(&self, next: &str) -> String {
        // Browsers drop control characters, so that a slash and a tab would become the two slashes of another host.
        let ours = next.len() <= LONGEST_NEXT
            && next.starts_with('/')
            && !next.starts_with("//")
            && !next.contains(|c: char| c == '\\' || c.is_control());
        let target = if ours { next } else { self.home };
        if self.half { format!("/sign-in?next={target}") } else { target.to_owned() }
    }
}

/// Who somebody proved to be.
pub(crate) enum Proven {
    Person(String),
    /// Somebody for whom an issuer of organisations vouched: they act for theirs from the start.
    Representative {
        person: String,
        organisation: String,
    },
    Officer(String),
}

/// Begins a session for a browser that has none, so that its draft has an owner. Answers its hash and cookie.
pub(crate) async fn begin_visitor(tx: &Tx, office: &Office) -> Case<(String, String)> {
    let secret = new_secret()?;
    let id_hash = sha256_hex(secret.as_bytes());
    insert(tx, row(office, &id_hash, &Actor::visitor(), &VISITOR)).await?;
    Ok((id_hash, cookie(office, &secret, &VISITOR)))
}

/// Begins the session of somebody who proved who they are: a new secret, the old one ended, and the drafts of this
/// browser become the person's. Every way to sign in ends here.
pub(crate) async fn begin(tx: &Tx, office: &Office, before: &Actor, proven: Proven) -> Case<Begun> {
    let secret = new_secret()?;
    let id_hash = sha256_hex(secret.as_bytes());
    let (kind, id, limits) = match &proven {
        Proven::Person(id) | Proven::Representative { person: id, .. } => ("citizen", id.clone(), &CITIZEN),
        Proven::Officer(id) => ("officer", id.clone(), &OFFICER),
    };
    let mut fresh = row(office, &id_hash, before, limits);
    let home = match &proven {
        Proven::Person(id) => {
            fresh.person_id = Some(id.clone());
            "/my"
        }
        Proven::Representative { person, organisation } => {
            fresh.person_id = Some(person.clone());
            fresh.organisation_id = Some(organisation.clone());
            "/business"
        }
        Proven::Officer(id) => {
            fresh.officer_id = Some(id.clone());
            home_of_officer(tx, id).await?
        }
    };
    insert(tx, fresh).await?;
    if let Some(old) = &before.session {
        match &proven {
            Proven::Person(person) => take_drafts_over(tx, old, person, None).await?,
            Proven::Representative { person, organisation } => {
                take_drafts_over(tx, old, person, Some(organisation)).await?;
            }
            Proven::Officer(_) => {}
        }
        session::Entity::delete_by_id(old).exec(tx).await?;
    }
    record::event(tx, office.now_millis(), before, "signed_in", &id, None, json!({ "kind": kind })).await?;
    Ok(Begun { cookie: cookie(office, &secret, limits), id_hash, home, half: false })
}

/// Begins the session of an officer whose sign-in goes on with another step; it ends the one before.
pub(super) async fn begin_half(
    tx: &Tx,
    office: &Office,
    before: &Actor,
    officer: &str,
    step: Step,
) -> Case<Begun> {
    let secret = new_secret()?;
    let id_hash = sha256_hex(secret.as_bytes());
    let mut fresh = row(office, &id_hash, before, &HALF);
    fresh.officer_id = Some(officer.to_owned());
    fresh.waits_for = Some(serde_json::to_string(&step)?);
    insert(tx, fresh).await?;
    if let Some(old) = &before.session {
        session::Entity::delete_by_id(old).exec(tx).await?;
    }
    let home = home_of_officer(tx, officer).await?;
    Ok(Begun { cookie: cookie(office, &secret, &HALF), id_hash, home, half: true })
}

fn new_secret() -> Result<String, NoRandomness> {
    Ok(format!("{}{}", random()?, random()?))
}

fn row(office: &Office, id_hash: &str, before: &Actor, limits: &Limits) -> session::Model {
    let now = office.now_millis();
    session::Model {
        id_hash: id_hash.to_owned(),
        person_id: None,
        officer_id: None,
        created_at: now,
        last_seen_at: now,
        expires_at: now + millis(limits.absolute),
        user_agent: before.device.chars().take(LONGEST_DEVICE).collect(),
        proved_at: now,
        waits_for: None,
        organisation_id: None,
    }
}

async fn insert(tx: &Tx, row: session::Model) -> Case<()> {
    session::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Administrators touch no dossier, so no desk is theirs.
async fn home_of_officer(tx: &Tx, id: &str) -> Case<&'static str> {
    let officer = officer::Entity::find_by_id(id).one(tx).await?;
    let administers = officer.is_some_and(|officer| officer.role == Role::Administrator.as_str());
    Ok(if administers { "/admin/officers" } else { "/desk" })
}

async fn take_drafts_over(tx: &Tx, session: &str, person: &str, organisation: Option<&String>) -> Case<()> {
    draft::Entity::update_many()
        .col_expr(draft::Column::OrganisationId, organisation.cloned().into())
        .col_expr(draft::Column::PersonId, person.into())
        .col_expr(draft::Column::SessionHash, Option::<String>::None.into())
        .filter(draft::Column::SessionHash.eq(session))
        .filter(draft::Column::PersonId.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
