use std::collections::BTreeMap;

use leptos::prelude::*;
use views::{EditionPartView, EditionView, EditionsView, EffectsView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};
#[cfg(feature = "ssr")]
use casework::edition::{self, Change, Seen};
#[cfg(feature = "ssr")]
use views::{EditionPart, Failure};

/// The procedures, what runs, and what is being prepared.
#[server(prefix = "/fn", endpoint = "list_editions")]
pub async fn list_editions() -> Result<EditionsView, ApiError> {
    let (office, actor) = caller()?;
    shown(edition::list(&office, &actor).await)
}

/// A procedure: its versions, and what is being prepared.
#[server(prefix = "/fn", endpoint = "load_edition")]
pub async fn load_edition(#[server(default)] code: String) -> Result<EditionView, ApiError> {
    let (office, actor) = caller()?;
    shown(edition::show(&office, &actor, &code).await)
}

/// The fields of one part of what is being prepared.
#[server(prefix = "/fn", endpoint = "load_edition_part")]
pub async fn load_edition_part(
    #[server(default)] code: String,
    #[server(default)] part: String,
) -> Result<EditionPartView, ApiError> {
    let (office, actor) = caller()?;
    shown(edition::part(&office, &actor, &code, &part).await)
}

/// What publishing would mean for open dossiers and drafts.
#[server(prefix = "/fn", endpoint = "load_effects")]
pub async fn load_effects(#[server(default)] code: String) -> Result<EffectsView, ApiError> {
    let (office, actor) = caller()?;
    shown(edition::effects(&office, &actor, &code).await)
}

/// Begins a new version as a copy of the one before it.
#[server(prefix = "/fn", endpoint = "begin_edition")]
pub async fn begin_edition(
    #[server(default)] code: String,
    #[server(default)] from: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::begin(&office, &actor, &code, &from).await)
}

/// Keeps what was typed into a part, valid or not.
#[server(prefix = "/fn", endpoint = "save_edition_part")]
pub async fn save_edition_part(
    #[server(default)] code: String,
    #[server(default)] part: String,
    #[server(default)] edition: i32,
    #[server(default)] revision: i32,
    #[server(default)] over: String,
    #[server(default)] go: String,
    #[server(default)] fields: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let part = EditionPart::named(&part).ok_or(Failure::NotFound)?;
    let seen = Seen { edition, revision, over: !over.is_empty() };
    let change = Change { part, seen, go, fields };
    self::go(edition::change(&office, &actor, &code, change).await)
}

/// Goes back to the revision before.
#[server(prefix = "/fn", endpoint = "undo_edition")]
pub async fn undo_edition(
    #[server(default)] code: String,
    #[server(default)] part: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::undo(&office, &actor, &code).await.map(|page| back_to(page, &part)))
}

/// Goes forward again.
#[server(prefix = "/fn", endpoint = "redo_edition")]
pub async fn redo_edition(
    #[server(default)] code: String,
    #[server(default)] part: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::redo(&office, &actor, &code).await.map(|page| back_to(page, &part)))
}

/// The page of the part from which somebody undid.
#[cfg(feature = "ssr")]
fn back_to(page: String, part: &str) -> String {
    EditionPart::named(part).map_or(page.clone(), |part| format!("{page}/{}", part.as_str()))
}

/// Gives up what is being prepared.
#[server(prefix = "/fn", endpoint = "withdraw_edition")]
pub async fn withdraw_edition(#[server(default)] code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::withdraw(&office, &actor, &code).await)
}

/// Refuses what another prepared.
#[server(prefix = "/fn", endpoint = "refuse_edition")]
pub async fn refuse_edition(
    #[server(default)] code: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::refuse(&office, &actor, &code, &reason).await)
}

/// Publishes what another prepared.
#[server(prefix = "/fn", endpoint = "publish_edition")]
pub async fn publish_edition(
    #[server(default)] code: String,
    #[server(default)] seen: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::publish(&office, &actor, &code, &seen).await)
}

/// Takes a published version back that has not begun.
#[server(prefix = "/fn", endpoint = "recall_version")]
pub async fn recall_version(
    #[server(default)] code: String,
    #[server(default)] version: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(edition::recall(&office, &actor, &code, &version, &reason).await)
}
