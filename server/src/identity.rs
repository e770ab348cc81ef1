//! Sign-in by issuers of identities, such as VNeID, over OpenID Connect. Which there are says a file
//! (docs/identity.md); who somebody becomes by it says `casework::identity`.

mod file;
mod flow;
mod http;
mod logout;
mod provider;
pub(crate) mod routes;
mod token;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use app::Doorkeeper;
use views::Door;

pub use self::file::FileFault;
use self::http::Http;
use self::provider::Provider;

/// The issuers of the configuration. Clones share what is known about them.
#[derive(Clone, Default)]
pub struct Identity(Arc<Vec<Arc<Provider>>>);

impl Identity {
    /// Reads the file, when one is named. No issuer is asked yet: the office opens even when none answers.
    ///
    /// # Errors
    /// When the file is wrong, or the system trusts no certificate although an issuer needs TLS.
    pub fn open(path: Option<&Path>, base_url: &str) -> Result<Self, Box<dyn Error>> {
        let Some(path) = path else { return Ok(Self::default()) };
        let environment = |name: &str| std::env::var(name).ok();
        let files = file::read(path, &environment)?;
        let http = Http::new(files.iter().any(|file| file.issuer.starts_with("https:")))
            .map_err(|error| format!("no certificates to check issuers by: {error}"))?;
        let providers = files.into_iter().map(|file| {
            let secret = file.client_secret_env.as_deref().and_then(environment);
            Provider::new(file, secret, base_url, http.clone()).map(Arc::new)
        });
        Ok(Self(Arc::new(providers.collect::<Result<_, _>>()?)))
    }

    fn find(&self, id: &str) -> Option<Arc<Provider>> {
        self.0.iter().find(|provider| provider.file.id == id).cloned()
    }
}

impl Doorkeeper for Identity {
    fn doors(&self) -> Vec<Door> {
        self.0.iter().map(Provider::door).collect()
    }

    fn way_out(&self, issuer_url: &str) -> Option<String> {
        let provider = self.0.iter().find(|provider| provider.file.issuer == issuer_url)?;
        provider.offers_logout().then(|| provider.file.id.clone())
    }
}
