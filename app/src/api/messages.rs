use leptos::prelude::*;
use views::{DeskThread, Thread};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// The messages of a dossier of one's own. Opening them reads what the office wrote.
#[server(name = LoadThread, prefix = "/fn", endpoint = "thread")]
pub async fn thread(code: String) -> Result<Thread, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::message::thread(&office, &actor, &code).await)
}

/// The messages of a dossier of the officer's unit, and the text of a template when one is named.
#[server(name = LoadDeskThread, prefix = "/fn", endpoint = "desk_thread")]
pub async fn desk_thread(code: String, #[server(default)] template: String) -> Result<DeskThread, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::message::desk_thread(&office, &actor, &code, &template).await)
}

/// A handling officer's note for the one-stop.
#[server(prefix = "/fn", endpoint = "leave_note")]
pub async fn leave_note(code: String, #[server(default)] words: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::message::leave_note(&office, &actor, &code, &words).await)
}

/// What waits in the thread needs no answer.
#[server(prefix = "/fn", endpoint = "settle_messages")]
pub async fn settle_messages(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::message::settle(&office, &actor, &code).await)
}
