//! The way to an issuer and back: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1).

use std::sync::Arc;

use axum::http::header::{ACCEPT, AUTHORIZATION};
use casework::identity::Assertion;
use casework::identity::attempt::Attempt;
use domain::text::Lang;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreErrorResponseType, CoreIdToken, CoreIdTokenVerifier, CoreTokenResponse,
};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, ClientId, CsrfToken, HttpRequest, IssuerUrl, LanguageTag,
    LogoutRequest, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse,
    TokenResponse as _,
};
use serde_json::Value;
use time::OffsetDateTime;
use views::IssuerAudience;

use super::http::HttpError;
use super::provider::{Metadata, Provider, ProviderError, chain};
use super::token::{ALGORITHMS, Claims, payload, text};
use ProviderError::{Refused, Unreachable};

/// How far the issuer's clock may be ahead, in seconds.
const LEEWAY: i64 = 120;

/// Where the browser goes, and what must be remembered meanwhile.
pub(crate) struct Start {
    pub url: String,
    pub state: String,
    pub attempt: Attempt,
}

/// Prepares the way to the issuer.
///
/// # Errors
/// When it does not answer: nobody is sent to a page that does not load.
pub(crate) async fn start(provider: &Provider, lang: Lang, next: String) -> Result<Start, ProviderError> {
    let metadata = provider.answering().await?;
    let client = provider.client(&metadata);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let request = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scopes(provider.file.scopes.iter().cloned().map(Scope::new))
        .add_ui_locale(LanguageTag::new(lang.code().to_owned()))
        .set_pkce_challenge(challenge);
    let (url, state, nonce) = request.url();
    let attempt = Attempt {
        issuer_id: provider.file.id.clone(),
        nonce: nonce.secret().clone(),
        pkce_verifier: verifier.into_secret(),
        next,
    };
    Ok(Start { url: url.into(), state: state.into_secret(), attempt })
}

/// What the issuer asserts about whoever came back with `code`.
///
/// # Errors
/// When the issuer does not answer, does not take the code, or its token does not hold.
pub(crate) async fn finish(
    provider: &Provider,
    code: String,
    attempt: Attempt,
) -> Result<Assertion, ProviderError> {
    let metadata = provider.metadata().await?;
    let client = provider.client(&metadata);
    let request = client
        .exchange_code(AuthorizationCode::new(code))
        .map_err(|_| Refused("the issuer names no token endpoint".to_owned()))?
        .set_pkce_verifier(PkceCodeVerifier::new(attempt.pkce_verifier));
    let tokens = request.request_async(&provider.http).await.map_err(|error| not_exchanged(&error))?;
    let id_token = tokens.id_token().ok_or_else(|| Refused("no ID token came".to_owned()))?;
    let claims = proven(provider, metadata.clone(), id_token, &Nonce::new(attempt.nonce)).await?;
    let claims = completed(provider, &metadata, &tokens, claims).await?;
    Ok(assertion(provider, &claims))
}

fn not_exchanged(
    error: &RequestTokenError<HttpError, StandardErrorResponse<CoreErrorResponseType>>,
) -> ProviderError {
    match error {
        RequestTokenError::Request(error) => Unreachable(chain(error)),
        RequestTokenError::ServerResponse(answer) => {
            // Only the code: the description is free text, which may name people.
            Refused(format!("the token endpoint says {}", answer.error()))
        }
        // The parser's words may quote the token.
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Refused("the token endpoint's answer cannot be read".to_owned())
        }
    }
}

/// The claims of an ID token that holds. Keys that are not known are fetched once, because issuers rotate them.
async fn proven(
    provider: &Provider,
    metadata: Arc<Metadata>,
    id_token: &CoreIdToken,
    nonce: &Nonce,
) -> Result<Claims, ProviderError> {
    let refused = match verify(provider, &metadata, id_token, nonce) {
        Err(error) if may_be_rotated(&error) => match provider.newer_keys(&metadata).await? {
            Some(newer) => verify(provider, &newer, id_token, nonce).err(),
            None => Some(error),
        },
        verdict => verdict.err(),
    };
    if let Some(error) = refused {
        return Err(Refused(chain(&error)));
    }
    let claims = payload(&id_token.to_string()).map_err(|error| Refused(error.to_string()))?;
    let issued = claims.get("iat").and_then(Value::as_i64).unwrap_or_default();
    if issued > OffsetDateTime::now_utc().unix_timestamp() + LEEWAY {
        return Err(Refused("the ID token comes from the future".to_owned()));
    }
    let party = text(&claims, "azp");
    if !party.is_empty() && party != provider.file.client_id {
        return Err(Refused("the ID token was made for another client".to_owned()));
    }
    Ok(claims)
}

