//! Who handles a dossier: the one-stop hands it to somebody, and a leader can name another.

use domain::lifecycle::{Action, Status, Step};
use domain::role::Role;
use domain::text::Text;
use domain::when::local;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use store::Tx;
use store::entity::officer;
use store::moment::from_millis;
use views::{Failure, NoticeKind};

use crate::catalogue::Catalogue;
use crate::dossier::Held;
use crate::intake::page;
use crate::policy::Deed;
use crate::{Actor, Case, Office, notice, record, timeline};

/// Hands an accepted dossier to the officer who will handle it.
///
/// # Errors
/// `NotFound` when there is no such handling officer in the agency that decides, `WrongState`.
pub async fn transfer(office: &Office, actor: &Actor, code: &str, officer_id: &str) -> Case<String> {
    assign(office, actor, code, officer_id, Deed::Intake, Action::Transfer).await
}

/// Gives a dossier that is in care to another handling officer of the agency, as when somebody leaves.
///
/// # Errors
/// As [`transfer`]; `NotFound` also for whoever has it.
pub async fn reassign(office: &Office, actor: &Actor, code: &str, officer_id: &str) -> Case<String> {
    assign(office, actor, code, officer_id, Deed::Assign, Action::Reassign).await
}

/// Notes that another agency decides, before the dossier is handed over: whoever filed may have named a wrong one, or none.
///
/// # Errors
/// `NotFound` for what the applicant could not have named and for who decides already, `WrongState` once it is handed over.
pub async fn choose_agency(office: &Office, actor: &Actor, code: &str, unit: &str) -> Case<String> {
    actor.may(Deed::Intake)?;
    let (office, actor) = (office.clone(), actor.clone());
    let (code, unit) = (code.to_owned(), unit.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &office, &actor, &code).await?;
                if !with_the_one_stop(&held) {
                    return Err(Failure::WrongState.into());
                }
                let catalogue = office.catalogue();
                if !other_agencies(&catalogue, &held)?.iter().any(|(known, _)| *known == unit) {
                    return Err(Failure::NotFound.into());
                }
                let data = json!({ "from": held.row.competent_unit, "to": unit });
                // Whoever had it before a supplement was of the other agency.
                held.row.handler_id = None;
                held.row.competent_unit.clone_from(&unit);
                // Its leaders hear anew of a period that is nearly over.
                held.row.alarm_told = 0;
                held.row.changed_at = office.now_millis();
                held.save(tx).await?;
                let (now, name) = (office.now_millis(), catalogue.agency_name(&unit).vi);
                record::event(tx, now, &actor, timeline::AGENCY_CHANGED, &code, Some(&name), data).await?;
                Ok(page(&code))
            })
        })
        .await
}

/// Whether it was not handed over yet, or was accepted again after a supplement.
pub(crate) fn with_the_one_stop(held: &Held) -> bool {
    matches!(held.lifecycle.status(), Status::Filed | Status::Accepted)
}

/// The units that could decide a dossier instead, with the names of their agencies.
pub(crate) fn other_agencies(catalogue: &Catalogue, held: &Held) -> Case<Vec<(String, Text)>> {
    let procedure = &catalogue.version(&held.row.procedure_version_id)?.procedure;
    let filed_on = local(from_millis(held.row.filed_at)).date();
    let units = catalogue.nameable(procedure, filed_on).into_iter();
    let others = units.filter(|unit| unit.code != held.row.competent_unit);
    Ok(others.map(|unit| (unit.code.clone(), catalogue.agency_name(&unit.code))).collect())
}

async fn assign(
    office: &Office,
    actor: &Actor,
    code: &str,
    officer_id: &str,
    deed: Deed,
    action: Action,
) -> Case<String> {
    actor.may(deed)?;
    let (office, actor) = (office.clone(), actor.clone());
    let (code, officer_id) = (code.to_owned(), officer_id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &office, &actor, &code).await?;
                let to = handling_officer(tx, &held, &officer_id).await?;
                let from = held.row.handler_id.clone();
                if action == Action::Reassign && from.as_ref() == Some(&to) {
                    return Err(Failure::NotFound.into());
                }
                held.step(&office, &actor, action, "")?;
                held.row.handler_id = Some(to.clone());
                let (status, step) = (held.lifecycle.status(), held.lifecycle.step());
                let row = held.save(tx).await?;
                let kind = if action == Action::Transfer { "transferred" } else { "reassigned" };
                let data = json!({ "from": from, "to": to });
                let event = record::event(tx, office.now_millis(), &actor, kind, &code, None, data).await?;
                if let Some(told) = told(status, step) {
                    notice::pass_on(tx, &office, &actor, &row, event, told).await?;
                }
                Ok(page(&code))
            })
        })
        .await
}

async fn handling_officer(tx: &Tx, held: &Held, id: &str) -> Case<String> {
    let found = officer::Entity::find_by_id(id)
        .filter(officer::Column::UnitCode.eq(&held.row.competent_unit))
        .filter(officer::Column::Role.eq(Role::HandlingOfficer.as_str()))
        .filter(officer::Column::Active.eq(true))
        .one(tx)
        .await?;
    Ok(found.ok_or(Failure::NotFound)?.id)
}

/// What the new officer is to do; nothing while it is for others to act.
fn told(status: Status, step: Option<Step>) -> Option<NoticeKind> {
    match (status, step) {
        (Status::InProgress, Some(Step::Received)) => Some(NoticeKind::HandedOver),
        (Status::InProgress, Some(Step::Approved)) => Some(NoticeKind::ResultApproved),
        _ => None,
    }
}
