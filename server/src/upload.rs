//! Uploads: streamed to disk as they come, never held in memory.

use axum::Extension;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use casework::attachment::{self, Slot};
use casework::{Actor, Case, Office};
use views::Failure;

use crate::reply::{failed, go};

/// Files of one request, at the most.
const FILES: usize = 20;

/// Attaches files to a paper of a draft.
pub(crate) async fn to_paper(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path((draft, paper)): Path<(String, String)>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let target = format!("/drafts/{draft}/files");
    let slot = Slot::Paper { draft, paper };
    match receive(&office, &actor, &slot, form).await {
        Ok(()) => go(&headers, &target),
        Err(error) => failed(&headers, &error),
    }
}

/// Attaches the file of a result.
pub(crate) async fn to_result(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let target = format!("/desk/{code}");
    match receive(&office, &actor, &Slot::Result { code }, form).await {
        Ok(()) => go(&headers, &target),
        Err(error) => failed(&headers, &error),
    }
}

async fn receive(office: &Office, actor: &Actor, slot: &Slot, mut form: Multipart) -> Case<()> {
    let mut files = 0;
    while let Some(field) = form.next_field().await.map_err(|error| broken_off(&error))? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        // A browser sends an empty part for an input without a file.
        files += 1;
        if files > FILES {
            return Err(Failure::TooManyFiles.into());
        }
        one(office, actor, slot.clone(), field, &name).await?;
    }
    if files == 0 { Err(Failure::FileEmpty.into()) } else { Ok(()) }
}

async fn one(office: &Office, actor: &Actor, slot: Slot, mut field: Field<'_>, name: &str) -> Case<()> {
    let mut upload = attachment::begin(office, actor, slot).await?;
    while let Some(bytes) = field.chunk().await.map_err(|error| broken_off(&error))? {
        upload.write(&bytes).await?;
    }
    upload.finish(office, actor, name).await?;
    Ok(())
}

/// The body ended early, was no form, or went past the limit of the route.
pub(crate) fn broken_off(error: &axum::extract::multipart::MultipartError) -> Failure {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Failure::FileTooLarge
    } else {
        Failure::FileLost
    }
}
