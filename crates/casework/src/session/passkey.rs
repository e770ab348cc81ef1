//! Passkeys (WebAuthn Level 3) as the second factor of officers, beside the one-time codes. What a browser sends is
//! judged here, step by step, without a database; [`keep`] keeps passkeys, [`challenge`] what they sign.
//!
//! Why no library does this: docs/decisions/0010-passkeys.md.

#[cfg(test)]
#[path = "../../tests/it/authenticator.rs"]
mod authenticator;
mod authenticator_data;
mod challenge;
mod client_data;
mod keep;
mod key;
mod site;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use minicbor::Decoder;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use authenticator_data::AuthenticatorData;
use client_data::Ceremony;
use key::Key;
use site::RelyingParty;

pub use challenge::begin_passkey;
pub(super) use challenge::sweep;
pub(crate) use keep::forget_all;
pub use keep::{add_passkey, passkey_waits, remove_passkey};
pub(super) use keep::{check, lines};

/// Why an answer of a browser does not hold. People are told one failure for all; the log tells which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is not of the form that the standard prescribes.
    Malformed,
    /// It answers another kind of question.
    Ceremony,
    /// It was given on another site, or in a frame.
    Origin,
    /// The authenticator acted for another site.
    Site,
    /// Nobody touched the authenticator.
    NobodyThere,
    /// The authenticator did not make sure who was there.
    NotVerified,
    /// A key that is copied although it cannot be, or that has become one.
    Backup,
    /// A key of a kind that was not offered.
    Algorithm,
    Signature,
    /// The authenticator counted back: there is a copy of it.
    Counter,
    /// The challenge was taken before, is too old, or was another session's.
    Challenge,
    /// The passkey is not this officer's.
    Unknown,
}

/// What a browser sends after registering.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Attestation {
    client_data: String,
    attestation: String,
}

/// What a browser sends after signing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assertion {
    id: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
    /// Whom the passkey is for, when the authenticator says it.
    user: Option<String>,
}

impl Assertion {
    /// Reads what stands in the field for a code; none when it is something else.
    pub(super) fn read(typed: &str) -> Option<Self> {
        serde_json::from_str(typed).ok()
    }
}

/// A passkey that was registered.
#[derive(Debug, PartialEq, Eq)]
struct Registered {
    id: String,
    public_key: String,
    sign_count: i64,
    backup_eligible: bool,
}

/// What is known of a passkey that signs.
struct Known<'a> {
    public_key: &'a str,
    sign_count: i64,
    backup_eligible: bool,
}

fn decoded(text: &str) -> Result<Vec<u8>, Wrong> {
    BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| Wrong::Malformed)
}

fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The challenge that was answered, on our site and in this ceremony.
fn challenge_of(site: &RelyingParty, ceremony: Ceremony, client_data: &str) -> Result<Vec<u8>, Wrong> {
    client_data::challenge_in(&decoded(client_data)?, ceremony, site)
}

/// Registering (§7.1), once the challenge was found and used up.
///
/// We ask for no attestation (`none`), and so judge no statement, whatever its format: which model an officer uses is
/// not our business.
fn registered(site: &RelyingParty, given: &Attestation) -> Result<Registered, Wrong> {
    let attestation = decoded(&given.attestation)?;
    let bytes = authenticator_data_in(&attestation).ok_or(Wrong::Malformed)?;
    let data = AuthenticatorData::read(bytes, site)?;
    let (id, rest) = data.credential.ok_or(Wrong::Malformed)?;
    let (_, length) = Key::read(rest)?;
    Ok(Registered {
        id: encoded(id),
        public_key: encoded(&rest[..length]),
        sign_count: i64::from(data.sign_count),
        backup_eligible: data.backup_eligible,
    })
}

/// The authenticator data in an attestation object (§6.5.4).
fn authenticator_data_in(attestation: &[u8]) -> Option<&[u8]> {
    let mut decoder = Decoder::new(attestation);
    let mut found = None;
    for _ in 0..decoder.map().ok()?? {
        match decoder.str().ok()? {
            "authData" => found = Some(decoder.bytes().ok()?),
            _ => decoder.skip().ok()?,
        }
    }
    found
}

/// Signing (§7.2), once the challenge was found and used up: answers the new count.
fn signed(site: &RelyingParty, known: &Known<'_>, given: &Assertion) -> Result<i64, Wrong> {
    let client_data = decoded(&given.client_data)?;
    let authenticator_data = decoded(&given.authenticator_data)?;
    let data = AuthenticatorData::read(&authenticator_data, site)?;
    if data.backup_eligible != known.backup_eligible {
        return Err(Wrong::Backup);
    }
    let public_key = decoded(known.public_key)?;
    let (key, _) = Key::read(&public_key)?;
    let message = [authenticator_data.as_slice(), &Sha256::digest(&client_data)].concat();
    key.verify(&message, &decoded(&given.signature)?)?;
    let count = i64::from(data.sign_count);
    if (count > 0 || known.sign_count > 0) && count <= known.sign_count {
        return Err(Wrong::Counter);
    }
    Ok(count)
}
