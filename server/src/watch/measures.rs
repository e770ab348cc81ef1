//! Figures in the format of Prometheus.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use casework::{Office, figures};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use tokio::sync::Mutex;

const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// The rows of a large office are not counted more often.
const COUNTED_EVERY: Duration = Duration::from_secs(30);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InStatus {
    status: &'static str,
}

/// All figures of one server. Clones share them.
#[derive(Clone)]
pub(super) struct Measures(Arc<Inner>);

struct Inner {
    office: Office,
    registry: Registry,
    requests: Family<Answered, Histogram>,
    under_way: Gauge,
    dossiers: Family<InStatus, Gauge>,
    late: Gauge,
    mails_waiting: Gauge,
    mails_given_up: Gauge,
    connections: Gauge,
    idle_connections: Gauge,
    free_space: Gauge<u64, AtomicU64>,
    counted: Mutex<Option<Instant>>,
}

/// A request that is being answered, as long as it is held.
pub(super) struct UnderWay(Gauge);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Measures {
    pub(super) fn new(office: &Office) -> Self {
        let requests = Family::<Answered, Histogram>::new_with_constructor(|| {
            Histogram::new(exponential_buckets(0.001, 2.0, 14))
        });
        let mut inner = Inner {
            office: office.clone(),
            registry: Registry::with_prefix("motcua"),
            requests,
            under_way: Gauge::default(),
            dossiers: Family::default(),
            late: Gauge::default(),
            mails_waiting: Gauge::default(),
            mails_given_up: Gauge::default(),
            connections: Gauge::default(),
            idle_connections: Gauge::default(),
            free_space: Gauge::default(),
            counted: Mutex::new(None),
        };
        inner.register();
        Self(Arc::new(inner))
    }

    pub(super) fn under_way(&self) -> UnderWay {
        self.0.under_way.inc();
        UnderWay(self.0.under_way.clone())
    }

    pub(super) fn answered(&self, method: &'static str, route: String, status: u16, took: Duration) {
        self.0.requests.get_or_create(&Answered { method, route, status }).observe(took.as_secs_f64());
    }
}

impl Inner {
    fn register(&mut self) {
        let writer = self.office.database().measures().clone();
        let all = &mut self.registry;
        let (requests, seconds) = (self.requests.clone(), Unit::Seconds);
        all.register_with_unit("http_request", "Until the head of the answer", seconds.clone(), requests);
        all.register("http_requests_under_way", "Requests that are being answered", self.under_way.clone());
        all.register("writer_waiting", "Use cases that wait for a commit", writer.waiting);
        all.register("writer_group", "Use cases in a commit", writer.group);
        all.register_with_unit("writer_commit", "How long the disk took", seconds, writer.commit);
        all.register("dossiers", "Dossiers by status", self.dossiers.clone());
        all.register("dossiers_late", "At work past the promised day", self.late.clone());
        all.register("mails_waiting", "Mails in the outbox", self.mails_waiting.clone());
        all.register("mails_given_up", "Mails that are sent no more", self.mails_given_up.clone());
        all.register("readers", "Connections for reading", self.connections.clone());
        all.register("readers_idle", "Those that nobody uses", self.idle_connections.clone());
        all.register_with_unit(
            "files_free",
            "Free space of the file store",
            Unit::Bytes,
            self.free_space.clone(),
        );
    }

    /// What is not counted as it happens is asked for when somebody looks.
    async fn count(&self) -> casework::Case<()> {
        let pool = self.office.database().pool();
        self.connections.set(i64::from(pool.open));
        self.idle_connections.set(i64::try_from(pool.idle).unwrap_or(i64::MAX));
        if let Ok(free) = self.office.files().free_space() {
            self.free_space.set(free);
        }
        let mut counted = self.counted.lock().await;
        if counted.is_some_and(|at| at.elapsed() < COUNTED_EVERY) {
            return Ok(());
        }
        let figures = figures::read(&self.office).await?;
        for (status, count) in figures.dossiers {
            self.dossiers.get_or_create(&InStatus { status }).set(to_gauge(count));
        }
        self.late.set(to_gauge(figures.late));
        self.mails_waiting.set(to_gauge(figures.mails_waiting));
        self.mails_given_up.set(to_gauge(figures.mails_given_up));
        *counted = Some(Instant::now());
        Ok(())
    }
}

fn to_gauge(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) async fn show(State(measures): State<Measures>) -> Response {
    if let Err(error) = measures.0.count().await {
        // The other figures are wanted most when the database fails.
        tracing::error!(error = error.chain(), "dossiers and mails could not be counted");
    }
    let mut page = String::new();
    match text::encode(&mut page, &measures.0.registry) {
        Ok(()) => ([(CONTENT_TYPE, FORMAT)], page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
