//! The token of a request: who sends it, whether it may do this, and whether it hurries.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use casework::pace::{Paces, Rate};
use casework::policy::{self, Deed};
use casework::token::{self, Caller};
use casework::{Actor, Office};
use domain::text::Lang;
use store::moment::{Millis, to_millis};
use time::OffsetDateTime;
use views::Failure;

use super::problem::{Protocol, Trouble};
use crate::peer::Peer;

/// Tokens whose pace is known at the most.
const MOST: usize = 10_000;
/// The time to which the limit of a token refers, in seconds.
const WINDOW: i64 = 60;

/// What the door knows.
#[derive(Clone)]
pub(crate) struct Gate {
    office: Office,
    paces: Arc<Mutex<Paces<String>>>,
}

impl Gate {
    pub(crate) fn new(office: Office) -> Self {
        Self { office, paces: Arc::new(Mutex::new(Paces::new(MOST))) }
    }

    /// Lets a request through at the pace of its token; else says in how many milliseconds it may come again.
    fn paced(&self, token: &str, rate: Rate, now: Millis) -> Result<(), Millis> {
        let mut paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        match paces.wait(&token.to_owned(), rate, now) {
            0 => {
                paces.spend(&token.to_owned(), rate, now);
                Ok(())
            }
            wait => Err(wait),
        }
    }

    /// How much is left, and in how many seconds all of it is there again.
    fn left(&self, token: &str, rate: Rate, now: Millis) -> (u32, i64) {
        let paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        let left = paces.left(&token.to_owned(), rate, now);
        (left, seconds(Millis::from(rate.burst - left) * rate.every))
    }
}

fn seconds(millis: Millis) -> i64 {
    (millis + 999) / 1_000
}

/// Finds out who sends the request. A token that is none is refused everywhere, so that nobody wonders why it does not
/// help; a request without one is a visitor's.
pub(crate) async fn recognise(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let lang = request.extensions().get::<Lang>().copied().unwrap_or_default();
    if !request.headers().contains_key(AUTHORIZATION) {
        let address = request.extensions().get::<Peer>().map(|peer| peer.0);
        request.extensions_mut().insert(Actor { lang, address, ..Actor::visitor() });
        return next.run(request).await;
    }
    let Some(secret) = bearer(request.headers()) else {
        return Trouble::protocol(Protocol::TokenInvalid).into_response();
    };
    match token::recognise(&gate.office, secret, lang).await {
        Ok(Some(caller)) => at_its_pace(&gate, caller, request, next).await,
        Ok(None) => Trouble::protocol(Protocol::TokenInvalid).into_response(),
        Err(error) => Trouble::from(error).into_response(),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|secret| !secret.is_empty())
}

async fn at_its_pace(gate: &Gate, caller: Caller, mut request: Request, next: Next) -> Response {
    let rate = Rate::per_minute(caller.per_minute);
    let id = caller.actor.token.as_ref().map(|token| token.id.clone()).unwrap_or_default();
    // Not the clock of a demonstration: whoever waits, waits really.
    let now = to_millis(OffsetDateTime::now_utc());
    let mut response = match gate.paced(&id, rate, now) {
        Ok(()) => {
            let device = request.headers().get(USER_AGENT).and_then(|device| device.to_str().ok());
            let device = device.unwrap_or_default().to_owned();
            request.extensions_mut().insert(Actor { device, ..caller.actor });
            next.run(request).await
        }
        Err(wait) => Trouble::of(Failure::TooManyRequests).retry_after(seconds(wait)).into_response(),
    };
    let (left, whole) = gate.left(&id, rate, now);
    let policy = format!("\"token\";q={};w={WINDOW}", rate.burst);
    let limit = format!("\"token\";r={left};t={whole}");
    for (name, value) in [("ratelimit-policy", policy), ("ratelimit", limit)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Lets a request through when whoever sends it may do the deed: by role, and a token by its scopes too. What no scope
/// opens is for everybody, and is done as by a visitor.
pub(crate) async fn guard(deed: Deed, mut request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Actor>().cloned().unwrap_or_else(Actor::visitor);
    let Some(scope) = policy::scope_of(deed) else {
        let visitor = Actor { lang: actor.lang, address: actor.address, ..Actor::visitor() };
        let allowed = visitor.may(deed);
        request.extensions_mut().insert(visitor);
        return match allowed {
            Ok(()) => next.run(request).await,
            Err(error) => Trouble::from(error).into_response(),
        };
    };
    let Some(token) = &actor.token else {
        return Trouble::protocol(Protocol::TokenMissing).into_response();
    };
    if !token.scopes.contains(&scope) {
        let needed = format!("The scope {} is needed.", scope.code());
        return Trouble::protocol(Protocol::ScopeNeeded).because(needed).into_response();
    }
    match actor.may(deed) {
        Ok(()) => next.run(request).await,
        Err(error) => Trouble::from(error).into_response(),
    }
}
