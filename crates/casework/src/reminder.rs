//! Reminding officers: when 70 and 100 % of a period have passed, whoever must act gets a notice, once for each mark.
//!
//! The marks are those of the desk ([`crate::desk`]): time that waits for a payment does not count, and an apology moves
//! no mark. Where both have passed since anybody looked, the later one is told.

use domain::lifecycle::{Alarm, Status};
use domain::role::Role;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, officer};
use views::NoticeKind;

use crate::applicant::status_of;
use crate::desk::alarm;
use crate::{Actor, Case, CaseError, Office, notice, officers, record};

/// So many dossiers are looked at in one reading.
const AT_ONCE: u64 = 500;

/// Tells the marks that were passed and not told yet; answers how many.
///
/// # Errors
/// When the database fails. A year without a calendar hides the marks of its dossiers and of no others.
pub async fn remind(office: &Office) -> Case<usize> {
    let works = [Status::Accepted, Status::InProgress].map(|status| i32::from(status.code()));
    let at_work = dossier::Entity::find()
        .filter(dossier::Column::Status.is_in(works))
        .filter(dossier::Column::AlarmTold.lt(level(Alarm::Hundred)));
    let mut page = at_work.cursor_by(dossier::Column::Code);
    page.first(AT_ONCE);
    let mut told = 0;
    loop {
        let rows = page.all(office.database().reader()).await?;
        let Some(last) = rows.last() else { return Ok(told) };
        page.after(last.code.clone());
        for row in rows {
            match unheard(office, &row) {
                Ok(None) => {}
                Ok(Some(_)) => told += usize::from(tell(office, row.code).await?),
                Err(error) => tracing::warn!(error = error.chain(), "a period could not be judged"),
            }
        }
    }
}

/// The mark that a dossier has passed and nobody has heard of.
fn unheard(office: &Office, row: &dossier::Model) -> Case<Option<Alarm>> {
    Ok(alarm(office, row)?.filter(|alarm| level(*alarm) > row.alarm_told))
}

/// Per cent.
const fn level(alarm: Alarm) -> i32 {
    match alarm {
        Alarm::Seventy => 70,
        Alarm::Hundred => 100,
    }
}

/// Judges again in the transaction, because the dossier may have moved on.
async fn tell(office: &Office, code: String) -> Case<bool> {
    let office = office.clone();
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let Some(row) = dossier::Entity::find_by_id(&code).one(tx).await? else { return Ok(false) };
                let Some(alarm) = unheard(&office, &row)? else { return Ok(false) };
                let (now, system) = (office.now_millis(), Actor::system());
                let kind = match alarm {
                    Alarm::Seventy => NoticeKind::SeventyPercent,
                    Alarm::Hundred => NoticeKind::HundredPercent,
                };
                let data = json!({ "due_at": row.first_due_at.or(row.due_at) });
                let event = record::event(tx, now, &system, kind.code(), &code, None, data).await?;
                for officer in to_remind(tx, &row, alarm).await? {
                    notice::tell_officer(tx, &office, &row, &officer, event, kind).await?;
                }
                told(tx, row, alarm).await?;
                Ok::<_, CaseError>(true)
            })
        })
        .await
}

async fn told(tx: &Tx, row: dossier::Model, alarm: Alarm) -> Case<()> {
    let mut active = row.into_active_model();
    active.alarm_told = Set(level(alarm));
    active.update(tx).await?;
    Ok(())
}

/// Who holds the dossier, and at 100 % the leaders of the agency that decides as well. While nobody handles it, or nobody yet after a
/// supplement, the one-stop holds it.
async fn to_remind(
    connection: &impl ConnectionTrait,
    row: &dossier::Model,
    alarm: Alarm,
) -> Case<Vec<String>> {
    let colleagues = officers::at_work_on(connection, row).await?;
    let concerned = |officer: &officer::Model| {
        let handler = row.handler_id.as_ref().filter(|_| status_of(row.status) == Status::InProgress);
        let holds = match handler {
            Some(handler) => *handler == officer.id,
            None => officer.role == Role::OneStopOfficer.as_str(),
        };
        holds || alarm == Alarm::Hundred && officer.role == Role::Leader.as_str()
    };
    Ok(colleagues.into_iter().filter(concerned).map(|officer| officer.id).collect())
}
