//! Forms come from our own pages only, and cookies go nowhere else.

use axum::body::Body;
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{Request, StatusCode};

use crate::site::{FORM, Site, pdf};

const SITE: &str = "http://127.0.0.1:3000";

fn sign_out(cookie: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request =
        Request::post("/fn/sign_out").header("content-type", FORM).header("accept", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if !cookie.is_empty() {
        request = request.header(COOKIE, cookie);
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn another_site_cannot_post_in_our_name() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let attacks: [&[(&str, &str)]; 8] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "nonsense")],
        &[("sec-fetch-site", "cross-site"), ("origin", SITE)],
        &[("origin", "https://evil.example"), ("host", "127.0.0.1:3000")],
        &[("origin", "http://127.0.0.1:3000.evil.example"), ("host", "127.0.0.1:3000")],
        &[("origin", "null"), ("host", "127.0.0.1:3000")],
        &[],
    ];
    for headers in attacks {
        let answer = site.send(sign_out(&cookie, headers)).await;
        assert_eq!((answer.status, &*answer.failure()), (StatusCode::FORBIDDEN, "refused"), "{headers:?}");
    }
    assert!(site.get("/my", &cookie).await.text().contains("Nguyễn Thị Hoa"), "still signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn our_own_pages_can() {
    let site = Site::new().await;
    let ways: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "none")],
        &[(ORIGIN.as_str(), SITE)],
        &[(ORIGIN.as_str(), "http://motcua.internal"), (HOST.as_str(), "motcua.internal")],
    ];
    for headers in ways {
        let cookie = site.become_("demo-hoa").await;
        let answer = site.send(sign_out(&cookie, headers)).await;
        assert_eq!(answer.status, StatusCode::OK, "{headers:?}: {}", answer.failure());
        assert!(!site.get("/my", &cookie).await.text().contains("Nguyễn Thị Hoa"), "signed out");
    }
    // A program without a browser's cookie acts for nobody.
    assert_eq!(site.send(sign_out("", &[])).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn uploads_are_guarded_too() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    let upload = Request::post(format!("/files{draft}/relation_paper"))
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "cross-site")
        .header(COOKIE, &cookie)
        .body(Body::from(pdf(100)))
        .unwrap();
    assert_eq!(site.send(upload).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_cookie_belongs_to_this_host_alone() {
    for (base_url, name, secure) in
        [(SITE, "motcua", false), ("https://motcua.example.vn", "__Host-motcua", true)]
    {
        let site = Site::at(base_url).await;
        for (path, field) in
            [("/fn/become", ("person", "demo-hoa")), ("/fn/start_draft", ("code", "2.000908"))]
        {
            let answer = site.post(path, "", &[field]).await;
            let cookies: Vec<&str> =
                answer.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
            assert_eq!(cookies.len(), 1, "{path}: {cookies:?}");
            let attributes: Vec<&str> = cookies[0].split("; ").collect();
            assert!(attributes[0].starts_with(&format!("{name}=")), "{cookies:?}");
            for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(attributes.contains(&attribute), "{path}: no {attribute} in {cookies:?}");
            }
            assert_eq!(attributes.contains(&"Secure"), secure, "{cookies:?}");
            assert!(!attributes.iter().any(|attribute| attribute.starts_with("Domain")), "{cookies:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signing_in_changes_the_secret_and_leads_to_pages_of_ours() {
    let site = Site::new().await;
    let started = site.post("/fn/start_draft", "", &[("code", "2.000908")]).await;
    let browser = started.cookie().unwrap();
    let draft = started.location().to_owned();
    let signed_in = site.post("/fn/become", &browser, &[("person", "demo-hoa"), ("next", &draft)]).await;
    assert_eq!(signed_in.location(), draft);
    let person = signed_in.cookie().unwrap();
    assert_ne!(person, browser);
    assert_eq!(site.get(&draft, &person).await.status, StatusCode::OK);
    assert_eq!(
        site.get(&draft, &browser).await.status,
        StatusCode::NOT_FOUND,
        "the old secret opens nothing"
    );
    let away = site.post("/fn/become", "", &[("person", "demo-hoa"), ("next", "//evil.example")]).await;
    assert_eq!(away.location(), "/my");
}
