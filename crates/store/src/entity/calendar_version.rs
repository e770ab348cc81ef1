//! A calendar of a year as people propose and confirm it here; the greatest confirmed version of a year is in use,
//! before what the files say.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i32,
    /// From 1 on.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The officers who changed it, as a JSON list of ids: none of them may confirm it.
    #[sea_orm(column_type = "Text")]
    pub changed_by: String,
    pub changed_at: Millis,
    #[sea_orm(column_type = "Text", nullable)]
    pub confirmed_by: Option<String>,
    pub confirmed_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
