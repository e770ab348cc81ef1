//! The addresses below `/sign-in/{issuer}`.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use casework::identity::attempt;
use casework::{Actor, CaseError, Office};
use serde::Deserialize;
use store::id::random;
use time::OffsetDateTime;
use views::Failure;

use super::provider::{Provider, ProviderError};
use super::token::TokenError;
use super::{Identity, flow, logout};
use crate::access::cookie;

#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    next: String,
}

/// Sends the browser to the issuer.
pub(crate) async fn start(
    State(office): State<Office>,
    Extension(identity): Extension<Identity>,
    Extension(actor): Extension<Actor>,
    Path(issuer): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    let next = if wish.next.len() <= casework::session::LONGEST_NEXT { wish.next } else { String::new() };
    let Some(provider) = identity.find(&issuer) else { return back(Failure::NotFound, &next) };
    let started = match flow::start(&provider, actor.lang, next.clone()).await {
        Ok(started) => started,
        Err(error) => return turned_back(&provider, &error, &next),
    };
    let held = cookie(&headers, door_cookie(&office)).filter(|held| is_ours(held));
    let browser = match held.map_or_else(random, Ok) {
        Ok(browser) => browser,
        Err(error) => return broke(&CaseError::from(error), &next),
    };
    match attempt::begin(&office, &actor, &browser, &started.state, started.attempt).await {
        Ok(()) => {
            let cookie = set_cookie(&office, &browser);
            (StatusCode::SEE_OTHER, [(LOCATION, started.url), (SET_COOKIE, cookie)]).into_response()
        }
        Err(error) => broke(&error, &next),
    }
}

/// What an issuer sends back with the browser.
#[derive(Deserialize)]
pub(crate) struct Returned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
    /// Who answers (RFC 9207).
    #[serde(default)]
    iss: String,
}

/// Takes the browser back and begins the session.
pub(crate) async fn callback(
    State(office): State<Office>,
    Extension(identity): Extension<Identity>,
    Extension(actor): Extension<Actor>,
    Path(issuer): Path<String>,
    Query(returned): Query<Returned>,
    headers: HeaderMap,
) -> Response {
    let Some(provider) = identity.find(&issuer) else { return back(Failure::NotFound, "") };
    let browser = cookie(&headers, door_cookie(&office)).unwrap_or_default();
    let attempt = match attempt::take(&office, &actor, &browser, &returned.state, &issuer).await {
        Ok(attempt) => attempt,
        Err(error) => return broke(&error, ""),
    };
    let next = attempt.next.clone();
    if !returned.iss.is_empty() && returned.iss != provider.file.issuer {
        let error = ProviderError::Refused("another issuer answered".to_owned());
        return turned_back(&provider, &error, &next);
    }
    if !returned.error.is_empty() {
        return not_vouched_for(&provider, &returned.error, &next);
    }
    let assertion = match flow::finish(&provider, returned.code, attempt).await {
        Ok(assertion) => assertion,
        Err(error) => return turned_back(&provider, &error, &next),
    };
    match casework::identity::sign_in(&office, &actor, &provider.terms(), assertion).await {
        Ok(begun) => {
            let target = begun.go_to(&next);
            (StatusCode::SEE_OTHER, [(LOCATION, target), (SET_COOKIE, begun.cookie)]).into_response()
        }
        Err(error) => broke(&error, &next),
    }
}

/// Why an issuer says no (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6).
const KNOWN: [&str; 11] = [
    "access_denied",
    "account_selection_required",
    "consent_required",
    "interaction_required",
    "invalid_request",
    "invalid_scope",
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_response_type",
];

fn not_vouched_for(provider: &Provider, code: &str, next: &str) -> Response {
    let failure = match code {
        "access_denied" => Failure::SignInCancelled,
        "server_error" | "temporarily_unavailable" => Failure::IssuerUnreachable,
        _ => Failure::IdentityUnproven,
    };
    // The code comes with the address, so anybody may have written anything there.
    let code = KNOWN.iter().find(|known| **known == code).unwrap_or(&"unknown");
    tracing::warn!(issuer = provider.file.id, code, "an issuer vouched for nobody");
    back(failure, next)
}

#[derive(Deserialize)]
pub(crate) struct Ending {
    #[serde(default)]
    logout_token: String,
}

