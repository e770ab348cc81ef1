//! What each kind of question says about its own answer.

use domain::id::{NationalId, NationalIdWarning, Phone, Sex, TaxCode, TaxCodeError};
use domain::words::{amount_in_words, number_of_words};

use crate::answers::{DateAnswer, address_keys};
use crate::ink;
use crate::places::Place;
use crate::problem::ProblemCode;
use crate::schema::{DateCalendar, DateRange, Kind, Question};
use crate::scope::{Row, Scope};
use crate::values::{self, NO, YES};

/// The most characters of a street, house or hamlet.
const STREET: u16 = 200;
const EMAIL: u16 = 254;

/// A problem and the key at which it is shown.
pub(crate) type Finding = (String, ProblemCode);

/// The problems of one shown question that is neither a group nor a file.
pub(crate) fn judge(scope: &Scope<'_>, question: &Question, path: &str, row: Row) -> Vec<Finding> {
    match question.kind {
        Kind::Address => return address(scope, question.required, path),
        Kind::Calculated { .. } => return Vec::new(),
        _ => {}
    }
    let codes = match scope.is_blank(&question.kind, path) {
        true if question.required => vec![missing(&question.kind)],
        true => Vec::new(),
        false => answered(scope, &question.kind, path, row),
    };
    codes.into_iter().map(|code| (path.to_owned(), code)).collect()
}

fn missing(kind: &Kind) -> ProblemCode {
    match kind {
        Kind::Choice { .. } | Kind::YesNo => ProblemCode::NotChosen,
        _ => ProblemCode::Missing,
    }
}

fn answered(scope: &Scope<'_>, kind: &Kind, path: &str, row: Row) -> Vec<ProblemCode> {
    let typed = scope.answers.get(path);
    match kind {
        Kind::Text { max_length } | Kind::LongText { max_length } => one(too_long(typed, *max_length)),
        Kind::PersonName => one(person_name(typed)),
        Kind::Signature => one(signature(typed)),
        Kind::Date { range, calendar } => one(date(scope, *range, *calendar, path)),
        Kind::Choice { options, table } => {
            let not_at_hand = table.is_some() && options.is_empty();
            one((kind.chosen(typed).is_none() && !not_at_hand).then_some(ProblemCode::NotAChoice))
        }
        Kind::YesNo => one((typed != YES && typed != NO).then_some(ProblemCode::NotAChoice)),
        Kind::Number { min, max, .. } => one(number(values::whole_number(typed), *min, *max)),
        Kind::Money { min, max } => one(number(values::money(typed), min.or(Some(0)), *max)),
        Kind::NationalId { birth, sex } => national_id(scope, typed, birth.as_deref(), sex.as_deref(), row),
        Kind::TaxCode => one(tax_code(typed)),
        Kind::Phone => one(typed.parse::<Phone>().err().map(|_| ProblemCode::PhoneInvalid)),
        Kind::Email => one(email(typed)),
        Kind::AmountInWords { amount } => one(in_words(typed, scope.number(amount, row))),
        Kind::Address | Kind::Group { .. } | Kind::File { .. } | Kind::Calculated { .. } => Vec::new(),
    }
}

fn one(code: Option<ProblemCode>) -> Vec<ProblemCode> {
    code.into_iter().collect()
}

fn too_long(typed: &str, max: u16) -> Option<ProblemCode> {
    (typed.chars().count() > usize::from(max)).then_some(ProblemCode::TooLong { max })
}

fn person_name(typed: &str) -> Option<ProblemCode> {
    too_long(typed, values::LONGEST_NAME)
        .or_else(|| (!values::is_person_name(typed)).then_some(ProblemCode::NameInvalid))
        .or_else(|| typed.split_whitespace().any(begins_small).then_some(ProblemCode::NameSmall))
}

fn signature(typed: &str) -> Option<ProblemCode> {
    match ink::is_ink(typed) {
        true => ink::path(typed).is_none().then_some(ProblemCode::SignatureIllegible),
        false => person_name(typed),
    }
}

fn begins_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

fn email(typed: &str) -> Option<ProblemCode> {
    too_long(typed, EMAIL).or_else(|| (!values::is_email(typed)).then_some(ProblemCode::EmailInvalid))
}

