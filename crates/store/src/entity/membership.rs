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
    /// `owner`: represents the organisation in everything; `staff`: within their rights.
    #[sea_orm(column_type = "Text")]
    pub role: String,
    /// The issuer that vouched for it; empty for those whom an owner invited.
    #[sea_orm(column_type = "Text")]
    pub issuer: String,
    pub since: Millis,
    /// The limits of staff as JSON; an owner has none.
    #[sea_orm(column_type = "Text")]
    pub rights: String,
    /// Since when the rights rest, until an owner gives them back.
    pub suspended_at: Option<Millis>,
    /// When they left or an owner ended their rights; the row stays, because what they did stays.
    pub ended_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
