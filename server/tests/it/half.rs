//! Somebody in the middle of signing in reaches nothing but the next step.

use app::PAGES;
use axum::http::{Method, StatusCode};
use casework::policy::{Deed, WITHIN_SIGN_IN, deed_of};
use casework::session::sign_in;
use casework::{Actor, officers};
use domain::role::Role;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use server::rest;
use store::WriteError;
use store::entity::second_factor;

use crate::site::{FORM, Site, UNIT, request};

const GIVEN: &str = "Tam-thoi-7351";
const OWN: &str = "Chim-se-bay-42";
/// Names that stand on pages of people who are signed in.
const NAME: &str = "Lê Thị Lan";

/// The cookies of three sign-ins that wait: for a password, for a first code, and for a code.
pub(crate) async fn waiting(site: &Site) -> [(&'static str, String); 3] {
    let password = half(site, "cho.mat.khau", GIVEN).await;
    let enrolment = half(site, "cho.ma.dau", GIVEN).await;
    let set = site.post(
        "/fn/first_password",
        &enrolment,
        &[("new_password", OWN), ("password_again", OWN), ("next", "/desk")],
    );
    let set = set.await;
    assert_eq!(set.location(), "/sign-in?next=/desk", "{set:?}");
    let enrolment = set.cookie().unwrap();
    half(site, "cho.ma", GIVEN).await;
    give_second_factor(site, "cho.ma").await;
    let code = signed_in(site, "cho.ma", GIVEN).await;
    [("password", password), ("enrolment", enrolment), ("code", code)]
}

/// Adds a leader and signs in with the password that was given.
async fn half(site: &Site, username: &str, password: &str) -> String {
    let new = officers::NewOfficer {
        username: username.to_owned(),
        full_name: NAME.to_owned(),
        title: String::new(),
        unit_code: UNIT.to_owned(),
        role: Role::Leader,
    };
    officers::add(&site.office, &Actor::system(), new, password).await.unwrap();
    signed_in(site, username, password).await
}

async fn signed_in(site: &Site, username: &str, password: &str) -> String {
    let begun = sign_in(&site.office, &Actor::visitor(), username, password).await.unwrap();
    assert!(begun.go_to("").starts_with("/sign-in"));
    begun.cookie.split(';').next().unwrap().to_owned()
}

async fn give_second_factor(site: &Site, username: &str) {
    let officers = store::entity::officer::Entity::find().all(site.office.database().reader()).await.unwrap();
    let officer = officers.into_iter().find(|officer| officer.username == username).unwrap();
    let row = second_factor::Model {
        officer_id: officer.id,
        secret: Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned()),
        last_step: 0,
        since: Some(0),
        new_secret: None,
        new_codes: None,
    };
    let insert = site.office.database().write(move |tx| {
        Box::pin(async move {
            row.into_active_model().reset_all().insert(tx).await?;
            Ok::<_, WriteError>(())
        })
    });
    insert.await.unwrap();
}

fn closed(deed: Deed) -> bool {
    !WITHIN_SIGN_IN.contains(&deed)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_server_function_and_no_route_opens_to_a_sign_in_that_is_not_whole() {
    let site = Site::real().await;
    let functions = server_fn::axum::server_fn_paths().map(|(path, method)| {
        (path.to_owned(), method, deed_of(path).unwrap_or_else(|| panic!("{path} has no row")))
    });
    let routes = rest::routes().into_iter().map(|route| {
        let path = route.path.replace(['{', '}'], "");
        (path, route.method, route.deed)
    });
    let all: Vec<(String, Method, Deed)> = functions.chain(routes).collect();
    assert!(all.iter().filter(|(_, _, deed)| closed(*deed)).count() > 30);
    for (step, cookie) in waiting(&site).await {
        for (path, method, deed) in all.iter().filter(|(_, _, deed)| closed(*deed)) {
            let answer = site.send(request(method.clone(), path, &cookie, FORM, Vec::new())).await;
            assert_eq!(answer.failure(), "sign_in_needed", "{path} ({deed:?}) while waiting for {step}");
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        }
        let open = site.post("/fn/me", &cookie, &[]).await.text();
        assert!(open.contains("\"role\":\"visitor\"") && !open.contains(NAME), "{open}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_page_shows_more_to_a_sign_in_that_is_not_whole_than_to_anybody() {
    let site = Site::real().await;
    let waiting = waiting(&site).await;
    for (pattern, _) in PAGES {
        let path: Vec<&str> =
            pattern.split('/').map(|part| if part.contains('{') { "x" } else { part }).collect();
        let path = path.join("/");
        let path = if path.is_empty() { "/" } else { &path };
        let stranger = site.get(path, "").await.status;
        for (step, cookie) in &waiting {
            let page = site.get(path, cookie).await;
            assert!(!page.text().contains(NAME), "{path} while waiting for {step}");
            // What a browser keeps is not theirs either, so such pages are closed rather than empty.
            let closed = page.status == StatusCode::UNAUTHORIZED;
            assert!(page.status == stranger || closed, "{path} while waiting for {step}: {}", page.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_step_takes_its_own_answer_only() {
    let site = Site::real().await;
    let steps = ["/fn/first_password", "/fn/enrol", "/fn/give_code"];
    let fields = [("new_password", OWN), ("password_again", OWN), ("secret_code", "12345")];
    for ((step, cookie), own) in waiting(&site).await.into_iter().zip(steps) {
        for path in steps.into_iter().filter(|path| *path != own) {
            let answer = site.post(path, &cookie, &fields).await;
            assert_eq!(answer.failure(), "refused", "{path} while waiting for {step}");
        }
        let qr = site.get("/qr/enrolment", &cookie).await.status;
        assert_eq!(qr == StatusCode::OK, step == "enrolment", "{step}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_sign_in_page_asks_for_the_next_step_and_tells_a_mistake_at_its_field() {
    let site = Site::real().await;
    let [(_, password), (_, enrolment), (_, code)] = waiting(&site).await;
    let page = site.get("/sign-in?next=/desk&error=password_common", &password).await.text();
    assert!(page.contains("id=\"new-password-error\"") && page.contains("aria-invalid=\"true\""));
    assert!(page.contains("name=\"next\" value=\"/desk\""), "the way is not lost");
    let page = site.get("/sign-in", &enrolment).await.text();
    assert!(page.contains("/qr/enrolment") && page.contains("id=\"enrolment-secret\""));
    let page = site.get("/sign-in?error=code_used", &code).await.text();
    assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains("id=\"code-error\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_sign_in_can_be_left() {
    let site = Site::real().await;
    for (_, cookie) in waiting(&site).await {
        site.post("/fn/sign_out", &cookie, &[]).await;
        assert!(site.get("/sign-in", &cookie).await.text().contains("id=\"username\""));
    }
}