fn date(scope: &Scope<'_>, range: DateRange, calendar: DateCalendar, path: &str) -> Option<ProblemCode> {
    let DateAnswer::Given(date) = scope.answers.date(path) else {
        return Some(match calendar {
            DateCalendar::Solar => ProblemCode::NotADate,
            DateCalendar::Lunar => ProblemCode::NotALunarDate,
        });
    };
    match range {
        DateRange::Past if date > scope.context.today => Some(ProblemCode::DateInFuture),
        DateRange::Future if date < scope.context.today => Some(ProblemCode::DateInPast),
        DateRange::Any | DateRange::Past | DateRange::Future => None,
    }
}

fn number(number: Option<i64>, min: Option<i64>, max: Option<i64>) -> Option<ProblemCode> {
    let Some(number) = number else {
        return Some(ProblemCode::NotANumber);
    };
    if let Some(min) = min.filter(|min| number < *min) {
        return Some(ProblemCode::TooSmall { min });
    }
    max.filter(|max| number > *max).map(|max| ProblemCode::TooLarge { max })
}

/// Words are judged once the figures are there.
fn in_words(typed: &str, amount: Option<i64>) -> Option<ProblemCode> {
    let amount = u64::try_from(amount?).ok()?;
    let words = amount_in_words(amount)?;
    (number_of_words(typed) != Some(amount)).then_some(ProblemCode::WordsDiffer { words })
}

fn national_id(
    scope: &Scope<'_>,
    typed: &str,
    birth: Option<&str>,
    sex: Option<&str>,
    row: Row,
) -> Vec<ProblemCode> {
    let Ok(id) = typed.parse::<NationalId>() else {
        return vec![not_twelve_digits(typed)];
    };
    let birth = birth.and_then(|name| scope.date(name, row));
    let sex = sex.and_then(|name| scope.text(name, row)).and_then(|word| word.parse::<Sex>().ok());
    let warnings = id.warnings(birth, sex).into_iter();
    warnings
        .map(|warning| match warning {
            NationalIdWarning::UnknownProvince => ProblemCode::NationalIdProvince,
            NationalIdWarning::BirthYearDisagrees => ProblemCode::NationalIdBirthMismatch,
            NationalIdWarning::SexDisagrees => ProblemCode::NationalIdSexMismatch,
        })
        .collect()
}

fn not_twelve_digits(typed: &str) -> ProblemCode {
    let entered = typed.chars().filter(char::is_ascii_digit).count();
    if entered == 12 {
        return ProblemCode::NationalIdNotDigits;
    }
    ProblemCode::NationalIdLength { entered: u16::try_from(entered).unwrap_or(u16::MAX) }
}

fn tax_code(typed: &str) -> Option<ProblemCode> {
    typed.parse::<TaxCode>().err().map(|error| match error {
        TaxCodeError::Length => ProblemCode::TaxCodeLength,
        TaxCodeError::CheckDigit => ProblemCode::TaxCodeChecksum,
        TaxCodeError::Branch => ProblemCode::TaxCodeBranch,
    })
}

/// Province and commune are needed as soon as any part is answered; the street never is.
fn address(scope: &Scope<'_>, required: bool, path: &str) -> Vec<Finding> {
    let [province_key, commune_key, street_key] = address_keys(path);
    let [province, commune, street] =
        [&province_key, &commune_key, &street_key].map(|key| scope.answers.get(key));
    if !required && province.is_empty() && commune.is_empty() && street.is_empty() {
        return Vec::new();
    }
    let places = scope.context.places;
    let province_problem = match places.province(province) {
        _ if province.is_empty() => Some(ProblemCode::ProvinceMissing),
        Place::Unknown => Some(ProblemCode::ProvinceUnknown),
        Place::Known(_) | Place::NotAtHand => None,
    };
    // Communes can be chosen once the province is, so one thing is asked at a time.
    let commune_problem = match places.commune(province, commune) {
        _ if province_problem.is_some() => None,
        _ if commune.is_empty() => Some(ProblemCode::CommuneMissing),
        Place::Unknown => Some(ProblemCode::CommuneUnknown),
        Place::Known(_) | Place::NotAtHand => None,
    };
    [(province_key, province_problem), (commune_key, commune_problem), (street_key, too_long(street, STREET))]
        .into_iter()
        .filter_map(|(key, code)| Some((key, code?)))
        .collect()
}
