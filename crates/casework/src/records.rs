//! What the office keeps about its dossiers, printed from the log: the control slip and the register.

mod hand_over;

use std::collections::BTreeMap;

use documents::{ControlSlip, HandOver, Paper, Register, RegisterRow, Template};
use domain::lifecycle::{Status, StatutoryForm};
use domain::text::Lang;
use domain::when::{format_date, local};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, Order, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use serde_json::json;
use store::entity::{dossier, organisation, person};
use store::moment::{Millis, from_millis, to_millis};
use time::{Date, Month, Time};
use views::Failure;

use crate::applicant::status_of;
use crate::dossier::Held;
use crate::draft::ResultWay;
use crate::issue::{Head, Reached};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, paper, reappointment, record, timeline};

/// So many dossiers a part of the register has: some seconds of a printer.
const PART_ROWS: u64 = 500;

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
    let held = Held::for_officer(reader, office, actor, code).await?;
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
        agency: catalogue.agency_name(&held.row.competent_unit).vi,
        helping: joined(&procedure.cooperating.iter().map(|agency| agency.vi.as_str()).collect::<Vec<_>>()),
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
    hand_over::of(reader, &office.catalogue(), &Held::for_officer(reader, office, actor, code).await?).await
}

/// A part of the register that the officer's one-stop keeps of a year, from 1: dossiers that were accepted, in the order of
/// acceptance. Later ones never move what a part begins with.
///
/// # Errors
/// `NotFound` for what is no year or a part that is not begun, `NoPaperSet`.
pub async fn register(office: &Office, actor: &Actor, year: &str, part: &str) -> Case<Sheet> {
    actor.may(Deed::Intake)?;
    let year =
        year.parse::<i32>().ok().filter(|year| (2000..=9999).contains(year)).ok_or(Failure::NotFound)?;
    let part = part.parse::<u32>().ok().filter(|part| *part > 0).ok_or(Failure::NotFound)?;
    let catalogue = office.catalogue();
    let head = Head::find(office, &catalogue, &actor.unit_code, StatutoryForm::Register)?;
    let head = head.ok_or(Failure::NoPaperSet)?;
    let template = layout(&head)?;
    let rows = register_rows(office, actor, year, part).await?;
    if rows.is_empty() && part > 1 {
        return Err(Failure::NotFound.into());
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
    let data = json!({ "year": year, "part": part });
    note(office, actor, "register_printed", actor.unit_code.clone(), data).await?;
    Ok(Sheet { pdf, file_name: format!("so-theo-doi-{}-{year}-{part}.pdf", actor.unit_code) })
}

/// How many parts the register of a unit's year has; an empty book has one.
pub(crate) async fn parts(office: &Office, unit: &str, year: i32) -> Case<u32> {
    let count = entered(unit, year)?.count(office.database().reader()).await?;
    Ok(u32::try_from(count.div_ceil(PART_ROWS)).unwrap_or(u32::MAX).max(1))
}

fn layout(head: &Head<'_>) -> Case<Template> {
    let found = Template::find(head.template, head.version);
    found.ok_or(CaseError::Impossible("a paper set names a layout that is gone"))
}

/// The dossiers of a unit's year. Those that were accepted before registers were kept come first and have no number.
fn entered(unit: &str, year: i32) -> Case<Select<dossier::Entity>> {
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
        .filter(Condition::any().add(dossier::Column::RegisterYear.eq(year)).add(before_numbers)))
}

/// The lines of a part of the register of the officer's unit.
///
/// # Errors
/// `NotFound` for what is no year.
pub async fn register_rows(office: &Office, actor: &Actor, year: i32, part: u32) -> Case<Vec<RegisterRow>> {
    actor.may(Deed::Intake)?;
    let reader = office.database().reader();
    let dossiers = entered(&actor.unit_code, year)?
        .order_by_with_nulls(dossier::Column::RegisterNumber, Order::Asc, NullOrdering::First)
        .order_by_asc(dossier::Column::AcceptedAt)
        .order_by_asc(dossier::Column::Code)
        .offset(u64::from(part.saturating_sub(1)) * PART_ROWS)
        .limit(PART_ROWS)
        .all(reader)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(dossiers.iter().map(|row| &row.person_id)))
        .all(reader)
        .await?;
    let organisations = organisation::Entity::find()
        .filter(
            organisation::Column::Id.is_in(dossiers.iter().filter_map(|row| row.organisation_id.as_ref())),
        )
        .all(reader)
        .await?;
    let people: BTreeMap<_, _> = people.iter().map(|person| (&person.id, person)).collect();
    let tax_codes: BTreeMap<_, _> = organisations.iter().map(|row| (&row.id, &row.tax_code)).collect();
    let collected = timeline::collected(reader, dossiers.iter().map(|row| row.code.clone())).await?;
    let lines = dossiers.into_iter().map(|row| {
        let person = people.get(&row.person_id);
        let person = person.ok_or(CaseError::Impossible("a dossier has no applicant"))?;
        let reached = Reached::of(office, &row, person)?;
        let tax_code = row.organisation_id.as_ref().and_then(|id| tax_codes.get(id));
        let tax_code = tax_code.map(|code| format!("MST {code}")).unwrap_or_default();
        let collected = collected.get(&row.code).map(String::as_str);
        register_row(office, row, joined(&[&tax_code, &reached.address, &reached.phone]), collected)
    });
    lines.collect()
}

fn register_row(
    office: &Office,
    row: dossier::Model,
    contact: String,
    collected: Option<&str>,
) -> Case<RegisterRow> {
    let day = |at: Millis| format_date(local(from_millis(at)).date(), Lang::Vi);
    let status = status_of(row.status);
    let promised = match (row.due_at, row.missed_due_at.or(row.first_due_at)) {
        (Some(due), Some(first)) => format!("{}, hẹn lại {}", day(first), day(due)),
        (Some(due), None) => day(due),
        (None, Some(missed)) => day(missed),
        (None, None) => String::new(),
    };
    let notes = [
        if status.ended_without_result() { status.label_vi() } else { "" },
        if row.first_due_at.is_some() { "Xin lỗi và hẹn lại" } else { "" },
        if row.missed_due_at.is_some() { "Trễ hẹn trước khi yêu cầu bổ sung" } else { "" },
    ];
    let wished = ResultWay::wished(&serde_json::from_str(&row.answers)?);
    Ok(RegisterRow {
        number: row.register_number.map(|number| number.to_string()).unwrap_or_default(),
        procedure: office.catalogue().version(&row.procedure_version_id)?.procedure.short_name.vi.clone(),
        sets: 1,
        contact,
        agency: office.catalogue().agency_name(&row.competent_unit).vi,
        received: row.accepted_at.map(day).unwrap_or_default(),
        promised,
        returned: row.ended_at.filter(|_| status == Status::Returned).map(day).unwrap_or_default(),
        delivery: collected.map_or_else(|| delivery(wished), handed).to_owned(),
        note: joined(&notes),
        applicant: row.applicant_name,
        code: row.code,
    })
}

/// How the result went back, by what the one-stop noted.
fn handed(by: &str) -> &'static str {
    match by {
        "post" => "Qua bưu chính",
        "online" => "Trực tuyến",
        _ => "Tại quầy",
    }
}

/// How it is to go back: as the applicant wished, and by the receipt at the one-stop where they said nothing.
const fn delivery(wished: Option<ResultWay>) -> &'static str {
    match wished {
        Some(ResultWay::Online) => "Trực tuyến",
        Some(ResultWay::Counter) | None => "Tại quầy",
        Some(ResultWay::Post) => "Qua bưu chính",
    }
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
