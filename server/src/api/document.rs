//! The OpenAPI document, made of what stands at the handlers and of the table of deeds.

use axum::Json;
use casework::policy::scope_of;
use casework::token::PREFIX;
use utoipa::OpenApi as _;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, OpenApi, PathItem, Ref, RefOr, ResponseBuilder};

use super::problem::Problem;
use super::routes::{ApiRoute, routes};

/// The name of the way to show a token.
const TOKEN: &str = "token";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Một Cửa",
        version = "1",
        description = "Filing and following dossiers by the programs of an organisation. docs/api.md is the guide.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    servers((url = "/api/v1")),
    components(schemas(Problem)),
    tags(
        (name = "procedures", description = "What can be applied for; needs no token"),
        (name = "dossiers", description = "Filing, following, downloading"),
        (name = "webhooks", description = "Being told"),
        (name = "tracking", description = "How far a dossier is; needs no token"),
        (name = "problems", description = "What errors mean"),
        (name = "document", description = "This document"),
    )
)]
struct Head;

/// The document.
#[must_use]
pub fn document() -> OpenApi {
    let mut document = Head::openapi();
    let mut components = document.components.take().unwrap_or_else(Components::new);
    for route in routes() {
        let (path, mut item, schemas) = described(route);
        if let Some(known) = document.paths.paths.get_mut(&path) {
            known.merge_operations(std::mem::take(&mut item));
        } else {
            document.paths.paths.insert(path, item);
        }
        components.schemas.extend(schemas);
    }
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format(format!("{PREFIX}…"))
        .description(Some("A token that an owner of the organisation made at /business/api. The names beside it are the scopes that it needs."))
        .build();
    components.security_schemes.insert(TOKEN.to_owned(), SecurityScheme::Http(scheme).into());
    document.components = Some(components);
    document
}

type Schemas = Vec<(String, RefOr<Schema>)>;

/// The operation of a row, with the scope that it needs and how it fails.
fn described(mut route: ApiRoute) -> (String, PathItem, Schemas) {
    let mut item = route.paths.paths.remove(&route.path).unwrap_or_default();
    let scope = scope_of(route.deed);
    for operation in [&mut item.get, &mut item.post, &mut item.delete].into_iter().flatten() {
        operation.security = scope.map(|scope| vec![SecurityRequirement::new(TOKEN, [scope.code()])]);
        say_bytes(operation);
        add_failure(operation);
    }
    (route.path, item, route.schemas)
}

/// Files are bytes; the macros take them for lists of numbers.
fn say_bytes(operation: &mut Operation) {
    let asked = operation.request_body.iter_mut().filter_map(|body| match body {
        RefOr::T(body) => Some(body.content.iter_mut()),
        RefOr::Ref(_) => None,
    });
    let answers = operation.responses.responses.values_mut().filter_map(|answer| match answer {
        RefOr::T(answer) => Some(answer.content.iter_mut()),
        RefOr::Ref(_) => None,
    });
    for (kind, content) in asked.flatten().chain(answers.flatten()) {
        if kind != "application/json" {
            let format = SchemaFormat::KnownFormat(KnownFormat::Binary);
            let bytes = ObjectBuilder::new().schema_type(Type::String).format(Some(format));
            *content = ContentBuilder::new().schema(Some(bytes.build())).build().into();
        }
    }
}

fn add_failure(operation: &mut Operation) {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let failure = ResponseBuilder::new()
        .description("Not done; the problem says why")
        .content("application/problem+json", content)
        .build();
    operation.responses.responses.insert("default".to_owned(), failure.into());
}

/// Read this document.
#[utoipa::path(get, path = "/openapi.json", operation_id = "getDocument", tag = "document",
    responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
pub(crate) async fn serve() -> Json<OpenApi> {
    Json(document())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_shapes_share_a_name() {
        let mut known = BTreeMap::new();
        for (name, schema) in routes().into_iter().flat_map(|route| route.schemas) {
            let schema = serde_json::to_value(schema).unwrap();
            let before = known.entry(name.clone()).or_insert_with(|| schema.clone());
            assert_eq!(*before, schema, "{name}");
        }
    }
}
