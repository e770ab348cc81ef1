//! The working calendar of a year, kept here: one person proposes it from the official notice, another confirms it.
//!
//! Nothing that is not confirmed is computed with. A later version moves no day that was promised.

use domain::clock::{Calendar, CalendarYear, Holiday, ProposalError};
use domain::text::{Text, nfc};
use domain::when::parse_iso_date;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, ModelTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};
use store::Tx;
use store::entity::calendar_version;
use store::id::sha256_hex;
use time::Date;
use views::Failure;

use crate::intake::checked;
use crate::policy::Deed;
use crate::{Actor, Case, Office, catalogue, record};

mod show;

pub use show::{list, show};

/// Letters of the name of a day, and of a source.
const LONGEST_NAME: usize = 200;
const LONGEST_SOURCE: usize = 2000;

/// What somebody changes in a draft.
#[derive(Clone, Debug)]
pub enum Change {
    /// A day off, ISO, and what is celebrated.
    Off { date: String, name: Text },
    /// A Saturday that is worked, ISO.
    Worked { date: String },
    /// Whatever stands for this day, ISO.
    Remove { date: String },
    /// The notices that it is entered from.
    Source(String),
}

/// Begins a draft: from what is in use, else from what law and moon give. Beginning twice makes one.
///
/// # Errors
/// `NotFound` for a year for which nothing can be proposed.
pub async fn begin(office: &Office, actor: &Actor, year: i32) -> Case<String> {
    actor.may(Deed::KeepCalendars)?;
    let in_use = office.catalogue().years().get(&year).map(|known| known.body.clone());
    let body = match in_use {
        Some(body) => body,
        None => CalendarYear::propose(year)
            .map_err(|_: ProposalError| Failure::NotFound)?
            .into_year(String::new()),
    };
    write(office, actor, year, move |tx, office, actor| {
        Box::pin(async move {
            let latest = latest(tx, year).await?;
            if latest.as_ref().is_some_and(|row| row.confirmed_at.is_none()) {
                return Ok(());
            }
            let row = calendar_version::Model {
                year,
                version: latest.map_or(1, |row| row.version + 1),
                body: serde_json::to_string(&body)?,
                changed_by: serde_json::to_string(&[&actor.id])?,
                changed_at: office.now_millis(),
                confirmed_by: None,
                confirmed_at: None,
            };
            note(tx, office, actor, &row, "calendar_begun", json!({})).await?;
            calendar_version::Entity::insert(row.into_active_model().reset_all())
                .exec_without_returning(tx)
                .await?;
            Ok(())
        })
    })
    .await
}

/// Changes the draft of a year. Whoever does may not confirm it.
///
/// # Errors
/// `NotFound` without a draft, `CalendarDay` for a day that does not fit, `NameMissing` for a day without a name,
/// `TooMuchText`.
pub async fn change(office: &Office, actor: &Actor, year: i32, change: Change) -> Case<String> {
    actor.may(Deed::KeepCalendars)?;
    write(office, actor, year, move |tx, office, actor| {
        Box::pin(async move {
            let mut row = draft_in(tx, year).await?;
            let before: CalendarYear = serde_json::from_str(&row.body)?;
            let after = changed(before.clone(), &change)?;
            if after == before {
                return Ok(());
            }
            row.body = serde_json::to_string(&after)?;
            let mut changed_by: Vec<String> = serde_json::from_str(&row.changed_by)?;
            if !changed_by.contains(&actor.id) {
                changed_by.push(actor.id.clone());
            }
            row.changed_by = serde_json::to_string(&changed_by)?;
            row.changed_at = office.now_millis();
            note(tx, office, actor, &row, "calendar_changed", told(&change, &after)).await?;
            save(tx, row).await
        })
    })
    .await
}

fn changed(mut body: CalendarYear, change: &Change) -> Case<CalendarYear> {
    match change {
        Change::Off { date, name } => {
            let date = day(date)?;
            let name = Text::new(short(&name.vi, LONGEST_NAME)?, short(&name.en, LONGEST_NAME)?);
            if name.vi.is_empty() {
                return Err(Failure::NameMissing.into());
            }
            body.holidays.push(Holiday { date, name });
            body.holidays.sort_by_key(|holiday| holiday.date);
        }
        Change::Worked { date } => {
            let date = day(date)?;
            if body.working_saturdays.contains(&date) {
                return Err(Failure::CalendarDay.into());
            }
            body.working_saturdays.push(date);
            body.working_saturdays.sort_unstable();
        }
        Change::Remove { date } => {
            let date = day(date)?;
            body.holidays.retain(|holiday| holiday.date != date);
            body.working_saturdays.retain(|worked| *worked != date);
        }
        Change::Source(source) => body.source = short(source, LONGEST_SOURCE)?,
    }
    Calendar::from_years(vec![body.clone()]).map_err(|_| Failure::CalendarDay)?;
    Ok(body)
}

fn day(text: &str) -> Case<Date> {
    Ok(parse_iso_date(text.trim()).map_err(|_| Failure::CalendarDay)?)
}