fn verify(
    provider: &Provider,
    metadata: &Metadata,
    id_token: &CoreIdToken,
    nonce: &Nonce,
) -> Result<(), ClaimsVerificationError> {
    let issuer: IssuerUrl = metadata.issuer().clone();
    let client = ClientId::new(provider.file.client_id.clone());
    // As for a public client: a secret that both sides know proves nothing about who signed.
    let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, metadata.jwks().clone());
    id_token.claims(&verifier.set_allowed_algs(ALGORITHMS), nonce).map(|_| ())
}

const fn may_be_rotated(error: &ClaimsVerificationError) -> bool {
    matches!(
        error,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_)
        )
    )
}

/// Adds the claims that only the userinfo endpoint tells.
async fn completed(
    provider: &Provider,
    metadata: &Metadata,
    tokens: &CoreTokenResponse,
    mut claims: Claims,
) -> Result<Claims, ProviderError> {
    let names = &provider.file.claims;
    let mut wanted = vec![&names.national_id, &names.full_name, &names.birth_date];
    if provider.file.audience == IssuerAudience::Organisations {
        wanted.extend([&names.tax_code, &names.organisation_name]);
    }
    let complete = wanted.iter().all(|name| !text(&claims, name).is_empty());
    let Some(endpoint) = metadata.userinfo_endpoint().filter(|_| !complete) else { return Ok(claims) };
    let mut request = HttpRequest::new(Vec::new());
    *request.uri_mut() =
        endpoint.as_str().parse().map_err(|_| Refused("userinfo has no address".to_owned()))?;
    let bearer = format!("Bearer {}", tokens.access_token().secret());
    let bearer = bearer.parse().map_err(|_| Refused("the access token cannot be sent".to_owned()))?;
    request.headers_mut().insert(AUTHORIZATION, bearer);
    request.headers_mut().insert(ACCEPT, axum::http::HeaderValue::from_static("application/json"));
    let answer = provider.http.send(request).await.map_err(|error| Unreachable(chain(&error)))?;
    let told: Claims = serde_json::from_slice(answer.body())
        .ok()
        .filter(|_| answer.status().is_success())
        .ok_or_else(|| Refused(format!("userinfo answers {}", answer.status())))?;
    // Another account's claims must not get in here (OpenID Connect Core 1.0 §5.3.2).
    if text(&told, "sub") != text(&claims, "sub") {
        return Err(Refused("userinfo is about somebody else".to_owned()));
    }
    for name in wanted {
        if text(&claims, name).is_empty()
            && let Some(value) = told.get(name)
        {
            claims.insert(name.clone(), value.clone());
        }
    }
    Ok(claims)
}

fn assertion(provider: &Provider, claims: &Claims) -> Assertion {
    let names = &provider.file.claims;
    let issued = claims.get("iat").and_then(Value::as_i64).unwrap_or_default();
    Assertion {
        subject: text(claims, "sub"),
        sid: Some(text(claims, "sid")).filter(|sid| !sid.is_empty()),
        issued_at: issued.saturating_mul(1000),
        national_id: text(claims, &names.national_id),
        full_name: text(claims, &names.full_name),
        birth_date: text(claims, &names.birth_date),
        tax_code: text(claims, &names.tax_code),
        organisation_name: text(claims, &names.organisation_name),
    }
}

/// Where the browser signs out at the issuer and comes back; nothing when the issuer does not offer it.
///
/// The client names itself and sends no ID token along: it would have to be kept, and holds the person's data.
///
/// # Errors
/// When the issuer does not answer.
pub(crate) async fn way_out(
    provider: &Provider,
    lang: Lang,
    base_url: &str,
) -> Result<Option<String>, ProviderError> {
    let metadata = provider.answering().await?;
    let Some(endpoint) = metadata.additional_metadata().end_session_endpoint.clone() else { return Ok(None) };
    let home = PostLogoutRedirectUrl::new(format!("{base_url}/sign-in"));
    let home = home.map_err(|_| Refused("the public address is no address".to_owned()))?;
    let request = LogoutRequest::from(endpoint)
        .set_client_id(ClientId::new(provider.file.client_id.clone()))
        .set_post_logout_redirect_uri(home)
        .add_ui_locale(LanguageTag::new(lang.code().to_owned()));
    Ok(Some(request.http_get_url().into()))
}
