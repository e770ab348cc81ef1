//! Logout tokens, by which an issuer ends sessions (OpenID Connect Back-Channel Logout 1.0).

use casework::identity::Ended;
use openidconnect::core::CoreJsonWebKeySet;
use serde_json::Value;

use super::token::{Claims, TokenError, is_for, text, verified};

/// What makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How far the issuer's clock may be off, and how old a token without an end may be, in seconds.
const LEEWAY: i64 = 120;

/// Why a logout token ends nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LogoutError {
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error("it comes from another issuer")]
    Issuer,
    #[error("it is for another client")]
    Audience,
    #[error("it is too old or from the future")]
    Time,
    #[error("it is no logout token")]
    Kind,
    #[error("it names nobody")]
    Nobody,
}

/// Whose sessions end by this token. `now` is in seconds since 1970.
///
/// # Errors
/// When anything that the standard asks for is not so.
pub(crate) fn read(
    token: &str,
    keys: &CoreJsonWebKeySet,
    issuer: &str,
    client_id: &str,
    now: i64,
) -> Result<Ended, LogoutError> {
    let claims = verified(token, keys, &["logout+jwt", "jwt"])?;
    if text(&claims, "iss") != issuer {
        return Err(LogoutError::Issuer);
    }
    if !is_for(&claims, client_id) {
        return Err(LogoutError::Audience);
    }
    let issued = claims.get("iat").and_then(Value::as_i64).ok_or(LogoutError::Time)?;
    let ends = claims.get("exp").and_then(Value::as_i64).unwrap_or(issued + LEEWAY);
    if issued > now + LEEWAY || ends + LEEWAY <= now {
        return Err(LogoutError::Time);
    }
    let event = claims.get("events").and_then(|events| events.get(EVENT));
    // An ID token has a nonce and must never pass for this.
    if !event.is_some_and(Value::is_object) || claims.contains_key("nonce") || text(&claims, "jti").is_empty()
    {
        return Err(LogoutError::Kind);
    }
    let (subject, sid) = (named(&claims, "sub"), named(&claims, "sid"));
    if subject.is_none() && sid.is_none() {
        return Err(LogoutError::Nobody);
    }
    Ok(Ended { subject, sid, issued_at: issued.saturating_mul(1000) })
}

fn named(claims: &Claims, name: &str) -> Option<String> {
    Some(text(claims, name)).filter(|text| !text.is_empty())
}
