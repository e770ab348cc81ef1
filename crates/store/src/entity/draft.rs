//! An application being written: kept from the first answer, valid or not.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub procedure_version_id: String,
    /// The browser that began it, until somebody signs in.
    #[sea_orm(column_type = "Text", nullable)]
    pub session_hash: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub person_id: Option<String>,
    /// The organisation that it is written for; the person then only acts for it.
    #[sea_orm(column_type = "Text", nullable)]
    pub organisation_id: Option<String>,
    /// The dossier whose answers and files it began with.
    #[sea_orm(column_type = "Text", nullable)]
    pub copied_from: Option<String>,
    /// How it came, when the one-stop keys it in: `counter` or `post`. Online otherwise.
    #[sea_orm(column_type = "Text", nullable)]
    pub channel: Option<String>,
    /// The one-stop that keys it in.
    #[sea_orm(column_type = "Text", nullable)]
    pub taken_at: Option<String>,
    /// Who brought or sent it, as JSON, until it is filed and belongs to that person.
    #[sea_orm(column_type = "Text", nullable)]
    pub brought_by: Option<String>,
    /// The day on which a letter came, ISO.
    #[sea_orm(column_type = "Text", nullable)]
    pub arrived_on: Option<String>,
    /// The answers as JSON.
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    /// The dossier that it became.
    #[sea_orm(column_type = "Text", nullable)]
    pub dossier_code: Option<String>,
    pub created_at: Millis,
    pub updated_at: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
