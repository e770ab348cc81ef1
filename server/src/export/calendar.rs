//! The calendar of due dates, which calendar programs fetch without a session.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::{Actor, Office, organisation};
use views::Failure;

/// The calendar at a secret address. An address that is none answers with nothing.
pub(crate) async fn calendar(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(file): Path<String>,
) -> Response {
    let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CACHE_CONTROL, "private, no-store")];
    let token = file.strip_suffix(".ics").unwrap_or_default();
    match organisation::calendar(&office, &actor, token).await {
        Ok(text) => (headers, text).into_response(),
        Err(error) => {
            let failure = error.failure();
            if failure == Failure::Broken {
                tracing::error!(error = error.chain(), "a calendar could not be written");
            }
            let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, headers).into_response()
        }
    }
}
