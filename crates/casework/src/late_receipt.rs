//! The receipt (Mẫu 01) of a procedure that is answered on the same day: issued only when somebody asks for it
//! (NĐ 61/2018 Đ17.4).

use domain::lifecycle::Status;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;
use store::Tx;
use store::entity::issued_paper;
use views::Failure;

use crate::counter;
use crate::dossier::Held;
use crate::draft::Open;
use crate::intake::page;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, issue, record, timeline};

/// Issues the Mẫu 01 that was not issued at intake, because the applicant asks or an officer wants to print it.
///
/// # Errors
/// `NotFound` for a dossier of another unit, `WrongState` when it has its receipt or no promised day.
pub async fn issue(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::Intake)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let held = Held::for_officer(tx, &office, &actor, &code).await?;
                issue_to(tx, &office, &actor, &held).await?;
                Ok::<_, CaseError>(page(&code))
            })
        })
        .await
}

/// Issues the receipt in the name of the officer who accepted.
async fn issue_to(tx: &Tx, office: &Office, actor: &Actor, held: &Held) -> Case<()> {
    if !lacks(tx, held).await? {
        return Err(Failure::WrongState.into());
    }
    let due = match held.first_due()? {
        Some(first) => first,
        None => held.due()?.ok_or(Failure::WrongState)?,
    };
    let receiver = timeline::who_last(tx, &held.row.code, "accepted").await?;
    let period = Open::behind(tx, office, &held.row.draft_id).await?.period(office);
    issue::receipt(tx, office, actor, held, (period, &due), &receiver).await?;
    let code = &held.row.code;
    record::event(tx, office.now_millis(), actor, "receipt_issued", code, None, json!({})).await?;
    Ok(())
}

/// Whether the dossier has a promised day and no Mẫu 01 that names it, and whose it is.
pub(crate) async fn lacks(connection: &impl ConnectionTrait, held: &Held) -> Case<bool> {
    let running = matches!(
        held.lifecycle.status(),
        Status::Accepted | Status::InProgress | Status::PaymentRequested | Status::Finished
    );
    let Some(accepted_at) = held.row.accepted_at.filter(|_| running && held.row.due.is_some()) else {
        return Ok(false);
    };
    let named_at = counter::named_at(connection, &held.row).await?;
    let since = named_at.map_or(accepted_at, |at| at.max(accepted_at));
    let issued = issued_paper::Entity::find()
        .filter(issued_paper::Column::DossierCode.eq(&held.row.code))
        .filter(issued_paper::Column::Template.starts_with("mau-01-"))
        .filter(issued_paper::Column::IssuedAt.gte(since))
        .count(connection)
        .await?;
    Ok(issued == 0)
}

/// The applicant asks for the Mẫu 01 that was not issued at intake (NĐ 61/2018 Đ17.4).
///
/// # Errors
/// `NotFound` for somebody else's, `WrongState` when it was issued or no day is promised.
pub async fn ask(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::ActAsApplicant)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let held = Held::for_applicant(tx, &office, &actor, &code).await?;
                actor.may_act_in(&office.catalogue().version(&held.row.procedure_version_id)?.procedure)?;
                issue_to(tx, &office, &actor, &held).await?;
                Ok::<_, CaseError>(format!("/track/{code}"))
            })
        })
        .await
}
