//! People as the office knows them: by their personal number.

use domain::id::NationalId;
use domain::text::nfc;
use forms::values::{LONGEST_NAME, is_person_name};
use store::entity::person;
use views::Failure;

use crate::Case;

/// The name of a person as somebody typed it.
///
/// # Errors
/// `NameMissing` for what is no name, or too long for one.
pub(crate) fn named(typed: &str) -> Case<String> {
    let name = nfc(typed.trim()).to_string();
    if name.chars().count() > usize::from(LONGEST_NAME) || !is_person_name(&name) {
        return Err(Failure::NameMissing.into());
    }
    Ok(name)
}

/// Somebody who was not known before. The number tells the sex (law §3.4); all else they tell themselves.
pub(crate) fn new(id: String, number: &NationalId, full_name: &str, birth_date: &str) -> person::Model {
    person::Model {
        id,
        national_id: number.to_string(),
        full_name: full_name.to_owned(),
        birth_date: birth_date.to_owned(),
        sex: number.sex().as_str().to_owned(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
    }
}
