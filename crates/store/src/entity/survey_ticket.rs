//! The right to rate once. It names no dossier and no person.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub token_hash: String,
    #[sea_orm(column_type = "Text")]
    pub procedure_code: String,
    #[sea_orm(column_type = "Text")]
    pub unit_code: String,
    /// Such as 2026-11.
    #[sea_orm(column_type = "Text")]
    pub month: String,
    pub used: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
