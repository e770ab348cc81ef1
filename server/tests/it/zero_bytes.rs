//! A zero byte, which one database stores and the other does not, breaks nothing, wherever it is put.

use casework::policy::SERVER_FUNCTIONS;
use domain::role::Role;
use server::rest::routes;

use crate::site::{Site, UNIT};

/// What the fields of our forms are called.
const FIELDS: [&str; 27] = [
    "answers[record_name]",
    "address",
    "approve",
    "code",
    "comment",
    "contact",
    "dossier",
    "draft",
    "email",
    "file",
    "handler",
    "id",
    "month",
    "name",
    "next",
    "note",
    "officer",
    "paper",
    "password",
    "q1",
    "query",
    "reason",
    "section",
    "session",
    "token",
    "unit",
    "username",
];
/// These end the session with which the others are tried.
const ENDINGS: [&str; 4] = ["/fn/sign_out", "/fn/become", "/fn/sign_in", "/fn/end_session"];

const PAGES: [&str; 12] = [
    "/procedures/\0",
    "/procedures?q=\0",
    "/apply/\0",
    "/drafts/\0",
    "/drafts/\0/s/\0",
    "/drafts/\0/review",
    "/track/\0",
    "/track/\0/receipt",
    "/rate/\0",
    "/stats?unit=\0&month=\0",
    "/desk/\0",
    "/desk?q=\0",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_address_breaks() {
    let site = Site::new().await;
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    for route in routes() {
        let parts = route.path.split('/').map(|part| if part.starts_with('{') { "\0" } else { part });
        paths.push(parts.collect::<Vec<_>>().join("/"));
    }
    for role in [Role::Visitor, Role::Citizen, Role::OneStopOfficer] {
        let cookie = site.with_role(role).await;
        for path in &paths {
            let answer = site.get(&path.replace('\0', "a%00b"), &cookie).await;
            assert!(!answer.status.is_server_error(), "{role:?} {path:?}: {}", answer.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_form_breaks() {
    let site = Site::new().await;
    for role in Role::ALL {
        let cookie = site.with_role(*role).await;
        for (path, _) in SERVER_FUNCTIONS.iter().filter(|(path, _)| !ENDINGS.contains(path)) {
            let fields = FIELDS.map(|field| (field, "a\0b"));
            let answer = site.post(path, &cookie, &fields).await;
            assert_ne!(answer.failure(), "broken", "{role:?} {path}");
        }
    }
    for path in ENDINGS {
        let answer = site.post(path, "", &FIELDS.map(|field| (field, "a\0b"))).await;
        assert_ne!(answer.failure(), "broken", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn texts_lose_it() {
    let site = Site::new().await;
    let citizen = site.become_("demo-hoa").await;
    let code = site.filed(&citizen, "Bằng\0 tốt nghiệp", "khai sinh.pdf").await;
    let officer = site.become_(&format!("{UNIT}-mot-cua")).await;
    let refused = site.post("/fn/refuse", &officer, &[("code", &code), ("reason", "Thiếu\0 giấy tờ")]).await;
    assert!(refused.status.is_success(), "{refused:?}");
    let page = site.get(&format!("/track/{code}"), &citizen).await.text();
    assert!(page.contains("Thiếu giấy tờ") && !page.contains('\0'), "{page}");
}
