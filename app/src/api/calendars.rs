use leptos::prelude::*;
use views::{CalendarView, CalendarsView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};
#[cfg(feature = "ssr")]
use casework::calendar::{self, Change};

/// The years that deadlines are computed with, and those that are being prepared.
#[server(prefix = "/fn", endpoint = "list_calendars")]
pub async fn list_calendars() -> Result<CalendarsView, ApiError> {
    let (office, actor) = caller()?;
    shown(calendar::list(&office, &actor).await)
}

/// One year: what is in use and what is proposed.
#[server(prefix = "/fn", endpoint = "load_calendar")]
pub async fn load_calendar(#[server(default)] year: i32) -> Result<CalendarView, ApiError> {
    let (office, actor) = caller()?;
    shown(calendar::show(&office, &actor, year).await)
}

/// Begins a proposal for a year.
#[server(prefix = "/fn", endpoint = "begin_calendar")]
pub async fn begin_calendar(#[server(default)] year: i32) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(calendar::begin(&office, &actor, year).await)
}

/// Adds a day off to the proposal.
#[server(prefix = "/fn", endpoint = "add_day_off")]
pub async fn add_day_off(
    #[server(default)] year: i32,
    #[server(default)] date: String,
    #[server(default)] name_vi: String,
    #[server(default)] name_en: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let name = domain::text::Text::new(name_vi, name_en);
    go(calendar::change(&office, &actor, year, Change::Off { date, name }).await)
}

/// Adds a Saturday that is worked instead of another day.
#[server(prefix = "/fn", endpoint = "add_worked_saturday")]
pub async fn add_worked_saturday(
    #[server(default)] year: i32,
    #[server(default)] date: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(calendar::change(&office, &actor, year, Change::Worked { date }).await)
}

/// Takes a day out of the proposal.
#[server(prefix = "/fn", endpoint = "remove_calendar_day")]
pub async fn remove_calendar_day(
    #[server(default)] year: i32,
    #[server(default)] date: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(calendar::change(&office, &actor, year, Change::Remove { date }).await)
}

/// Names the official notices that the proposal is entered from.
#[server(prefix = "/fn", endpoint = "name_calendar_source")]
pub async fn name_calendar_source(
    #[server(default)] year: i32,
    #[server(default)] source: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(calendar::change(&office, &actor, year, Change::Source(source)).await)
}

/// Drops the proposal.
#[server(prefix = "/fn", endpoint = "discard_calendar")]
pub async fn discard_calendar(#[server(default)] year: i32) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(calendar::discard(&office, &actor, year).await)
}

/// Confirms what another proposed.
#[server(prefix = "/fn", endpoint = "confirm_calendar")]
pub async fn confirm_calendar(
    #[server(default)] year: i32,
    #[server(default)] seen: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(calendar::confirm(&office, &actor, year, &seen).await)
}
