//! Who may come in: the session of a request, where it comes from, and the table of deeds. Each answers instead of the
//! route, or lets the request go on.

use std::ops::ControlFlow;

use axum::extract::Request;
use axum::http::header::{COOKIE, HOST, ORIGIN, USER_AGENT};
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use casework::policy::{self, Deed};
use casework::session::cookie_name;
use casework::{Actor, Office};
use domain::text::Lang;
use views::Failure;

use crate::peer::Peer;
use crate::reply::{refused, told};

/// Finds out who sends the request.
pub(crate) async fn identify(office: &Office, request: &mut Request) -> ControlFlow<Response> {
    let secret = cookie(request.headers(), cookie_name(&office.settings().base_url));
    match casework::session::resolve(office, secret.as_deref()).await {
        Ok(mut actor) => {
            let device = request.headers().get(USER_AGENT).and_then(|device| device.to_str().ok());
            actor.device = device.unwrap_or_default().to_owned();
            actor.address = request.extensions().get::<Peer>().map(|peer| peer.0);
            actor.lang = request.extensions().get::<Lang>().copied().unwrap_or_default();
            request.extensions_mut().insert(actor);
            ControlFlow::Continue(())
        }
        Err(error) => {
            tracing::error!(error = error.chain(), "the session could not be read");
            // Never back to where it came from: that page would fail in the same way.
            ControlFlow::Break(told(request.headers(), Failure::Broken))
        }
    }
}

/// Refuses what another site makes a browser send. Browsers say where a request comes from in `Sec-Fetch-Site`;
/// older ones in `Origin`; a request with neither comes from no page and carries no ambient trust that a page
/// could abuse, but is refused all the same when it carries our cookie.
pub(crate) fn same_site_only(office: &Office, request: &Request) -> ControlFlow<Response> {
    if request.method() == Method::GET || request.method() == Method::HEAD || comes_from_us(office, request) {
        return ControlFlow::Continue(());
    }
    ControlFlow::Break(refused(request.headers(), Failure::Refused))
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
pub(crate) fn server_functions_by_policy(request: &Request) -> ControlFlow<Response> {
    if !request.uri().path().starts_with(SERVER_FUNCTIONS) {
        return ControlFlow::Continue(());
    }
    match policy::deed_of(request.uri().path()) {
        Some(deed) => may(deed, request),
        None => ControlFlow::Break(refused(request.headers(), Failure::NotFound)),
    }
}

/// The same around a route that is no server function.
pub(crate) async fn by_policy(deed: Deed, request: Request, next: Next) -> Response {
    match may(deed, &request) {
        ControlFlow::Continue(()) => next.run(request).await,
        ControlFlow::Break(refusal) => refusal,
    }
}

/// Lets the request through when the actor's role may do the deed.
fn may(deed: Deed, request: &Request) -> ControlFlow<Response> {
    let allowed = match request.extensions().get::<Actor>() {
        Some(actor) => actor.may(deed),
        None => Actor::visitor().may(deed),
    };
    match allowed {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(refused(request.headers(), error.failure())),
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
