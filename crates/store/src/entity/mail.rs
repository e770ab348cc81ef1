//! Mails that wait, were sent or were given up: the outbox.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    /// The notice that it carries; none for the link that confirms an address.
    #[sea_orm(unique, column_type = "Text", nullable)]
    pub notice_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub person_id: String,
    #[sea_orm(column_type = "Text")]
    pub address: String,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// `waiting`, `sent` or `given_up`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// How often it was tried.
    pub tries: i32,
    /// Not before this moment; while somebody sends it, when the claim runs out.
    pub due_at: Millis,
    /// Who sends it now; empty when nobody does.
    #[sea_orm(column_type = "Text")]
    pub claim: String,
    /// Why the last try failed, in the words of the program, never of the other server.
    #[sea_orm(column_type = "Text", nullable)]
    pub failure: Option<String>,
    pub created_at: Millis,
    pub sent_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
