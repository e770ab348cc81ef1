//! Answers that the server does not have yet, kept on this device.

use std::collections::BTreeMap;

use forms::answers::Answers;
use forms::schema::Section;
use web_sys::{Storage, UrlSearchParams};

use crate::browser::KEPT;
use crate::citizen::evaluation::covers;

/// The fields of one section as they would be posted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// What the server had when they were typed, see [`mark`].
    pub base: String,
    /// What the server has if the last request arrived after all.
    pub sent: String,
    pub fields: BTreeMap<String, String>,
}

const BASE: &str = "base";
const SENT: &str = "sent";
const FIELD: &str = "f.";

/// Where the answers of a section are kept.
pub(super) fn key(draft: &str, section: &str) -> String {
    format!("{KEPT}{draft}.{section}")
}

pub(super) fn read(key: &str) -> Option<Kept> {
    let text = storage()?.get_item(key).ok()??;
    let pairs = UrlSearchParams::new_with_str(&text).ok()?;
    let mut kept = Kept {
        base: pairs.get(BASE).unwrap_or_default(),
        sent: pairs.get(SENT).unwrap_or_default(),
        fields: BTreeMap::new(),
    };
    for pair in js_sys::try_iter(&pairs).ok()??.filter_map(Result::ok) {
        let pair = js_sys::Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string())
            && let Some(name) = name.strip_prefix(FIELD)
        {
            kept.fields.insert(name.to_owned(), value);
        }
    }
    Some(kept)
}

/// A browser that keeps nothing, as in private windows, loses only what was not saved yet.
pub(super) fn write(key: &str, kept: &Kept) {
    let (Some(storage), Ok(pairs)) = (storage(), UrlSearchParams::new()) else { return };
    pairs.append(BASE, &kept.base);
    pairs.append(SENT, &kept.sent);
    for (name, value) in &kept.fields {
        pairs.append(&format!("{FIELD}{name}"), value);
    }
    let _ = storage.set_item(key, &String::from(pairs.to_string()));
}

pub(super) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Forgets fields that the server has taken, unless newer ones are kept by now.
pub(super) fn acknowledge(key: &str, fields: &BTreeMap<String, String>) {
    if read(key).is_some_and(|kept| kept.fields == *fields) {
        remove(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A short mark of the answers of a section (FNV-1a): two loads with the same mark saw the same answers.
pub(super) fn mark(answers: &Answers, section: &Section) -> String {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let own =
        answers.iter().filter(|(key, _)| section.questions.iter().any(|question| covers(question, key)));
    let bytes = own.flat_map(|(key, value)| [key, "\u{1}", value, "\u{2}"]).flat_map(str::bytes);
    let hash = bytes.fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:x}")
}
