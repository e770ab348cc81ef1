//! Wrong passwords and codes, counted for every name that was typed, whether or not anybody has it.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_guard")]
pub struct Model {
    /// Of the name, because people type passwords into the wrong field.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub name_hash: String,
    pub failures: i32,
    pub last_at: Millis,
    pub locked_until: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
