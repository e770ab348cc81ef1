//! Whether the process lives, and whether it can serve.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::Office;
use tokio::sync::Mutex;

/// An answer is good for so long: whoever asks all the time does not make the disk busy.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// Why the server cannot serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unready {
    Stopping,
    Database,
    Migrations,
    Files,
    DiskFull,
}

impl Unready {
    const fn words(self) -> &'static str {
        match self {
            Self::Stopping => "the server stops",
            Self::Database => "the database does not answer",
            Self::Migrations => "the tables are not those of this version: run `motcua migrate`",
            Self::Files => "the file store cannot be written",
            Self::DiskFull => "the disk of the file store is nearly full",
        }
    }
}

/// Whether the server is ready. Clones share the answer.
#[derive(Clone)]
pub struct Readiness(Arc<Inner>);

struct Inner {
    office: Office,
    /// Bytes that must be free.
    least_space: u64,
    stopping: AtomicBool,
    last: Mutex<Option<(Instant, Vec<Unready>)>>,
}

impl Readiness {
    pub(super) fn new(office: Office, least_space: u64) -> Self {
        let (stopping, last) = (AtomicBool::new(false), Mutex::new(None));
        Self(Arc::new(Inner { office, least_space, stopping, last }))
    }

    pub(super) fn stop(&self) {
        self.0.stopping.store(true, Ordering::Release);
    }

    /// What is in the way; nothing when the server is ready.
    pub async fn reasons(&self) -> Vec<Unready> {
        if self.0.stopping.load(Ordering::Acquire) {
            return vec![Unready::Stopping];
        }
        let mut last = self.0.last.lock().await;
        if let Some((_, reasons)) = last.as_ref().filter(|(at, _)| at.elapsed() < GOOD_FOR) {
            return reasons.clone();
        }
        let reasons = self.look().await;
        *last = Some((Instant::now(), reasons.clone()));
        reasons
    }

    async fn look(&self) -> Vec<Unready> {
        let (database, files) = (self.0.office.database(), self.0.office.files());
        let mut reasons = Vec::new();
        match database.is_migrated().await {
            Ok(true) => {}
            Ok(false) => reasons.push(Unready::Migrations),
            Err(_) => reasons.push(Unready::Database),
        }
        if files.probe().await.is_err() {
            reasons.push(Unready::Files);
        }
        if files.free_space().is_ok_and(|free| free < self.0.least_space) {
            reasons.push(Unready::DiskFull);
        }
        reasons
    }
}

pub(super) async fn alive() -> &'static str {
    "ok"
}

/// For everybody: no more than yes or no.
pub(super) async fn ready(State(readiness): State<Readiness>) -> StatusCode {
    if readiness.reasons().await.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}

pub(super) async fn ready_with_reasons(State(readiness): State<Readiness>) -> Response {
    let reasons = readiness.reasons().await;
    if reasons.is_empty() {
        return "ready\n".into_response();
    }
    let lines: String = reasons.iter().map(|reason| format!("{}\n", reason.words())).collect();
    (StatusCode::SERVICE_UNAVAILABLE, lines).into_response()
}
