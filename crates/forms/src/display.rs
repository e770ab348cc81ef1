//! Answers in words, for the page that reviews them and for the officer who reads them.

mod labels;
mod summary;

pub use labels::label;
pub use summary::{SummaryRow, SummarySection, summary};

use domain::clock::lunar::LunarDate;
use domain::id::Phone;
use domain::text::{Lang, Text};
use domain::when::format_date;
use time::Date;

use crate::answers::{Answers, DateAnswer, address_keys};
use crate::ink;
use crate::places::{Place, Places};
use crate::schema::{DateCalendar, Kind, Question};
use crate::values::{self, NO, YES};

/// The answer at `path` in words; what cannot be read is shown as typed. Groups and files have no words of
/// their own.
#[must_use]
pub fn shown(question: &Question, answers: &Answers, path: &str, lang: Lang, places: &dyn Places) -> String {
    let typed = answers.get(path);
    if typed.is_empty() && !matches!(question.kind, Kind::Date { .. } | Kind::Address) {
        return String::new();
    }
    match &question.kind {
        Kind::Date { calendar: DateCalendar::Solar, .. } => date(answers, path, lang),
        Kind::Date { calendar: DateCalendar::Lunar, .. } => lunar_date(answers, path, lang),
        Kind::Choice { .. } => {
            question.kind.chosen(typed).map_or(typed, |option| option.label.get(lang)).to_owned()
        }
        Kind::YesNo => yes_or_no(typed, lang).to_owned(),
        Kind::Number { unit, .. } => {
            let number =
                values::whole_number(typed).map_or_else(|| typed.to_owned(), |number| apart(number, lang));
            unit.as_ref().map_or(number.clone(), |unit| format!("{number} {}", unit.get(lang)))
        }
        Kind::Money { .. } => match values::money(typed) {
            Some(amount) => money(amount, lang),
            None => typed.to_owned(),
        },
        Kind::Phone => typed.parse().map_or_else(|_| typed.to_owned(), |phone: Phone| phone.display()),
        Kind::NationalId { .. } => plain::<domain::id::NationalId>(typed),
        Kind::TaxCode => plain::<domain::id::TaxCode>(typed),
        Kind::Address => address(answers, path, places),
        Kind::Calculated { unit, .. } => calculated(typed, unit.as_ref(), lang),
        Kind::Text { .. }
        | Kind::PersonName
        | Kind::LongText { .. }
        | Kind::Email
        | Kind::AmountInWords { .. } => typed.to_owned(),
        Kind::Signature if ink::is_ink(typed) => drawn(lang).to_owned(),
        Kind::Signature => typed.to_owned(),
        Kind::Group { .. } | Kind::File { .. } => String::new(),
    }
}

/// A calculated value as the evaluation has it: words as they are, a number with its unit.
#[must_use]
pub fn calculated(value: &str, unit: Option<&Text>, lang: Lang) -> String {
    let Ok(number) = value.parse() else {
        return value.to_owned();
    };
    let number = values::grouped(number, separator(lang));
    unit.map_or(number.clone(), |unit| format!("{number} {}", unit.get(lang)))
}

/// `1.200.000 đ`, `1,200,000 đ`
#[must_use]
pub fn money(amount: i64, lang: Lang) -> String {
    format!("{} đ", values::grouped(amount, separator(lang)))
}

const fn separator(lang: Lang) -> char {
    match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    }
}

/// Small numbers stay as they are, so that a year does not read `2.024`.
fn apart(number: i64, lang: Lang) -> String {
    if number.abs() < 10_000 {
        return number.to_string();
    }
    values::grouped(number, separator(lang))
}

fn plain<T: std::str::FromStr + ToString>(typed: &str) -> String {
    typed.parse().map_or_else(|_| typed.to_owned(), |read: T| read.to_string())
}

const fn drawn(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Chữ ký vẽ trên màn hình",
        Lang::En => "Signature drawn on the screen",
    }
}

fn yes_or_no(typed: &str, lang: Lang) -> &str {
    match (typed, lang) {
        (YES, Lang::Vi) => "Có",
        (YES, Lang::En) => "Yes",
        (NO, Lang::Vi) => "Không",
        (NO, Lang::En) => "No",
        _ => typed,
    }
}

fn date(answers: &Answers, path: &str, lang: Lang) -> String {
    if let DateAnswer::Given(date) = answers.date(path) {
        return format_date(date, lang);
    }
    let parts = answers.date_parts(path);
    joined(&[parts.day, parts.month, parts.year], "/")
}

/// The lunar day with its solar one; what is no day, as it was typed.
fn lunar_date(answers: &Answers, path: &str, lang: Lang) -> String {
    if let DateAnswer::Given(date) = answers.date(path)
        && let Ok(lunar) = LunarDate::from_solar(date)
    {
        return lunar_words(lunar, date, lang);
    }
    let (parts, leap) = answers.lunar_parts(path);
    let typed = joined(&[parts.day, parts.month, parts.year], "/");
    match (leap, lang) {
        (false, _) => typed,
        (true, Lang::Vi) => format!("{typed} (tháng nhuận)"),
        (true, Lang::En) => format!("{typed} (leap month)"),
    }
}

/// `ngày 1 tháng 6 nhuận năm 2025 âm lịch, tức 25/07/2025 dương lịch`
#[must_use]
pub fn lunar_words(lunar: LunarDate, solar: Date, lang: Lang) -> String {
    let LunarDate { day, month, year, leap } = lunar;
    let solar = format_date(solar, lang);
    match lang {
        Lang::Vi => {
            let leap = if leap { " nhuận" } else { "" };
            format!("ngày {day} tháng {month}{leap} năm {year} âm lịch, tức {solar} dương lịch")
        }
        Lang::En => {
            let leap = if leap { "leap month" } else { "month" };
            format!("lunar day {day} of {leap} {month} of {year}, which is {solar}")
        }
    }
}

/// The street first, the province last; a place that is not in a list at hand is shown by its code.
fn address(answers: &Answers, path: &str, places: &dyn Places) -> String {
    let [province, commune, street] = address_keys(path).map(|key| answers.get(&key).to_owned());
    let commune_name = name(places.commune(&province, &commune), &commune);
    let province_name = name(places.province(&province), &province);
    joined(&[street, commune_name, province_name], ", ")
}

fn name(place: Place<'_>, code: &str) -> String {
    match place {
        Place::Known(name) => name.to_owned(),
        Place::Unknown | Place::NotAtHand => code.to_owned(),
    }
}

fn joined(parts: &[String], between: &str) -> String {
    let given: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    given.join(between)
}

#[cfg(test)]
mod tests;
