use domain::text::Text;
use serde::{Deserialize, Serialize};

/// Whose accounts an issuer keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssuerAudience {
    /// People.
    Citizens,
    /// People who represent a business or organisation.
    Organisations,
}

/// A way to sign in: an issuer, as the sign-in page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// As in `/sign-in/{id}`.
    pub id: String,
    pub name: Text,
    pub audience: IssuerAudience,
    /// Whether it answered when it was last asked.
    pub reachable: bool,
}
