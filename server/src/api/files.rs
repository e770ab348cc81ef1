//! Files on their way in, before they are in a dossier, and out.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::{Extension, Json};
use casework::attachment::{self, Rendition};
use casework::{Actor, Office, loose_file, paper};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use utoipa::IntoParams;

use super::ask::Asked;
use super::problem::{Protocol, Trouble};
use super::shapes::File;
use crate::download::{sent_paper, stream};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Named {
    /// The name of the file, as people will see it.
    #[serde(default)]
    name: String,
}

/// Send a file, to be filed within a day.
///
/// The body is the file itself: a JPEG, PNG or WebP picture or a PDF, whatever `Content-Type` says. The answer has the
/// SHA-256 of what arrived.
#[utoipa::path(post, path = "/uploads", operation_id = "upload", tag = "dossiers", params(Named),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "Taken; it can go into dossiers for a day", body = File)))]
pub(crate) async fn upload(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Asked(named): Asked<Named>,
    mut body: Body,
) -> Result<(StatusCode, Json<File>), Trouble> {
    let mut upload = loose_file::begin(&office, &actor).await?;
    while let Some(frame) = body.frame().await {
        let broken = |_| Trouble::protocol(Protocol::BadRequest).because("The body broke off.");
        if let Ok(bytes) = frame.map_err(broken)?.into_data() {
            upload.write(&bytes).await?;
        }
    }
    let file = upload.finish(&office, &actor, &named.name).await?;
    Ok((StatusCode::CREATED, Json(file.into())))
}

/// Download a file of a dossier: one that was handed in, or the result once there is one.
#[utoipa::path(get, path = "/files/{id}", operation_id = "downloadFile", tag = "dossiers",
    params(("id" = String, Path, description = "As in the dossier")),
    responses((status = 200, description = "The bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
pub(crate) async fn file(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let sent = attachment::send(&office, &actor, &id, Rendition::Whole).await?;
    Ok(stream(&office, sent).await?)
}

/// Download a statutory paper as PDF, such as the receipt (Mẫu 01).
#[utoipa::path(get, path = "/papers/{id}", operation_id = "downloadPaper", tag = "dossiers",
    params(("id" = String, Path, description = "As in the papers of the dossier")),
    responses((status = 200, description = "The PDF", body = Vec<u8>, content_type = "application/pdf")))]
pub(crate) async fn issued_paper(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let printed = paper::print(&office, &actor, &id).await?;
    let sent = sent_paper(&office, printed).await?;
    Ok(stream(&office, sent).await?)
}
