//! Webhooks against a real receiver that takes, refuses, stalls and redirects.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use casework::webhook::{self, signature};
use casework::{Actor, Office, Settings};
use server::webhooks::Messenger;
use views::{Attempt, DeliveryState};

use crate::organisation::owner;
use crate::site::Site;

/// What came: headers and body.
type Mailbox = Arc<Mutex<Vec<(HeaderMap, String)>>>;

async fn receive(State(mailbox): State<Mailbox>, headers: HeaderMap, body: Bytes) -> StatusCode {
    mailbox.lock().unwrap().push((headers, String::from_utf8(body.to_vec()).unwrap()));
    StatusCode::NO_CONTENT
}

async fn redirect() -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [("location", "/takes")]).into_response()
}

/// A receiver; answers its address.
async fn receiver(mailbox: &Mailbox) -> String {
    let router = Router::new()
        .route("/takes", post(receive))
        .route("/refuses", post(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route("/stalls", post(std::future::pending::<StatusCode>))
        .route("/redirects", post(redirect))
        .with_state(mailbox.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

async fn only_attempt(site: &Site, owner: &Actor, id: &str) -> (DeliveryState, Attempt) {
    let log = webhook::log(&site.office, owner, id, None).await.unwrap();
    let [message]: [_; 1] = log.deliveries.try_into().unwrap();
    (message.state, message.attempts.last().unwrap().clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_message_arrives_signed_and_a_replay_is_the_same_message() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let mailbox = Mailbox::default();
    let url = format!("{}/takes", receiver(&mailbox).await);
    let made = webhook::make(&site.office, &owner, &url).await.unwrap();
    webhook::test(&site.office, &owner, &made.id).await.unwrap();
    let messenger = Messenger::new(true);
    assert!(messenger.send_next(&site.office).await.unwrap());
    assert!(!messenger.send_next(&site.office).await.unwrap());
    let (state, attempt) = only_attempt(&site, &owner, &made.id).await;
    assert_eq!((state, attempt.status), (DeliveryState::Sent, Some(204)));
    let message = webhook::log(&site.office, &owner, &made.id, None).await.unwrap().deliveries.remove(0);
    webhook::replay(&site.office, &owner, &made.id, &message.id).await.unwrap();
    assert!(messenger.send_next(&site.office).await.unwrap());
    let came = mailbox.lock().unwrap().clone();
    assert_eq!(came.len(), 2);
    assert_eq!(came[0].1, came[1].1);
    for (headers, body) in &came {
        let header = |name: &str| headers[name].to_str().unwrap().to_owned();
        assert_eq!(header("webhook-id"), message.id);
        let at: i64 = header("webhook-timestamp").parse().unwrap();
        let now = time::OffsetDateTime::now_utc().unix_timestamp();
        assert!((now - 60..=now).contains(&at), "the real time, whatever the demo's clock shows: {at}");
        assert_eq!(header("webhook-signature"), signature(&made.secret, &message.id, at, body).unwrap());
        assert!(body.contains("\"type\":\"test\""), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_not_taken_is_told_in_the_log() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let mailbox = Mailbox::default();
    let base = receiver(&mailbox).await;
    let messenger = Messenger::new(true);
    let nobody = "http://127.0.0.1:9/".to_owned();
    for (url, status, failure) in [
        (format!("{base}/refuses"), Some(500), None),
        (format!("{base}/redirects"), Some(307), None),
        (nobody, None, Some("unreachable")),
        (format!("{base}/stalls"), None, Some("too_long")),
    ] {
        let made = webhook::make(&site.office, &owner, &url).await.unwrap();
        webhook::test(&site.office, &owner, &made.id).await.unwrap();
        let began = Instant::now();
        assert!(messenger.send_next(&site.office).await.unwrap());
        assert!(began.elapsed() < Duration::from_secs(15), "{url}");
        let (state, attempt) = only_attempt(&site, &owner, &made.id).await;
        assert_eq!(state, DeliveryState::Waiting, "{url}");
        assert_eq!((attempt.status, attempt.failure.as_deref()), (status, failure), "{url}");
    }
    assert!(mailbox.lock().unwrap().is_empty(), "a redirect is not followed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn outside_a_demonstration_nothing_is_sent_to_this_machine() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let mailbox = Mailbox::default();
    let base = receiver(&mailbox).await;
    let port = base.rsplit(':').next().unwrap().to_owned();
    // Written while it was a demonstration: an address, and a name that leads here.
    for host in ["127.0.0.1", "localhost"] {
        let url = format!("http://{host}:{port}/takes");
        let made = webhook::make(&site.office, &owner, &url).await.unwrap();
        webhook::test(&site.office, &owner, &made.id).await.unwrap();
        let settings = Settings { demo: false, ..site.office.settings().clone() };
        let (database, files) = (site.office.database().clone(), site.office.files().clone());
        let real = Office::open(database, files, settings).await.unwrap();
        assert!(Messenger::new(false).send_next(&real).await.unwrap());
        let (_, attempt) = only_attempt(&site, &owner, &made.id).await;
        assert_eq!(attempt.failure.as_deref(), Some("address"), "{host}");
    }
    assert!(mailbox.lock().unwrap().is_empty());
}
