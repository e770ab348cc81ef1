//! Webhooks: addresses of an organisation that are told what happens to its dossiers.

mod address;
mod announce;
mod delivery;
mod log;
mod signature;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{delivery as deliveries, delivery_try, webhook};
use store::id::{random, random_bytes};
use views::{Failure, Fresh, Moment, Secret, WebhookLine};

pub use address::is_public;
pub(crate) use announce::announce;
pub use announce::test;
pub use delivery::{Answer, Outgoing, claim, settle};
pub use log::{log, replay, sweep};
pub use signature::signature;

use crate::actor::Acting;
use crate::business::{self, PAGE};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// Webhooks of an organisation at the most.
const MOST: usize = 10;

/// Adds an address. Its secret is in the answer and, once, on the page.
///
/// # Errors
/// `NoOrganisation`, `WebhookAddress`, `WebhookKnown`, `TooManyWebhooks`.
pub async fn make(office: &Office, actor: &Actor, url: &str) -> Case<Secret> {
    actor.may(Deed::KeepWebhooks)?;
    let url = address::read(url, office.settings().demo)?.to_string();
    let row = webhook::Model {
        id: random()?,
        organisation_id: String::new(),
        url,
        secret: format!("whsec_{}", STANDARD.encode(random_bytes::<32>()?)),
        created_at: office.now_millis(),
        failing_since: None,
        disabled_at: None,
    };
    let made = Secret { id: row.id.clone(), secret: row.secret.clone() };
    insert(office, actor, row).await?;
    office.fresh().put(actor, Fresh::Webhook(made.clone()), office.now_millis());
    Ok(made)
}

async fn insert(office: &Office, actor: &Actor, mut row: webhook::Model) -> Case<()> {
    let actor = actor.clone();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let owned = business::owned(&actor)?;
                let theirs = webhook::Entity::find()
                    .filter(webhook::Column::OrganisationId.eq(&owned.organisation_id))
                    .all(tx)
                    .await?;
                if theirs.iter().any(|known| known.url == row.url) {
                    return Err(Failure::WebhookKnown.into());
                }
                if theirs.len() >= MOST {
                    return Err(Failure::TooManyWebhooks.into());
                }
                row.organisation_id = owned.organisation_id.clone();
                let data = json!({ "organisation": row.organisation_id, "url": row.url });
                record::event(tx, row.created_at, &actor, "webhook_made", &row.id, None, data).await?;
                webhook::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(tx)
                    .await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// Takes an address away, with what still waits for it and its log.
///
/// # Errors
/// `NotFound` for another organisation's.
pub async fn remove(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    change(office, actor, id, "webhook_removed", |tx, row| {
        Box::pin(async move {
            let of_it = deliveries::Entity::find()
                .select_only()
                .column(deliveries::Column::Id)
                .filter(deliveries::Column::WebhookId.eq(&row.id))
                .into_query();
            let tries = delivery_try::Entity::delete_many()
                .filter(delivery_try::Column::DeliveryId.in_subquery(of_it));
            tries.exec(tx).await?;
            let messages =
                deliveries::Entity::delete_many().filter(deliveries::Column::WebhookId.eq(&row.id));
            messages.exec(tx).await?;
            webhook::Entity::delete_by_id(row.id).exec(tx).await?;
            Ok(())
        })
    })
    .await?;
    Ok(PAGE.to_owned())
}

/// Sends to an address again that was switched off because it took nothing.
///
/// # Errors
/// `NotFound` for another organisation's.
pub async fn enable(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    change(office, actor, id, "webhook_enabled", |tx, row| {
        Box::pin(async move {
            let mut active = row.into_active_model();
            active.failing_since = Set(None);
            active.disabled_at = Set(None);
            active.update(tx).await?;
            Ok(())
        })
    })
    .await?;
    Ok(page_of(id))
}

/// What a change does to the row, in the transaction of its event.
type Change = for<'tx> fn(&'tx Tx, webhook::Model) -> store::writer::Work<'tx, Case<()>>;

async fn change(office: &Office, actor: &Actor, id: &str, event: &'static str, act: Change) -> Case<()> {
    actor.may(Deed::KeepWebhooks)?;
    let (now, actor, id) = (office.now_millis(), actor.clone(), id.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let row = own(tx, &actor, &id).await?;
                let data = json!({ "organisation": row.organisation_id, "url": row.url });
                act(tx, row).await?;
                record::event(tx, now, &actor, event, &id, None, data).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// The webhook, when it is of the organisation that the actor owns.
async fn own(connection: &impl ConnectionTrait, actor: &Actor, id: &str) -> Case<webhook::Model> {
    let owned = business::owned(actor)?;
    let row = webhook::Entity::find_by_id(id).one(connection).await?;
    let row = row.filter(|row| row.organisation_id == owned.organisation_id);
    row.ok_or_else(|| Failure::NotFound.into())
}

fn page_of(id: &str) -> String {
    format!("{PAGE}/webhooks/{id}")
}

/// The webhooks of the organisation, oldest first.
///
/// # Errors
/// `NoOrganisation` for whoever owns none.
pub async fn list(office: &Office, actor: &Actor) -> Case<Vec<WebhookLine>> {
    actor.may(Deed::KeepWebhooks)?;
    let reader = office.database().reader();
    list_of(reader, business::owned(actor)?).await
}

pub(crate) async fn list_of(connection: &impl ConnectionTrait, owned: &Acting) -> Case<Vec<WebhookLine>> {
    let rows = webhook::Entity::find()
        .filter(webhook::Column::OrganisationId.eq(&owned.organisation_id))
        .order_by_asc(webhook::Column::CreatedAt)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(line).collect())
}

fn line(row: webhook::Model) -> WebhookLine {
    WebhookLine {
        id: row.id,
        url: row.url,
        created_at: Moment(row.created_at),
        failing_since: row.failing_since.map(Moment),
        disabled_at: row.disabled_at.map(Moment),
    }
}
