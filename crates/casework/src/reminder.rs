//! Reminding officers: when 70 and 100 % of a period have passed, whoever must act gets a notice, once for each mark. Leaders get
//! one on the last day on which they can apologise and promise another (NĐ 61/2018 Đ19.9: at least a day before).
//!
//! The marks are those of the desk ([`crate::desk`]): time that waits for a payment does not count, and an apology moves
//! no mark. Where both have passed since anybody looked, the later one is told.

use domain::lifecycle::{Alarm, Lifecycle, Status, Step};
use domain::role::Role;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, notice as told_notice, officer};
use store::moment::from_millis;
use views::NoticeKind;

use crate::applicant::status_of;
use crate::desk::alarm;
use crate::{Actor, Case, CaseError, Office, notice, officers, reappointment, record};

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
            match apology_due(office, office.database().reader(), &row).await {
                Ok(false) => {}
                Ok(true) => tell_leaders(office, row.code.clone()).await?,
                Err(error) => tracing::warn!(error = error.chain(), "an eve could not be judged"),
            }
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

/// Whether today is the last day on which an apology can move what was promised, and the leaders have not heard of it. Each
/// promised day has an eve of its own.
async fn apology_due(office: &Office, connection: &impl ConnectionTrait, row: &dossier::Model) -> Case<bool> {
    let lifecycle: Lifecycle = serde_json::from_str(&row.lifecycle)?;
    let undecided = matches!(lifecycle.step(), Some(Step::Received | Step::Drafted));
    if !undecided || lifecycle.reappoint_count() > 0 {
        return Ok(false);
    }
    let due = row.due_at.map(from_millis);
    if !reappointment::due_next(office, &row.unit_code, due, lifecycle.status())? {
        return Ok(false);
    }
    let told = told_notice::Entity::find()
        .filter(told_notice::Column::DossierCode.eq(&row.code))
        .filter(told_notice::Column::Kind.eq(NoticeKind::ApologyDue.code()))
        .filter(told_notice::Column::UntilAt.eq(row.due_at));
    Ok(told.count(connection).await? == 0)
}

async fn tell_leaders(office: &Office, code: String) -> Case<()> {
    let office = office.clone();
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let Some(row) = dossier::Entity::find_by_id(&code).one(tx).await? else { return Ok(()) };
                let mut leaders = officers::at_work_on(tx, &row).await?;
                leaders.retain(|officer| officer.role == Role::Leader.as_str());
                if leaders.is_empty() || !apology_due(&office, tx, &row).await? {
                    return Ok(());
                }
                let (now, system, kind) = (office.now_millis(), Actor::system(), NoticeKind::ApologyDue);
                let data = json!({ "due_at": row.due_at });
                let event = record::event(tx, now, &system, kind.code(), &code, None, data).await?;
                for leader in leaders {
                    notice::tell_officer(tx, &office, &row, &leader.id, event, kind).await?;
                }
                Ok::<_, CaseError>(())
            })
        })
        .await
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
