//! QR codes of our own links, as pictures that a page can show without a script.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use casework::{Actor, CaseError, Office};

use crate::reply::failed;

/// The QR code of a tracking page.
pub(crate) async fn track(
    State(office): State<Office>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let url = format!("{}{}", office.settings().base_url, casework::applicant::tracking_path(&code));
    picture(&headers, &url)
}

/// The QR code of a rating link.
pub(crate) async fn rate(
    State(office): State<Office>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let token: String = token.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    picture(&headers, &format!("{}/rate/{token}", office.settings().base_url))
}

/// The QR code from which an authenticator app takes its secret: only for the officer whose it is, while it is new.
pub(crate) async fn enrolment(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
) -> Response {
    match casework::session::enrolment_address(&office, &actor).await {
        Ok(address) => picture(&headers, &address),
        Err(error) => failed(&headers, &error),
    }
}

fn picture(headers: &HeaderMap, url: &str) -> Response {
    match documents::qr_svg(url) {
        Ok(svg) => ([(CONTENT_TYPE, "image/svg+xml")], svg).into_response(),
        Err(error) => failed(headers, &CaseError::from(error)),
    }
}
