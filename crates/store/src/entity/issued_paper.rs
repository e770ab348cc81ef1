//! A statutory paper that was issued: an immutable snapshot, printed when first asked for.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "issued_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub dossier_code: String,
    /// The layout in force when it was issued.
    #[sea_orm(column_type = "Text")]
    pub template: String,
    pub template_version: i32,
    #[sea_orm(column_type = "Text")]
    pub number: String,
    /// The paper as JSON.
    #[sea_orm(column_type = "Text")]
    pub snapshot: String,
    #[sea_orm(column_type = "Text")]
    pub issued_by: String,
    pub issued_at: Millis,
    /// Of the PDF, once printed.
    #[sea_orm(column_type = "Text", nullable)]
    pub sha256: Option<String>,
    pub size: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
