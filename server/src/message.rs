//! Messages with their files: one form, streamed like every upload.

use axum::Extension;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use casework::message::{Composing, compose};
use casework::{Actor, Case, Office};
use views::{Failure, MessageSide};

use crate::kept::Typed;
use crate::reply::{failed, go};
use crate::upload::broken_off;

/// The field of the words, which comes before the files.
const WORDS: &str = "words";
/// Bytes of the words: more than any message takes, in letters of four bytes.
const LONGEST: usize = 16 * 1024;

/// The applicant writes to the one-stop.
pub(crate) async fn from_applicant(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    send(&office, &actor, MessageSide::Applicant, &code, &headers, form).await
}

/// The one-stop writes to the applicant.
pub(crate) async fn from_one_stop(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    send(&office, &actor, MessageSide::Office, &code, &headers, form).await
}

async fn send(
    office: &Office,
    actor: &Actor,
    side: MessageSide,
    code: &str,
    headers: &HeaderMap,
    form: Multipart,
) -> Response {
    let mut words = String::new();
    match receive(office, actor, side, code, form, &mut words).await {
        Ok(page) => go(headers, &page),
        Err(error) => {
            let mut response = failed(headers, &error);
            // Files are chosen again; what was typed is not typed again.
            response.extensions_mut().insert(Typed(vec![(WORDS.to_owned(), words)]));
            response
        }
    }
}

async fn receive(
    office: &Office,
    actor: &Actor,
    side: MessageSide,
    code: &str,
    mut form: Multipart,
    words: &mut String,
) -> Case<String> {
    let mut begun: Option<Composing> = None;
    while let Some(field) = form.next_field().await.map_err(|error| broken_off(&error))? {
        if field.name() == Some(WORDS) {
            *words = text(field).await?;
            continue;
        }
        // A browser sends an empty part for an input without a file.
        let Some(name) = field.file_name().filter(|name| !name.is_empty()).map(str::to_owned) else {
            continue;
        };
        let composing = match begun.take() {
            Some(composing) => composing,
            None => compose(office, actor, side, code).await?,
        };
        begun = Some(attach(office, composing, field, &name).await?);
    }
    let composing = match begun {
        Some(composing) => composing,
        None => compose(office, actor, side, code).await?,
    };
    composing.send(office, actor, words).await
}

async fn text(mut field: Field<'_>) -> Case<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken_off(&error))? {
        if bytes.len() + chunk.len() > LONGEST {
            return Err(Failure::TooMuchText.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn attach(
    office: &Office,
    mut composing: Composing,
    mut field: Field<'_>,
    name: &str,
) -> Case<Composing> {
    let mut file = composing.file(office).await?;
    while let Some(bytes) = field.chunk().await.map_err(|error| broken_off(&error))? {
        file.write(&bytes).await?;
    }
    composing.add(file.finish(office, name).await?);
    Ok(composing)
}
