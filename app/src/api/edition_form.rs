use std::collections::BTreeMap;

use leptos::prelude::*;
use views::{EditionFormView, FormItemView, FormPreview};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};
#[cfg(feature = "ssr")]
use casework::edition::{self, ItemChange, Seen, Trial};
#[cfg(feature = "ssr")]
use forms::edit::Item;
#[cfg(feature = "ssr")]
use views::Failure;

/// The sections and questions of the form that is being prepared.
#[server(prefix = "/fn", endpoint = "load_edition_form")]
pub async fn load_edition_form(#[server(default)] code: String) -> Result<EditionFormView, ApiError> {
    let (office, actor) = caller()?;
    shown(edition::outline(&office, &actor, &code).await)
}

/// The fields of one section or question of it.
#[server(prefix = "/fn", endpoint = "load_form_item")]
pub async fn load_form_item(
    #[server(default)] code: String,
    #[server(default)] kind: String,
    #[server(default)] id: String,
) -> Result<FormItemView, ApiError> {
    let (office, actor) = caller()?;
    let item = Item::of(&kind, &id).ok_or(Failure::NotFound)?;
    shown(edition::item(&office, &actor, &code, &item).await)
}

/// A section of it as an applicant sees it, with the answers that are tried out.
#[server(prefix = "/fn", endpoint = "preview_form")]
pub async fn preview_form(
    #[server(default)] code: String,
    #[server(default)] section: String,
    #[server(default)] go: String,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<FormPreview, ApiError> {
    let (office, actor) = caller()?;
    shown(edition::preview(&office, &actor, &code, Trial { section, go, answers }).await)
}

/// Adds, doubles, moves or removes a section or question, as the button says.
#[server(prefix = "/fn", endpoint = "arrange_form")]
pub async fn arrange_form(
    #[server(default)] code: String,
    #[server(default)] go: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    self::go(edition::arrange(&office, &actor, &code, &go).await)
}

/// Keeps what was typed into the fields of a section or question, valid or not.
#[server(prefix = "/fn", endpoint = "save_form_item")]
pub async fn save_form_item(
    #[server(default)] code: String,
    #[server(default)] item: String,
    #[server(default)] edition: i32,
    #[server(default)] revision: i32,
    #[server(default)] over: String,
    #[server(default)] go: String,
    #[server(default)] fields: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let item = Item::named(&item).ok_or(Failure::NotFound)?;
    let seen = Seen { edition, revision, over: !over.is_empty() };
    self::go(edition::change_item(&office, &actor, &code, ItemChange { item, seen, go, fields }).await)
}
