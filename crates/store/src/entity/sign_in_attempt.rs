//! A sign-in on its way to an issuer and back. Taken once, then gone.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    /// SHA-256 of the state that the issuer sends back.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub state_hash: String,
    /// SHA-256 of the secret in the cookie of the browser that began it.
    #[sea_orm(column_type = "Text")]
    pub browser_hash: String,
    /// The issuer's id in the configuration.
    #[sea_orm(column_type = "Text")]
    pub issuer_id: String,
    #[sea_orm(column_type = "Text")]
    pub nonce: String,
    #[sea_orm(column_type = "Text")]
    pub pkce_verifier: String,
    /// The page to go to afterwards.
    #[sea_orm(column_type = "Text")]
    pub next: String,
    pub expires_at: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