/// The issuer ends sessions (OpenID Connect Back-Channel Logout 1.0 §2.5).
pub(crate) async fn end_sessions(
    State(office): State<Office>,
    Extension(identity): Extension<Identity>,
    Extension(actor): Extension<Actor>,
    Path(issuer): Path<String>,
    form: Result<Form<Ending>, axum::extract::rejection::FormRejection>,
) -> Response {
    let Some(provider) = identity.find(&issuer) else { return crate::reply::code(Failure::NotFound) };
    let token = form.map(|Form(form)| form.logout_token).unwrap_or_default();
    let ended = match read_logout(&provider, &token).await {
        Ok(ended) => ended,
        Err(Unread { status, reason }) => {
            tracing::warn!(issuer = provider.file.id, reason, "a logout token was refused");
            return told(status, "{\"error\":\"invalid_request\"}");
        }
    };
    match casework::identity::end_sessions(&office, &actor, &provider.file.issuer, ended).await {
        Ok(_) => told(StatusCode::OK, ""),
        Err(error) => {
            tracing::error!(error = error.chain(), "a session could not be ended");
            told(StatusCode::INTERNAL_SERVER_ERROR, "{\"error\":\"server_error\"}")
        }
    }
}

/// Why a logout token says nothing.
struct Unread {
    status: StatusCode,
    reason: String,
}

impl From<ProviderError> for Unread {
    fn from(error: ProviderError) -> Self {
        let status = match error {
            // The token may be good: it is to be sent again.
            ProviderError::Unreachable(_) => StatusCode::SERVICE_UNAVAILABLE,
            ProviderError::Refused(_) => StatusCode::BAD_REQUEST,
        };
        Self { status, reason: error.to_string() }
    }
}

impl From<logout::LogoutError> for Unread {
    fn from(error: logout::LogoutError) -> Self {
        Self { status: StatusCode::BAD_REQUEST, reason: error.to_string() }
    }
}

async fn read_logout(provider: &Provider, token: &str) -> Result<casework::identity::Ended, Unread> {
    let metadata = provider.metadata().await?;
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let (issuer, client) = (&provider.file.issuer, &provider.file.client_id);
    let read = |keys| logout::read(token, keys, issuer, client, now);
    let first = read(metadata.jwks());
    let Err(logout::LogoutError::Token(TokenError::UnknownKey | TokenError::Signature)) = first else {
        return Ok(first?);
    };
    Ok(match provider.newer_keys(&metadata).await? {
        Some(newer) => read(newer.jwks())?,
        None => first?,
    })
}

fn told(status: StatusCode, body: &'static str) -> Response {
    (status, [(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, "application/json")], body).into_response()
}

/// Signs out at the issuer as well, where it offers that (OpenID Connect RP-Initiated Logout 1.0).
pub(crate) async fn leave(
    State(office): State<Office>,
    Extension(identity): Extension<Identity>,
    Extension(actor): Extension<Actor>,
    Path(issuer): Path<String>,
) -> Response {
    let Some(provider) = identity.find(&issuer) else { return back(Failure::NotFound, "") };
    match flow::way_out(&provider, actor.lang, &office.settings().base_url).await {
        Ok(Some(url)) => see_other(&url),
        Ok(None) => see_other("/sign-in"),
        Err(error) => turned_back(&provider, &error, ""),
    }
}

/// Back to the sign-in page, for the log with the reason.
fn turned_back(provider: &Arc<Provider>, error: &ProviderError, next: &str) -> Response {
    tracing::warn!(issuer = provider.file.id, error = %error, "a sign-in did not happen");
    back(error.failure(), next)
}

fn broke(error: &CaseError, next: &str) -> Response {
    if error.failure() == Failure::Broken {
        tracing::error!(error = error.chain(), "a use case broke");
    }
    back(error.failure(), next)
}

fn back(failure: Failure, next: &str) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("error", failure.code());
    if !next.is_empty() {
        query.append_pair("next", next);
    }
    see_other(&format!("/sign-in?{}", query.finish()))
}

fn see_other(target: &str) -> Response {
    (StatusCode::SEE_OTHER, AppendHeaders([(LOCATION, target)])).into_response()
}

/// The cookie that ties an attempt to its browser.
fn door_cookie(office: &Office) -> &'static str {
    if office.settings().base_url.starts_with("https:") { "__Host-sign-in" } else { "sign-in" }
}

fn set_cookie(office: &Office, browser: &str) -> String {
    let secure = if office.settings().base_url.starts_with("https:") { "; Secure" } else { "" };
    let age = attempt::LASTS.as_secs();
    format!("{}={browser}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", door_cookie(office))
}

/// Whether a cookie looks like one that we gave out.
fn is_ours(held: &str) -> bool {
    held.len() == 26 && held.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
}
