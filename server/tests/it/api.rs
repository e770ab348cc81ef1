//! The API: who may do what, and how it fails.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use casework::policy::scope_of;
use domain::role::Role;
use server::api::{codes, routes};
use views::Scope;

use crate::organisation::{asked, get, owner, token};
use crate::site::{FORM, Site, request};

/// The path of a row with something in place of each name.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_route_opens_to_the_scope_of_its_deed_and_to_no_other() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let mut tokens = Vec::new();
    for scope in Scope::ALL {
        tokens.push((scope, token(&site, &owner, &[scope], 600).await));
    }
    let rows = routes();
    assert!(rows.len() >= 20);
    for row in &rows {
        let path = filled(&row.path);
        let ask = |secret: &str| asked(row.method.clone(), &path, secret).body(Body::empty()).unwrap();
        let stranger = site.send(ask("")).await;
        let Some(needed) = scope_of(row.deed) else {
            assert_ne!(stranger.status, StatusCode::UNAUTHORIZED, "{path}");
            continue;
        };
        assert_eq!(stranger.problem(), "token_missing", "{path}");
        assert!(stranger.header("www-authenticate").starts_with("Bearer"), "{path}");
        for (scope, secret) in &tokens {
            let answer = site.send(ask(secret)).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, *scope != needed, "{} {path} with {scope:?}: {}", row.method, answer.status);
            if refused {
                assert_eq!(answer.problem(), "scope_needed");
            }
            assert!(!answer.status.is_server_error() && answer.status != StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_cookie_opens_the_api() {
    let site = Site::new().await;
    owner(&site, "demo-hoa").await;
    for role in Role::ALL {
        let cookie = site.with_role(*role).await;
        for row in routes().iter().filter(|row| scope_of(row.deed).is_some()) {
            let path = format!("/api/v1{}", filled(&row.path));
            let answer = site.send(request(row.method.clone(), &path, &cookie, FORM, Vec::new())).await;
            assert_eq!(answer.problem(), "token_missing", "{path} as {role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_token_opens_a_page_or_a_server_function() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let secret = token(&site, &owner, &Scope::ALL, 600).await;
    let bearer = |method: Method, path: &str| {
        let request = axum::http::Request::builder().method(method).uri(path);
        let request = request.header("authorization", format!("Bearer {secret}"));
        request.header("accept", "application/json").header("content-type", FORM).body(Body::empty()).unwrap()
    };
    for (path, deed) in casework::policy::SERVER_FUNCTIONS {
        if !casework::policy::allows(*deed, Role::Visitor) {
            let answer = site.send(bearer(Method::POST, path)).await;
            assert_eq!(answer.failure(), "sign_in_needed", "{path}");
        }
    }
    for route in server::rest::routes() {
        if !casework::policy::allows(route.deed, Role::Visitor) {
            let path = filled(route.path);
            assert_eq!(site.send(bearer(route.method, &path)).await.failure(), "sign_in_needed", "{path}");
        }
    }
    for path in ["/my", "/my/account", "/business/api", "/desk"] {
        let page = site.send(bearer(Method::GET, path)).await;
        assert!(!page.text().contains("Hoa") && !page.text().contains("Bình An"), "{path}");
    }
    let me = site.send(bearer(Method::POST, "/fn/me")).await.text();
    assert!(me.contains("\"role\":\"visitor\""), "{me}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_failure_is_a_problem_document_in_the_readers_language() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let secret = token(&site, &owner, &Scope::ALL, 600).await;
    let json = "application/json";
    let ask = |method: &str, path: &str, kind: &str, body: String| {
        let request = asked(method.parse().unwrap(), path, &secret).header("content-type", kind);
        request.header("idempotency-key", "k").body(Body::from(body)).unwrap()
    };
    let large = format!("{{\"procedure\":\"{}\"}}", "x".repeat(600_000));
    for (method, path, kind, body, status, code) in [
        ("GET", "", json, String::new(), 404, "not_found"),
        ("GET", "/nowhere", json, String::new(), 404, "not_found"),
        ("GET", "/dossiers/x", json, String::new(), 404, "not_found"),
        ("GET", "/procedures/9.999999", json, String::new(), 404, "not_found"),
        ("DELETE", "/dossiers", json, String::new(), 405, "method_not_allowed"),
        ("POST", "/openapi.json", json, String::new(), 405, "method_not_allowed"),
        ("GET", "/dossiers?limit=1000", json, String::new(), 400, "bad_request"),
        ("GET", "/dossiers?limit=x", json, String::new(), 400, "bad_request"),
        ("GET", "/dossiers?cursor=x", json, String::new(), 400, "bad_request"),
        ("GET", "/dossiers?status=asleep", json, String::new(), 400, "bad_request"),
        ("GET", "/dossiers?updated_since=yesterday", json, String::new(), 400, "bad_request"),
        ("GET", "/dossiers/%ff", json, String::new(), 400, "bad_request"),
        ("POST", "/dossiers", json, "{".to_owned(), 400, "bad_request"),
        ("POST", "/dossiers", json, "{}".to_owned(), 400, "bad_request"),
        ("POST", "/dossiers", "text/plain", "{}".to_owned(), 415, "media_type"),
        ("POST", "/dossiers", json, large, 413, "body_too_large"),
        ("POST", "/uploads", json, String::new(), 422, "file_empty"),
        ("POST", "/uploads", json, "x".repeat(100_001), 413, "file_too_large"),
        ("POST", "/uploads", json, "MZ program".to_owned(), 422, "file_kind"),
        ("POST", "/webhooks", json, "{\"url\":\"https://10.0.0.1/\"}".to_owned(), 422, "webhook_address"),
    ] {
        let answer = site.send(ask(method, path, kind, body)).await;
        assert_eq!((answer.status.as_u16(), &*answer.problem()), (status, code), "{method} {path}");
        if status == 405 {
            assert!(!answer.header("allow").is_empty(), "{method} {path} says what it takes");
        }
    }
    assert_eq!(site.half_received(), 0);
    for authorization in ["Bearer mc_nothing", "Bearer ", "Basic eDp5", "nonsense"] {
        let request = axum::http::Request::get("/api/v1/procedures").header("authorization", authorization);
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), &*answer.problem()), (401, "token_invalid"), "{authorization}");
    }
    let title = |lang: &'static str| {
        let request = asked(Method::GET, "/nowhere", "").header("accept-language", lang);
        let answer = site.send(request.body(Body::empty()).unwrap());
        async move { answer.await.json()["title"].as_str().unwrap().to_owned() }
    };
    assert!(title("vi").await.starts_with("Không tìm thấy"));
    assert!(title("en-GB,en;q=0.9").await.starts_with("Not found"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_kind_of_problem_can_be_looked_up() {
    let site = Site::new().await;
    for code in codes() {
        let answer = get(&site, &format!("/problems/{code}"), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{code}");
        assert!(answer.json()["type"].as_str().unwrap().ends_with(&format!("/{code}")));
    }
    assert_eq!(get(&site, "/problems/nothing", "").await.problem(), "not_found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_token_that_hurries_is_told_to_wait_and_another_is_not() {
    let site = Site::new().await;
    let (_, owner) = owner(&site, "demo-hoa").await;
    let hasty = token(&site, &owner, &[Scope::DossiersRead], 5).await;
    let calm = token(&site, &owner, &[Scope::DossiersRead], 5).await;
    for left in (0..5).rev() {
        let answer = get(&site, "/dossiers", &hasty).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("ratelimit-policy"), "\"token\";q=5;w=60");
        assert!(answer.header("ratelimit").starts_with(&format!("\"token\";r={left};")), "{answer:?}");
    }
    let answer = get(&site, "/dossiers", &hasty).await;
    assert_eq!(answer.problem(), "too_many_requests");
    let wait: i64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=12).contains(&wait), "{wait}");
    assert!(answer.header("ratelimit").starts_with("\"token\";r=0;"));
    assert_eq!(get(&site, "/dossiers", &calm).await.status, StatusCode::OK);
}
