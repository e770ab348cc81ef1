//! Stopping gently: first the server says that it is no longer ready, then it takes no new requests, then it finishes
//! those that are under way, within a limit.

use std::future::{Future, IntoFuture as _};
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch::{Receiver, channel};
use tokio::time::{sleep, timeout};

use crate::watch::Watch;

/// How gently.
#[derive(Clone, Copy)]
pub(super) struct Manners {
    /// So long new requests are still taken, for a proxy that has not yet seen that the server is not ready.
    pub delay: Duration,
    /// So long requests that are under way may take.
    pub limit: Duration,
}

/// Serves until the process is asked to stop and the last answer is sent, or too late.
pub(super) async fn serve_until_asked(
    listener: TcpListener,
    app: Router,
    watch: Watch,
    manners: Manners,
    signals: StopSignals,
) -> std::io::Result<()> {
    let (close, closing) = channel(false);
    let asked = async move {
        signals.asked().await;
        watch.stopping();
        let _ = sd_notify::notify(false, &[sd_notify::NotifyState::Stopping]);
        tracing::info!("asked to stop");
        sleep(manners.delay).await;
        let _ = close.send(true);
    };
    // The pace of anonymous tracking asks from where a request comes.
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(asked);
    tokio::select! {
        served = serving.into_future() => served,
        () = too_late(closing, manners.limit) => {
            tracing::warn!("requests that took too long were cut off");
            Ok(())
        }
    }
}

async fn too_late(mut closing: Receiver<bool>, limit: Duration) {
    // The sender lives in the future beside this one: that it is gone means that it was sent.
    let _ = closing.wait_for(|closed| *closed).await;
    sleep(limit).await;
}

/// Gives something that ends the process so long, and no longer.
pub(super) async fn within(limit: Duration, what: &'static str, ending: impl Future<Output = ()>) {
    if timeout(limit, ending).await.is_err() {
        tracing::warn!(what, "did not end in time");
    }
}

/// The signals by which a process is asked to stop. They are heard from the moment that this is made: whoever is told
/// that the server serves may ask it to stop at once.
pub(super) struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    pub(super) fn listen() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn asked(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
