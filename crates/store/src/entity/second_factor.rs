//! The one-time codes (TOTP, RFC 6238) of an officer, apart from the officer and the password.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub officer_id: String,
    /// The secret in use, in base32; none before the first code was right.
    #[sea_orm(column_type = "Text", nullable)]
    pub secret: Option<String>,
    /// The step of 30 seconds whose code was used last.
    pub last_step: i64,
    pub since: Option<Millis>,
    /// A secret that waits for its first code, with the recovery codes that will come with it, one a line.
    #[sea_orm(column_type = "Text", nullable)]
    pub new_secret: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub new_codes: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
