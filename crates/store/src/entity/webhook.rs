//! An address of an organisation that is told what happens to its dossiers.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub organisation_id: String,
    #[sea_orm(column_type = "Text")]
    pub url: String,
    /// Signs what is sent. It must be kept as it is, because every message is signed anew.
    #[sea_orm(column_type = "Text")]
    pub secret: String,
    pub created_at: Millis,
    /// Since when nothing has been taken; none while things go well.
    pub failing_since: Option<Millis>,
    /// Nothing is sent any more until an owner switches it on again.
    pub disabled_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
