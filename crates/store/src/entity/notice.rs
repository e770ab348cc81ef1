//! What an applicant was told: one row for each person and event.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    /// The event of the log that it tells of.
    pub event_seq: i64,
    #[sea_orm(column_type = "Text")]
    pub person_id: String,
    /// The stable name of the kind.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub dossier_code: String,
    /// The moment that the notice names, such as the promised day.
    pub until_at: Option<Millis>,
    pub created_at: Millis,
    pub read_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
