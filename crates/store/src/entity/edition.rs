//! A version of a procedure being prepared here; its contents are the revision that it points to.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    /// The code of the procedure.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub code: String,
    /// From 1 on.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// `open`, `published`, `refused`, `withdrawn` or `recalled`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// The revision that counts.
    pub revision: i32,
    /// The version that it began as a copy of.
    #[sea_orm(column_type = "Text")]
    pub copied_from: String,
    /// The officers who changed it, as a JSON list of ids: none of them may publish it.
    #[sea_orm(column_type = "Text")]
    pub changed_by: String,
    pub changed_at: Millis,
    /// Who ended the preparation, when, and why where somebody must say.
    #[sea_orm(column_type = "Text", nullable)]
    pub decided_by: Option<String>,
    pub decided_at: Option<Millis>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// The version that it became.
    #[sea_orm(column_type = "Text", nullable)]
    pub published_as: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
