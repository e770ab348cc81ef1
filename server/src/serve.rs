//! Serving: open the stores, keep the house, stop gently.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use casework::{Case, Office};
use leptos::config::{LeptosOptions, get_configuration};
use tokio::net::TcpListener;
use tokio::sync::watch::{Receiver, channel};
use tokio::task::JoinSet;
use tokio::time::interval;

use crate::config::{Serving, open_office};
use crate::identity::Identity;
use crate::mail::Mailer;
use crate::router::router;
use crate::watch::{self, Watch};
use crate::webhooks::Messenger;
use stop::{Manners, StopSignals, serve_until_asked, within};

mod stop;

/// How often a newer catalogue is looked for.
const REFRESH: Duration = Duration::from_secs(5);
/// How often mails and messages that are due are looked for.
const POST: Duration = Duration::from_secs(2);
/// What is being sent has so long when the server stops, as long as a slow mail server may take; after that it is sent again
/// by the next one.
const LAST_SENDING: Duration = Duration::from_secs(60);
/// So long for what is in the queue of the writer.
const LAST_WRITE: Duration = Duration::from_secs(20);
/// Messages of webhooks are sent so many at a time.
const MESSENGERS: usize = 4;
/// How often what has ended is deleted.
const SWEEP: Duration = Duration::from_secs(600);

/// Serves until the process is asked to stop, then finishes what it has begun.
///
/// # Errors
/// When it cannot start.
pub async fn serve(serving: Serving) -> Result<(), Box<dyn std::error::Error>> {
    let _log = watch::log::start(serving.log_format);
    let settings = serving.settings()?;
    let identity = Identity::open(serving.identity.as_deref(), &settings.base_url)?;
    let office = open_office(&serving, settings).await?;
    if office.settings().demo {
        casework::demo::seed(&office).await?;
    } else if casework::demo::was_seeded(&office).await? {
        return Err("this database holds demo people, whose password is public; use a fresh one".into());
    }
    let options = get_configuration(serving.leptos_toml.to_str())?.leptos_options;
    hashes_are_there(&options)?;
    let watch = Watch::new(&office, serving.min_free_space);
    let app = watch.over(router(office.clone(), options, identity), serving.proxies.clone());
    let signals = StopSignals::listen()?;
    let listener = TcpListener::bind(serving.addr).await?;
    let operators = operators(&serving, &watch).await?;
    tracing::info!(addr = %serving.addr, demo = office.settings().demo, "serving");
    let mailer = Mailer::new(&serving.mail_route())?;
    let (stop, stopping) = channel(false);
    let messenger = Messenger::new(office.settings().demo);
    let mut senders = Vec::new();
    for _ in 0..MESSENGERS {
        let (office, messenger) = (office.clone(), messenger.clone());
        let next = move || {
            let (office, messenger) = (office.clone(), messenger.clone());
            async move { messenger.send_next(&office).await }
        };
        senders.push(tokio::spawn(send(next, stopping.clone())));
    }
    let (mailer, of_mails) = (Arc::new(mailer), office.clone());
    let next = move || {
        let (office, mailer) = (of_mails.clone(), Arc::clone(&mailer));
        async move { mailer.send_next(&office).await }
    };
    senders.push(tokio::spawn(send(next, stopping)));
    let mut house = keep_house(&office);
    let _ = sd_notify::notify(false, &[sd_notify::NotifyState::Ready]);
    let manners = Manners {
        delay: Duration::from_secs(serving.shutdown_delay),
        limit: Duration::from_secs(serving.shutdown_seconds),
    };
    serve_until_asked(listener, app, watch, manners, signals).await?;
    house.abort_all();
    // A mail that is on its way arrives before the stop, so that it is not sent again.
    let _ = stop.send(true);
    let sent = async {
        for sender in senders {
            let _ = sender.await;
        }
    };
    within(LAST_SENDING, "what was being sent", sent).await;
    within(LAST_WRITE, "the last write", close(&office)).await;
    drop(operators);
    tracing::info!("stopped");
    Ok(())
}

async fn close(office: &Office) {
    if let Err(error) = office.database().clone().close().await {
        tracing::error!(%error, "the database did not close cleanly");
    }
}

/// The address of the operators, which answers to the end.
async fn operators(serving: &Serving, watch: &Watch) -> std::io::Result<JoinSet<()>> {
    let mut tasks = JoinSet::new();
    let Some(addr) = serving.admin_addr else { return Ok(tasks) };
    let listener = TcpListener::bind(addr).await?;
    let app = watch.for_operators();
    tracing::info!(%addr, "serving operators");
    tasks.spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "operators are no longer served");
        }
    });
    Ok(tasks)
}

/// Leptos reads the hashed names of the site beside the binary, and panics on every page when they are missing.
fn hashes_are_there(options: &LeptosOptions) -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::current_exe()?.with_file_name(options.hash_file.as_ref());
    if options.hash_files && !file.is_file() {
        return Err(format!("{} is missing: build the site with ./run", file.display()).into());
    }
    Ok(())
}

/// Each on its own, so that none waits for another.
fn keep_house(office: &Office) -> JoinSet<()> {
    let mut house = JoinSet::new();
    // Told whether or not the database answers: a restart would not mend that.
    house.spawn(again(REFRESH, async || {
        let _ = sd_notify::notify(false, &[sd_notify::NotifyState::Watchdog]);
        Ok(())
    }));
    let (refreshed, swept) = (office.clone(), office.clone());
    house.spawn(again(REFRESH, move || {
        let office = refreshed.clone();
        async move { office.refresh_catalogue().await }
    }));
    house.spawn(again(SWEEP, move || {
        let office = swept.clone();
        async move { sweep_up(&office).await }
    }));
    house
}

/// Does something again and again, from now on. Where it fails or panics, the next time it may not.
async fn again<D, F>(pause: Duration, deed: D)
where
    D: Fn() -> F,
    F: Future<Output = Case<()>> + Send + 'static,
{
    let (mut tick, mut once) = (interval(pause), JoinSet::new());
    loop {
        tick.tick().await;
        once.spawn(deed());
        match once.join_next().await {
            Some(Ok(Err(error))) => tracing::error!(error = error.chain(), "housekeeping failed"),
            Some(Err(error)) => tracing::error!(%error, "housekeeping broke off"),
            Some(Ok(Ok(()))) | None => {}
        }
    }
}

async fn sweep_up(office: &Office) -> Case<()> {
    casework::session::sweep(office).await?;
    casework::loose_file::sweep(office).await?;
    casework::filing::sweep(office).await?;
    casework::webhook::sweep(office).await?;
    let unsupplemented = casework::decision::close_overdue(office).await?;
    if unsupplemented > 0 {
        tracing::info!(unsupplemented, "dossiers that were not supplemented in time were closed");
    }
    let reminded = casework::reminder::remind(office).await?;
    if reminded > 0 {
        tracing::info!(reminded, "officers were reminded of periods that run out");
    }
    let closed = casework::officers::close_unused(office).await?;
    if closed > 0 {
        tracing::warn!(closed, "accounts that nobody has used for 45 days were closed");
    }
    Ok(())
}

/// Sends what is due, again and again, until the server stops. What is on its way then still arrives.
async fn send<N, F>(next: N, mut stopping: Receiver<bool>)
where
    N: Fn() -> F,
    F: Future<Output = Case<bool>>,
{
    let mut tick = interval(POST);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stopping.changed() => return,
        }
        while !*stopping.borrow() {
            match next().await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::error!(error = error.chain(), "mails or messages could not be sent");
                    break;
                }
            }
        }
    }
}
