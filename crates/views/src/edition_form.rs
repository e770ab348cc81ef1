use domain::text::Text;
use forms::edit::Item;
use forms::procedure::Procedure;
use forms::schema::Form;
use serde::{Deserialize, Serialize};

use crate::{DraftView, EditionPartView};

/// `/admin/procedures/{code}/form`: the sections and questions of what is being prepared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionFormView {
    /// The part as such, with the faults of the whole form.
    pub sheet: EditionPartView,
    /// None while the text cannot be read.
    pub form: Option<Form>,
}

/// `/admin/procedures/{code}/form/{kind}/{id}`: one section or question of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormItemView {
    /// Its fields and its faults, by the keys of its file: `label.vi`, `options.0.value`, `show_if.0.question`.
    pub sheet: EditionPartView,
    pub item: Item,
    /// The procedure with what its choices of tables offer today.
    pub procedure: Procedure,
    /// The tables of codes: id and name.
    pub tables: Vec<(String, Text)>,
}

/// `/admin/procedures/{code}/form/preview`: a section as an applicant sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPreview {
    pub code: String,
    /// It has no id: nothing of it is kept.
    pub draft: DraftView,
    pub section: String,
    /// Whether the answers bring the section up.
    pub asked: bool,
    /// All that is wrong with the answers is told.
    pub check: bool,
}
