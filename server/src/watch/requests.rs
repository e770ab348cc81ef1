//! One line and one measurement for each request, by the route and never by the address, which may name people.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::measures::Measures;

/// By this name the id of a request goes back to whoever asked, so that a complaint can be found in the log.
const ID: &str = "x-request-id";
/// Addresses without a route.
const ELSEWHERE: &str = "elsewhere";

pub(super) async fn tell(State(measures): State<Measures>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or(ELSEWHERE, MatchedPath::as_str).to_owned();
    let method = known(request.method());
    // Ours alone: an id that a client chose could carry anything into the log.
    let id = store::id::random().unwrap_or_default();
    let span = tracing::info_span!("request", id, method, route);
    let under_way = measures.under_way();
    let mut response = next.run(request).instrument(span.clone()).await;
    drop(under_way);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    measures.answered(method, route, status, took);
    let duration_ms = u64::try_from(took.as_micros()).unwrap_or(u64::MAX) as f64 / 1000.0;
    span.in_scope(|| tracing::info!(status, duration_ms, "answered"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(ID, id);
    }
    response
}

/// Methods are what a client sends; only those that exist are told apart.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
