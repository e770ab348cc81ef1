//! Sending: a message is claimed, sent, and settled by what was answered, as mails are (`crate::outbox`).

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{delivery, delivery_try, webhook};
use store::id::{random, random_number};
use store::moment::Millis;

use crate::outbox::{GIVEN_UP, SENT, TRIES, WAITING, pause};
use crate::{Actor, Case, CaseError, Office, record};

/// A claim runs out after this; sending takes much less, or is ended.
const CLAIM: Millis = 60_000;
/// An address that has taken nothing for so long is switched off.
const DISABLED_AFTER: Millis = 3 * 86_400_000;
/// The status by which an address says that it is gone for good.
const GONE: u16 = 410;

/// A message that was claimed.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub id: String,
    pub claim: String,
    pub url: String,
    pub secret: String,
    pub body: String,
}

/// What came of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The HTTP status; 200 to 299 says that it was taken.
    Status(u16),
    /// Nothing, and why, as a stable code.
    Nothing(&'static str),
}

impl Answer {
    const fn took_it(self) -> bool {
        matches!(self, Self::Status(200..=299))
    }
}

/// Claims the message that has been due for longest, if there is one. One address is sent one message at a time, so that
/// a slow one holds up nobody else.
///
/// # Errors
/// When the database fails.
pub async fn claim(office: &Office) -> Case<Option<Outgoing>> {
    let now = office.now_millis();
    // Looking costs nothing, a write transaction a flush of the disk.
    if next(office.database().reader(), now).await?.is_none() {
        return Ok(None);
    }
    let claim = random()?;
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let Some(row) = next(tx, now).await? else { return Ok::<_, CaseError>(None) };
                let hook = webhook::Entity::find_by_id(&row.webhook_id).one(tx).await?;
                let hook = hook.filter(|hook| hook.disabled_at.is_none() && row.tries < TRIES);
                let outgoing = hook.map(|hook| Outgoing {
                    id: row.id.clone(),
                    claim: claim.clone(),
                    url: hook.url,
                    secret: hook.secret,
                    body: row.body.clone(),
                });
                let tries = row.tries;
                let mut active = row.into_active_model();
                if outgoing.is_none() {
                    active.state = Set(GIVEN_UP.to_owned());
                } else {
                    active.tries = Set(tries + 1);
                    active.due_at = Set(now + CLAIM);
                    active.claim = Set(claim);
                }
                active.update(tx).await?;
                Ok(outgoing)
            })
        })
        .await
}

async fn next(connection: &impl ConnectionTrait, now: Millis) -> Case<Option<delivery::Model>> {
    let waiting = || delivery::Entity::find().filter(delivery::Column::State.eq(WAITING));
    let held = waiting()
        .filter(delivery::Column::Claim.ne(""))
        .filter(delivery::Column::DueAt.gt(now))
        .select_only()
        .column(delivery::Column::WebhookId)
        .into_tuple::<String>();
    let busy = held.all(connection).await?;
    let mut due = waiting().filter(delivery::Column::DueAt.lte(now));
    if !busy.is_empty() {
        due = due.filter(delivery::Column::WebhookId.is_not_in(busy));
    }
    Ok(due.order_by_asc(delivery::Column::DueAt).limit(1).one(connection).await?)
}

/// Notes what came of sending, and how long it took in milliseconds.
///
/// # Errors
/// When the database fails.
pub async fn settle(office: &Office, outgoing: &Outgoing, answer: Answer, took: Millis) -> Case<()> {
    let (office, outgoing) = (office.clone(), outgoing.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                note_try(tx, &office, &outgoing.id, answer, took).await?;
                let found = delivery::Entity::find_by_id(&outgoing.id)
                    .filter(delivery::Column::Claim.eq(&outgoing.claim))
                    .one(tx)
                    .await?;
                // Somebody else may have claimed it after this claim ran out.
                let Some(row) = found else { return Ok::<_, CaseError>(()) };
                judge(tx, &office, &row.webhook_id, answer).await?;
                let (tries, now) = (row.tries, office.now_millis());
                let mut active = row.into_active_model();
                active.claim = Set(String::new());
                if answer.took_it() {
                    active.state = Set(SENT.to_owned());
                } else if tries >= TRIES || answer == Answer::Status(GONE) {
                    active.state = Set(GIVEN_UP.to_owned());
                } else {
                    active.due_at = Set(now + pause(tries, random_number()?));
                }
                active.update(tx).await?;
                Ok(())
            })
        })
        .await
}

async fn note_try(tx: &Tx, office: &Office, id: &str, answer: Answer, took: Millis) -> Case<()> {
    let (status, failure) = match answer {
        Answer::Status(status) => (Some(i32::from(status)), None),
        Answer::Nothing(why) => (None, Some(why.to_owned())),
    };
    let row = delivery_try::ActiveModel {
        id: Set(random()?),
        delivery_id: Set(id.to_owned()),
        at: Set(office.now_millis()),
        took: Set(took),
        status: Set(status),
        failure: Set(failure),
    };
    delivery_try::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Notes how the address does: since when it takes nothing, and that it is switched off in the end.
async fn judge(tx: &Tx, office: &Office, webhook: &str, answer: Answer) -> Case<()> {
    let Some(row) = webhook::Entity::find_by_id(webhook).one(tx).await? else { return Ok(()) };
    let now = office.now_millis();
    let since = row.failing_since.unwrap_or(now);
    let ended = answer == Answer::Status(GONE) || now - since >= DISABLED_AFTER;
    let (was_failing, id) = (row.failing_since.is_some(), row.id.clone());
    let mut active = row.into_active_model();
    if answer.took_it() {
        if !was_failing {
            return Ok(());
        }
        active.failing_since = Set(None);
    } else {
        active.failing_since = Set(Some(since));
    }
    if ended && !answer.took_it() {
        active.disabled_at = Set(Some(now));
        let data = json!({ "failing_since": since });
        record::event(tx, now, &Actor::system(), "webhook_disabled", &id, None, data).await?;
    }
    active.update(tx).await?;
    Ok(())
}