fn short(text: &str, longest: usize) -> Case<String> {
    let text = nfc(&checked(text)?);
    if text.chars().count() > longest { Err(Failure::TooMuchText.into()) } else { Ok(text) }
}

/// What the log says of a change: what is kept of it, without the space that was typed around.
fn told(change: &Change, after: &CalendarYear) -> Value {
    match change {
        Change::Off { date, .. } => json!({ "off": date.trim() }),
        Change::Worked { date } => json!({ "worked": date.trim() }),
        Change::Remove { date } => json!({ "removed": date.trim() }),
        Change::Source(_) => json!({ "source": after.source }),
    }
}

/// Drops the draft of a year.
///
/// # Errors
/// `NotFound` without a draft.
pub async fn discard(office: &Office, actor: &Actor, year: i32) -> Case<String> {
    actor.may(Deed::KeepCalendars)?;
    write(office, actor, year, move |tx, office, actor| {
        Box::pin(async move {
            let row = draft_in(tx, year).await?;
            note(tx, office, actor, &row, "calendar_discarded", json!({})).await?;
            row.delete(tx).await?;
            Ok(())
        })
    })
    .await
}

/// Confirms the draft that was shown with the mark `seen`: from now on deadlines are computed with it.
///
/// # Errors
/// `NotFound` without a draft, `CalendarOwn` for whoever changed it, `CalendarChanged` when it is no longer what was
/// shown, `CalendarSource` when it names no notice.
pub async fn confirm(office: &Office, actor: &Actor, year: i32, seen: &str) -> Case<String> {
    actor.may(Deed::ConfirmCalendar)?;
    let seen = seen.to_owned();
    let page = write(office, actor, year, move |tx, office, actor| {
        Box::pin(async move {
            let mut row = draft_in(tx, year).await?;
            let changed_by: Vec<String> = serde_json::from_str(&row.changed_by)?;
            if changed_by.contains(&actor.id) {
                return Err(Failure::CalendarOwn.into());
            }
            if mark(&row) != seen {
                return Err(Failure::CalendarChanged.into());
            }
            let body: CalendarYear = serde_json::from_str(&row.body)?;
            if body.source.is_empty() {
                return Err(Failure::CalendarSource.into());
            }
            row.confirmed_by = Some(actor.id.clone());
            row.confirmed_at = Some(office.now_millis());
            let written = row.clone();
            save(tx, row).await?;
            let revision = catalogue::revise(tx).await?;
            let data = json!({ "revision": revision, "body": body });
            note(tx, office, actor, &written, "calendar_confirmed", data).await
        })
    })
    .await?;
    office.refresh_catalogue().await?;
    Ok(page)
}

/// A mark of what a draft says.
fn mark(row: &calendar_version::Model) -> String {
    sha256_hex(row.body.as_bytes())
}

type Doing<'a> = std::pin::Pin<Box<dyn Future<Output = Case<()>> + Send + 'a>>;

/// Does it in one transaction, and answers the page of the year.
async fn write(
    office: &Office,
    actor: &Actor,
    year: i32,
    act: impl for<'a> FnOnce(&'a Tx, &'a Office, &'a Actor) -> Doing<'a> + Send + 'static,
) -> Case<String> {
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database.write(move |tx| Box::pin(async move { act(tx, &office, &actor).await })).await?;
    Ok(format!("/admin/calendars/{year}"))
}

async fn latest(connection: &impl ConnectionTrait, year: i32) -> Case<Option<calendar_version::Model>> {
    Ok(calendar_version::Entity::find()
        .filter(calendar_version::Column::Year.eq(year))
        .order_by_desc(calendar_version::Column::Version)
        .one(connection)
        .await?)
}

/// The version of a year that nobody has confirmed yet.
async fn draft_of(connection: &impl ConnectionTrait, year: i32) -> Case<Option<calendar_version::Model>> {
    Ok(latest(connection, year).await?.filter(|row| row.confirmed_at.is_none()))
}

async fn draft_in(tx: &Tx, year: i32) -> Case<calendar_version::Model> {
    Ok(draft_of(tx, year).await?.ok_or(Failure::NotFound)?)
}

async fn save(tx: &Tx, row: calendar_version::Model) -> Case<()> {
    let active = calendar_version::ActiveModel {
        body: Set(row.body),
        changed_by: Set(row.changed_by),
        changed_at: Set(row.changed_at),
        confirmed_by: Set(row.confirmed_by),
        confirmed_at: Set(row.confirmed_at),
        year: sea_orm::ActiveValue::Unchanged(row.year),
        version: sea_orm::ActiveValue::Unchanged(row.version),
    };
    active.update(tx).await?;
    Ok(())
}

async fn note(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    row: &calendar_version::Model,
    kind: &str,
    more: Value,
) -> Case<()> {
    let subject = format!("calendar:{}", row.year);
    let data = json!({ "version": row.version, "mark": mark(row), "more": more });
    record::event(tx, office.now_millis(), actor, kind, &subject, None, data).await?;
    Ok(())
}
