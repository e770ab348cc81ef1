//! A row of a batch: an application that is filed at most once.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "batch_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub batch_id: String,
    /// The row of the table, as the table program counts.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// As JSON.
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    /// SHA-256 of organisation, procedure and answers: the same row of a corrected table is known by it.
    #[sea_orm(column_type = "Text")]
    pub fingerprint: String,
    /// The draft that it became, and by which it is filed once.
    #[sea_orm(column_type = "Text", nullable)]
    pub draft_id: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
