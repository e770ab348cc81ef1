use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::all_digits;
use crate::codes::{error_codes, string_form};

error_codes! {
    /// Why a text is not a procedure code.
    pub enum ProcedureCodeError {
        /// Not of the form `1.001193` or `1.001193.000.00.00.H09`.
        Malformed => "procedure_code.malformed",
    }
}

/// Mã thủ tục hành chính in its short form, `1.001193` (law §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProcedureCode(String);

string_form!(ProcedureCode, ProcedureCodeError);

impl FromStr for ProcedureCode {
    type Err = ProcedureCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::with_agency(text).map(|(code, _)| code)
    }
}

impl ProcedureCode {
    /// Reads a code, and of the older form the agency that issued it, such as `000.00.00.H09`.
    ///
    /// # Errors
    /// When it has neither form.
    pub fn with_agency(text: &str) -> Result<(Self, Option<String>), ProcedureCodeError> {
        let parts: Vec<&str> = text.trim().split('.').collect();
        let (kind, number, agency) = match parts.as_slice() {
            [kind, number] => (kind, number, None),
            [kind, number, v, z, y, m] if is_agency_suffix([v, z, y, m]) => {
                (kind, number, Some(format!("{v}.{z}.{y}.{m}")))
            }
            _ => return Err(ProcedureCodeError::Malformed),
        };
        let lengths_fit = kind.len() == 1 && number.len() == 6;
        if !lengths_fit || !all_digits(kind) || !all_digits(number) {
            return Err(ProcedureCodeError::Malformed);
        }
        Ok((Self(format!("{kind}.{number}")), agency))
    }
}

fn is_agency_suffix([v, z, y, agency]: [&str; 4]) -> bool {
    let numbers = [(v, 3), (z, 2), (y, 2)];
    numbers.iter().all(|(part, length)| all_digits(part) && part.len() == *length)
        && matches!(agency.as_bytes(), [b'A'..=b'Y', b'0'..=b'9', b'0'..=b'9'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn short(text: &str) -> Option<String> {
        text.parse::<ProcedureCode>().ok().map(String::from)
    }

    #[test]
    fn the_older_form_with_an_agency_is_read_as_the_short_one() {
        assert_eq!(short("1.001193").as_deref(), Some("1.001193"));
        assert_eq!(short(" 1.001193.000.00.00.H09 ").as_deref(), Some("1.001193"));
        let agency = |text| ProcedureCode::with_agency(text).unwrap().1;
        assert_eq!(agency("1.001193.000.00.00.H09").as_deref(), Some("000.00.00.H09"));
        assert_eq!(agency("1.001193"), None);
    }

    #[test]
    fn a_case_of_a_procedure_is_not_a_procedure() {
        for text in
            ["1.001193.01", "1.00119", "11.001193", "1-001193", "x.001193", "", "1.001193.000.00.00.09"]
        {
            assert_eq!(short(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn shown_codes_read_the_same(text in "[0-9]\\.[0-9]{6}") {
            prop_assert_eq!(short(&text), Some(text));
        }
    }
}
