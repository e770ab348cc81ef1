//! What a dossier owes, and how that was settled. One row a dossier.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub dossier_code: String,
    /// What is charged, as JSON.
    #[sea_orm(column_type = "Text")]
    pub items: String,
    /// Whole đồng.
    pub amount: i64,
    /// Why, and on which legal basis.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who asked for it; none when it was taken without asking, at the return of the result.
    #[sea_orm(column_type = "Text", nullable)]
    pub asked_by: Option<String>,
    pub asked_at: Option<Millis>,
    /// The number of the receipt; empty when nothing had to be paid.
    #[sea_orm(column_type = "Text", nullable)]
    pub receipt: Option<String>,
    /// Why nothing had to be paid.
    #[sea_orm(column_type = "Text", nullable)]
    pub exemption: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub settled_by: Option<String>,
    pub settled_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
