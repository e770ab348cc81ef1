//! The random cases are worth comparing: together they bring about everything that the evaluator can say.

use std::collections::BTreeSet;

use forms::evaluate::{Context, evaluate};
use twins::{Case, tape};

/// So many cases; the comparison itself takes 100,000.
const CASES: u32 = 20_000;

const SAYS: [&str; 35] = [
    "CommuneMissing",
    "CommuneUnknown",
    "DateInFuture",
    "DateInPast",
    "EmailInvalid",
    "Missing",
    "NameInvalid",
    "NameSmall",
    "NationalIdBirthMismatch",
    "NationalIdLength",
    "NationalIdNotDigits",
    "NationalIdProvince",
    "NationalIdSexMismatch",
    "NotAChoice",
    "NotADate",
    "NotALunarDate",
    "NotANumber",
    "NotChosen",
    "OnePaperMissing",
    "PaperMissing",
    "PhoneInvalid",
    "ProvinceMissing",
    "ProvinceUnknown",
    "Rule",
    "SignatureIllegible",
    "TaxCodeBranch",
    "TaxCodeChecksum",
    "TaxCodeLength",
    "TooFewRows",
    "TooLarge",
    "TooLong",
    "TooManyFiles",
    "TooManyRows",
    "TooSmall",
    "WordsDiffer",
];

#[test]
fn every_problem_is_found_in_some_case() {
    let mut said = BTreeSet::new();
    for seed in 0..CASES {
        let case = Case::of(&tape(seed));
        let mut answers = case.kept.clone();
        let _ = answers.replace_all(&case.form, &case.posted);
        let context = Context {
            today: case.today,
            channel: case.channel,
            attached: &case.attached,
            places: &case.places,
        };
        for problem in evaluate(&case.form, &case.papers, &answers, &context).problems {
            let code = format!("{:?}", problem.code);
            said.insert(code.split([' ', '{']).next().unwrap_or_default().to_owned());
        }
    }
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    assert_eq!(said, SAYS);
}
