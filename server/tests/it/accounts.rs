//! Accounts as a browser meets them: locks that tell nothing, the administrator's page, the list of devices.

use axum::http::Method;
use axum::http::header::{HeaderValue, USER_AGENT};
use domain::role::Role;

use crate::site::{FORM, Site, encoded, request};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_name_that_nobody_has_answers_like_one_that_somebody_has() {
    let site = Site::new().await;
    let mut told = Vec::new();
    for name in ["mot.cua", "khong.co.ai"] {
        let mut answers = Vec::new();
        for _ in 0..7 {
            let answer = site.post("/fn/sign_in", "", &[("username", name), ("password", "wrong")]).await;
            answers.push((answer.status, answer.failure(), answer.cookie()));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    let codes: Vec<&str> = told[0].iter().map(|(_, code, _)| code.as_str()).collect();
    assert_eq!(codes, [["wrong_password"; 5].as_slice(), &["locked_out"; 2]].concat());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_administrator_sees_a_lock_and_lifts_it() {
    let site = Site::new().await;
    for _ in 0..5 {
        site.post("/fn/sign_in", "", &[("username", "mot.cua"), ("password", "wrong")]).await;
    }
    let administrator = site.with_role(Role::Administrator).await;
    assert!(site.get("/admin/officers", &administrator).await.text().contains("Bị khóa đến"));
    let lifted = site.post("/fn/unlock_officer", &administrator, &[("username", "mot.cua")]).await;
    assert_eq!(lifted.location(), "/admin/officers");
    assert!(!site.get("/admin/officers", &administrator).await.text().contains("Bị khóa đến"));
    let right = [("username", "mot.cua"), ("password", "Mot-Cua-2026")];
    assert_eq!(site.post("/fn/sign_in", "", &right).await.location(), "/desk");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_citizen_sees_the_devices_in_words_and_signs_out_elsewhere() {
    let site = Site::new().await;
    site.become_("demo-hoa").await;
    let mut signing_in = request(Method::POST, "/fn/become", "", FORM, encoded(&[("person", "demo-hoa")]));
    signing_in.headers_mut().insert(USER_AGENT, HeaderValue::from_static(FIREFOX));
    let here = site.send(signing_in).await.cookie().unwrap();
    let page = site.get("/my/account", &here).await.text();
    assert!(page.contains("Firefox trên Linux") && page.contains("Thiết bị không rõ"));
    assert_eq!(page.matches("Máy này").count(), 1);
    let ended = site.post("/fn/end_other_sessions", &here, &[]).await;
    assert_eq!(ended.location(), "/my/account?done=sessions");
    let page = site.get(ended.location(), &here).await.text();
    assert!(page.contains("Firefox trên Linux") && !page.contains("Thiết bị không rõ"));
}
