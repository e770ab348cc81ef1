//! A browser that the system knows. Only the hash of its secret is kept.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id_hash: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub person_id: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub officer_id: Option<String>,
    pub created_at: Millis,
    pub last_seen_at: Millis,
    pub expires_at: Millis,
    /// What the browser says of itself.
    #[sea_orm(column_type = "Text")]
    pub user_agent: String,
    /// When its owner last proved who they are.
    pub proved_at: Millis,
    /// What is still asked of its owner before the sign-in is whole.
    #[sea_orm(column_type = "Text", nullable)]
    pub waits_for: Option<String>,
    /// The organisation that its owner acts for now.
    #[sea_orm(column_type = "Text", nullable)]
    pub organisation_id: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
