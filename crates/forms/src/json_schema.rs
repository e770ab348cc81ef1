//! Forms as JSON Schema (draft 2020-12), and JSON Schemas as the beginning of a form. What maps and what is lost stands in
//! `docs/forms.md`.

mod export;
mod import;
#[cfg(test)]
mod tests;

pub use export::export;
pub use import::{Imported, Loss, NotAnObject, import};

/// What JSON Schema has no word for stands under keywords of our own, which other readers pass over.
mod word {
    /// The kind of a question where its type does not say it.
    pub const KIND: &str = "x-kind";
    /// The order of the properties, which JSON does not keep.
    pub const ORDER: &str = "x-order";
    pub const UNIT: &str = "x-unit";
    pub const RANGE: &str = "x-range";
    pub const CALENDAR: &str = "x-calendar";
    pub const ROW_TITLE: &str = "x-row-title";
    pub const LAYOUT: &str = "x-layout";
    pub const TABLE: &str = "x-table";
    pub const BIRTH: &str = "x-birth";
    pub const SEX: &str = "x-sex";
    pub const AMOUNT: &str = "x-amount";
}
