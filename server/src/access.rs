//! Who may come in: the session of a request, where it comes from, and the table of deeds.

use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HOST, ORIGIN, USER_AGENT};
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use casework::policy::{self, Deed};
use casework::session::cookie_name;
use casework::{Actor, Office};
use domain::text::Lang;
use views::Failure;

use crate::peer::Peer;
use crate::reply::{code, refused};

/// Finds out who sends the request.
pub async fn identify(State(office): State<Office>, mut request: Request, next: Next) -> Response {
    let secret = cookie(request.headers(), cookie_name(&office.settings().base_url));
    match casework::session::resolve(&office, secret.as_deref()).await {
        Ok(mut actor) => {
            let device = request.headers().get(USER_AGENT).and_then(|device| device.to_str().ok());
            actor.device = device.unwrap_or_default().to_owned();
            actor.address = request.extensions().get::<Peer>().map(|peer| peer.0);
            actor.lang = request.extensions().get::<Lang>().copied().unwrap_or_default();
            request.extensions_mut().insert(actor);
            next.run(request).await
        }
        Err(error) => {
            tracing::error!(error = error.chain(), "the session could not be read");
            // Never back to where it came from: that page would fail in the same way.
            code(Failure::Broken)
        }
    }
}

/// Refuses what another site makes a browser send. Browsers say where a request comes from in `Sec-Fetch-Site`;
/// older ones in `Origin`; a request with neither comes from no page and carries no ambient trust that a page
/// could abuse, but is refused all the same when it carries our cookie.
pub async fn same_site_only(State(office): State<Office>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET || request.method() == Method::HEAD || comes_from_us(&office, &request)
    {
        return next.run(request).await;
    }
    refused(request.headers(), Failure::Refused)
}

fn comes_from_us(office: &Office, request: &Request) -> bool {
    let headers = request.headers();
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()) else {
        return cookie(headers, cookie_name(&office.settings().base_url)).is_none();
    };
    if origin == office.settings().base_url {
        return true;
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin_host =
        origin.parse::<Uri>().ok().and_then(|origin| origin.authority().map(ToString::to_string));
    host.is_some() && host == origin_host.as_deref()
}

/// Where all server functions are.
const SERVER_FUNCTIONS: &str = "/fn/";

/// Asks the table before a server function runs. One that has no row does not run.
pub async fn server_functions_by_policy(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(SERVER_FUNCTIONS) {
        return next.run(request).await;
    }
    match policy::deed_of(request.uri().path()) {
        Some(deed) => by_policy(deed, request, next).await,
        None => refused(request.headers(), Failure::NotFound),
    }
}

/// Lets the request through when the actor's role may do the deed.
pub async fn by_policy(deed: Deed, request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Actor>().cloned().unwrap_or_else(Actor::visitor);
    match actor.may(deed) {
        Ok(()) => next.run(request).await,
        Err(error) => refused(request.headers(), error.failure()).into_response(),
    }
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut values = pairs.filter_map(|pair| pair.trim().split_once('='));
    values
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
        .filter(|value| !value.is_empty())
}
