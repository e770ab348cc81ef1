//! The OpenAPI document: checked in, true of the router, and true of what is answered.

use std::collections::BTreeSet;
use std::path::Path;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use casework::policy::scope_of;
use serde_json::Value;
use server::api::{document, routes};

use crate::organisation::{asked, get};
use crate::site::Site;

fn described() -> Value {
    serde_json::to_value(document()).unwrap()
}

#[test]
fn the_document_in_docs_is_that_of_the_code() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let text = serde_json::to_string_pretty(&document()).unwrap() + "\n";
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(there == text, "docs/openapi.json is stale: run this test with UPDATE_DOCS=1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_route_is_documented_and_every_documented_route_is_there() {
    let site = Site::new().await;
    let document = described();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            documented.insert((path.clone(), method.to_string()));
            assert!(operation["summary"].as_str().is_some_and(|words| words.ends_with('.')), "{path}");
            let failure = &operation["responses"]["default"]["content"]["application/problem+json"];
            assert_eq!(failure["schema"]["$ref"], "#/components/schemas/Problem", "{path}");
            let address: Vec<&str> =
                path.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect();
            // A method that the router does not know at that address answers 405, an address that it does not know 404
            // by its own fallback; a use case that finds nothing comes after the token was asked for.
            let answer = site.send(asked(method, &address.join("/"), "").body(Body::empty()).unwrap()).await;
            assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            let closed = operation["security"].as_array().is_some_and(|scopes| !scopes.is_empty());
            assert_eq!(answer.status == StatusCode::UNAUTHORIZED, closed, "{path}: {}", answer.status);
        }
    }
    let mut there = BTreeSet::new();
    for row in routes() {
        let operation = &document["paths"][&row.path][row.method.as_str().to_lowercase()];
        let scope = scope_of(row.deed).map(views::Scope::code);
        assert_eq!(operation["security"][0]["token"][0].as_str(), scope, "{}", row.path);
        assert!(there.insert((row.path, row.method.to_string())), "a row stands twice");
    }
    assert_eq!(documented, there);
}

#[test]
fn every_name_that_the_document_uses_it_explains() {
    let document = described();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let text = document.to_string();
    let used = text.split("\"#/components/schemas/").skip(1);
    let used: BTreeSet<&str> = used.map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(used.len() > 20, "{used:?}");
    for name in used {
        assert!(schemas.contains_key(name), "{name}");
    }
    let mut names = BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} stands twice");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_document_is_served_to_everybody() {
    let site = Site::new().await;
    let answer = get(&site, "/openapi.json", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), described());
}
