//! The table of routes and deeds. Router and document are both made from it, so that no route lacks a deed or a
//! description.

use axum::http::Method;
use axum::routing::MethodRouter;
use casework::Office;
use casework::policy::Deed;
use utoipa::openapi::path::Paths;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{HttpMethod, RefOr};
use utoipa_axum::router::UtoipaMethodRouter;
use utoipa_axum::routes;

use super::{document, dossiers, files, filing, problem, procedures, track, webhooks};

/// A route and what it does.
pub struct ApiRoute {
    pub method: Method,
    /// Below [`super::ROOT`].
    pub path: String,
    pub deed: Deed,
    /// Takes a file, and so more time.
    pub(crate) takes_files: bool,
    pub(crate) handler: MethodRouter<Office>,
    pub(crate) paths: Paths,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
}

/// The table.
#[must_use]
pub fn routes() -> Vec<ApiRoute> {
    let mut upload = row(Deed::WriteDraft, routes!(files::upload));
    upload.takes_files = true;
    vec![
        row(Deed::SeePublic, routes!(document::serve)),
        row(Deed::SeePublic, routes!(problem::explain)),
        row(Deed::SeePublic, routes!(procedures::list)),
        row(Deed::SeePublic, routes!(procedures::one)),
        row(Deed::Track, routes!(track::track)),
        upload,
        row(Deed::Submit, routes!(filing::file)),
        row(Deed::Submit, routes!(filing::supplement)),
        row(Deed::FollowDossiers, routes!(dossiers::list)),
        row(Deed::FollowDossiers, routes!(dossiers::one)),
        row(Deed::FollowDossiers, routes!(dossiers::events)),
        row(Deed::FollowDossiers, routes!(dossiers::papers)),
        row(Deed::SeeFile, routes!(files::file)),
        row(Deed::SeeFile, routes!(files::issued_paper)),
        row(Deed::KeepWebhooks, routes!(webhooks::list)),
        row(Deed::KeepWebhooks, routes!(webhooks::add)),
        row(Deed::KeepWebhooks, routes!(webhooks::remove)),
        row(Deed::KeepWebhooks, routes!(webhooks::test)),
        row(Deed::KeepWebhooks, routes!(webhooks::deliveries)),
        row(Deed::KeepWebhooks, routes!(webhooks::replay)),
    ]
}

fn row(deed: Deed, (schemas, paths, handler): UtoipaMethodRouter<Office>) -> ApiRoute {
    let described = paths.paths.iter().next();
    let path = described.map(|(path, _)| path.clone()).unwrap_or_default();
    let method = match described.map(|(_, item)| method_of(item)) {
        Some(HttpMethod::Post) => Method::POST,
        Some(HttpMethod::Delete) => Method::DELETE,
        _ => Method::GET,
    };
    ApiRoute { method, path, deed, takes_files: false, handler, paths, schemas }
}

/// Each row describes one operation.
fn method_of(item: &utoipa::openapi::PathItem) -> HttpMethod {
    match (&item.post, &item.delete) {
        (Some(_), _) => HttpMethod::Post,
        (_, Some(_)) => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}
