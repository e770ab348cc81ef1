//! Keeping webhooks, and reading and repeating what was sent.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use casework::{Actor, Office, webhook};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use views::{Attempt, DeliveryLine, DeliveryState, WebhookLine};

use super::ask::{Asked, Told, cursor};
use super::problem::Trouble;
use super::shapes::moment;

#[derive(Serialize, ToSchema)]
pub(crate) struct Webhooks {
    items: Vec<Webhook>,
}

/// An address that is told what happens to the organisation's dossiers.
#[derive(Serialize, ToSchema)]
struct Webhook {
    id: String,
    url: String,
    #[schema(format = DateTime)]
    created_at: String,
    /// Since when nothing has been taken.
    #[schema(format = DateTime)]
    failing_since: Option<String>,
    /// Nothing is sent since then; an owner can switch it on again.
    #[schema(format = DateTime)]
    disabled_at: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWebhook {
    /// https, on the public internet.
    #[schema(example = "https://software.example.vn/motcua", pattern = "^https?://.+", max_length = 2000)]
    url: String,
}

/// The secret is told this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeWebhook {
    id: String,
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Deliveries {
    items: Vec<Delivery>,
    /// Give it as `cursor` for the next page; null at the end.
    next: Option<String>,
}

/// A message.
#[derive(Serialize, ToSchema)]
struct Delivery {
    /// The header `webhook-id`.
    id: String,
    /// The `type` of the message.
    #[schema(example = "dossier.accepted")]
    kind: String,
    /// The dossier; empty for a test.
    dossier: String,
    state: DeliveryStateName,
    #[schema(format = DateTime)]
    created_at: String,
    /// When it is tried next, while it waits.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    attempts: Vec<AttemptShape>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DeliveryStateName {
    Waiting,
    Sent,
    GivenUp,
}

/// One try.
#[derive(Serialize, ToSchema)]
struct AttemptShape {
    #[schema(format = DateTime)]
    at: String,
    /// Milliseconds.
    took: u32,
    /// The HTTP status of the answer, if there was one.
    status: Option<u16>,
    /// Why there was none: `unreachable`, `too_long` or `address`.
    failure: Option<String>,
}

/// List the webhooks.
#[utoipa::path(get, path = "/webhooks", operation_id = "listWebhooks", tag = "webhooks",
    responses((status = 200, description = "Oldest first", body = Webhooks)))]
pub(crate) async fn list(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
) -> Result<Json<Webhooks>, Trouble> {
    let items = webhook::list(&office, &actor).await?.into_iter().map(shape);
    Ok(Json(Webhooks { items: items.collect() }))
}

fn shape(line: WebhookLine) -> Webhook {
    Webhook {
        id: line.id,
        url: line.url,
        created_at: moment(line.created_at),
        failing_since: line.failing_since.map(moment),
        disabled_at: line.disabled_at.map(moment),
    }
}

/// Add a webhook.
#[utoipa::path(post, path = "/webhooks", operation_id = "addWebhook", tag = "webhooks", request_body = NewWebhook,
    responses((status = 201, description = "Added", body = MadeWebhook)))]
pub(crate) async fn add(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Told(new): Told<NewWebhook>,
) -> Result<(StatusCode, Json<MadeWebhook>), Trouble> {
    let made = webhook::make(&office, &actor, &new.url).await?;
    Ok((StatusCode::CREATED, Json(MadeWebhook { id: made.id, secret: made.secret })))
}

/// Remove a webhook with its log.
#[utoipa::path(delete, path = "/webhooks/{id}", operation_id = "removeWebhook", tag = "webhooks",
    params(("id" = String, Path, description = "The webhook")),
    responses((status = 204, description = "Removed")))]
pub(crate) async fn remove(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<StatusCode, Trouble> {
    webhook::remove(&office, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Send a test message.
#[utoipa::path(post, path = "/webhooks/{id}/test", operation_id = "testWebhook", tag = "webhooks",
    params(("id" = String, Path, description = "The webhook")),
    responses((status = 202, description = "It will be sent at once")))]
pub(crate) async fn test(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<StatusCode, Trouble> {
    webhook::test(&office, &actor, &id).await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// `next` of the page before.
    #[param(pattern = "^[0-9]+_.+$")]
    cursor: Option<String>,
}

/// Read the delivery log, fifty messages at a time. What was settled is kept for 30 days.
#[utoipa::path(get, path = "/webhooks/{id}/deliveries", operation_id = "listDeliveries", tag = "webhooks",
    params(("id" = String, Path, description = "The webhook"), Page),
    responses((status = 200, description = "Newest first", body = Deliveries)))]
pub(crate) async fn deliveries(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    Asked(page): Asked<Page>,
) -> Result<Json<Deliveries>, Trouble> {
    let before = page.cursor.as_deref().map(cursor).transpose()?;
    let log = webhook::log(&office, &actor, &id, before).await?;
    Ok(Json(Deliveries { items: log.deliveries.into_iter().map(delivery).collect(), next: log.older }))
}

fn delivery(line: DeliveryLine) -> Delivery {
    Delivery {
        id: line.id,
        kind: line.kind,
        dossier: line.dossier_code,
        due_at: (line.state == DeliveryState::Waiting).then(|| moment(line.due_at)),
        state: match line.state {
            DeliveryState::Waiting => DeliveryStateName::Waiting,
            DeliveryState::Sent => DeliveryStateName::Sent,
            DeliveryState::GivenUp => DeliveryStateName::GivenUp,
        },
        created_at: moment(line.created_at),
        attempts: line.attempts.into_iter().map(attempt).collect(),
    }
}

fn attempt(line: Attempt) -> AttemptShape {
    AttemptShape { at: moment(line.at), took: line.took, status: line.status, failure: line.failure }
}

/// Send a message again, with the same id and body.
#[utoipa::path(post, path = "/webhooks/{id}/deliveries/{delivery}/replay", operation_id = "replayDelivery",
    tag = "webhooks",
    params(("id" = String, Path, description = "The webhook"), ("delivery" = String, Path, description = "The message")),
    responses((status = 202, description = "It will be sent at once")))]
pub(crate) async fn replay(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<StatusCode, Trouble> {
    webhook::replay(&office, &actor, &id, &delivery).await?;
    Ok(StatusCode::ACCEPTED)
}
