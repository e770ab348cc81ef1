//! Reading requests, with failures that say what could not be read.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::{Protocol, Trouble};

/// Bytes of a request in JSON; the answers of a form may have 200 kB.
const LARGEST: usize = 512 * 1024;

/// A body in JSON.
pub(crate) struct Told<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Told<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &S) -> Result<Self, Trouble> {
        if !is_json(request.headers()) {
            return Err(Trouble::protocol(Protocol::MediaType));
        }
        read(request.into_body()).await.map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json"
}

async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Trouble> {
    let bytes = match to_bytes(body, LARGEST).await {
        Ok(bytes) => bytes,
        Err(error) if is_limit(&error) => return Err(Trouble::protocol(Protocol::BodyTooLarge)),
        Err(_) => return Err(Trouble::protocol(Protocol::BadRequest).because("The body broke off.")),
    };
    serde_json::from_slice(&bytes)
        .map_err(|error| Trouble::protocol(Protocol::BadRequest).because(error.to_string()))
}

fn is_limit(error: &axum::Error) -> bool {
    matches!(std::error::Error::source(error), Some(cause) if cause.is::<http_body_util::LengthLimitError>())
}

/// The query of an address.
pub(crate) struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(error) => Err(Trouble::protocol(Protocol::BadRequest).because(error.body_text())),
        }
    }
}
