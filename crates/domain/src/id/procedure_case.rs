use std::str::FromStr;

use super::{ProcedureCode, all_digits};
use crate::codes::{error_codes, string_form};

error_codes! {
    /// Why a text is not the code of a case.
    pub enum ProcedureCaseError {
        /// Not of the form `1.001193.01`.
        Malformed => "procedure_case.malformed",
    }
}

/// A case of a procedure (trường hợp), `1.001193.01` (law §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProcedureCase(String);

string_form!(ProcedureCase, ProcedureCaseError);

impl ProcedureCase {
    /// The procedure that it is a case of, in its short form.
    #[must_use]
    pub fn procedure(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(procedure, _)| procedure)
    }
}

impl FromStr for ProcedureCase {
    type Err = ProcedureCaseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = ProcedureCaseError::Malformed;
        let (procedure, number) = text.trim().rsplit_once('.').ok_or(malformed)?;
        let procedure: ProcedureCode = procedure.parse().map_err(|_| malformed)?;
        let is_short = text.trim().matches('.').count() == 2 && !text.trim().contains(char::is_whitespace);
        let fits = is_short && number.len() == 2 && all_digits(number) && number != "00";
        if fits { Ok(Self(format!("{procedure}.{number}"))) } else { Err(malformed) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_case_is_its_procedure_and_a_number_of_two_digits() {
        let case: ProcedureCase = " 1.001193.01 ".parse().unwrap();
        assert_eq!((case.as_str(), case.procedure()), ("1.001193.01", "1.001193"));
        let wrong = [
            "1.001193",
            "1.001193.1",
            "1.001193.001",
            "1.001193.0a",
            "1.001193.00",
            "1.00119.01",
            "x.001193.01",
            "",
            "1.001193.01.01",
            "1.001193 .01",
            "1.001193.000.00.00.H09",
            "1.001193.000.00.00.H09.01",
        ];
        for text in wrong {
            assert_eq!(text.parse::<ProcedureCase>(), Err(ProcedureCaseError::Malformed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn shown_cases_read_the_same(text in "[0-9]\\.[0-9]{6}\\.[1-9][0-9]") {
            let read = text.parse::<ProcedureCase>().unwrap().to_string();
            prop_assert_eq!(read, text);
        }
    }
}
