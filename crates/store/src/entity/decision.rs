//! What the handling officer proposes and the leader approves. One row a dossier.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub dossier_code: String,
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    #[sea_orm(column_type = "Text")]
    pub drafted_by: String,
    pub drafted_at: Millis,
    #[sea_orm(column_type = "Text", nullable)]
    pub approved_by: Option<String>,
    pub approved_at: Option<Millis>,
    /// What the applicant is told when the result is a refusal; none when it grants.
    #[sea_orm(column_type = "Text", nullable)]
    pub refusal: Option<String>,
    /// Why the leader sent it back.
    #[sea_orm(column_type = "Text", nullable)]
    pub returned_note: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
