//! Recovery codes: each stands once for the second factor of somebody who lost the phone.

use store::id::{NoRandomness, random, sha256_hex};

/// So many are given at a time.
pub(super) const CODES: usize = 10;
/// Letters of a code: 80 bits, so that even its hash cannot be guessed.
const LETTERS: usize = 16;
/// They are written in groups of so many.
const GROUP: usize = 4;

/// A new code, such as `k3zt-9mqa-0hxy-7wbn`.
pub(super) fn new_code() -> Result<String, NoRandomness> {
    Ok(grouped(&random()?[..LETTERS], "-"))
}

/// Text in groups of four.
pub(super) fn grouped(text: &str, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// How a code is kept. What people type around the letters, and as capitals, makes no difference.
pub(super) fn hash(code: &str) -> String {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    sha256_hex(format!("recovery:{}", letters.to_ascii_lowercase()).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written_down() {
        let code = new_code().unwrap();
        assert_eq!(code.len(), 19);
        let typed = format!(" {} ", code.to_uppercase().replace('-', " "));
        assert_eq!(hash(&typed), hash(&code));
        assert_ne!(hash(&new_code().unwrap()), hash(&code));
    }
}
