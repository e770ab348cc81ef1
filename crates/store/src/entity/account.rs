//! The account of an officer beside the password itself. Demo people, who share one password, have none.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub officer_id: String,
    /// The password was given by somebody else and must be changed at the next sign-in.
    pub must_change: bool,
    pub password_set_at: Millis,
    pub last_signed_in_at: Option<Millis>,
    /// When an administrator last opened it again.
    pub opened_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
