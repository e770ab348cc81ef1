//! Sending the messages of webhooks: to the public internet, to the address that the name really leads to, and never
//! on to where a redirect points.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use axum::http::{Request, Uri};
use casework::webhook::{self, Answer, Outgoing, is_public, signature};
use casework::{Case, Office};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use time::OffsetDateTime;
use tokio::time::timeout;
use tower::Service;

/// An address may take so long: less than a claim lasts, so that nobody else sends the message meanwhile.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read; what it says counts for nothing.
const LARGEST: usize = 64 * 1024;

/// Sends messages.
#[derive(Clone)]
pub struct Messenger {
    plain: Client<HttpConnector<Resolver>, Full<Bytes>>,
    /// Absent on a system that has no certificates to trust.
    tls: Option<Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>>,
    /// This very machine may be told too.
    demo: bool,
}

impl Messenger {
    #[must_use]
    pub fn new(demo: bool) -> Self {
        let mut http = HttpConnector::new_with_resolver(Resolver { demo });
        http.set_connect_timeout(Some(PATIENCE));
        let tls = match HttpsConnectorBuilder::new().with_native_roots() {
            Ok(builder) => {
                let mut inner = http.clone();
                inner.enforce_http(false);
                Some(client().build(builder.https_only().enable_http1().wrap_connector(inner)))
            }
            Err(error) => {
                tracing::warn!(%error, "no certificates to trust: webhooks with https cannot be sent");
                None
            }
        };
        Self { plain: client().build(http), tls, demo }
    }

    /// Sends the message that has been due for longest, and answers whether there was one.
    ///
    /// # Errors
    /// When the database fails. An address that fails is no error: its message is sent again later.
    pub async fn send_next(&self, office: &Office) -> Case<bool> {
        let Some(outgoing) = webhook::claim(office).await? else { return Ok(false) };
        let began = Instant::now();
        let answer = match timeout(PATIENCE, self.send(&outgoing)).await {
            Ok(answer) => answer?,
            Err(_) => Answer::Nothing("too_long"),
        };
        let took = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        webhook::settle(office, &outgoing, answer, took).await?;
        Ok(true)
    }

    async fn send(&self, outgoing: &Outgoing) -> Case<Answer> {
        // Signed by the real time, whatever the clock of a demonstration shows: the other side compares with its own.
        let seconds = OffsetDateTime::now_utc().unix_timestamp();
        let signed = signature(&outgoing.secret, &outgoing.id, seconds, &outgoing.body)?;
        let request = Request::post(&outgoing.url)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("motcua/", env!("CARGO_PKG_VERSION")))
            .header("webhook-id", &outgoing.id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signed)
            .body(Full::new(Bytes::from(outgoing.body.clone())));
        let Ok(request) = request else { return Ok(Answer::Nothing("address")) };
        if !may_connect(request.uri(), self.demo) {
            return Ok(Answer::Nothing("address"));
        }
        let sent = match &self.tls {
            _ if request.uri().scheme_str() == Some("http") => self.plain.request(request).await,
            Some(tls) => tls.request(request).await,
            None => return Ok(Answer::Nothing("unreachable")),
        };
        Ok(match sent {
            Ok(response) => {
                let status = response.status().as_u16();
                let _ = Limited::new(response.into_body(), LARGEST).collect().await;
                Answer::Status(status)
            }
            Err(error) if refused(&error) => Answer::Nothing("address"),
            Err(_) => Answer::Nothing("unreachable"),
        })
    }
}

/// A connection that is kept would lead to the address of yesterday.
fn client() -> hyper_util::client::legacy::Builder {
    let mut builder = Client::builder(TokioExecutor::new());
    builder.pool_max_idle_per_host(0);
    builder
}

/// An address that is written as a number is connected to without asking the [`Resolver`].
fn may_connect(uri: &Uri, demo: bool) -> bool {
    let host = uri.host().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse().map_or(true, |address| is_public(address) || (demo && address.to_canonical().is_loopback()))
}

/// A name leads to an address to which nothing is sent.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no public address")]
struct NotPublic;

fn refused(error: &hyper_util::client::legacy::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if cause.is::<NotPublic>() || matches!(inner, Some(inner) if inner.is::<NotPublic>()) {
            return true;
        }
        source = cause.source();
    }
    false
}

/// Finds the addresses of a name, and gives only those to which something may be sent. The connection is made to one
/// of these, so that a name cannot lead elsewhere between the check and the use.
#[derive(Clone)]
struct Resolver {
    demo: bool,
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let demo = self.demo;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed = |address: &SocketAddr| {
                is_public(address.ip()) || (demo && address.ip().to_canonical().is_loopback())
            };
            let found: Vec<SocketAddr> = found.filter(allowed).collect();
            if found.is_empty() { Err(io::Error::other(NotPublic)) } else { Ok(found.into_iter()) }
        })
    }
}
