//! What the authenticator says (WebAuthn L3 §6.1): for which site it acted, who was there, and how often it signed.

use super::Wrong;
use super::site::RelyingParty;

/// Bytes before anything that may be left out.
const HEAD: usize = 37;
/// The longest id of a credential (§7.1 step 25).
const LONGEST_ID: usize = 1023;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;

/// The parts that we use.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    pub backup_eligible: bool,
    pub sign_count: u32,
    /// The new credential, when one is registered: its id, and what begins with its public key.
    pub credential: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> AuthenticatorData<'a> {
    /// Reads and judges it (§7.1 steps 14 to 18, §7.2 steps 15 to 18).
    pub(super) fn read(bytes: &'a [u8], site: &RelyingParty) -> Result<Self, Wrong> {
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or(Wrong::Malformed)?;
        if head[..32] != site.id_hash() {
            return Err(Wrong::Site);
        }
        let flags = head[32];
        if flags & USER_PRESENT == 0 {
            return Err(Wrong::NobodyThere);
        }
        // A second factor that anybody can use who finds the device is none.
        if flags & USER_VERIFIED == 0 {
            return Err(Wrong::NotVerified);
        }
        let backup_eligible = flags & BACKUP_ELIGIBLE != 0;
        if flags & BACKED_UP != 0 && !backup_eligible {
            return Err(Wrong::Backup);
        }
        let credential = if flags & HAS_CREDENTIAL == 0 { None } else { Some(credential(rest)?) };
        let sign_count = u32::from_be_bytes([head[33], head[34], head[35], head[36]]);
        Ok(Self { backup_eligible, sign_count, credential })
    }
}

fn credential(bytes: &[u8]) -> Result<(&[u8], &[u8]), Wrong> {
    let (_model, rest) = bytes.split_at_checked(16).ok_or(Wrong::Malformed)?;
    let (length, rest) = rest.split_at_checked(2).ok_or(Wrong::Malformed)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length == 0 || length > LONGEST_ID {
        return Err(Wrong::Malformed);
    }
    rest.split_at_checked(length).ok_or(Wrong::Malformed)
}
