//! What the office keeps about its dossiers, printed from the log: the control slip and the register.

mod hand_over;

use documents::{ControlSlip, HandOver, Paper, Register, RegisterRow, Template};
use domain::lifecycle::{Status, StatutoryForm};
use domain::text::Lang;
use domain::when::{format_date, local};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, Order, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use store::entity::{dossier, person};
use store::moment::{Millis, from_millis, to_millis};
use time::{Date, Month, Time};
use views::Failure;

use crate::applicant::{status_of, unit_name};
use crate::dossier::Held;
use crate::issue::Head;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, paper, reappointment, record};

/// A PDF and a name for saving it.
pub struct Sheet {
    pub pdf: Vec<u8>,
    pub file_name: String,
}

/// The control slip of a dossier of the officer's unit: who had it from when to when.
///
/// # Errors
/// `NotFound` for a dossier of another unit, `NoPaperSet`.
pub async fn control_slip(office: &Office, actor: &Actor, code: &str) -> Case<Sheet> {
    actor.may(Deed::PrintRecords)?;
    let reader = office.database().reader();
    let held = Held::for_officer(reader, actor, code).await?;
    let catalogue = office.catalogue();
    let head = Head::find(office, &catalogue, &held.row.unit_code, StatutoryForm::ControlSlip)?;
    let head = head.ok_or(Failure::NoPaperSet)?;
    let template = layout(&head)?;
    let procedure = &catalogue.version(&held.row.procedure_version_id)?.procedure;
    let slip = ControlSlip {
        issued_at: office.now(),
        demo: office.settings().demo,
        dossier_code: held.row.code.clone(),
        tracking_url: format!("{}/track/{}", office.settings().base_url, held.row.code),
        procedure: procedure.name.vi.clone(),
        agency: head.unit.name.vi.clone(),
        helping: String::new(),
        due_text: reappointment::promise_text(&held),
        rows: hand_overs(office, actor, code).await?,
        letterhead: head.letterhead(String::new(), office.now()),
    };
    let pdf = paper::typeset(Paper::ControlSlip(slip), template).await?;
    note(office, actor, "control_slip_printed", code.to_owned(), json!({})).await?;
    Ok(Sheet { pdf, file_name: format!("phieu-kiem-soat-{code}.pdf") })
}

/// The rows of the slip: who gave a dossier of the officer's unit to whom, and when.
///
/// # Errors
/// `NotFound` for a dossier of another unit.
pub async fn hand_overs(office: &Office, actor: &Actor, code: &str) -> Case<Vec<HandOver>> {
    actor.may(Deed::PrintRecords)?;
    let reader = office.database().reader();
    hand_over::of(reader, &Held::for_officer(reader, actor, code).await?).await
}

/// The register of the officer's unit in a year: every dossier that was accepted, in the order of acceptance.
///
/// # Errors
/// `NotFound` for what is no year, `NoPaperSet`.
pub async fn register(office: &Office, actor: &Actor, year: &str) -> Case<Sheet> {
    actor.may(Deed::PrintRecords)?;
    let year =
        year.parse::<i32>().ok().filter(|year| (2000..=9999).contains(year)).ok_or(Failure::NotFound)?;
    let catalogue = office.catalogue();
    let head = Head::find(office, &catalogue, &actor.unit_code, StatutoryForm::Register)?;
    let head = head.ok_or(Failure::NoPaperSet)?;
    let template = layout(&head)?;
    let mut rows = Vec::new();
    for row in entered(office, &actor.unit_code, year).await? {
        let person = person::Entity::find_by_id(&row.person_id).one(office.database().reader()).await?;
        let contact = person.map(|person| joined(&[&person.address, &person.phone])).unwrap_or_default();
        rows.push(register_row(office, row, contact)?);
    }
    let register = Register {
        issued_at: office.now(),
        demo: office.settings().demo,
        book: "01".to_owned(),
        year: year.to_string(),
        rows,
        letterhead: head.letterhead(String::new(), office.now()),
    };
    let pdf = paper::typeset(Paper::Register(register), template).await?;
    note(office, actor, "register_printed", actor.unit_code.clone(), json!({ "year": year })).await?;
    Ok(Sheet { pdf, file_name: format!("so-theo-doi-{}-{year}.pdf", actor.unit_code) })
}

fn layout(head: &Head<'_>) -> Case<Template> {
    let found = Template::find(head.template, head.version);
    found.ok_or(CaseError::Impossible("a paper set names a layout that is gone"))
}

/// The dossiers of a unit's year. Those that were accepted before registers were kept come first and have no number.
async fn entered(office: &Office, unit: &str, year: i32) -> Case<Vec<dossier::Model>> {
    let bound = |year| {
        let day = Date::from_calendar_date(year, Month::January, 1).map_err(|_| Failure::NotFound)?;
        Ok::<Millis, Failure>(to_millis(domain::when::at_local(day, Time::MIDNIGHT)))
    };
    let before_numbers = Condition::all()
        .add(dossier::Column::RegisterYear.is_null())
        .add(dossier::Column::AcceptedAt.gte(bound(year)?))
        .add(dossier::Column::AcceptedAt.lt(bound(year + 1)?));
    Ok(dossier::Entity::find()
        .filter(dossier::Column::UnitCode.eq(unit))
        .filter(Condition::any().add(dossier::Column::RegisterYear.eq(year)).add(before_numbers))
        .order_by_with_nulls(dossier::Column::RegisterNumber, Order::Asc, NullOrdering::First)
        .order_by_asc(dossier::Column::AcceptedAt)
        .all(office.database().reader())
        .await?)
}

fn register_row(office: &Office, row: dossier::Model, contact: String) -> Case<RegisterRow> {
    let day = |at: Millis| format_date(local(from_millis(at)).date(), Lang::Vi);
    let status = status_of(row.status);
    let promised = match (row.due_at, row.first_due_at) {
        (Some(due), Some(first)) => format!("{}, hẹn lại {}", day(first), day(due)),
        (Some(due), None) => day(due),
        (None, _) => String::new(),
    };
    let notes = [
        if status.ended_without_result() { status.label_vi() } else { "" },
        if row.first_due_at.is_some() { "Xin lỗi và hẹn lại" } else { "" },
    ];
    Ok(RegisterRow {
        number: row.register_number.map(|number| number.to_string()).unwrap_or_default(),
        procedure: office.catalogue().version(&row.procedure_version_id)?.procedure.short_name.vi.clone(),
        sets: 1,
        contact,
        agency: unit_name(office, &row.unit_code).vi,
        received: row.accepted_at.map(day).unwrap_or_default(),
        promised,
        returned: row.ended_at.filter(|_| status == Status::Returned).map(day).unwrap_or_default(),
        delivery: "Trực tuyến".to_owned(),
        note: joined(&notes),
        applicant: row.applicant_name,
        code: row.code,
    })
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}

/// Writes into the log that names and addresses left the system on paper.
async fn note(
    office: &Office,
    actor: &Actor,
    kind: &'static str,
    subject: String,
    data: serde_json::Value,
) -> Case<()> {
    let (actor, now) = (actor.clone(), office.now_millis());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                record::event(tx, now, &actor, kind, &subject, None, data).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
