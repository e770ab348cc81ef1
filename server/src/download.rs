//! Files and papers on their way out: streamed, typed by what they are, and shut in by their own policy.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Response as HttpResponse};
use axum::response::Response;
use casework::attachment::{self, Rendition, Sent};
use casework::{Actor, Case, CaseError, Office, paper, records};
use tokio_util::io::ReaderStream;

use crate::reply::failed;

/// A picture or PDF may do nothing but be looked at; our own pages may frame it.
const POLICY: &str = "default-src 'none'; img-src 'self'; object-src 'self'; plugin-types application/pdf; \
                      style-src 'unsafe-inline'; frame-ancestors 'self'";

pub(crate) async fn file(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    send(&office, &headers, attachment::send(&office, &actor, &id, Rendition::Whole).await).await
}

pub(crate) async fn thumbnail(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    send(&office, &headers, attachment::send(&office, &actor, &id, Rendition::Thumbnail).await).await
}

/// The PDF of a statutory paper.
pub(crate) async fn issued_paper(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let printed = paper::print(&office, &actor, &id).await;
    let sent = match printed {
        Ok(printed) => sent_paper(&office, printed).await,
        Err(error) => Err(error),
    };
    send(&office, &headers, sent).await
}

/// The control slip of a dossier, made anew each time.
pub(crate) async fn control_slip(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    sheet(&headers, records::control_slip(&office, &actor, &code).await)
}

/// A part of the register of the officer's unit in a year, such as `2026-2.pdf`; the first as `2026.pdf`, too.
pub(crate) async fn register(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let name = file.strip_suffix(".pdf").unwrap_or_default();
    let (year, part) = name.split_once('-').unwrap_or((name, "1"));
    sheet(&headers, records::register(&office, &actor, year, part).await)
}

fn sheet(headers: &HeaderMap, sheet: Case<records::Sheet>) -> Response {
    let answer = sheet.and_then(|sheet| {
        let length = sheet.pdf.len();
        shut_in("application/pdf", length as u64, &sheet.file_name, "no-store", Body::from(sheet.pdf))
    });
    answer.unwrap_or_else(|error| failed(headers, &error))
}

pub(crate) async fn sent_paper(office: &Office, printed: paper::Printed) -> Case<Sent> {
    let size = office.files().size(&printed.sha256)?.ok_or(views::Failure::FileLost)?;
    Ok(Sent {
        sha256: printed.sha256,
        media_type: "application/pdf".to_owned(),
        name: printed.file_name,
        size,
    })
}

async fn send(office: &Office, headers: &HeaderMap, sent: Case<Sent>) -> Response {
    let answer = match sent {
        Ok(sent) => stream(office, sent).await,
        Err(error) => Err(error),
    };
    answer.unwrap_or_else(|error| failed(headers, &error))
}

pub(crate) async fn stream(office: &Office, sent: Sent) -> Case<Response> {
    let file = office.files().open_file(&sent.sha256).await?;
    let body = Body::from_stream(ReaderStream::new(file));
    shut_in(&sent.media_type, sent.size, &sent.name, "private, max-age=300", body)
}

/// The answer that is a file.
fn shut_in(media_type: &str, size: u64, name: &str, cache: &'static str, body: Body) -> Case<Response> {
    let response = HttpResponse::builder()
        .header(CONTENT_TYPE, media_type)
        .header(CONTENT_LENGTH, size)
        .header(CONTENT_DISPOSITION, disposition(name))
        .header(CONTENT_SECURITY_POLICY, POLICY)
        .header(X_FRAME_OPTIONS, "SAMEORIGIN")
        .header(CACHE_CONTROL, cache)
        .body(body);
    response.map_err(|_| CaseError::Impossible("a response could not be built"))
}

/// Shown in the page, with the name for saving it in UTF-8 (RFC 6266).
fn disposition(name: &str) -> HeaderValue {
    use std::fmt::Write as _;
    let encoded = name.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    });
    let value = format!("inline; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("inline"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vietnamese_name_survives_the_header() {
        assert_eq!(disposition("giấy \"1\".pdf"), "inline; filename*=UTF-8''gi%E1%BA%A5y%20%221%22.pdf");
    }
}
