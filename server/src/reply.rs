//! Answers of routes that are no pages.

use app::failure_in;
use app::origin::{came_from, wants_html};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use casework::CaseError;
use domain::text::Lang;
use views::Failure;

/// A refusal: a browser without JavaScript goes back to the page that it came from, or to the sign-in; one that came from
/// nowhere reads it, and everybody else gets the code.
pub(crate) fn refused(headers: &HeaderMap, failure: Failure) -> Response {
    // A click on another site leads to no page of ours.
    let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    let back = came_from(headers).filter(|_| !from_elsewhere);
    if wants_html(headers) && failure == Failure::SignInNeeded {
        return see_other(&format!("/sign-in?next={}", back.unwrap_or_default()));
    }
    match back {
        Some(back) if wants_html(headers) => see_other(&format!("{back}?error={}", failure.code())),
        _ => told(headers, failure),
    }
}

/// A refusal that leads nowhere: in words for who opens an address by hand, such as a file that is not theirs, and as a
/// code for programs.
pub(crate) fn told(headers: &HeaderMap, failure: Failure) -> Response {
    if wants_html(headers) { in_words(failure) } else { code(failure) }
}

fn in_words(failure: Failure) -> Response {
    let [vi, en] = [Lang::Vi, Lang::En].map(|lang| failure_in(failure, lang));
    plain_page(status_of(failure), vi, &format!("<h1>{vi}</h1><p lang=\"en\">{en}</p>"))
}

/// A page for when none of ours is drawn.
fn plain_page(status: StatusCode, title: &str, words: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title} · Một Cửa</title>{words}<p><a href=\"/\">Về trang chủ</a></p>"
    );
    (status, Html(page)).into_response()
}

fn status_of(failure: Failure) -> StatusCode {
    StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
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
    (status_of(failure), [(CONTENT_TYPE, "application/json")], format!("\"{}\"", failure.code()))
        .into_response()
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
    plain_page(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Hệ thống gặp lỗi",
        "<h1>Hệ thống gặp lỗi</h1>\
         <p>Lỗi đã được ghi lại. Những gì bạn đã lưu vẫn còn; hãy thử lại sau ít phút.</p>\
         <p lang=\"en\">Something broke on our side and was logged. What you saved is kept; try again in a few minutes.</p>",
    )
}
