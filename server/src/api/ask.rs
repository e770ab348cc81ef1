//! Reading requests, with failures that say what could not be read.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use casework::cursor::Cursor;
use domain::text::Lang;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use views::FieldProblem;

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
        let lang = request.extensions().get::<Lang>().copied().unwrap_or_default();
        let bytes = whole(request.into_body()).await?;
        read(&bytes, lang).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json"
}

async fn whole(body: Body) -> Result<Bytes, Trouble> {
    match to_bytes(body, LARGEST).await {
        Ok(bytes) => Ok(bytes),
        Err(error) if is_limit(&error) => Err(Trouble::protocol(Protocol::BodyTooLarge)),
        Err(_) => Err(Trouble::protocol(Protocol::BadRequest).because("The body broke off.")),
    }
}

/// A value of another type than the field takes is told at the field.
fn read<T: DeserializeOwned>(bytes: &[u8], lang: Lang) -> Result<T, Trouble> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let trouble = Trouble::protocol(Protocol::BadRequest).because(error.inner().to_string());
        if error.inner().is_data() { trouble.at(unfit(&error, lang)) } else { trouble }
    })?;
    let end = json.end().map_err(|error| Trouble::protocol(Protocol::BadRequest).because(error.to_string()));
    end.map(|()| read)
}

fn unfit(error: &serde_path_to_error::Error<serde_json::Error>, lang: Lang) -> Vec<FieldProblem> {
    let pointer = error.path().iter().fold("#".to_owned(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } | Segment::Enum { variant: key } => {
            format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
        }
        Segment::Unknown => pointer,
    });
    if pointer == "#" {
        return Vec::new();
    }
    let (code, vi, en) = if error.inner().to_string().starts_with("invalid type") {
        ("type", "Ô này không nhận giá trị kiểu đó.", "This field does not take a value of that type.")
    } else {
        (
            "unfit",
            "Không có ô này, hoặc giá trị không dùng được.",
            "There is no such field, or its value is of no use.",
        )
    };
    let detail = if lang == Lang::Vi { vi } else { en };
    vec![FieldProblem { pointer, code: code.to_owned(), detail: detail.to_owned() }]
}

fn is_limit(error: &axum::Error) -> bool {
    matches!(std::error::Error::source(error), Some(cause) if cause.is::<http_body_util::LengthLimitError>())
}

/// The `next` of a page.
pub(crate) fn cursor(text: &str) -> Result<Cursor, Trouble> {
    let cursor = text.parse();
    cursor.map_err(|_| {
        Trouble::protocol(Protocol::BadRequest).because("`cursor` must be the `next` of a page.")
    })
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
