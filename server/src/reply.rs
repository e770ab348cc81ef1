//! Answers of routes that are no pages.

use app::origin::{came_from, wants_html};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
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

/// The page of a panic: none of ours can be trusted to be drawn then.
pub(crate) fn broken() -> Response {
    let words = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
        <title>Hệ thống gặp lỗi</title><h1>Hệ thống gặp lỗi</h1>\
        <p>Lỗi đã được ghi lại. Những gì bạn đã lưu vẫn còn; hãy thử lại sau ít phút.</p>\
        <p lang=\"en\">Something broke on our side and was logged. What you saved is kept; try again in a few minutes.</p>\
        <p><a href=\"/\">Về trang chủ</a></p>";
    (StatusCode::INTERNAL_SERVER_ERROR, Html(words)).into_response()
}
