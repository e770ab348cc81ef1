//! Apologising and moving the promised day: once, before the day, and never to hide that it is late.

use domain::clock::{ArithmeticStep, Due};
use domain::lifecycle::{Action, Status};
use domain::text::Lang;
use domain::when::{at_local, iso_date, local, parse_iso_date};
use serde_json::json;
use store::moment::{from_millis, to_millis};
use time::{Date, OffsetDateTime};
use views::{ApologyDraft, Failure, NoticeKind};

use crate::dossier::Held;
use crate::intake::{checked, page};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, issue, notice, record, session};

/// So many working days later is what a drafted apology begins with.
const PROPOSED: u16 = 3;

/// The leader apologises and promises a later day: Mẫu 04. The first promise is kept, and lateness is judged by it.
/// The paper bears the leader's name, so it asks for a fresh proof of who signs ([`session::prove`]).
///
/// # Errors
/// `ProofNeeded`; `ReasonMissing`; `DayUnfit` unless the new day is a working day after the promised one;
/// `ReappointmentTooLate` on that day and after it; `SecondReappointment`; `WrongState`.
pub async fn reappoint(office: &Office, actor: &Actor, code: &str, day: &str, reason: &str) -> Case<String> {
    actor.may(Deed::Reappoint)?;
    session::fresh(office, actor)?;
    let reason = checked(reason)?;
    let day = parse_iso_date(day.trim()).map_err(|_| Failure::DayUnfit)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &office, &actor, &code).await?;
                held.step(&office, &actor, Action::Reappoint, &reason)?;
                let first = held.due()?.ok_or(Failure::WrongState)?;
                let new_due = moved(&office, &held.row.unit_code, &first, day)?;
                held.row.first_due_at = Some(to_millis(first.at));
                held.row.first_due = Some(serde_json::to_string(&first)?);
                held.row.due_at = Some(to_millis(new_due.at));
                held.row.due = Some(serde_json::to_string(&new_due)?);
                issue::apology(tx, &office, &actor, &held, &first, &new_due, &reason).await?;
                let data = json!({ "first_due_at": to_millis(first.at), "due_at": to_millis(new_due.at) });
                let row = held.save(tx).await?;
                let now = office.now_millis();
                let event = record::event(tx, now, &actor, "reappointed", &code, Some(&reason), data).await?;
                notice::tell(tx, &office, &row, event, NoticeKind::Reappointed, row.due_at).await?;
                Ok::<_, CaseError>(page(&code))
            })
        })
        .await
}

/// The promise on another day, at closing time.
fn moved(office: &Office, unit: &str, first: &Due, day: Date) -> Case<Due> {
    let hours = office.hours(unit);
    let fits = day > local(first.at).date() && hours.works_on(day, &office.calendar())?;
    if !fits {
        return Err(Failure::DayUnfit.into());
    }
    let at = at_local(day, hours.on(day).closing());
    let mut arithmetic = first.arithmetic.clone();
    arithmetic.push(ArithmeticStep::MovedTo { at });
    Ok(Due { at, arithmetic })
}

/// What the leader's apology begins with, while one is possible: not when the days after the promise have no calendar.
pub(crate) fn draft(office: &Office, held: &Held) -> Case<Option<ApologyDraft>> {
    let Some(due) = held.row.due_at.map(from_millis) else { return Ok(None) };
    let unit = &held.row.unit_code;
    let days =
        later(office, unit, due, 1).and_then(|earliest| Ok((earliest, later(office, unit, due, PROPOSED)?)));
    let (earliest, proposed) = match days {
        Ok(days) => days,
        Err(error) if error.failure() == Failure::NoCalendar => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(ApologyDraft {
        day: iso_date(proposed),
        earliest: iso_date(earliest),
        reason: "Hồ sơ cần thêm thời gian để thẩm định, xác minh.".to_owned(),
        urgent: is_urgent(office, held)?,
    }))
}

/// Whether the promise is for the next working day and the result is not ready, so that it is now or never.
pub(crate) fn is_urgent(office: &Office, held: &Held) -> Case<bool> {
    due_next(office, &held.row.unit_code, held.row.due_at.map(from_millis), held.lifecycle.status())
}

/// The same for a dossier of which only that is known.
pub(crate) fn due_next(
    office: &Office,
    unit: &str,
    due: Option<OffsetDateTime>,
    status: Status,
) -> Case<bool> {
    let Some(due) = due.filter(|_| status == Status::InProgress) else { return Ok(false) };
    let due = local(due).date();
    Ok(office.today() < due && later(office, unit, office.now(), 1)? >= due)
}

fn later(office: &Office, unit: &str, at: OffsetDateTime, working_days: u16) -> Case<Date> {
    let (calendar, hours) = (office.calendar(), office.hours(unit));
    let mut day = local(at).date();
    for _ in 0..working_days {
        day = day.next_day().ok_or(Failure::NoCalendar)?;
        while !hours.works_on(day, &calendar)? {
            day = day.next_day().ok_or(Failure::NoCalendar)?;
        }
    }
    Ok(day)
}

/// When a dossier is promised for, and, after an apology, for when it was first: for papers of the office.
pub(crate) fn promise_text(held: &Held) -> String {
    let text = |at| domain::when::format_datetime(from_millis(at), Lang::Vi);
    match (held.row.due_at, held.row.first_due_at) {
        (Some(due), Some(first)) => format!("{}, hẹn lại {}", text(first), text(due)),
        (Some(due), None) => text(due),
        (None, _) => String::new(),
    }
}
