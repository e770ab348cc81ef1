use leptos::prelude::*;
use views::{Mine, ReceiptView, TrackView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// The drafts and dossiers of whoever looks.
#[server(prefix = "/fn", endpoint = "list_mine")]
pub async fn list_mine() -> Result<Mine, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::applicant::mine(&office, &actor).await)
}

/// A dossier: everything for its applicant, code and degree of completion for everybody else.
#[server(prefix = "/fn", endpoint = "track")]
pub async fn track(code: String) -> Result<TrackView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::applicant::track(&office, &actor, &code).await)
}

/// The receipt of the filing; nothing but the code for everybody else.
#[server(prefix = "/fn", endpoint = "receipt")]
pub async fn receipt(code: String) -> Result<ReceiptView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::applicant::receipt(&office, &actor, &code).await)
}

/// Opens the draft in which the applicant answers a supplement request.
#[server(prefix = "/fn", endpoint = "start_supplement")]
pub async fn start_supplement(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::applicant::start_supplement(&office, &actor, &code).await)
}

/// Asks for the receipt (Mẫu 01) that was not issued at intake.
#[server(prefix = "/fn", endpoint = "ask_receipt")]
pub async fn ask_receipt(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::late_receipt::ask(&office, &actor, &code).await)
}

/// Asks the office to stop (rút hồ sơ).
#[server(prefix = "/fn", endpoint = "withdraw")]
pub async fn withdraw(code: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::applicant::withdraw(&office, &actor, &code, &reason).await)
}

/// Begins a draft with what was filed, after a dossier ended without a result.
#[server(prefix = "/fn", endpoint = "apply_again")]
pub async fn apply_again(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::again::apply_again(&office, &actor, &code).await)
}

/// Goes to the tracking page of a code typed by hand.
#[server(prefix = "/fn", endpoint = "find_dossier")]
pub async fn find_dossier(code: String) -> Result<(), ApiError> {
    let _ = caller()?;
    go(Ok(casework::applicant::tracking_path(&code)))
}
