//! The API for programs of organisations, `/api/v1`. What it says is described by the document that the same code
//! makes (`docs/openapi.json`); who may do what, by `casework::policy`.

mod ask;
mod bearer;
mod document;
mod dossiers;
mod files;
mod filing;
mod form;
mod problem;
mod procedures;
mod routes;
mod shapes;
mod track;
mod webhooks;

use std::any::Any;
use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use casework::Office;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use views::Failure;

pub use document::document;
pub use problem::codes;
pub use routes::{ApiRoute, routes};

use self::bearer::{Gate, guard, recognise};
use self::problem::{Trouble, put_in_words};

/// Where the API is.
pub const ROOT: &str = "/api/v1";
/// An upload over a weak line takes its time, anything else does not.
const SLOWEST_UPLOAD: Duration = Duration::from_secs(30 * 60);
const SLOWEST: Duration = Duration::from_secs(30);

/// All routes with their guards. No cookie is looked at here, so nothing that a browser sends by itself carries trust.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(office: &Office) -> Router<S> {
    let mut router = Router::new();
    for route in routes() {
        let deed = route.deed;
        let slowest = if route.takes_files { SLOWEST_UPLOAD } else { SLOWEST };
        let by_deed = from_fn(move |request, next| guard(deed, request, next));
        let handler = route.handler.route_layer(by_deed);
        let timeout = TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, slowest);
        router = router.route(&route.path, handler.layer::<_, Infallible>(timeout));
    }
    let router = router
        .fallback(|| async { Trouble::of(Failure::NotFound) })
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Gate::new(office.clone()), recognise))
        .layer(CatchPanicLayer::custom(broken))
        .layer(from_fn_with_state(office.clone(), put_in_words))
        .with_state(office.clone());
    Router::new().nest(ROOT, router)
}

fn broken(_: Box<dyn Any + Send>) -> Response {
    Trouble::of(Failure::Broken).into_response()
}
