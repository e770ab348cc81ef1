use domain::lifecycle::Status;
use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::{ActingView, Moment};

/// What a token may be used for. Reading procedures needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// List and follow the organisation's dossiers, and fetch their papers and files.
    #[serde(rename = "dossiers:read")]
    DossiersRead,
    /// File, and answer supplement requests.
    #[serde(rename = "dossiers:write")]
    DossiersWrite,
    /// Keep the webhooks and read their log.
    #[serde(rename = "webhooks")]
    Webhooks,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::DossiersRead, Self::DossiersWrite, Self::Webhooks];

    /// The stable name, as it is stored and as forms post it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DossiersRead => "dossiers:read",
            Self::DossiersWrite => "dossiers:write",
            Self::Webhooks => "webhooks",
        }
    }

    /// Reads a name back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// A secret that was just made, and what it is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    pub id: String,
    pub secret: String,
}

/// A secret that is shown this one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fresh {
    Token(Secret),
    Webhook(Secret),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenState {
    Active,
    Expired,
    Revoked,
}

/// A token in the list of its organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenLine {
    pub id: String,
    pub name: String,
    pub scopes: Vec<Scope>,
    /// Requests in a minute.
    pub per_minute: u32,
    /// The owner who made it.
    pub made_by: String,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub last_used_at: Option<Moment>,
    pub state: TokenState,
}

/// A webhook in the list of its organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookLine {
    pub id: String,
    pub url: String,
    pub created_at: Moment,
    pub failing_since: Option<Moment>,
    /// Nothing is sent since then.
    pub disabled_at: Option<Moment>,
}

/// `/business/api`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiView {
    pub acting: ActingView,
    pub tokens: Vec<TokenLine>,
    pub webhooks: Vec<WebhookLine>,
    /// Shown on this page once.
    pub fresh: Option<Fresh>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Waiting,
    Sent,
    GivenUp,
}

/// One try to deliver a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub at: Moment,
    /// Milliseconds until the answer, or until it was given up.
    pub took: u32,
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// Why there was none, as a stable code.
    pub failure: Option<String>,
}

/// A message in the delivery log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryLine {
    /// The `webhook-id`.
    pub id: String,
    /// Such as `dossier.accepted`.
    pub kind: String,
    /// Empty for a test.
    pub dossier_code: String,
    pub state: DeliveryState,
    pub created_at: Moment,
    /// When it is tried next, while it waits.
    pub due_at: Moment,
    pub attempts: Vec<Attempt>,
}

/// `/business/api/webhooks/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookView {
    pub webhook: WebhookLine,
    /// A page of messages, the newest first.
    pub deliveries: Vec<DeliveryLine>,
    /// The cursor of the page with older ones; `None` on the last page.
    pub older: Option<String>,
}

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// A JSON pointer into the request, such as `#/answers/requester_name`.
    pub pointer: String,
    /// The stable code, such as `missing`.
    pub code: String,
    /// In the language of whoever reads it.
    pub detail: String,
}

/// That a dossier was filed, or a supplement request answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    pub code: String,
    pub at: Moment,
    /// By then the office will have checked it.
    pub check_by: Moment,
    /// Code of the version of the procedure under which it was filed.
    pub procedure: String,
    pub unit: String,
    /// Name and SHA-256 of the files that came with it.
    pub files: Vec<(String, String)>,
}

/// A dossier in the list that a program follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedDossier {
    pub code: String,
    pub procedure_code: String,
    pub procedure: Text,
    pub unit: Text,
    /// The agency that decides.
    pub agency: Text,
    pub status: Status,
    pub degree: u8,
    pub filed_at: Moment,
    pub due_at: Option<Moment>,
    /// The first promise, once an apology has moved it.
    pub first_due_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub changed_at: Moment,
}
