//! Names that nobody can guess, for drafts, files and tokens.

use sha2::{Digest, Sha256};

/// Crockford's alphabet in lower case: no `i`, `l`, `o`, `u`, so that a name can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The operating system refused to give random bytes.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes from the operating system")]
pub struct NoRandomness;

/// A new random name of 26 letters: 130 bits.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn random() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 26];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
}

/// Random bytes, for secrets whose form somebody else prescribes.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn random_bytes<const LENGTH: usize>() -> Result<[u8; LENGTH], NoRandomness> {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// A random positive number, for rows whose order must tell nothing.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn random_number() -> Result<i64, NoRandomness> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(i64::from_be_bytes(bytes) & i64::MAX)
}

/// The letters of some bytes in the same alphabet, five bits a letter.
#[must_use]
pub fn letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// SHA-256 in lower-case hexadecimal: how secrets and contents are kept.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_differ_and_are_readable() {
        let (one, other) = (random().unwrap(), random().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 26);
        assert!(one.bytes().all(|letter| ALPHABET.contains(&letter)));
    }

    #[test]
    fn hashes_are_the_well_known_ones() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
