//! One issuer as we know it: its metadata and keys, kept and fetched anew, and whether it answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use casework::identity::Issuer;
use openidconnect::core::{CoreClient, CoreClientAuthMethod, CoreJsonWebKeySet};
use openidconnect::{
    AuthType, ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    ProviderMetadataWithLogout, RedirectUrl,
};
use tokio::sync::Mutex;
use views::{Door, Failure};

use super::file::IssuerFile;
use super::http::Http;

/// Before somebody is sent to the issuer, it must have answered within this time.
const FRESH: Duration = Duration::from_secs(5);
/// An issuer that did not answer is left alone for so long.
const PAUSE: Duration = Duration::from_secs(2);
/// Keys are fetched for an unknown one at most so often, so that forged tokens do not make us flood the issuer.
const KEYS_AGAIN: Duration = Duration::from_secs(10);

pub(crate) type Metadata = ProviderMetadataWithLogout;
/// A client with the endpoints that metadata give.
pub(crate) type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why an issuer did not vouch for somebody. The words are for the log and hold nothing of the person.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderError {
    #[error("unreachable: {0}")]
    Unreachable(String),
    #[error("refused: {0}")]
    Refused(String),
}

impl ProviderError {
    pub(crate) const fn failure(&self) -> Failure {
        match self {
            Self::Unreachable(_) => Failure::IssuerUnreachable,
            Self::Refused(_) => Failure::IdentityUnproven,
        }
    }
}

/// An issuer of the configuration.
pub(crate) struct Provider {
    pub file: IssuerFile,
    pub http: Http,
    secret: Option<ClientSecret>,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    known: Mutex<Known>,
    reachable: AtomicBool,
    offers_logout: AtomicBool,
}

#[derive(Default)]
struct Known {
    metadata: Option<Arc<Metadata>>,
    /// When it was last asked, and whether it answered.
    asked: Option<(Instant, bool)>,
    keys_asked: Option<Instant>,
}

impl Known {
    fn was_asked(&self, within: Duration, answered: bool) -> bool {
        self.asked.is_some_and(|(at, well)| well == answered && at.elapsed() < within)
    }
}

impl Provider {
    /// # Errors
    /// When an address is none.
    pub(crate) fn new(
        file: IssuerFile,
        secret: Option<String>,
        base_url: &str,
        http: Http,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(Self {
            issuer: IssuerUrl::new(file.issuer.clone())?,
            redirect: RedirectUrl::new(format!("{base_url}/sign-in/{}/callback", file.id))?,
            secret: secret.map(ClientSecret::new),
            known: Mutex::default(),
            reachable: AtomicBool::new(true),
            offers_logout: AtomicBool::new(false),
            file,
            http,
        })
    }

    /// What the office has agreed with it.
    pub(crate) fn terms(&self) -> Issuer {
        Issuer {
            url: self.file.issuer.clone(),
            audience: self.file.audience,
            authoritative: self.file.authoritative,
        }
    }

    /// How the sign-in page shows it. Nobody waits: when it was not asked lately, it is asked in the background.
    pub(crate) fn door(self: &Arc<Self>) -> Door {
        let stale =
            self.known.try_lock().is_ok_and(|known| known.asked.is_none_or(|(at, _)| at.elapsed() > FRESH));
        if stale {
            let provider = Arc::clone(self);
            tokio::spawn(async move { provider.answering().await.map(|_| ()) });
        }
        Door {
            id: self.file.id.clone(),
            name: self.file.name.clone(),
            audience: self.file.audience,
            reachable: self.reachable.load(Ordering::Relaxed),
        }
    }

    /// Whether somebody can be signed out there too, as far as is known.
    pub(crate) fn offers_logout(&self) -> bool {
        self.offers_logout.load(Ordering::Relaxed)
    }

    /// The metadata, once the issuer has answered within the last seconds.
    ///
    /// # Errors
    /// When it does not answer.
    pub(crate) async fn answering(&self) -> Result<Arc<Metadata>, ProviderError> {
        let mut known = self.known.lock().await;
        if let Some(metadata) = known.metadata.clone().filter(|_| known.was_asked(FRESH, true)) {
            return Ok(metadata);
        }
        self.ask(&mut known).await
    }

    /// The metadata as last seen: for somebody who comes back, and for calls of the issuer itself.
    ///
    /// # Errors
    /// When it never answered and does not now.
    pub(crate) async fn metadata(&self) -> Result<Arc<Metadata>, ProviderError> {
        let mut known = self.known.lock().await;
        match known.metadata.clone() {
            Some(metadata) => Ok(metadata),
            None => self.ask(&mut known).await,
        }
    }

    async fn ask(&self, known: &mut Known) -> Result<Arc<Metadata>, ProviderError> {
        if known.was_asked(PAUSE, false) {
            return Err(ProviderError::Unreachable("it did not answer a moment ago".to_owned()));
        }
        let found = Metadata::discover_async(self.issuer.clone(), &self.http).await;
        known.asked = Some((Instant::now(), found.is_ok()));
        let before = self.reachable.swap(found.is_ok(), Ordering::Relaxed);
        match found {
            Ok(metadata) => {
                let offers = metadata.additional_metadata().end_session_endpoint.is_some();
                self.offers_logout.store(offers, Ordering::Relaxed);
                let metadata = Arc::new(metadata);
                known.metadata = Some(Arc::clone(&metadata));
                Ok(metadata)
            }
            Err(error) => {
                let reason = chain(&error);
                if before {
                    tracing::warn!(issuer = self.file.id, reason, "an issuer cannot be reached");
                }
                Err(ProviderError::Unreachable(reason))
            }
        }
    }

    /// Metadata with other keys than `tried`, which did not fit; nothing when they were fetched lately.
    ///
    /// # Errors
    /// When the keys cannot be fetched.
    pub(crate) async fn newer_keys(
        &self,
        tried: &Arc<Metadata>,
    ) -> Result<Option<Arc<Metadata>>, ProviderError> {
        let mut known = self.known.lock().await;
        if let Some(metadata) = known.metadata.clone().filter(|metadata| !Arc::ptr_eq(metadata, tried)) {
            return Ok(Some(metadata));
        }
        if known.keys_asked.is_some_and(|at| at.elapsed() < KEYS_AGAIN) {
            return Ok(None);
        }
        known.keys_asked = Some(Instant::now());
        let keys = CoreJsonWebKeySet::fetch_async(tried.jwks_uri(), &self.http).await;
        let keys = keys.map_err(|error| ProviderError::Unreachable(chain(&error)))?;
        let metadata = Arc::new(Metadata::clone(tried).set_jwks(keys));
        known.metadata = Some(Arc::clone(&metadata));
        Ok(Some(metadata))
    }

    pub(crate) fn client(&self, metadata: &Metadata) -> Client {
        // Every provider must know the first way, but some say that they know only the second.
        let ways = metadata.token_endpoint_auth_methods_supported();
        let basic = ways.is_none_or(|ways| ways.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let way = if basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        let id = ClientId::new(self.file.client_id.clone());
        CoreClient::from_provider_metadata(metadata.clone(), id, self.secret.clone())
            .set_redirect_uri(self.redirect.clone())
            .set_auth_type(way)
    }
}

/// An error and its causes on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}
