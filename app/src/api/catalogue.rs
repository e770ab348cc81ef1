use forms::procedure::{LifeEvent, Procedure};
use leptos::prelude::*;
use views::{FormerPlace, ProcedureLine, ProcedureView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, shown};

/// The procedures that match some words, or belong to a life event; all of them without either.
#[server(prefix = "/fn", endpoint = "list_procedures")]
pub async fn list_procedures(
    query: String,
    event: Option<LifeEvent>,
) -> Result<Vec<ProcedureLine>, ApiError> {
    let (office, _) = caller()?;
    shown(casework::catalogue::search(&office, &query, event).await)
}

/// One procedure as it runs today.
#[server(prefix = "/fn", endpoint = "get_procedure")]
pub async fn get_procedure(code: String) -> Result<Procedure, ApiError> {
    let (office, _) = caller()?;
    shown(casework::catalogue::procedure(&office, &code).await)
}

/// What communes of before are part of today, with the words that were asked for.
#[server(prefix = "/fn", endpoint = "find_former_places")]
pub async fn find_former_places(
    #[server(default)] query: String,
) -> Result<(String, Vec<FormerPlace>), ApiError> {
    let (office, _) = caller()?;
    shown(office.places().former(&query).map(|found| (query, found)))
}

/// One procedure as it runs today, with where it is taken in and when it changes.
#[server(prefix = "/fn", endpoint = "procedure_page")]
pub async fn procedure_page(code: String) -> Result<ProcedureView, ApiError> {
    let (office, _) = caller()?;
    shown(casework::catalogue::procedure_view(&office, &code).await)
}
