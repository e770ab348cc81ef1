//! The organisation whose programs somebody keeps: tokens and webhooks are its owners' business.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use store::entity::membership;
use store::moment::Millis;
use views::{ApiView, Failure, Fresh};

use crate::actor::Acting;
use crate::identity::{OWNER, acting_for};
use crate::policy::Deed;
use crate::{Actor, Case, Office, token, webhook};

/// Where tokens and webhooks are kept.
pub(crate) const PAGE: &str = "/business/api";
/// A secret that nobody looked at is forgotten after this.
const SHOWN_WITHIN: Millis = 10 * 60_000;
/// So many wait to be shown at the most.
const WAITING: usize = 200;

/// Whether somebody represents the organisation in everything.
pub(crate) async fn is_owner(
    connection: &impl ConnectionTrait,
    person: &str,
    organisation: &str,
) -> Case<bool> {
    let key = (organisation.to_owned(), person.to_owned());
    let member = membership::Entity::find_by_id(key).one(connection).await?;
    Ok(member.is_some_and(|member| member.role == OWNER))
}

/// The organisation that the actor acts for and owns; when they act for none, the one that they own.
///
/// # Errors
/// `NoOrganisation` for everybody else, and for owners of several who have not chosen.
pub(crate) async fn owned(connection: &impl ConnectionTrait, actor: &Actor) -> Case<Acting> {
    let chosen = match &actor.acting {
        Some(acting) => acting.organisation_id.clone(),
        None => single(connection, &actor.id).await?,
    };
    if !is_owner(connection, &actor.id, &chosen).await? {
        return Err(Failure::NoOrganisation.into());
    }
    acting_for(connection, &actor.id, &chosen).await?.ok_or_else(|| Failure::NoOrganisation.into())
}

/// As long as no page lets a person choose for whom they act, whoever owns one organisation need not.
async fn single(connection: &impl ConnectionTrait, person: &str) -> Case<String> {
    let owned = membership::Entity::find()
        .filter(membership::Column::PersonId.eq(person))
        .filter(membership::Column::Role.eq(OWNER))
        .all(connection)
        .await?;
    match owned.as_slice() {
        [only] => Ok(only.organisation_id.clone()),
        _ => Err(Failure::NoOrganisation.into()),
    }
}

/// Tokens and webhooks of the organisation, and the secret that was just made, this once.
///
/// # Errors
/// `NoOrganisation` for whoever owns none.
pub async fn api_access(office: &Office, actor: &Actor) -> Case<ApiView> {
    actor.may(Deed::KeepTokens)?;
    let reader = office.database().reader();
    let owned = owned(reader, actor).await?;
    Ok(ApiView {
        organisation: format!("{} ({})", owned.name, owned.tax_code),
        tokens: token::list(office, &owned).await?,
        webhooks: webhook::list_of(reader, &owned).await?,
        fresh: office.fresh().take(actor, office.now_millis()),
    })
}

/// Secrets that were made a moment ago and wait for the page that shows them, once. They lie in memory only: losing
/// one with the process costs making another.
#[derive(Default)]
pub(crate) struct FreshSecrets(Mutex<VecDeque<Waiting>>);

struct Waiting {
    session: String,
    fresh: Fresh,
    at: Millis,
}

impl FreshSecrets {
    /// For the browser that made it. A program has it in its answer.
    pub(crate) fn put(&self, actor: &Actor, fresh: Fresh, at: Millis) {
        let Some(session) = actor.session.clone() else { return };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|old| at - old.at < SHOWN_WITHIN && old.session != session);
        all.truncate(WAITING - 1);
        all.push_front(Waiting { session, fresh, at });
    }

    fn take(&self, actor: &Actor, now: Millis) -> Option<Fresh> {
        let session = actor.session.as_ref()?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = all.iter().position(|waiting| waiting.session == *session)?;
        let waiting = all.remove(place)?;
        (now - waiting.at < SHOWN_WITHIN).then_some(waiting.fresh)
    }
}
