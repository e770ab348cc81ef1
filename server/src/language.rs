//! The language of a page: `?lang=en` sets a cookie and goes to the same page without it.

use std::ops::ControlFlow;

use axum::extract::Request;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::text::Lang;

use crate::access::cookie;

const COOKIE: &str = "lang";

/// Finds the language of the request, for the pages.
pub(crate) fn choose(request: &mut Request) -> ControlFlow<Response> {
    let query = request.uri().query().unwrap_or_default();
    let asked = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(|code| code.parse::<Lang>().ok());
    if let Some(lang) = asked.filter(|_| request.method() == Method::GET) {
        let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("lang=")).collect();
        let path = request.uri().path().trim_start_matches('/');
        let target = if rest.is_empty() { format!("/{path}") } else { format!("/{path}?{}", rest.join("&")) };
        let cookie = format!("{COOKIE}={}; Path=/; SameSite=Lax; Max-Age=31536000", lang.code());
        let chosen = (StatusCode::SEE_OTHER, [(LOCATION, target), (SET_COOKIE, cookie)]);
        return ControlFlow::Break(chosen.into_response());
    }
    let lang =
        cookie(request.headers(), COOKIE).and_then(|code| code.parse::<Lang>().ok()).unwrap_or_default();
    request.extensions_mut().insert(lang);
    ControlFlow::Continue(())
}
