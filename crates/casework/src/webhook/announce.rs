//! What is told: a message for each webhook of the organisation, written in the transaction of what it tells.

use domain::when::iso_datetime;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use store::Tx;
use store::entity::{delivery, dossier, webhook};
use store::id::random;
use store::moment::{Millis, from_millis};
use views::{Failure, NoticeKind};

use super::{own, page_of};
use crate::applicant::status_of;
use crate::outbox::WAITING;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office};

/// The kind of a message that somebody sends to try whether it arrives.
const TEST: &str = "test";
/// Tests are sent at most so often.
const BETWEEN_TESTS: Millis = 5_000;

/// Tells the programs of the dossier's organisation. Nothing of a person is in a message: whoever wants more follows
/// the link with a token.
pub(crate) async fn announce(
    tx: &Tx,
    office: &Office,
    dossier: &dossier::Model,
    kind: NoticeKind,
) -> Case<()> {
    let Some(organisation) = &dossier.organisation_id else { return Ok(()) };
    let webhooks = webhook::Entity::find()
        .filter(webhook::Column::OrganisationId.eq(organisation))
        .filter(webhook::Column::DisabledAt.is_null())
        .all(tx)
        .await?;
    let data = json!({
        "code": dossier.code,
        "status": status_of(dossier.status).as_str(),
        "link": format!("{}/api/v1/dossiers/{}", office.settings().base_url, dossier.code),
    });
    for webhook in webhooks {
        let kind = format!("dossier.{}", kind.code());
        put(tx, office, &webhook.id, &kind, &dossier.code, &data).await?;
    }
    Ok(())
}

async fn put(tx: &Tx, office: &Office, webhook: &str, kind: &str, dossier: &str, data: &Value) -> Case<()> {
    let now = office.now_millis();
    let body = json!({ "type": kind, "timestamp": iso_datetime(from_millis(now)), "data": data });
    let row = delivery::ActiveModel {
        id: Set(format!("msg_{}", random()?)),
        webhook_id: Set(webhook.to_owned()),
        kind: Set(kind.to_owned()),
        dossier_code: Set(dossier.to_owned()),
        body: Set(body.to_string()),
        state: Set(WAITING.to_owned()),
        tries: Set(0),
        due_at: Set(now),
        claim: Set(String::new()),
        created_at: Set(now),
    };
    delivery::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Sends a message that tells nothing, so that an owner sees whether it arrives. Answers the page of the log.
///
/// # Errors
/// `NotFound` for another organisation's, `WrongState` while it is switched off, `TooSoon` right after another test.
pub async fn test(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    actor.may(Deed::KeepWebhooks)?;
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let row = own(tx, &actor, &id).await?;
                if row.disabled_at.is_some() {
                    return Err(Failure::WrongState.into());
                }
                let lately = delivery::Entity::find()
                    .filter(delivery::Column::WebhookId.eq(&id))
                    .filter(delivery::Column::Kind.eq(TEST))
                    .filter(delivery::Column::CreatedAt.gt(office.now_millis() - BETWEEN_TESTS));
                if lately.count(tx).await? > 0 {
                    return Err(Failure::TooSoon.into());
                }
                put(tx, &office, &id, TEST, "", &json!({})).await?;
                Ok::<_, CaseError>(page_of(&id))
            })
        })
        .await
}
