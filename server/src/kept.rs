//! Plain forms that were refused: what was typed is kept for a while, so that the page can show it again.
//!
//! Drafts take answers valid or not. This is for what they do not take, as when rights ended while somebody typed, and for
//! all other forms, such as the reason of a refusal whose officer was signed out meanwhile.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::KeptForm;
use app::origin::{came_from, wants_html};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use store::id::random;

use crate::access::cookie;
use crate::reply::told;

const COOKIE: &str = "kept";
/// Long enough to sign in again.
const KEPT_FOR: Duration = Duration::from_secs(15 * 60);
/// The oldest go when there are more.
const MOST: usize = 500;
/// Bytes of a form that is kept: the longest text that a form takes, encoded, but for the text of a whole procedure.
const LONGEST: usize = 64 * 1024;
/// A form has so many fields at the most; more are nobody's typing.
const MOST_FIELDS: usize = 200;
/// Fields with these words in their name are never kept.
const SECRETS: [&str; 2] = ["password", "secret"];
const MULTIPART: &str = "multipart/form-data";
const SIGN_OUT: &str = "/fn/sign_out";
const AUTOSAVE: &str = "/fn/autosave_draft";
const SAVE: &str = "/fn/save_draft";

/// The forms that were refused lately, in memory: losing them with the process costs a repeated line, no more.
#[derive(Clone)]
pub(crate) struct KeptForms {
    all: Arc<Mutex<VecDeque<Kept>>>,
    /// What the cookie says beside its age.
    attributes: &'static str,
}

struct Kept {
    token: String,
    /// The page that showed the form.
    page: String,
    form: KeptForm,
    at: Instant,
}

impl KeptForms {
    pub(crate) fn new(base_url: &str) -> Self {
        let attributes = if base_url.starts_with("https:") { "; Secure" } else { "" };
        Self { all: Arc::default(), attributes }
    }

    fn put(&self, kept: Kept) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|old| {
            old.at.elapsed() < KEPT_FOR && !(old.token == kept.token && old.form.action == kept.form.action)
        });
        all.truncate(MOST - 1);
        all.push_front(kept);
    }

    /// The form that this browser last sent from a page in vain.
    fn of(&self, token: &str, page: &str) -> Option<KeptForm> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let found = all.iter().find(|kept| kept.token == token && kept.page == page)?;
        (found.at.elapsed() < KEPT_FOR).then(|| found.form.clone())
    }

    /// Once a form was taken it is not shown again; after signing out, none is.
    fn forget(&self, token: &str, action: &str) {
        let all = action == SIGN_OUT;
        let mut kept = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| kept.token != token || !(all || kept.form.action == action));
    }
}

/// Keeps a plain form that is sent back, gives it to the page that asks for it, and forgets it once it was taken.
pub(crate) async fn keep<F>(kept: &KeptForms, request: Request, inside: impl FnOnce(Request) -> F) -> Response
where
    F: Future<Output = Response>,
{
    let token = cookie(request.headers(), COOKIE);
    match *request.method() {
        Method::GET => inside(show_again(kept, token, request)).await,
        Method::POST if is_plain_form(request.headers()) => keep_refused(kept, token, request, inside).await,
        // A form that the browser's half sends is refused on the screen; once taken, it is not shown again either.
        Method::POST => keep_told(kept, token, request, inside).await,
        _ => inside(request).await,
    }
}

/// What the handler of a form with files read of its other fields, when it refused it: such a form streams through, so
/// nobody else has it.
#[derive(Clone, Default)]
pub(crate) struct Typed(pub Vec<(String, String)>);

async fn keep_told<F>(
    kept: &KeptForms,
    token: Option<String>,
    request: Request,
    inside: impl FnOnce(Request) -> F,
) -> Response
where
    F: Future<Output = Response>,
{
    let page = came_from(request.headers());
    let action = request.uri().path().to_owned();
    let mut response = inside(request).await;
    let typed = response.extensions_mut().remove::<Typed>().unwrap_or_default();
    if is_sent_back(&response) {
        return keep_fields(kept, token, page, KeptForm { action, fields: typed.0 }, response);
    }
    if let Some(token) = token.filter(|_| !is_refusal(&response)) {
        // What is saved as it is typed is newer than what was refused before.
        kept.forget(&token, if action == AUTOSAVE { SAVE } else { &action });
    }
    response
}

fn is_refusal(response: &Response) -> bool {
    response.status().is_client_error() || response.status().is_server_error()
}

fn show_again(kept: &KeptForms, token: Option<String>, mut request: Request) -> Request {
    if let Some(form) = token.and_then(|token| kept.of(&token, request.uri().path())) {
        request.extensions_mut().insert(form);
    }
    request
}

/// A form of a browser without JavaScript, small enough to be read twice; one with files streams through.
fn is_plain_form(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    wants_html(headers)
        && (kind.starts_with("application/x-www-form-urlencoded") || kind.starts_with(MULTIPART))
        && length.is_some_and(|length| length <= LONGEST)
}

async fn keep_refused<F>(
    kept: &KeptForms,
    token: Option<String>,
    request: Request,
    inside: impl FnOnce(Request) -> F,
) -> Response
where
    F: Future<Output = Response>,
{
    let page = came_from(request.headers());
    let action = request.uri().path().to_owned();
    let kind = request.headers().get(CONTENT_TYPE).cloned();
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST).await else {
        return told(&parts.headers, views::Failure::TooMuchText);
    };
    let response = inside(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    if !is_sent_back(&response) {
        if let Some(token) = token.filter(|_| !is_refusal(&response)) {
            kept.forget(&token, &action);
        }
        return response;
    }
    let fields = match kind.filter(|kind| kind.as_bytes().starts_with(MULTIPART.as_bytes())) {
        Some(kind) => parts_of(kind, bytes).await,
        None => fields(&bytes),
    };
    keep_fields(kept, token, page, KeptForm { action, fields }, response)
}

fn keep_fields(
    kept: &KeptForms,
    token: Option<String>,
    page: Option<String>,
    mut form: KeptForm,
    mut response: Response,
) -> Response {
    form.fields.retain(|(name, _)| !SECRETS.iter().any(|secret| name.contains(secret)));
    let typed = (1..=MOST_FIELDS).contains(&form.fields.len());
    let (Some(page), true, Ok(token)) = (page, typed, token.map_or_else(random, Ok)) else {
        return response;
    };
    if let Ok(cookie) = HeaderValue::from_str(&set_cookie(&token, kept.attributes)) {
        response.headers_mut().append(SET_COOKIE, cookie);
        kept.put(Kept { token, page, form, at: Instant::now() });
    }
    response
}

/// Whether the answer goes back to the page with a failure, or to the sign-in.
fn is_sent_back(response: &Response) -> bool {
    let target = response.headers().get(LOCATION).and_then(|target| target.to_str().ok());
    target.is_some_and(|target| target.contains("?error=") || target.starts_with("/sign-in?"))
}

fn fields(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// The fields of a form that could have had files.
async fn parts_of(kind: HeaderValue, body: Bytes) -> Vec<(String, String)> {
    let mut request = Request::new(Body::from(body));
    request.headers_mut().insert(CONTENT_TYPE, kind);
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Vec::new() };
    let mut fields = Vec::new();
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().filter(|_| field.file_name().is_none()).map(str::to_owned);
        if let (Some(name), Ok(value)) = (name, field.text().await) {
            fields.push((name, value));
        }
    }
    fields
}

fn set_cookie(token: &str, attributes: &str) -> String {
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{attributes}", KEPT_FOR.as_secs())
}
