//! `motcua id`: what a value can be.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use domain::id::{
    DossierCode, DossierCodeError, NationalId, NationalIdError, NationalIdWarning, PaperCode, PaperCodeError,
    Phone, PhoneError, ProcedureCase, ProcedureCaseError, ProcedureCode, ProcedureCodeError, Sex, TaxCode,
    TaxCodeError, TaxPayer,
};
use domain::text::Lang;
use domain::when::iso_date;
use serde::Serialize;
use serde_json::{Value, json};
use time::Date;

use super::answer::tell;
use super::options::{date, sex};

#[derive(Debug, Subcommand)]
pub enum IdCommand {
    /// Judge a value as every kind of identifier
    Check(CheckArgs),
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[arg(allow_hyphen_values = true)]
    value: String,
    /// The date of birth that a national id should agree with: 1990-01-31
    #[arg(long, value_parser = date)]
    birth_date: Option<Date>,
    /// The sex that a national id should agree with: male or female
    #[arg(long, value_parser = sex)]
    sex: Option<Sex>,
}

#[derive(Serialize)]
struct Answer {
    value: String,
    /// The kinds as which it is valid.
    can_be: Vec<&'static str>,
    kinds: Vec<Judged>,
}

#[derive(Serialize)]
struct Judged {
    kind: &'static str,
    valid: bool,
    /// As it is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical: Option<String>,
    /// What it tells.
    #[serde(skip_serializing_if = "Value::is_null")]
    says: Value,
    /// What looks odd. A warning never makes a value invalid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Reason>,
    /// Why it is not valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Reason>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Reason {
    code: &'static str,
    text: &'static str,
}

impl Reason {
    fn new(code: &'static str) -> Self {
        Self { code, text: in_words(code) }
    }
}

pub fn run(command: &IdCommand) -> ExitCode {
    let IdCommand::Check(args) = command;
    tell(Ok(check(args)))
}

fn check(args: &CheckArgs) -> Answer {
    let value = args.value.as_str();
    let kinds = vec![
        national_id(value, args),
        judged(
            "tax_code",
            value.parse::<TaxCode>(),
            TaxCodeError::code,
            |code| json!({ "payer": payer(code.payer()) }),
        ),
        judged(
            "phone",
            value.parse::<Phone>(),
            PhoneError::code,
            |phone| json!({ "shown": phone.display(), "mobile": phone.is_mobile() }),
        ),
        procedure(value),
        judged(
            "procedure_case",
            value.parse::<ProcedureCase>(),
            ProcedureCaseError::code,
            |case| json!({ "procedure": case.procedure() }),
        ),
        judged("dossier", value.parse::<DossierCode>(), DossierCodeError::code, dossier),
        judged("paper", value.parse::<PaperCode>(), PaperCodeError::code, |_| Value::Null),
    ];
    let can_be = kinds.iter().filter(|judged| judged.valid).map(|judged| judged.kind).collect();
    Answer { value: value.to_owned(), can_be, kinds }
}

fn judged<T: ToString, E>(
    kind: &'static str,
    parsed: Result<T, E>,
    code: fn(E) -> &'static str,
    says: impl FnOnce(&T) -> Value,
) -> Judged {
    match parsed {
        Ok(id) => {
            let (canonical, says) = (Some(id.to_string()), says(&id));
            Judged { kind, valid: true, canonical, says, warnings: Vec::new(), error: None }
        }
        Err(error) => {
            let error = Some(Reason::new(code(error)));
            Judged { kind, valid: false, canonical: None, says: Value::Null, warnings: Vec::new(), error }
        }
    }
}

fn national_id(value: &str, args: &CheckArgs) -> Judged {
    let parsed = value.parse::<NationalId>();
    let warnings = parsed.as_ref().map(|id| id.warnings(args.birth_date, args.sex)).unwrap_or_default();
    let judged = judged("national_id", parsed, NationalIdError::code, |id| {
        json!({
            "registered_in": id.province_name(),
            "birth_year": id.birth_year(),
            "sex": id.sex().as_str(),
        })
    });
    let warnings = warnings.into_iter().map(NationalIdWarning::code).map(Reason::new).collect();
    Judged { warnings, ..judged }
}

fn procedure(value: &str) -> Judged {
    let (code, agency) = match ProcedureCode::with_agency(value) {
        Ok((code, agency)) => (Ok(code), agency),
        Err(error) => (Err(error), None),
    };
    let says = agency.map_or(Value::Null, |agency| json!({ "issued_by": agency }));
    judged("procedure", code, ProcedureCodeError::code, |_| says)
}

const fn payer(payer: TaxPayer) -> &'static str {
    match payer {
        TaxPayer::Organisation => "organisation",
        TaxPayer::Branch => "branch",
        TaxPayer::Individual => "individual",
    }
}

fn dossier(code: &DossierCode) -> Value {
    let shapes = code.shapes();
    let shapes = shapes.iter().map(|shape| json!({ "id": shape.as_str(), "text": shape.label(Lang::En) }));
    json!({
        "agency": code.agency(),
        "received_on": iso_date(code.date()),
        "number": code.sequence(),
        "shape_of": shapes.collect::<Vec<_>>(),
    })
}

fn in_words(code: &str) -> &'static str {
    match code {
        "national_id.not_twelve_digits" => "a national id has twelve digits",
        "national_id.unknown_province" => "no province of birth registration has the first three digits",
        "national_id.birth_year_disagrees" => "the number tells another year of birth",
        "national_id.sex_disagrees" => "the number tells the other sex",
        "tax_code.length" => "a tax code has ten digits, thirteen for a branch, or twelve for a person",
        "tax_code.check_digit" => "the tenth digit does not fit the nine before it",
        "tax_code.branch" => "branches are numbered from 001",
        "phone.not_vietnamese" => "not a mobile or landline number of Vietnam",
        "procedure_code.malformed" => "a procedure code reads 1.001193, or 1.001193.000.00.00.H09",
        "procedure_case.malformed" => "a case of a procedure reads 1.001193.01",
        "dossier_code.malformed" => "a dossier code has three parts with hyphens: agency, date, number",
        "dossier_code.agency" => "the first part is no agency code: H09.12.34, or 000.00.12.H09",
        "dossier_code.date" => "the second part is no date: 230520 for 20 May 2023",
        "dossier_code.sequence" => "the daily number has four to twelve digits",
        "paper_code.empty" => "nothing but white space",
        "paper_code.too_long" => "a paper code has at most 64 characters",
        "paper_code.control_character" => "a paper code is one line",
        _ => "not valid",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words() {
        let codes = [
            NationalIdError::ALL.iter().map(|error| error.code()).collect::<Vec<_>>(),
            NationalIdWarning::ALL.iter().map(|error| error.code()).collect(),
            TaxCodeError::ALL.iter().map(|error| error.code()).collect(),
            PhoneError::ALL.iter().map(|error| error.code()).collect(),
            ProcedureCaseError::ALL.iter().map(|error| error.code()).collect(),
            ProcedureCodeError::ALL.iter().map(|error| error.code()).collect(),
            DossierCodeError::ALL.iter().map(|error| error.code()).collect(),
            PaperCodeError::ALL.iter().map(|error| error.code()).collect(),
        ];
        for code in codes.concat() {
            assert_ne!(in_words(code), "not valid", "{code}");
        }
    }
}
