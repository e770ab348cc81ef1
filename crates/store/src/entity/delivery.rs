//! A message to a webhook: it waits, was taken or was given up.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub webhook_id: String,
    /// Such as `dossier.accepted`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Empty for a test.
    #[sea_orm(column_type = "Text")]
    pub dossier_code: String,
    /// The JSON that is sent; never changed, so that a repetition is the same message.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// `waiting`, `sent` or `given_up`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// How often it was tried since it began or was replayed.
    pub tries: i32,
    /// Not before this moment; while somebody sends it, when the claim runs out.
    pub due_at: Millis,
    /// Who sends it now; empty when nobody does.
    #[sea_orm(column_type = "Text")]
    pub claim: String,
    pub created_at: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
