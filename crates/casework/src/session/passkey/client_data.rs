//! What the browser says of a ceremony (WebAuthn L3 §5.8.1): which one, for which challenge, on which site.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::Wrong;
use super::site::RelyingParty;

/// Which ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ceremony {
    /// Registering a passkey.
    Create,
    /// Signing with one.
    Get,
}

impl Ceremony {
    /// The word in the browser's data.
    const fn word(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

/// Judges it and answers the challenge, which the caller looks up (§7.1 steps 5 to 11, §7.2 steps 9 to 14).
pub(super) fn challenge_in(json: &[u8], ceremony: Ceremony, site: &RelyingParty) -> Result<Vec<u8>, Wrong> {
    let data: ClientData = serde_json::from_slice(json).map_err(|_| Wrong::Malformed)?;
    if data.r#type != ceremony.word() {
        return Err(Wrong::Ceremony);
    }
    // Our pages cannot be framed, so whoever says otherwise is no page of ours.
    if data.origin != site.origin || data.cross_origin || data.top_origin.is_some() {
        return Err(Wrong::Origin);
    }
    BASE64_URL_SAFE_NO_PAD.decode(data.challenge).map_err(|_| Wrong::Malformed)
}
