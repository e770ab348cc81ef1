//! Answers of routes that are no pages.

use axum::http::header::{ACCEPT, CONTENT_TYPE, LOCATION, REFERER};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use casework::CaseError;
use views::Failure;

/// A refusal: a browser without JavaScript goes back to the page that it came from, or to the sign-in; everybody
/// else gets the code.
pub(crate) fn refused(headers: &HeaderMap, failure: Failure) -> Response {
    let back = came_from(headers);
    if wants_html(headers) && failure == Failure::SignInNeeded {
        return see_other(&format!("/sign-in?next={}", back.unwrap_or_default()));
    }
    match back.filter(|_| wants_html(headers)) {
        Some(back) => see_other(&format!("{back}?error={}", failure.code())),
        None => code(failure),
    }
}

/// The refusal of a use case; what broke on our side goes to the log.
pub(crate) fn failed(headers: &HeaderMap, error: &CaseError) -> Response {
    if error.failure() == Failure::Broken {
        tracing::error!(error = error.chain(), "a use case broke");
    }
    refused(headers, error.failure())
}

/// The code of a failure as JSON, as server functions answer it.
pub(crate) fn code(failure: Failure) -> Response {
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json")], format!("\"{}\"", failure.code())).into_response()
}

/// Goes to a page of ours: as a redirect for plain forms, as a header for those sent by `fetch`, which would
/// otherwise load the page in vain.
pub(crate) fn go(headers: &HeaderMap, target: &str) -> Response {
    if wants_html(headers) {
        see_other(target)
    } else {
        (StatusCode::OK, [(LOCATION, target)]).into_response()
    }
}

fn see_other(target: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
}

fn wants_html(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// The path of the page that sent the form, without its query.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(REFERER)?.to_str().ok()?.parse::<Uri>().ok()?;
    let path = referer.path();
    (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
}
