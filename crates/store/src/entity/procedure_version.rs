//! One version of a procedure, as loaded from `data/procedures` or published here. Its `id` is `code@valid_from`.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procedure_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub valid_to: Option<String>,
    /// Name, synonyms and life events, folded.
    #[sea_orm(column_type = "Text")]
    pub search: String,
    /// The whole procedure as JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub loaded_at: Millis,
    /// The number of the edition that it was published from; none for one of a file.
    pub edition: Option<i32>,
    /// What the file of the same name says, which does not count beside what was published.
    #[sea_orm(column_type = "Text", nullable)]
    pub file_body: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
