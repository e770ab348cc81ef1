//! What applicant and one-stop write to each other about a dossier, and notes of the office to itself.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub dossier_code: String,
    /// The event of the log that tells of it; its order in the thread.
    pub event_seq: i64,
    /// `applicant`, `office`, or `note` for what the applicant never sees.
    #[sea_orm(column_type = "Text")]
    pub side: String,
    /// The person or officer.
    #[sea_orm(column_type = "Text")]
    pub author_id: String,
    /// Their name with unit or organisation, as it was then.
    #[sea_orm(column_type = "Text")]
    pub author: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub created_at: Millis,
    /// When the other side first saw it, and who that was.
    pub read_at: Option<Millis>,
    #[sea_orm(column_type = "Text", nullable)]
    pub read_by: Option<String>,
    /// When the one-stop answered it, or said that it needs no answer; never for what the office writes.
    pub answered_at: Option<Millis>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
