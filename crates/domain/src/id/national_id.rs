use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::Date;

use super::{digits_without_grouping, provinces};
use crate::codes::{error_codes, string_form, words};

error_codes! {
    /// Why a text is not a personal identification number.
    pub enum NationalIdError {
        /// Not exactly twelve digits.
        NotTwelveDigits => "national_id.not_twelve_digits",
    }
}

error_codes! {
    /// What looks odd about a number. These never block: records are corrected, sex may change,
    /// and people keep their number (law §3.4).
    pub enum NationalIdWarning {
        /// The first three digits are no province's.
        UnknownProvince => "national_id.unknown_province",
        /// Century and year disagree with the date of birth.
        BirthYearDisagrees => "national_id.birth_year_disagrees",
        /// The parity of the fourth digit disagrees with the sex.
        SexDisagrees => "national_id.sex_disagrees",
    }
}

/// Sex as recorded in the civil-status register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// nam
    Male,
    /// nữ
    Female,
}

words!(Sex {
    Male => "male", "Nam", "Male";
    Female => "female", "Nữ", "Female";
});

/// Số định danh cá nhân: twelve digits `PPP C YY NNNNNN` without a check digit (law §3.4).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NationalId(String);

string_form!(NationalId, NationalIdError);

impl NationalId {
    /// What looks odd beside what the person declared; an empty list is usual.
    #[must_use]
    pub fn warnings(&self, birth: Option<Date>, sex: Option<Sex>) -> Vec<NationalIdWarning> {
        let mut found = Vec::new();
        if !provinces::exists(self.province()) {
            found.push(NationalIdWarning::UnknownProvince);
        }
        if birth.is_some_and(|birth| birth.year() != self.birth_year()) {
            found.push(NationalIdWarning::BirthYearDisagrees);
        }
        if sex.is_some_and(|sex| sex != self.sex()) {
            found.push(NationalIdWarning::SexDisagrees);
        }
        found
    }

    /// Name of the province where the birth was registered; never an address.
    #[must_use]
    pub fn province_name(&self) -> Option<&'static str> {
        provinces::name(self.province())
    }

    fn province(&self) -> u16 {
        (0..3).fold(0, |code, place| code * 10 + u16::from(self.digit(place)))
    }

    /// Year of birth that the number encodes.
    #[must_use]
    pub fn birth_year(&self) -> i32 {
        let year = i32::from(self.digit(4)) * 10 + i32::from(self.digit(5));
        1900 + i32::from(self.digit(3) / 2) * 100 + year
    }

    /// Sex that the number encodes.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.digit(3).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    fn digit(&self, index: usize) -> u8 {
        self.0.as_bytes()[index] - b'0'
    }
}

impl FromStr for NationalId {
    type Err = NationalIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match digits_without_grouping(text) {
            Some(digits) if digits.len() == 12 => Ok(Self(digits)),
            _ => Err(NationalIdError::NotTwelveDigits),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    fn id(text: &str) -> NationalId {
        text.parse().unwrap()
    }

    #[test]
    fn synthetic_numbers_encode_sex_year_and_province() {
        let people = [
            ("074090123456", Sex::Male, 1990),
            ("074195000321", Sex::Female, 1995),
            ("074215009876", Sex::Male, 2015),
            ("079301004455", Sex::Female, 2001),
        ];
        for (text, sex, year) in people {
            assert_eq!(id(text).sex(), sex, "{text}");
            assert_eq!(id(text).birth_year(), year, "{text}");
        }
        assert_eq!(id("074090123456").province_name(), Some("Bình Dương"));
        assert_eq!(id("079301004455").province_name(), Some("TP. Hồ Chí Minh"));
        assert_eq!(id("074909123456").birth_year(), 2309);
    }

    #[test]
    fn disagreement_warns_and_never_blocks() {
        use NationalIdWarning::{BirthYearDisagrees, SexDisagrees, UnknownProvince};
        let born = Some(date!(1990 - 01 - 31));
        assert_eq!(id("074090123456").warnings(born, Some(Sex::Male)), []);
        assert_eq!(id("074090123456").warnings(None, None), []);
        let all = id("999190123456").warnings(Some(date!(1991 - 01 - 31)), Some(Sex::Male));
        assert_eq!(all, [UnknownProvince, BirthYearDisagrees, SexDisagrees]);
    }

    #[test]
    fn grouping_is_ignored_and_old_nine_digit_numbers_are_refused() {
        assert_eq!(id(" 074 090 123 456 ").to_string(), "074090123456");
        for text in ["", "280123456", "07409012345", "0740901234567", "07409012345x", "٠٧٤٠٩٠١٢٣٤٥٦"]
        {
            assert_eq!(text.parse::<NationalId>(), Err(NationalIdError::NotTwelveDigits));
        }
    }

    proptest! {
        #[test]
        fn shown_numbers_read_the_same(text in "[0-9]{12}") {
            let parsed = id(&text);
            prop_assert_eq!(parsed.to_string(), text.clone());
            let json = serde_json::to_string(&parsed).unwrap();
            prop_assert_eq!(serde_json::from_str::<NationalId>(&json).unwrap(), parsed);
        }
    }
}
