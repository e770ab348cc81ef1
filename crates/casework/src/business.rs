//! The organisation whose programs somebody keeps: tokens and webhooks are its owners' business.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use store::moment::Millis;
use views::{ApiView, Failure, Fresh};

use crate::actor::Acting;
use crate::policy::Deed;
use crate::{Actor, Case, Office, token, webhook};

/// Where tokens and webhooks are kept.
pub(crate) const PAGE: &str = "/business/api";
/// A secret that nobody looked at is forgotten after this.
const SHOWN_WITHIN: Millis = 10 * 60_000;
/// So many wait to be shown at the most.
const WAITING: usize = 200;

/// The organisation that the actor acts for as its owner.
///
/// # Errors
/// `NoOrganisation` for everybody else.
pub(crate) fn owned(actor: &Actor) -> Case<&Acting> {
    actor.as_owner().map_err(|_| Failure::NoOrganisation.into())
}

/// Tokens and webhooks of the organisation, and the secret that was just made, this once.
///
/// # Errors
/// `NoOrganisation` for whoever owns none.
pub async fn api_access(office: &Office, actor: &Actor) -> Case<ApiView> {
    actor.may(Deed::KeepTokens)?;
    let reader = office.database().reader();
    let owned = owned(actor)?;
    Ok(ApiView {
        acting: owned.view(),
        tokens: token::list(office, owned).await?,
        webhooks: webhook::list_of(reader, owned).await?,
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
