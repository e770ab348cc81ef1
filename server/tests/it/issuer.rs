//! An issuer of identities that runs beside the tests, with keys of its own, and errs as it is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as B64;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde::Deserialize;
use serde_json::{Value, json};
use server::identity::Identity;
use tokio::task::JoinHandle;

use crate::site::{Answer, Site};

/// The client that the site is to this issuer.
pub(crate) const CLIENT: &str = "motcua";
/// Nobody in the demo.
pub(crate) const MAI: &str = "074198001234";

/// A key that signs tokens.
pub(crate) struct Key {
    pub id: String,
    pair: EcdsaKeyPair,
}

impl Key {
    pub(crate) fn new(id: &str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
        Self { id: id.to_owned(), pair }
    }

    fn public(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (B64.encode(&point[1..33]), B64.encode(&point[33..]));
        json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.id, "x": x, "y": y })
    }

    /// A signed token.
    pub(crate) fn sign(&self, header: &Value, claims: &Value) -> String {
        let message = format!("{}.{}", B64.encode(header.to_string()), B64.encode(claims.to_string()));
        let signature = self.pair.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", B64.encode(signature))
    }
}

/// A token that nobody signed.
pub(crate) fn unsigned(claims: &Value) -> String {
    format!("{}.{}.", B64.encode(json!({ "alg": "none" }).to_string()), B64.encode(claims.to_string()))
}

type Spoil = Box<dyn Fn(&mut Value) + Send>;

/// What the issuer knows and how it errs.
pub(crate) struct Ways {
    pub signs_with: Key,
    /// The public keys at its `jwks_uri`.
    pub published: Vec<Value>,
    /// Who signs in next: claims of the ID token beside the usual.
    pub person: Value,
    /// Claims that only userinfo tells.
    pub userinfo: Value,
    /// Changes the claims of the next ID token.
    pub spoil: Option<Spoil>,
    /// Makes the next ID token in another way.
    pub forge: Option<fn(&Value) -> String>,
    /// Every answer takes so long.
    pub delay: Duration,
    /// How often the keys were fetched.
    pub keys_fetched: usize,
    /// The nonce and PKCE challenge of the sign-in on its way.
    nonce: String,
    challenge: String,
    pub code_used: bool,
}

type Shared = Arc<Mutex<Ways>>;

pub(crate) struct Issuer {
    pub url: String,
    pub ways: Shared,
    address: std::net::SocketAddr,
    serving: JoinHandle<()>,
}

impl Issuer {
    pub(crate) async fn new() -> Self {
        let signs_with = Key::new("first");
        let ways = Ways {
            published: vec![signs_with.public()],
            signs_with,
            person: mai(),
            userinfo: json!({ "sub": "account-1" }),
            spoil: None,
            forge: None,
            delay: Duration::ZERO,
            keys_fetched: 0,
            nonce: String::new(),
            challenge: String::new(),
            code_used: false,
        };
        let ways = Arc::new(Mutex::new(ways));
        let (address, serving) = serve(([127, 0, 0, 1], 0).into(), &ways).await;
        Self { url: format!("http://{address}"), ways, address, serving }
    }

    /// A site that knows this issuer, for citizens and, as `firms`, for organisations.
    pub(crate) async fn site(&self) -> Site {
        Site::with("http://127.0.0.1:3000", self.identity("citizens")).await
    }

    pub(crate) fn identity(&self, audience: &str) -> Identity {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("identity.yaml");
        let text = format!(
            "issuers:\n  - id: state\n    name: {{ vi: Định danh, en: State ID }}\n    issuer: {}\n    \
             client_id: {CLIENT}\n    scopes: [profile]\n    audience: {audience}\n    authoritative: true\n",
            self.url
        );
        std::fs::write(&file, text).unwrap();
        Identity::open(Some(&file), "http://127.0.0.1:3000").unwrap()
    }

