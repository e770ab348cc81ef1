use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digits_without_grouping;
use crate::codes::{error_codes, string_form};

/// Weights of the first nine digits (law §3.5).
const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

error_codes! {
    /// Why a text is not a tax code.
    pub enum TaxCodeError {
        /// Not 10, 13 or 12 digits.
        Length => "tax_code.length",
        /// The tenth digit does not fit the nine before it.
        CheckDigit => "tax_code.check_digit",
        /// The branch number is 000.
        Branch => "tax_code.branch",
    }
}

/// Whose code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxPayer {
    /// Ten digits.
    Organisation,
    /// Ten digits and a branch number from 001 to 999.
    Branch,
    /// Twelve digits: since 1/7/2025 the person's identification number.
    Individual,
}

/// Mã số thuế, stored as `3702145001`, `3702145001-001` or twelve digits (law §3.5).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxCode(String);

string_form!(TaxCode, TaxCodeError);

impl TaxCode {
    /// Whose code it is, told by its length.
    #[must_use]
    pub fn payer(&self) -> TaxPayer {
        match self.0.len() {
            10 => TaxPayer::Organisation,
            12 => TaxPayer::Individual,
            _ => TaxPayer::Branch,
        }
    }
}

impl FromStr for TaxCode {
    type Err = TaxCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = digits_without_grouping(text).ok_or(TaxCodeError::Length)?;
        let (stem, branch) = match digits.len() {
            12 => return Ok(Self(digits)),
            10 | 13 => digits.split_at(10),
            _ => return Err(TaxCodeError::Length),
        };
        if check_digit(stem) != stem.chars().nth(9).and_then(|c| c.to_digit(10)) {
            return Err(TaxCodeError::CheckDigit);
        }
        match branch {
            "" => Ok(Self(stem.to_owned())),
            "000" => Err(TaxCodeError::Branch),
            _ => Ok(Self(format!("{stem}-{branch}"))),
        }
    }
}

// Ten has no digit: such a stem is never given out.
fn check_digit(stem: &str) -> Option<u32> {
    let digits = stem.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * digit).sum();
    Some(10 - sum % 11).filter(|digit| *digit < 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> Result<TaxCode, TaxCodeError> {
        text.parse()
    }

    #[test]
    fn synthetic_codes_pass_and_any_other_check_digit_fails() {
        for valid in ["0100047516", "3702145001", "3702567892", "0301234562"] {
            assert_eq!(code(valid).map(String::from).as_deref(), Ok(valid));
            for digit in 0..10 {
                let other = format!("{}{digit}", &valid[..9]);
                assert_eq!(code(&other).is_ok(), other == valid, "{other}");
            }
        }
    }

    #[test]
    fn a_stem_whose_check_digit_would_be_ten_has_no_valid_code() {
        assert_eq!(check_digit("000000000"), None);
        for digit in 0..10 {
            assert_eq!(code(&format!("000000000{digit}")), Err(TaxCodeError::CheckDigit));
        }
    }

    #[test]
    fn branches_are_numbered_from_001() {
        assert_eq!(code("3702145001001"), code("3702145001-001"));
        assert_eq!(code("3702145001-001").map(|c| c.payer()), Ok(TaxPayer::Branch));
        assert_eq!(code("3702145001-000"), Err(TaxCodeError::Branch));
    }

    #[test]
    fn a_person_pays_under_the_national_id() {
        assert_eq!(code("074090123456").map(|c| c.payer()), Ok(TaxPayer::Individual));
        assert_eq!(code("37021450"), Err(TaxCodeError::Length));
        assert_eq!(code("37021450ab"), Err(TaxCodeError::Length));
    }

    proptest! {
        #[test]
        fn shown_codes_read_the_same(text in "[0-9]{9,13}|[0-9]{10}-[0-9]{3}") {
            if let Ok(parsed) = code(&text) {
                prop_assert_eq!(code(&parsed.to_string()), Ok(parsed));
            }
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(
            stem in "[0-9]{9}", at in 0_usize..10, by in 1_u8..10,
        ) {
            let Some(check) = check_digit(&stem) else { return Ok(()) };
            let mut digits = format!("{stem}{check}").into_bytes();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            let changed = String::from_utf8(digits).unwrap();
            prop_assert_eq!(code(&changed), Err(TaxCodeError::CheckDigit));
        }
    }
}
