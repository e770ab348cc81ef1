//! The kinds of questions, and the settings of each that have fields.

/// What kind of field a setting is.
#[derive(Clone, Copy)]
pub(super) enum Setting {
    /// A whole number, not below 0.
    Count,
    Whole,
    /// A word: of a closed set, or a name.
    Word,
    /// Words in both languages.
    Words,
    Options,
    Formula,
}

pub(super) const KINDS: [&str; 18] = [
    "text",
    "person_name",
    "long_text",
    "date",
    "choice",
    "yes_no",
    "number",
    "money",
    "national_id",
    "tax_code",
    "phone",
    "email",
    "address",
    "group",
    "file",
    "calculated",
    "amount_in_words",
    "signature",
];

pub(super) const PREFILLS: [&str; 7] =
    ["name", "birth_date", "sex", "national_id", "phone", "email", "address"];

/// The settings of a kind that have fields.
pub(super) fn settings(kind: &str) -> &'static [(&'static str, Setting)] {
    use Setting::{Count, Formula, Options, Whole, Word, Words};
    match kind {
        "text" | "long_text" => &[("max_length", Count)],
        "date" => &[("range", Word), ("calendar", Word)],
        "choice" => &[("options", Options), ("table", Word)],
        "number" => &[("min", Whole), ("max", Whole), ("unit", Words)],
        "money" => &[("min", Whole), ("max", Whole)],
        "national_id" => &[("birth", Word), ("sex", Word)],
        "group" => &[("row_title", Words), ("min_rows", Count), ("max_rows", Count), ("layout", Word)],
        "file" => &[("paper", Word)],
        "calculated" => &[("formula", Formula), ("unit", Words)],
        "amount_in_words" => &[("amount", Word)],
        _ => &[],
    }
}

/// All keys that are settings of some kind; the questions of a group have pages of their own.
pub(super) const SETTINGS: [&str; 18] = [
    "max_length",
    "range",
    "calendar",
    "options",
    "table",
    "min",
    "max",
    "unit",
    "birth",
    "sex",
    "questions",
    "min_rows",
    "max_rows",
    "row_title",
    "layout",
    "paper",
    "formula",
    "amount",
];