    /// Stops answering.
    pub(crate) async fn stop(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    /// Answers again at the same address.
    pub(crate) async fn go_on(&mut self) {
        self.serving = serve(self.address, &self.ways).await.1;
    }

    pub(crate) fn set(&self, change: impl FnOnce(&mut Ways)) {
        change(&mut self.ways.lock().unwrap());
    }

    /// Signs with another key from now on. Whoever fetched the keys before does not know it.
    pub(crate) fn rotate(&self, id: &str) {
        self.set(|ways| {
            ways.signs_with = Key::new(id);
            ways.published = vec![ways.signs_with.public()];
        });
    }

    /// What the browser does at the issuer: signs in, and is sent back with a code.
    pub(crate) fn visit(&self, started: &Answer) -> Visit {
        assert_eq!(started.status, StatusCode::SEE_OTHER, "{started:?}");
        let query = started.location().strip_prefix(&format!("{}/auth?", self.url)).unwrap_or_else(|| {
            panic!("not to the issuer: {}", started.location());
        });
        let asked: std::collections::HashMap<String, String> =
            form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["redirect_uri"], "http://127.0.0.1:3000/sign-in/state/callback");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["scope"], "openid profile");
        assert_eq!(asked["ui_locales"], "vi");
        self.set(|ways| {
            ways.nonce = asked["nonce"].clone();
            ways.challenge = asked["code_challenge"].clone();
            ways.code_used = false;
        });
        let back = format!("/sign-in/state/callback?code=the-code&state={}", asked["state"]);
        Visit { back, cookie: started.cookie().unwrap() }
    }

    /// A logout token about Mai's session.
    pub(crate) fn logout_token(&self, spoil: impl FnOnce(&mut Value, &mut Value)) -> String {
        let ways = self.ways.lock().unwrap();
        let mut header = json!({ "alg": "ES256", "kid": ways.signs_with.id, "typ": "logout+jwt" });
        let mut claims = json!({
            "iss": self.url, "aud": CLIENT, "iat": now(), "exp": now() + 120, "jti": "once", "sid": "session-1",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        spoil(&mut header, &mut claims);
        ways.signs_with.sign(&header, &claims)
    }
}

/// A browser that comes back from the issuer.
pub(crate) struct Visit {
    pub back: String,
    pub cookie: String,
}

pub(crate) fn mai() -> Value {
    json!({
        "sub": "account-1", "sid": "session-1", "national_id": MAI, "name": "Lê Thị Mai", "birthdate": "1998-05-06",
    })
}

pub(crate) fn now() -> i64 {
    time::OffsetDateTime::now_utc().unix_timestamp()
}

async fn serve(address: std::net::SocketAddr, ways: &Shared) -> (std::net::SocketAddr, JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("http://{address}");
    let metadata = json!({
        "issuer": url, "authorization_endpoint": format!("{url}/auth"), "token_endpoint": format!("{url}/token"),
        "userinfo_endpoint": format!("{url}/me"), "jwks_uri": format!("{url}/jwks"),
        "end_session_endpoint": format!("{url}/end"), "response_types_supported": ["code"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256", "none", "HS256"],
    });
    let router = Router::new()
        .route("/.well-known/openid-configuration", get(move || async move { Json(metadata) }))
        .route("/jwks", get(keys))
        .route("/token", post(token))
        .route("/me", get(userinfo))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(ways), slowly))
        .with_state(Arc::clone(ways));
    (address, tokio::spawn(async move { axum::serve(listener, router).await.unwrap() }))
}

async fn slowly(
    State(ways): State<Shared>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    let delay = ways.lock().unwrap().delay;
    tokio::time::sleep(delay).await;
    next.run(request).await
}

async fn keys(State(ways): State<Shared>) -> Json<Value> {
    let mut ways = ways.lock().unwrap();
    ways.keys_fetched += 1;
    Json(json!({ "keys": ways.published }))
}

#[derive(Deserialize)]
struct Exchange {
    code: String,
    code_verifier: String,
    redirect_uri: String,
}

async fn token(State(ways): State<Shared>, headers: HeaderMap, Form(asked): Form<Exchange>) -> Response {
    let mut ways = ways.lock().unwrap();
    let challenge = B64.encode(digest(&SHA256, asked.code_verifier.as_bytes()));
    let right = asked.code == "the-code"
        && challenge == ways.challenge
        && asked.redirect_uri.ends_with("/sign-in/state/callback");
    if !right || ways.code_used {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    }
    ways.code_used = true;
    let issuer = format!("http://{}", headers["host"].to_str().unwrap());
    let mut claims = json!({
        "iss": issuer, "aud": CLIENT, "iat": now(), "exp": now() + 300, "nonce": ways.nonce,
    });
    for (name, value) in ways.person.as_object().unwrap() {
        claims[name] = value.clone();
    }
    if let Some(spoil) = ways.spoil.take() {
        spoil(&mut claims);
    }
    let header = json!({ "alg": "ES256", "kid": ways.signs_with.id });
    let id_token = match ways.forge.take() {
        Some(forge) => forge(&claims),
        None => ways.signs_with.sign(&header, &claims),
    };
    Json(json!({ "access_token": "the-access", "token_type": "Bearer", "expires_in": 60, "id_token": id_token }))
        .into_response()
}

async fn userinfo(State(ways): State<Shared>, headers: HeaderMap) -> Response {
    if headers.get("authorization").is_none_or(|value| value != "Bearer the-access") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    Json(ways.lock().unwrap().userinfo.clone()).into_response()
}
