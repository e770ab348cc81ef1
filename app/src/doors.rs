//! The ways in that the server knows, as pages ask for them.

use std::sync::Arc;

use views::Door;

/// Who knows the issuers of identities.
pub trait Doorkeeper: Send + Sync {
    /// The issuers, in the order of the configuration.
    fn doors(&self) -> Vec<Door>;

    /// The id of the issuer with this address, when one can sign out there too.
    fn way_out(&self, issuer_url: &str) -> Option<String>;
}

/// The doorkeeper of this server, in the context of every page.
#[derive(Clone)]
pub struct Doors(pub Arc<dyn Doorkeeper>);
