use std::collections::BTreeMap;

use leptos::prelude::*;
use views::{DraftOverview, Failure, Saved, WholeDraft};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, set_cookie, shown};

/// Letters of the id of a section.
#[cfg(feature = "ssr")]
const LONGEST_ID: usize = 64;

/// A draft of this browser or person.
#[server(prefix = "/fn", endpoint = "load_draft")]
pub async fn load_draft(id: String) -> Result<WholeDraft, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::draft::load(&office, &actor, &id).await)
}

/// The same, for its first page and its review.
#[server(prefix = "/fn", endpoint = "load_overview")]
pub async fn load_overview(id: String) -> Result<DraftOverview, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::draft::overview(&office, &actor, &id).await)
}

/// Begins an application, and a session when the browser has none; goes to its first page.
#[server(prefix = "/fn", endpoint = "start_draft")]
pub async fn start_draft(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let started = casework::draft::start(&office, &actor, &code).await;
    go(started.map(|started| {
        if let Some(cookie) = started.cookie {
            set_cookie(&cookie);
        }
        format!("/drafts/{}", started.draft_id)
    }))
}

/// Why whoever asks may not begin an application; nothing when they may.
#[server(prefix = "/fn", endpoint = "refusal_to_start")]
pub async fn refusal_to_start(code: String) -> Result<Option<Failure>, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::draft::refusal_to_start(&office, &actor, &code))
}

/// Saves the answers of one section, valid or not, and goes where `go` says: `next`, `back`, `review`, `stay`, `later`,
/// `add:<group>`, `remove:<group>.<row>` or the name of a section.
#[server(prefix = "/fn", endpoint = "save_draft")]
pub async fn save_draft(
    draft: String,
    section: String,
    #[server(default)] go: String,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    self::go(casework::draft::save(&office, &actor, &draft, &section, &go, answers).await)
}

/// Saves the answers of one section in the background while somebody types.
#[server(prefix = "/fn", endpoint = "autosave_draft")]
pub async fn autosave_draft(
    draft: String,
    section: String,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<Saved, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::draft::autosave(&office, &actor, &draft, &section, answers).await)
}

/// Takes a file out of a draft; goes back to the section where it was shown, else to the page of the files.
#[server(prefix = "/fn", endpoint = "remove_file")]
pub async fn remove_file(
    draft: String,
    file: String,
    #[server(default)] section: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let removed = casework::attachment::remove(&office, &actor, &draft, &file).await;
    let known = (1..=LONGEST_ID).contains(&section.len())
        && section.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    go(removed.map(|files| if known { format!("/drafts/{draft}/s/{section}") } else { files }))
}

/// Throws a draft away.
#[server(prefix = "/fn", endpoint = "delete_draft")]
pub async fn delete_draft(draft: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let home = if actor.unit_code.is_empty() { "/my" } else { "/desk/counter" };
    go(casework::draft::delete(&office, &actor, &draft).await.map(|()| home.to_owned()))
}

/// Files the draft, or answers the supplement request; goes to the receipt. Twice is once.
#[server(prefix = "/fn", endpoint = "submit_draft")]
pub async fn submit_draft(draft: String, #[server(default)] seen: Option<i64>) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::submit::submit_seen(&office, &actor, &draft, seen).await)
}
