use std::collections::BTreeMap;

use leptos::prelude::*;
use views::{ApiView, WebhookView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// Tokens and webhooks of the organisation, and the secret that was just made.
#[server(name = LoadApiAccess, prefix = "/fn", endpoint = "api_access")]
pub async fn api_access() -> Result<ApiView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::business::api_access(&office, &actor).await)
}

/// Makes a token; the page then shows it once. `scopes` has the names of those that are ticked.
#[server(prefix = "/fn", endpoint = "make_token")]
pub async fn make_token(
    #[server(default)] name: String,
    #[server(default)] scopes: BTreeMap<String, String>,
    #[server(default)] days: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let new = casework::token::NewToken {
        name,
        scopes: scopes.keys().filter_map(|scope| views::Scope::from_code(scope)).collect(),
        days: days.parse().unwrap_or(casework::token::LONGEST_LIFE),
        per_minute: casework::token::USUAL_PACE,
    };
    let made = casework::token::make(&office, &actor, new).await;
    go(made.map(|_| "/business/api".to_owned()))
}

/// Ends a token at once.
#[server(prefix = "/fn", endpoint = "revoke_token")]
pub async fn revoke_token(#[server(default)] token: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::token::revoke(&office, &actor, &token).await)
}

/// A webhook with its delivery log.
#[server(name = LoadWebhook, prefix = "/fn", endpoint = "webhook")]
pub async fn webhook(id: String) -> Result<WebhookView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::webhook::log(&office, &actor, &id).await)
}

/// Adds a webhook; the page then shows its secret once.
#[server(prefix = "/fn", endpoint = "make_webhook")]
pub async fn make_webhook(#[server(default)] address: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let made = casework::webhook::make(&office, &actor, &address).await;
    go(made.map(|_| "/business/api".to_owned()))
}

/// Takes a webhook away, with its log.
#[server(prefix = "/fn", endpoint = "remove_webhook")]
pub async fn remove_webhook(#[server(default)] webhook: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::remove(&office, &actor, &webhook).await)
}

/// Sends to a webhook again that was switched off.
#[server(prefix = "/fn", endpoint = "enable_webhook")]
pub async fn enable_webhook(#[server(default)] webhook: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::enable(&office, &actor, &webhook).await)
}

/// Sends a test message.
#[server(prefix = "/fn", endpoint = "test_webhook")]
pub async fn test_webhook(#[server(default)] webhook: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::test(&office, &actor, &webhook).await)
}

/// Sends a message once more.
#[server(prefix = "/fn", endpoint = "replay_delivery")]
pub async fn replay_delivery(
    #[server(default)] webhook: String,
    #[server(default)] delivery: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::replay(&office, &actor, &webhook, &delivery).await)
}
