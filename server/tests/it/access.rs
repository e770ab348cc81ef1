//! The table of role and deed, walked over everything that the server offers.

use axum::http::{Method, StatusCode};
use casework::policy::{Deed, SERVER_FUNCTIONS, TABLE, allows, deed_of};
use domain::role::Role;
use server::rest;

use crate::site::{FORM, Site, request};

/// What the table says when it refuses, and nothing else does on these requests.
fn refused_by_the_table(failure: &str, status: StatusCode) -> bool {
    let expected = match failure {
        "sign_in_needed" => StatusCode::UNAUTHORIZED,
        "not_allowed" => StatusCode::FORBIDDEN,
        _ => return false,
    };
    assert_eq!(status, expected);
    true
}

/// Sends an empty request as everybody and compares with the row.
async fn walk(site: &Site, method: &Method, path: &str, deed: Deed) {
    assert!(
        TABLE.iter().any(|(row, roles)| *row == deed && !roles.is_empty()),
        "{path}: {deed:?} has no row"
    );
    for role in Role::ALL {
        let cookie = site.with_role(*role).await;
        let answer = site.send(request(method.clone(), path, &cookie, FORM, Vec::new())).await;
        let refused = refused_by_the_table(&answer.failure(), answer.status);
        assert_eq!(refused, !allows(deed, *role), "{path} as {role}: {} {}", answer.status, answer.failure());
        if refused {
            let visitor = answer.status == StatusCode::UNAUTHORIZED;
            assert_eq!(visitor, *role == Role::Visitor, "{path} as {role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_server_function_does_what_its_row_says() {
    let site = Site::new().await;
    let registered: Vec<(&str, Method)> = server_fn::axum::server_fn_paths().collect();
    assert!(registered.len() > 30, "only {} server functions are registered", registered.len());
    for (path, method) in &registered {
        assert_eq!(method, Method::POST, "{path} changes or reads by POST only");
        assert!(path.starts_with("/fn/"), "{path} is where nobody asks the table");
        let deed = deed_of(path).unwrap_or_else(|| panic!("{path} has no row in casework::policy"));
        walk(&site, method, path, deed).await;
    }
    for (path, _) in SERVER_FUNCTIONS {
        assert!(registered.iter().any(|(known, _)| known == path), "{path} has a row but is not there");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_route_does_what_its_row_says() {
    let site = Site::new().await;
    for route in rest::routes() {
        let mut path = route.path.to_owned();
        while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
            path.replace_range(start..=end, "x");
        }
        walk(&site, &route.method, &path, route.deed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_function_without_a_row_does_not_exist() {
    let site = Site::new().await;
    for role in Role::ALL {
        let cookie = site.with_role(*role).await;
        for path in
            ["/fn/no_such_function", "/fn/", "/fn/accept/", "/fn/accept/x", "/fn/Accept", "/fn//accept"]
        {
            let answer = site.post(path, &cookie, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} as {role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_function_is_not_called_by_a_link() {
    let site = Site::new().await;
    let cookie = site.with_role(Role::Citizen).await;
    let answer = site.get("/fn/sign_out", &cookie).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(site.get("/my", &cookie).await.text().contains("Nguyễn Thị Hoa"), "still signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_javascript_a_refusal_leads_to_the_sign_in_and_back() {
    let site = Site::new().await;
    let draft = site.start("", crate::site::COPY).await;
    let request = axum::http::Request::post("/fn/submit_draft")
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("referer", format!("http://127.0.0.1:3000{draft}/review?check=1"))
        .header("content-type", FORM);
    let answer = site.send(request.body("draft=x".into()).unwrap()).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, &*format!("/sign-in?next={draft}/review"))
    );
}
