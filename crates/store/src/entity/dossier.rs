//! A filed application.

use sea_orm::entity::prelude::*;

use crate::moment::Millis;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub code: String,
    /// One draft makes one dossier, however often it is submitted.
    #[sea_orm(unique, column_type = "Text")]
    pub draft_id: String,
    #[sea_orm(column_type = "Text")]
    pub procedure_version_id: String,
    #[sea_orm(column_type = "Text")]
    pub person_id: String,
    /// The organisation that applies; the person then only acted for it.
    #[sea_orm(column_type = "Text", nullable)]
    pub organisation_id: Option<String>,
    /// The organisation's name where one applies, else the person's.
    #[sea_orm(column_type = "Text")]
    pub applicant_name: String,
    /// The receiving unit.
    #[sea_orm(column_type = "Text")]
    pub unit_code: String,
    /// The unit whose officers decide; the receiving unit where that is its own agency's.
    #[sea_orm(column_type = "Text")]
    pub competent_unit: String,
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    /// The national code, 1 to 10.
    pub status: i32,
    /// The whole state as JSON.
    #[sea_orm(column_type = "Text")]
    pub lifecycle: String,
    /// What was filed, as JSON.
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    pub filed_at: Millis,
    /// By then the office must have checked it.
    pub check_by_at: Millis,
    /// How that date was computed, as JSON.
    #[sea_orm(column_type = "Text")]
    pub check_by: String,
    /// The date that the receipt of the filing promised, as JSON, once a supplement gave the office another.
    #[sea_orm(column_type = "Text", nullable)]
    pub first_check_by: Option<String>,
    pub accepted_at: Option<Millis>,
    pub due_at: Option<Millis>,
    /// How the due date was computed, as JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub due: Option<String>,
    /// The first promise as JSON, once the due date was moved by an apology. Measures use it.
    #[sea_orm(column_type = "Text", nullable)]
    pub first_due: Option<String>,
    pub first_due_at: Option<Millis>,
    /// A promise that had passed when more was asked for. The new one does not undo it.
    pub missed_due_at: Option<Millis>,
    /// Its place in the register of its unit and year, from the first acceptance on.
    pub register_year: Option<i32>,
    pub register_number: Option<i32>,
    /// What the officer found at the acceptance and the period that it takes, as JSON; none for the usual one.
    #[sea_orm(column_type = "Text", nullable)]
    pub finding: Option<String>,
    /// The next date that binds the office, for the order of the inbox.
    pub attention_at: Millis,
    /// Per cent of the period at which officers were told last: 0, 70 or 100.
    pub alarm_told: i32,
    /// The handling officer.
    #[sea_orm(column_type = "Text", nullable)]
    pub handler_id: Option<String>,
    pub ended_at: Option<Millis>,
    /// What an organisation's board finds it by, folded; empty for the dossiers of people.
    #[sea_orm(column_type = "Text")]
    pub search: String,
    /// When its state last changed.
    pub changed_at: Millis,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
