//! Where a person wants to be told, and of what.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub person_id: String,
    /// The confirmed address; mails go nowhere else.
    #[sea_orm(column_type = "Text", nullable)]
    pub email: Option<String>,
    /// An address that waits for its link to be followed, and when that was asked.
    #[sea_orm(column_type = "Text", nullable)]
    pub pending: Option<String>,
    pub pending_at: Option<Millis>,
    /// The kinds that also go by mail, as JSON.
    #[sea_orm(column_type = "Text")]
    pub by_mail: String,
    /// The language of the mails.
    #[sea_orm(column_type = "Text")]
    pub lang: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
