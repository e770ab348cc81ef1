//! The secret address at which a member's calendar reads due dates. Only the hash of the secret is kept.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub organisation_id: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub person_id: String,
    #[sea_orm(unique, column_type = "Text")]
    pub token_hash: String,
    pub created_at: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
