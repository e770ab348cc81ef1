//! QR codes of our own links, as pictures that a page can show without a script.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use casework::{CaseError, Office};

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

fn picture(headers: &HeaderMap, url: &str) -> Response {
    match documents::qr_svg(url) {
        Ok(svg) => ([(CONTENT_TYPE, "image/svg+xml")], svg).into_response(),
        Err(error) => failed(headers, &CaseError::from(error)),
    }
}
