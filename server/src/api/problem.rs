//! Errors as problem documents (RFC 9457), in the language that the reader asks for.

use axum::extract::{Path, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use casework::{CaseError, Office};
use domain::text::Lang;
use serde::Serialize;
use utoipa::ToSchema;
use views::{Failure, FieldProblem};

use super::ROOT;

/// Why a request was not done (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A stable address that names the kind of the problem; its last part is the code.
    #[serde(rename = "type")]
    #[schema(example = "https://motcua.example.vn/api/v1/problems/not_found")]
    kind: String,
    /// In the language of `Accept-Language`, Vietnamese or English.
    title: String,
    status: u16,
    /// More, where there is more to say; for programmers, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What is wrong with which field of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
struct FieldError {
    /// A JSON pointer into the request.
    #[schema(example = "#/answers/requester_name")]
    pointer: String,
    /// The stable code.
    #[schema(example = "missing")]
    code: String,
    /// In the language of `Accept-Language`.
    #[schema(example = "Enter full name of the requester")]
    detail: String,
}

/// What can go wrong before a use case is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// The request cannot be read.
    BadRequest,
    TokenMissing,
    /// It does not exist, has ended or was revoked.
    TokenInvalid,
    /// The token may not do this.
    ScopeNeeded,
    MethodNotAllowed,
    BodyTooLarge,
    MediaType,
    /// No `Idempotency-Key`.
    KeyMissing,
    TooSlow,
}

impl Protocol {
    const ALL: [Self; 9] = [
        Self::BadRequest,
        Self::TokenMissing,
        Self::TokenInvalid,
        Self::ScopeNeeded,
        Self::MethodNotAllowed,
        Self::BodyTooLarge,
        Self::MediaType,
        Self::KeyMissing,
        Self::TooSlow,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::TokenMissing => "token_missing",
            Self::TokenInvalid => "token_invalid",
            Self::ScopeNeeded => "scope_needed",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::BodyTooLarge => "body_too_large",
            Self::MediaType => "media_type",
            Self::KeyMissing => "idempotency_key_missing",
            Self::TooSlow => "too_slow",
        }
    }

    const fn status(self) -> u16 {
        match self {
            Self::BadRequest | Self::KeyMissing => 400,
            Self::TokenMissing | Self::TokenInvalid => 401,
            Self::ScopeNeeded => 403,
            Self::MethodNotAllowed => 405,
            Self::BodyTooLarge => 413,
            Self::MediaType => 415,
            Self::TooSlow => 504,
        }
    }

    const fn title(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::BadRequest => ("Không đọc được yêu cầu.", "The request cannot be read."),
            Self::TokenMissing => ("Yêu cầu thiếu khóa API.", "The request carries no token."),
            Self::TokenInvalid => (
                "Khóa API không đúng, đã hết hạn hoặc đã bị thu hồi.",
                "The token is not one, has expired or was revoked.",
            ),
            Self::ScopeNeeded => ("Khóa API không được làm việc này.", "The token may not do this."),
            Self::MethodNotAllowed => {
                ("Địa chỉ này không nhận phương thức đó.", "This address does not take that method.")
            }
            Self::BodyTooLarge => ("Yêu cầu quá lớn.", "The request is too large."),
            Self::MediaType => ("Yêu cầu phải là application/json.", "The request must be application/json."),
            Self::KeyMissing => (
                "Yêu cầu cần tiêu đề Idempotency-Key, từ 1 đến 255 ký tự.",
                "The request needs the header Idempotency-Key, of 1 to 255 characters.",
            ),
            Self::TooSlow => ("Yêu cầu mất quá nhiều thời gian.", "The request took too long."),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// The kind of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Case(Failure),
    Protocol(Protocol),
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Case(failure) => failure.code(),
            Self::Protocol(protocol) => protocol.code(),
        }
    }

    const fn status(self) -> u16 {
        match self {
            Self::Case(failure) => failure.status(),
            Self::Protocol(protocol) => protocol.status(),
        }
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Case(failure) => app::failure_in(failure, lang),
            Self::Protocol(protocol) => protocol.title(lang),
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        let protocol = Protocol::ALL.into_iter().find(|protocol| protocol.code() == code);
        protocol.map(Self::Protocol).or_else(|| Failure::from_code(code).map(Self::Case))
    }

    /// What a status says that came from below, without words of ours.
    fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            404 => Self::Case(Failure::NotFound),
            405 => Self::Protocol(Protocol::MethodNotAllowed),
            413 => Self::Protocol(Protocol::BodyTooLarge),
            415 => Self::Protocol(Protocol::MediaType),
            504 => Self::Protocol(Protocol::TooSlow),
            400..=499 => Self::Protocol(Protocol::BadRequest),
            _ => Self::Case(Failure::Broken),
        }
    }
}

/// The codes of all problems.
#[must_use]
pub fn codes() -> Vec<&'static str> {
    let protocol = Protocol::ALL.into_iter().map(Protocol::code);
    protocol.chain(Failure::ALL.into_iter().map(Failure::code)).collect()
}

