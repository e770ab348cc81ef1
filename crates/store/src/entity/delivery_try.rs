//! One try to deliver a message, as the delivery log shows it.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_try")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub delivery_id: String,
    pub at: Millis,
    /// How long the answer took, in milliseconds.
    pub took: i64,
    /// The HTTP status of the answer, when there was one.
    pub status: Option<i32>,
    /// Why there was no answer, as a stable code.
    #[sea_orm(column_type = "Text", nullable)]
    pub failure: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
