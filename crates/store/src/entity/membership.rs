//! Who acts for an organisation, and as what.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub organisation_id: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub person_id: String,
    /// `owner`: represents the organisation in everything.
    #[sea_orm(column_type = "Text")]
    pub role: String,
    /// The issuer that vouched for it.
    #[sea_orm(column_type = "Text")]
    pub issuer: String,
    pub since: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
