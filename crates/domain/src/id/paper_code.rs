use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    codes::{error_codes, string_form},
    text::nfc,
};

/// Longest code, in characters.
const MAX: usize = 64;

error_codes! {
    /// Why a text is not a paper code.
    pub enum PaperCodeError {
        /// Nothing but white space.
        Empty => "paper_code.empty",
        /// More than 64 characters.
        TooLong => "paper_code.too_long",
        /// A control character inside.
        ControlCharacter => "paper_code.control_character",
    }
}

/// Code of a kind of paper: opaque, because agencies number papers as they like (law §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PaperCode(String);

string_form!(PaperCode, PaperCodeError);

impl FromStr for PaperCode {
    type Err = PaperCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = nfc(text.trim());
        if code.is_empty() {
            return Err(PaperCodeError::Empty);
        }
        if code.chars().count() > MAX {
            return Err(PaperCodeError::TooLong);
        }
        if code.chars().any(char::is_control) {
            return Err(PaperCodeError::ControlCharacter);
        }
        Ok(Self(code))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> Result<PaperCode, PaperCodeError> {
        text.parse()
    }

    #[test]
    fn national_and_local_codes_are_kept_as_they_are() {
        for text in ["000.00.00.G15-KQ004389", "GCN_73_DD", "KQ.G07.000122"] {
            assert_eq!(code(text).map(String::from).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_code_has_one_to_64_characters_of_one_line() {
        assert_eq!(code("  "), Err(PaperCodeError::Empty));
        assert!(code(&"Đ".repeat(64)).is_ok());
        assert_eq!(code(&"x".repeat(65)), Err(PaperCodeError::TooLong));
        assert_eq!(code("a\nb"), Err(PaperCodeError::ControlCharacter));
    }

    proptest! {
        #[test]
        fn shown_codes_read_the_same(text in any::<String>()) {
            if let Ok(parsed) = code(&text) {
                prop_assert_eq!(code(&parsed.to_string()), Ok(parsed));
            }
        }
    }
}