/// A problem on its way out; [`put_in_words`] makes the document of it.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    kind: Kind,
    detail: Option<String>,
    errors: Vec<FieldProblem>,
    /// Seconds.
    retry_after: Option<i64>,
}

impl Trouble {
    pub(crate) const fn of(failure: Failure) -> Self {
        Self { kind: Kind::Case(failure), detail: None, errors: Vec::new(), retry_after: None }
    }

    pub(crate) const fn protocol(protocol: Protocol) -> Self {
        Self { kind: Kind::Protocol(protocol), detail: None, errors: Vec::new(), retry_after: None }
    }

    pub(crate) fn because(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    pub(crate) fn at(self, errors: Vec<FieldProblem>) -> Self {
        Self { errors, ..self }
    }

    pub(crate) fn retry_after(self, seconds: i64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

impl From<CaseError> for Trouble {
    fn from(error: CaseError) -> Self {
        if error.failure() == Failure::Broken {
            tracing::error!(error = error.chain(), "a use case broke");
        }
        Self::of(error.failure())
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts every failure into a problem document, those of the layers below included, and finds the language.
pub(crate) async fn put_in_words(State(office): State<Office>, mut request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    request.extensions_mut().insert(lang);
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let trouble = response.extensions_mut().remove::<Trouble>();
    let trouble = trouble.unwrap_or_else(|| Trouble {
        kind: Kind::of_status(status),
        detail: None,
        errors: Vec::new(),
        retry_after: None,
    });
    let allow = response.headers().get("allow").cloned();
    let limits: Vec<_> = ["ratelimit", "ratelimit-policy"]
        .into_iter()
        .filter_map(|name| Some((name, response.headers().get(name)?.clone())))
        .collect();
    let mut worded = document(&office, trouble, lang);
    for (name, value) in limits.into_iter().chain(allow.map(|allow| ("allow", allow))) {
        worded.headers_mut().insert(name, value);
    }
    worded
}

fn document(office: &Office, trouble: Trouble, lang: Lang) -> Response {
    let kind = trouble.kind;
    let errors = trouble.errors.into_iter().map(|error| FieldError {
        pointer: error.pointer,
        code: error.code,
        detail: error.detail,
    });
    let problem = Problem {
        kind: address(office, kind.code()),
        title: kind.title(lang).to_owned(),
        status: kind.status(),
        detail: trouble.detail,
        errors: errors.collect(),
    };
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"motcua\""));
    }
    if let Some(seconds) = trouble.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn address(office: &Office, code: &str) -> String {
    format!("{}{ROOT}/problems/{code}", office.settings().base_url)
}

/// English when it is asked for before Vietnamese, else Vietnamese.
fn language(headers: &HeaderMap) -> Lang {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    let known = asked.split(',').filter_map(|part| {
        let (tag, weight) = part.trim().split_once(";q=").unwrap_or((part.trim(), "1"));
        let lang = tag.split('-').next()?.to_ascii_lowercase().parse::<Lang>().ok()?;
        Some((weight.parse::<f32>().unwrap_or(0.0), lang))
    });
    // The first of those that are wanted most.
    known
        .reduce(|best, other| if other.0 > best.0 { other } else { best })
        .map_or_else(Lang::default, |(_, lang)| lang)
}

/// What a kind of problem means.
#[utoipa::path(
    get,
    path = "/problems/{code}",
    operation_id = "getProblem",
    tag = "problems",
    params(("code" = String, Path, description = "The last part of the `type` of a problem")),
    responses((status = 200, description = "The kind, with the status that it is answered with", body = Problem))
)]
pub(crate) async fn explain(
    State(office): State<Office>,
    Extension(lang): Extension<Lang>,
    Path(code): Path<String>,
) -> Result<Json<Problem>, Trouble> {
    let kind = Kind::from_code(&code).ok_or(Trouble::of(Failure::NotFound))?;
    Ok(Json(Problem {
        kind: address(&office, kind.code()),
        title: kind.title(lang).to_owned(),
        status: kind.status(),
        detail: None,
        errors: Vec::new(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_for_two_kinds() {
        let codes = codes();
        let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), codes.len());
        assert!(codes.iter().all(|code| Kind::from_code(code).is_some()));
    }

    #[test]
    fn the_language_that_is_wanted_most_is_spoken() {
        let of = |asked: &'static str| {
            language(&HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(asked))]))
        };
        for english in ["en", "en-GB,en;q=0.9,vi;q=0.8", "fr, en;q=0.5", "vi;q=0.2, en;q=0.3"] {
            assert_eq!(of(english), Lang::En, "{english}");
        }
        for vietnamese in ["", "vi", "vi-VN,en;q=0.9", "fr", "*", "en;q=x"] {
            assert_eq!(
                of(vietnamese),
                if vietnamese == "en;q=x" { Lang::En } else { Lang::Vi },
                "{vietnamese}"
            );
        }
    }
}
