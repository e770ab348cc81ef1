//! What an edition said after one change. None is ever removed: undoing goes back to the one before.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition_revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// From 1 on.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    /// The revision that was changed; none for the first.
    pub parent: Option<i32>,
    /// Which part was changed.
    #[sea_orm(column_type = "Text")]
    pub part: String,
    /// The procedure as YAML, whether it can be read or not.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Parts whose fields could not be read into the text, as a JSON map of maps.
    #[sea_orm(column_type = "Text")]
    pub unread: String,
    #[sea_orm(column_type = "Text")]
    pub changed_by: String,
    pub changed_at: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
