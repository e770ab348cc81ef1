//! An offer to act for an organisation. Its link is shown once; only the hash of its secret is kept.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(unique, column_type = "Text")]
    pub token_hash: String,
    #[sea_orm(column_type = "Text")]
    pub organisation_id: String,
    /// Who is invited, as the owner wrote it.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The limits that are offered, as JSON.
    #[sea_orm(column_type = "Text")]
    pub rights: String,
    /// Whether its link was mailed; to where is forgotten with the mail.
    pub mailed: bool,
    /// The owner who invites.
    #[sea_orm(column_type = "Text")]
    pub invited_by: String,
    pub created_at: Millis,
    pub expires_at: Millis,
    /// Who accepted it.
    #[sea_orm(column_type = "Text", nullable)]
    pub accepted_by: Option<String>,
    pub accepted_at: Option<Millis>,
    /// When an owner took it back.
    pub revoked_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
