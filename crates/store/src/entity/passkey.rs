//! A passkey (WebAuthn credential) of an officer, beside the one-time codes.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    /// The credential's id in base64url.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub officer_id: String,
    /// What its owner calls it.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The public key as the authenticator gave it (COSE_Key), in base64url.
    #[sea_orm(column_type = "Text")]
    pub public_key: String,
    /// The authenticator's count of signatures; 0 for one that does not count.
    pub sign_count: i64,
    /// Whether it may be copied to other devices of its owner; that never changes.
    pub backup_eligible: bool,
    pub created_at: Millis,
    pub last_used_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
