//! What the pages of calendars show.

use std::collections::BTreeMap;

use domain::clock::lunar::{LunarDate, lunar_new_year};
use domain::clock::{Basis, CalendarYear};
use domain::text::{Lang, Text};
use domain::when::{format_date_long, iso_date};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _};
use store::entity::{calendar_version, officer};
use time::Date;
use views::{
    CalendarDay, CalendarDraft, CalendarInUse, CalendarLine, CalendarView, CalendarsView, Failure, Moment,
};

use super::{draft_of, mark};
use crate::catalogue::KnownYear;
use crate::policy::{self, Deed};
use crate::{Actor, Case, Office};

/// The years that are known, and those that are being prepared.
///
/// # Errors
/// `NotAllowed`, or when the database fails.
pub async fn list(office: &Office, actor: &Actor) -> Case<CalendarsView> {
    actor.may(Deed::SeeCalendars)?;
    let reader = office.database().reader();
    let mut lines = BTreeMap::new();
    for (year, known) in office.catalogue().years() {
        let in_use = Some(in_use(reader, known).await?);
        lines.insert(*year, CalendarLine { year: *year, in_use, has_draft: false });
    }
    let drafts = calendar_version::Entity::find()
        .filter(calendar_version::Column::ConfirmedAt.is_null())
        .all(reader)
        .await?;
    for year in drafts.into_iter().map(|row| row.year) {
        let fresh = CalendarLine { year, in_use: None, has_draft: true };
        lines.entry(year).or_insert(fresh).has_draft = true;
    }
    let next = lines.keys().max().map_or_else(|| office.today().year(), |last| last + 1);
    let next = Some(next).filter(|_| policy::allows(Deed::KeepCalendars, actor.role));
    Ok(CalendarsView { years: lines.into_values().collect(), next })
}

/// A year: what is in use, and what is proposed.
///
/// # Errors
/// `NotFound` for a year that is neither known nor can be proposed.
pub async fn show(office: &Office, actor: &Actor, year: i32) -> Case<CalendarView> {
    actor.may(Deed::SeeCalendars)?;
    let reader = office.database().reader();
    let moon = lunar_new_year(year).and_then(|tet| Ok((tet, LunarDate::new(year, 3, 10).to_solar()?)));
    let (tet, hung_kings) = moon.map_err(|_| Failure::NotFound)?;
    let catalogue = office.catalogue();
    let in_use = match catalogue.years().get(&year) {
        Some(known) => Some(in_use(reader, known).await?),
        None if CalendarYear::propose(year).is_err() => return Err(Failure::NotFound.into()),
        None => None,
    };
    let draft = match draft_of(reader, year).await? {
        Some(row) => Some(draft(reader, actor, &row).await?),
        None => None,
    };
    Ok(CalendarView {
        year,
        lunar_new_year: iso_date(tet),
        hung_kings: iso_date(hung_kings),
        in_use,
        draft,
        may_change: policy::allows(Deed::KeepCalendars, actor.role),
    })
}

async fn in_use(reader: &DatabaseConnection, known: &KnownYear) -> Case<CalendarInUse> {
    let confirmed = known.confirmed.as_ref();
    let by = match confirmed.and_then(|row| row.confirmed_by.as_deref()) {
        Some(id) => name(reader, id).await?,
        None => String::new(),
    };
    Ok(CalendarInUse {
        version: confirmed.map(|row| row.version),
        source: known.body.source.clone(),
        days: days(&known.body),
        confirmed_by: by,
        confirmed_at: confirmed.and_then(|row| row.confirmed_at).map(Moment),
    })
}

async fn draft(
    reader: &DatabaseConnection,
    actor: &Actor,
    row: &calendar_version::Model,
) -> Case<CalendarDraft> {
    let body: CalendarYear = serde_json::from_str(&row.body)?;
    let changed_by: Vec<String> = serde_json::from_str(&row.changed_by)?;
    let mut names = Vec::new();
    for id in &changed_by {
        names.push(name(reader, id).await?);
    }
    Ok(CalendarDraft {
        version: row.version,
        days: days(&body),
        source: body.source,
        changed_by: names,
        changed_at: Moment(row.changed_at),
        seen: mark(row),
        own: changed_by.contains(&actor.id),
        may_confirm: policy::allows(Deed::ConfirmCalendar, actor.role),
    })
}

async fn name(reader: &DatabaseConnection, id: &str) -> Case<String> {
    let found = officer::Entity::find_by_id(id).one(reader).await?;
    Ok(found.map_or_else(|| id.to_owned(), |officer| officer.full_name))
}

/// Days off and worked Saturdays in the order of the calendar.
fn days(body: &CalendarYear) -> Vec<CalendarDay> {
    let proposed = CalendarYear::propose(body.year).map(|proposal| proposal.days).unwrap_or_default();
    let basis = |date: Date| proposed.iter().find(|day| day.date == date).map(|day| day.basis);
    let day = |date: Date, name: Text, worked: bool, basis: Option<Basis>| CalendarDay {
        date: iso_date(date),
        shown: Text::new(format_date_long(date, Lang::Vi), format_date_long(date, Lang::En)),
        name,
        worked,
        basis,
    };
    let off = body.holidays.iter().map(|off| day(off.date, off.name.clone(), false, basis(off.date)));
    let worked = body.working_saturdays.iter().map(|date| day(*date, Text::default(), true, None));
    let mut all: Vec<CalendarDay> = off.chain(worked).collect();
    all.sort_by(|one, other| one.date.cmp(&other.date));
    all
}
