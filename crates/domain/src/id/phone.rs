use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::all_digits;
use crate::codes::{error_codes, string_form};

error_codes! {
    /// Why a text is not a Vietnamese telephone number.
    pub enum PhoneError {
        /// Not a mobile or landline number of Vietnam.
        NotVietnamese => "phone.not_vietnamese",
    }
}

/// A telephone number of Vietnam, stored in E.164 as `+84912345678` (law §3.6).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

string_form!(Phone, PhoneError);

impl Phone {
    /// As people write it: `0912 345 678`, `0274 382 2123`, `028 3829 1234`.
    #[must_use]
    pub fn display(&self) -> String {
        let number = &self.0[3..];
        let (area, rest) = number.split_at(area_length(number));
        let (middle, last) = rest.split_at(rest.len() / 2);
        format!("0{area} {middle} {last}")
    }

    /// Whether it can receive an SMS.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        !self.0.starts_with("+842")
    }
}

// Hà Nội (24) and Hồ Chí Minh City (28) have two-digit areas, all others three.
fn area_length(number: &str) -> usize {
    if number.starts_with("24") || number.starts_with("28") { 2 } else { 3 }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let compact: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')')).collect();
        let number = ["+84", "0084", "84", "0"]
            .iter()
            .find_map(|prefix| compact.strip_prefix(prefix))
            .ok_or(PhoneError::NotVietnamese)?;
        let length = match number.as_bytes().first() {
            Some(b'3' | b'5' | b'7' | b'8' | b'9') => 9,
            Some(b'2') => 10,
            _ => return Err(PhoneError::NotVietnamese),
        };
        if number.len() != length || !all_digits(number) {
            return Err(PhoneError::NotVietnamese);
        }
        Ok(Self(format!("+84{number}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stored(text: &str) -> Result<String, PhoneError> {
        text.parse::<Phone>().map(String::from)
    }

    #[test]
    fn every_way_of_writing_one_number_is_stored_alike() {
        for text in ["0912345678", "0912 345 678", "+84 912-345-678", "84912345678", "(0084) 912.345.678"] {
            assert_eq!(stored(text).as_deref(), Ok("+84912345678"), "{text}");
        }
    }

    #[test]
    fn landlines_have_eleven_digits_with_the_zero() {
        assert_eq!(stored("0274 382 2123").as_deref(), Ok("+842743822123"));
        assert!(stored("0274 382 212").is_err());
    }

    #[test]
    fn numbers_are_shown_in_groups() {
        let shown = |text: &str| text.parse::<Phone>().unwrap().display();
        assert_eq!(shown("+84912345678"), "0912 345 678");
        assert_eq!(shown("02743822123"), "0274 382 2123");
        assert_eq!(shown("02838291234"), "028 3829 1234");
    }

    #[test]
    fn other_numbers_are_refused() {
        for text in ["", "113", "0112345678", "091234567", "09123456789", "+33612345678", "091234567x"] {
            assert_eq!(stored(text), Err(PhoneError::NotVietnamese), "{text}");
        }
    }

    proptest! {
        #[test]
        fn both_shown_forms_read_the_same(text in "0[35789][0-9]{8}|02[0-9]{9}") {
            let phone: Phone = text.parse().unwrap();
            prop_assert_eq!(phone.to_string().parse(), Ok(phone.clone()));
            prop_assert_eq!(phone.display().parse(), Ok(phone));
        }
    }
}
