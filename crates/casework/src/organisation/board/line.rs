//! The lines of the board.

use domain::lifecycle::{Lifecycle, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _};
use store::entity::dossier::{Column, Entity};
use store::entity::person;
use store::moment::Millis;
use views::{BoardLine, Deadline, Moment};

use crate::applicant::unit_name;
use crate::{Case, Office};

/// The columns that a line shows: not the answers, which are most of a row.
#[derive(FromQueryResult)]
struct Row {
    code: String,
    procedure_version_id: String,
    person_id: String,
    unit_code: String,
    lifecycle: String,
    filed_at: Millis,
    attention_at: Millis,
    due_at: Option<Millis>,
    first_due_at: Option<Millis>,
    missed_due_at: Option<Millis>,
    ended_at: Option<Millis>,
}

/// The dossiers of these codes, in this order.
pub(crate) async fn lines(office: &Office, codes: &[String]) -> Case<Vec<BoardLine>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = office.database().reader();
    let rows = Entity::find()
        .select_only()
        .columns([
            Column::Code,
            Column::ProcedureVersionId,
            Column::PersonId,
            Column::UnitCode,
            Column::Lifecycle,
            Column::FiledAt,
            Column::AttentionAt,
            Column::DueAt,
            Column::FirstDueAt,
            Column::MissedDueAt,
            Column::EndedAt,
        ])
        .filter(Column::Code.is_in(codes))
        .into_model::<Row>()
        .all(reader)
        .await?;
    let mut ids: Vec<String> = rows.iter().map(|row| row.person_id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(reader).await?;
    let place = |code: &str| codes.iter().position(|known| known == code);
    let mut rows = rows;
    rows.sort_by_cached_key(|row| place(&row.code));
    rows.into_iter().map(|row| line(office, row, &people)).collect()
}

fn line(office: &Office, row: Row, people: &[person::Model]) -> Case<BoardLine> {
    let lifecycle: Lifecycle = serde_json::from_str(&row.lifecycle)?;
    let deadline = binding(lifecycle);
    let of_office = matches!(deadline, Some(Deadline::Check | Deadline::Result));
    let filed_by = people.iter().find(|person| person.id == row.person_id);
    Ok(BoardLine {
        procedure_code: row.procedure_version_id.split('@').next().unwrap_or_default().to_owned(),
        procedure: office.catalogue().version(&row.procedure_version_id)?.procedure.short_name.clone(),
        unit: unit_name(office, &row.unit_code),
        lifecycle,
        filed_at: Moment(row.filed_at),
        filed_by: filed_by.map(|person| person.full_name.clone()).unwrap_or_default(),
        late: row.missed_due_at.is_some() || of_office && row.attention_at < office.today_begins(),
        deadline: deadline.map(|kind| (kind, Moment(row.attention_at))),
        // The binding date stays the first promise, so that an apology hides no lateness.
        moved_to: row.due_at.filter(|_| row.first_due_at.is_some()).map(Moment),
        due_at: row.due_at.map(Moment),
        ended_at: row.ended_at.map(Moment),
        code: row.code,
    })
}

/// What the next date binds: the office to check or to answer, or the organisation to supplement.
fn binding(lifecycle: Lifecycle) -> Option<Deadline> {
    match lifecycle.status() {
        Status::Filed => Some(Deadline::Check),
        Status::SupplementRequested if lifecycle.supplement_received() => Some(Deadline::Check),
        Status::SupplementRequested => Some(Deadline::Supplement),
        Status::Accepted | Status::InProgress => Some(Deadline::Result),
        _ => None,
    }
}
