//! A procedure part by part, as the fields of plain forms: each part is written into fields and read back from them.

use std::collections::BTreeMap;

use domain::text::{Lang, Text, fold};
use forms::check::{Fault, FaultReason};
use forms::procedure::Procedure;
use views::EditionPart;

pub(super) mod condition;
mod counters;
mod deadline;
pub(super) mod fees;
pub(super) mod fields;
mod papers;
mod process;
mod validity;

pub(super) use condition::{answers, numbers};
pub(super) use fields::change_rows;

/// The fields of a part by key, such as `fees.0.name.vi`.
pub type Fields = BTreeMap<String, String>;

/// A field that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub field: String,
    pub words: Text,
}

/// A part of a procedure as fields.
pub(super) fn write(part: EditionPart, procedure: &Procedure) -> Fields {
    let mut fields = fields::Writer::default();
    match part {
        EditionPart::Validity => validity::write(procedure, &mut fields),
        EditionPart::Deadline => deadline::write(procedure, &mut fields),
        EditionPart::Process => process::write(procedure, &mut fields),
        EditionPart::Fees => fees::write(procedure, &mut fields),
        EditionPart::Papers => papers::write(procedure, &mut fields),
        EditionPart::Counters => counters::write(procedure, &mut fields),
        EditionPart::Form | EditionPart::Text => {}
    }
    fields.done()
}

/// The procedure with a part as its fields say. What can be read and is wrong is not told here, but by the check.
///
/// # Errors
/// The fields that cannot be read.
pub(super) fn read(
    part: EditionPart,
    mut procedure: Procedure,
    fields: &Fields,
) -> Result<Procedure, Vec<Wrong>> {
    let mut reader = fields::Reader::new(fields);
    match part {
        EditionPart::Validity => validity::read(&mut procedure, &mut reader),
        EditionPart::Deadline => deadline::read(&mut procedure, &mut reader),
        EditionPart::Process => process::read(&mut procedure, &mut reader),
        EditionPart::Fees => fees::read(&mut procedure, &mut reader),
        EditionPart::Papers => papers::read(&mut procedure, &mut reader),
        EditionPart::Counters => counters::read(&mut procedure, &mut reader),
        EditionPart::Form | EditionPart::Text => {}
    }
    if reader.wrong.is_empty() { Ok(procedure) } else { Err(reader.wrong) }
}

/// The whole text as it was posted.
pub(super) fn whole_text(fields: &Fields) -> String {
    let text = fields.get("text").map_or("", String::as_str);
    domain::text::nfc(&text.replace("\r\n", "\n"))
}

/// The field at which a fault of the check is told; empty when it is about the part itself.
pub(super) fn field_of(fault: &Fault, procedure: &Procedure, fields: &Fields) -> String {
    let path = by_number(&fault.path, procedure);
    let path = path.replacen("any_counter.", "counters.", 1);
    let lang = match fault.reason {
        FaultReason::MissingText { lang: Lang::En } => "en",
        _ => "vi",
    };
    let candidates = [
        path.clone(),
        format!("{path}.{lang}"),
        format!("{path}.from"),
        format!("{path}.valid.from"),
        format!("{path}.name.{lang}"),
        format!("{path}.condition"),
        path.strip_suffix(".needed_if").map_or_else(String::new, |path| format!("{path}.condition")),
        path.strip_suffix(".owed_if").map_or_else(String::new, |path| format!("{path}.condition")),
        format!("{path}.amount"),
    ];
    candidates.into_iter().find(|key| fields.contains_key(key)).unwrap_or_default()
}

/// Papers are named by their ids in faults, and by their numbers in fields.
fn by_number(path: &str, procedure: &Procedure) -> String {
    let Some((id, rest)) =
        path.strip_prefix("papers.").map(|rest| rest.split_once('.').unwrap_or((rest, "")))
    else {
        return path.to_owned();
    };
    let number = procedure.papers.iter().position(|paper| paper.id == id).unwrap_or_default();
    let path = format!("papers.{number}.{rest}");
    path.trim_end_matches('.').to_owned()
}

/// Characters of a name for the machine that is made of words.
const LONGEST_KEY: usize = 40;

/// A name for the machine, made of words for people: `giay_chung_sinh`. `kind` stands before words that begin with no letter.
pub(super) fn key_from(words: &str, kind: &str) -> String {
    let letters: String =
        fold(words).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let mut key = String::new();
    for word in letters.split('_').filter(|word| !word.is_empty()) {
        if key.len() + word.len() >= LONGEST_KEY {
            break;
        }
        key = if key.is_empty() { word.to_owned() } else { format!("{key}_{word}") };
    }
    if key.starts_with(|first: char| first.is_ascii_lowercase()) {
        return key;
    }
    format!("{kind}_{key}").trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests;
