//! Watching the server: its log, its figures, and whether it is ready. None of it names anybody (docs/logging.md).

pub mod health;
pub mod log;
mod measures;
#[cfg(feature = "otel")]
mod otel;
mod requests;

use axum::Router;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use casework::Office;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::headers::harden;
use crate::peer::{Proxies, locate};
use crate::reply::broken;
use health::Readiness;
use measures::Measures;

/// What watches one server. Clones watch the same.
#[derive(Clone)]
pub struct Watch {
    measures: Measures,
    readiness: Readiness,
}

impl Watch {
    #[must_use]
    pub fn new(office: &Office, least_space: u64) -> Self {
        Self { measures: Measures::new(office), readiness: Readiness::new(office.clone(), least_space) }
    }

    /// From now on the server is not ready, because it stops.
    pub fn stopping(&self) {
        self.readiness.stop();
    }

    /// The site with its health, each request told and counted, with where it comes from behind these proxies, an answer
    /// even to what panics, and the headers of every answer.
    pub fn over(&self, site: Router, proxies: Proxies) -> Router {
        let health = Router::new()
            .route("/healthz", get(health::alive))
            .route("/readyz", get(health::ready))
            .with_state(self.readiness.clone());
        site.merge(health).layer(
            ServiceBuilder::new()
                .map_request(move |request: Request| locate(&proxies, request))
                .layer(from_fn_with_state(self.measures.clone(), requests::tell))
                .map_response(harden)
                .layer(CatchPanicLayer::custom(|_| broken())),
        )
    }

    /// What operators see at an address of their own: figures, and the reasons why the server is not ready.
    pub fn for_operators(&self) -> Router {
        let health = Router::new()
            .route("/healthz", get(health::alive))
            .route("/readyz", get(health::ready_with_reasons))
            .with_state(self.readiness.clone());
        Router::new().route("/metrics", get(measures::show)).with_state(self.measures.clone()).merge(health)
    }
}
