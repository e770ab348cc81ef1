//! Reading signed tokens whose signature we check ourselves: the ones that no library of ours knows.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a token says.
pub(crate) type Claims = Map<String, Value>;

/// Why a token does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("it is no signed token")]
    Malformed,
    #[error("it is signed in a way that is not accepted")]
    Algorithm,
    #[error("none of the known keys signed it")]
    UnknownKey,
    #[error("its signature is wrong")]
    Signature,
}

/// Signatures that only the issuer can make: none without a key, none by a secret that we share.
pub(crate) const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

/// The claims of a token that somebody has checked already.
pub(crate) fn payload(token: &str) -> Result<Claims, TokenError> {
    let payload = token.split('.').nth(1).ok_or(TokenError::Malformed)?;
    decoded(payload)
}

/// The claims of a token that one of the keys signed. `kinds` are the `typ` that it may have, when it has one.
///
/// # Errors
/// `UnknownKey` may become right when the keys are fetched anew.
pub(crate) fn verified(token: &str, keys: &CoreJsonWebKeySet, kinds: &[&str]) -> Result<Claims, TokenError> {
    let parts: Vec<&str> = token.split('.').collect();
    let [head, payload, signature] = parts[..] else { return Err(TokenError::Malformed) };
    let header: Header = decoded(head)?;
    let kind = header.typ.as_deref().map(|typ| typ.to_ascii_lowercase().replace("application/", ""));
    if header.crit.is_some() || kind.is_some_and(|kind| !kinds.contains(&&*kind)) {
        return Err(TokenError::Malformed);
    }
    let alg = serde_json::from_value::<CoreJwsSigningAlgorithm>(Value::String(header.alg));
    let alg = alg.ok().filter(|alg| ALGORITHMS.contains(alg)).ok_or(TokenError::Algorithm)?;
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Malformed)?;
    let message = format!("{head}.{payload}");
    let fits = |id: Option<&str>| header.kid.is_none() || header.kid.as_deref() == id;
    let candidates = keys.keys().iter().filter(|key| fits(key.key_id().map(|id| id.as_str())));
    let mut outcome = Err(TokenError::UnknownKey);
    for key in candidates {
        match key.verify_signature(&alg, message.as_bytes(), &signature) {
            Ok(()) => return decoded(payload),
            Err(_) => outcome = Err(TokenError::Signature),
        }
    }
    outcome
}

fn decoded<T: for<'de> Deserialize<'de>>(part: &str) -> Result<T, TokenError> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| TokenError::Malformed)
}

/// The text of a claim; empty when it is absent or no text.
pub(crate) fn text(claims: &Claims, name: &str) -> String {
    claims.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

/// Whether `aud` names the client: a text, or a list.
pub(crate) fn is_for(claims: &Claims, client_id: &str) -> bool {
    match claims.get("aud") {
        Some(Value::String(one)) => one == client_id,
        Some(Value::Array(several)) => several.iter().any(|one| one == client_id),
        _ => false,
    }
}
