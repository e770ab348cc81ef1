//! A province with its communes, as loaded from `data/units`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "province")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Names of the provinces that are part of it today.
    #[sea_orm(column_type = "Text")]
    pub merged: String,
    /// Code to name, as JSON.
    #[sea_orm(column_type = "Text")]
    pub communes: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
