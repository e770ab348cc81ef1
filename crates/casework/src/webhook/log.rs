//! The delivery log: what was sent, what was answered, and sending it again.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;
use store::entity::{delivery, delivery_try};
use store::moment::Millis;
use views::{Attempt, DeliveryLine, DeliveryState, Failure, Moment, WebhookView};

use super::{line, own, page_of};
use crate::cursor::Cursor;
use crate::outbox::{GIVEN_UP, SENT, WAITING};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// Messages of a page.
const LINES: usize = 50;
/// What was settled is kept for so long.
const KEPT_FOR: Millis = 30 * 86_400_000;

/// A webhook with its messages: the newest, or those before the last one of another page.
///
/// # Errors
/// `NotFound` for another organisation's.
pub async fn log(office: &Office, actor: &Actor, id: &str, before: Option<Cursor>) -> Case<WebhookView> {
    actor.may(Deed::KeepWebhooks)?;
    let reader = office.database().reader();
    let webhook = own(reader, actor, id).await?;
    let mut rows = delivery::Entity::find()
        .filter(delivery::Column::WebhookId.eq(id))
        .apply_if(before, |found, before| {
            found.filter(before.earlier(delivery::Column::CreatedAt, delivery::Column::Id))
        })
        .order_by_desc(delivery::Column::CreatedAt)
        .order_by_desc(delivery::Column::Id)
        .limit(LINES as u64 + 1)
        .all(reader)
        .await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let last = rows.last().filter(|_| more);
    let older = last.map(|last| Cursor::new(last.created_at, &last.id).to_string());
    let ids = rows.iter().map(|row| row.id.as_str());
    let tries = delivery_try::Entity::find()
        .filter(delivery_try::Column::DeliveryId.is_in(ids))
        .order_by_asc(delivery_try::Column::At)
        .all(reader)
        .await?;
    let deliveries = rows.into_iter().map(|row| DeliveryLine {
        attempts: tries.iter().filter(|one| one.delivery_id == row.id).map(attempt).collect(),
        state: match row.state.as_str() {
            SENT => DeliveryState::Sent,
            GIVEN_UP => DeliveryState::GivenUp,
            _ => DeliveryState::Waiting,
        },
        id: row.id,
        kind: row.kind,
        dossier_code: row.dossier_code,
        created_at: Moment(row.created_at),
        due_at: Moment(row.due_at),
    });
    Ok(WebhookView { deliveries: deliveries.collect(), older, webhook: line(webhook) })
}

fn attempt(row: &delivery_try::Model) -> Attempt {
    Attempt {
        at: Moment(row.at),
        took: u32::try_from(row.took).unwrap_or(u32::MAX),
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        failure: row.failure.clone(),
    }
}

/// Sends a message once more, under the same id and with the same body, so that whoever has it already knows it.
///
/// # Errors
/// `NotFound` for another organisation's; `WrongState` while it is being sent or its address is switched off.
pub async fn replay(office: &Office, actor: &Actor, webhook: &str, id: &str) -> Case<String> {
    actor.may(Deed::KeepWebhooks)?;
    let (now, actor) = (office.now_millis(), actor.clone());
    let (webhook, id) = (webhook.to_owned(), id.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let hook = own(tx, &actor, &webhook).await?;
                let row = delivery::Entity::find_by_id(&id).one(tx).await?;
                let row = row.filter(|row| row.webhook_id == hook.id).ok_or(Failure::NotFound)?;
                let on_its_way = row.state == WAITING && !row.claim.is_empty() && row.due_at > now;
                if on_its_way || hook.disabled_at.is_some() {
                    return Err(Failure::WrongState.into());
                }
                let mut active = row.into_active_model();
                active.state = Set(WAITING.to_owned());
                active.tries = Set(0);
                active.due_at = Set(now);
                active.claim = Set(String::new());
                active.update(tx).await?;
                let data = json!({ "webhook": hook.id });
                record::event(tx, now, &actor, "delivery_replayed", &id, None, data).await?;
                Ok::<_, CaseError>(page_of(&webhook))
            })
        })
        .await
}

/// Forgets what was settled long ago.
///
/// # Errors
/// When the database fails.
pub async fn sweep(office: &Office) -> Case<()> {
    let before = office.now_millis() - KEPT_FOR;
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                delivery::Entity::delete_many()
                    .filter(delivery::Column::State.ne(WAITING))
                    .filter(delivery::Column::CreatedAt.lte(before))
                    .exec(tx)
                    .await?;
                // A message is tried for less than a day, so that these are of messages that are gone, or were replayed.
                delivery_try::Entity::delete_many()
                    .filter(delivery_try::Column::At.lte(before))
                    .exec(tx)
                    .await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
