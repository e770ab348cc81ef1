//! The client that speaks to issuers: small answers, short waits, no redirects, TLS or this very machine.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::time::timeout;

/// A request is given up after so long.
const PATIENCE: Duration = Duration::from_secs(3);
/// Bytes of an answer: metadata, keys and tokens are far smaller.
const LARGEST: usize = 256 * 1024;

/// Why an issuer could not be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    #[error("{0} is neither https nor on this machine")]
    Insecure(String),
    #[error("no answer within {} seconds", PATIENCE.as_secs())]
    Slow,
    #[error("no connection")]
    Connection(#[from] hyper_util::client::legacy::Error),
    #[error("the answer broke off or was too long")]
    Body,
    #[error("the answer was {0}")]
    Status(u16),
}

/// The client. Clones share its connections.
#[derive(Clone)]
pub(crate) struct Http {
    plain: Client<HttpConnector, Full<Bytes>>,
    /// Absent when every issuer is on this machine.
    tls: Option<Client<HttpsConnector<HttpConnector>, Full<Bytes>>>,
}

impl Http {
    /// # Errors
    /// When TLS is wanted and the system has no certificates to trust.
    pub(crate) fn new(wants_tls: bool) -> std::io::Result<Self> {
        let tls = if wants_tls { Some(tls()?) } else { None };
        Ok(Self { plain: Client::builder(TokioExecutor::new()).build_http(), tls })
    }

    /// Sends a request and reads its whole answer.
    ///
    /// # Errors
    /// When there is no whole answer in time, or the issuer says that it is broken.
    pub(crate) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        timeout(PATIENCE, self.exchange(request)).await.map_err(|_| HttpError::Slow)?
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request: Request<Full<Bytes>> = request.map(|body| Full::new(Bytes::from(body)));
        let response = match &self.tls {
            _ if is_local_http(request.uri()) => self.plain.request(request).await?,
            Some(tls) if request.uri().scheme_str() == Some("https") => tls.request(request).await?,
            _ => return Err(HttpError::Insecure(request.uri().to_string())),
        };
        let (head, body) = response.into_parts();
        if head.status.is_server_error() {
            return Err(HttpError::Status(head.status.as_u16()));
        }
        let body = Limited::new(body, LARGEST).collect().await.map_err(|_| HttpError::Body)?;
        Ok(Response::from_parts(head, body.to_bytes().to_vec()))
    }
}

fn tls() -> std::io::Result<Client<HttpsConnector<HttpConnector>, Full<Bytes>>> {
    let connector = HttpsConnectorBuilder::new().with_native_roots()?.https_only().enable_http1().build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

/// Whether the address stays on this machine, so that nobody on the way can read along.
pub(crate) fn is_local_http(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let local = bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    uri.scheme_str() == Some("http") && local
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_this_machine() {
        for local in ["http://127.0.0.1:9/x", "http://127.8.0.1/", "http://[::1]:80/", "http://localhost:1/"]
        {
            assert!(is_local_http(&local.parse().unwrap()), "{local}");
        }
        for other in [
            "https://127.0.0.1/",
            "http://10.0.0.1/",
            "http://localhost.evil.example/",
            "http://vneid.gov.vn/",
        ] {
            assert!(!is_local_http(&other.parse().unwrap()), "{other}");
        }
    }
}
