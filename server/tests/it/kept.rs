//! A plain form that is refused comes back with what was typed.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, REFERER};
use axum::http::{Request, StatusCode};
use domain::role::Role;

use crate::site::{Answer, FORM, MULTIPART, Site, encoded, message};

const REASON: &str = "Nộp sai nơi: \"<hồ sơ>\" & thuộc phường khác";

/// Posts as a browser without JavaScript that has `page` open.
pub(crate) async fn plain(
    site: &Site,
    page: &str,
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let body = encoded(fields);
    let request = Request::post(path)
        .header(CONTENT_TYPE, FORM)
        .header(CONTENT_LENGTH, body.len())
        .header(ACCEPT, "text/html")
        .header(REFERER, format!("http://127.0.0.1:3000{page}"))
        .header("sec-fetch-site", "same-origin")
        .header(COOKIE, cookie);
    let answer = site.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    answer
}

pub(crate) fn both(session: &str, kept: &str) -> String {
    format!("{session}; {kept}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reason_outlives_a_session_that_ended_meanwhile() {
    let site = Site::new().await;
    let citizen = site.with_role(Role::Citizen).await;
    let code = site.filed(&citizen, "Giấy khai sinh", "a.pdf").await;
    let page = format!("/desk/{code}");
    let refused = plain(&site, &page, "/fn/refuse", "", &[("code", &code), ("reason", REASON)]).await;
    assert_eq!(refused.location(), format!("/sign-in?next={page}"));
    let kept = refused.cookie().unwrap();

    let officer = site.with_role(Role::OneStopOfficer).await;
    let shown = site.get(&page, &both(&officer, &kept)).await.text();
    assert!(shown.contains("Nộp sai nơi: \"&lt;hồ sơ>\" &amp; thuộc phường khác</textarea>"), "{shown}");
    assert!(
        !site.get(&page, &officer).await.text().contains("Nộp sai nơi"),
        "another browser sees nothing of it"
    );

    // Signing in is a form too, and does not wipe out the one that waits.
    let signed_in = [("username", "nobody"), ("password", "wrong-Password-1"), ("next", &page)];
    let wrong = plain(&site, "/sign-in", "/fn/sign_in", &kept, &signed_in).await;
    assert_eq!(wrong.cookie().as_deref(), Some(&*kept));
    assert!(site.get(&page, &both(&officer, &kept)).await.text().contains("Nộp sai nơi"));

    plain(&site, &page, "/fn/refuse", &both(&officer, &kept), &[("code", &code), ("reason", REASON)]).await;
    let second = site.filed(&citizen, "Giấy khai tử", "b.pdf").await;
    let other = site.get(&format!("/desk/{second}"), &both(&officer, &kept)).await.text();
    assert!(!other.contains("Nộp sai nơi"), "it was taken, and never belonged to this page");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_wrong_password_keeps_the_name_and_the_way_but_never_the_password() {
    let site = Site::new().await;
    let typed = [("username", "mot.cua"), ("password", "wrong-Password-1"), ("next", "/desk/H09")];
    let wrong = plain(&site, "/sign-in?next=/desk/H09", "/fn/sign_in", "", &typed).await;
    assert_eq!(wrong.location(), "/sign-in?error=wrong_password");
    let shown = site.get(wrong.location(), &wrong.cookie().unwrap()).await.text();
    assert!(shown.contains("value=\"mot.cua\"") && shown.contains("value=\"/desk/H09\""), "{shown}");
    assert!(!shown.contains("wrong-Password-1"), "{shown}");

    let kept = wrong.cookie().unwrap();
    plain(&site, "/", "/fn/sign_out", &kept, &[]).await;
    assert!(
        !site.get("/sign-in", &kept).await.text().contains("mot.cua"),
        "signing out leaves nothing behind"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_message_that_is_refused_comes_back_with_its_words() {
    let site = Site::new().await;
    let citizen = site.with_role(Role::Citizen).await;
    let code = site.filed(&citizen, "Giấy khai sinh", "a.pdf").await;
    let (page, path) = (format!("/track/{code}"), format!("/files/messages/{code}"));
    let send = async |cookie: &str, file: Option<&(&str, Vec<u8>)>| {
        let body = message(REASON, file);
        let request = Request::post(&path)
            .header(CONTENT_TYPE, MULTIPART)
            .header(CONTENT_LENGTH, body.len())
            .header(ACCEPT, "text/html")
            .header(REFERER, format!("http://127.0.0.1:3000{page}"))
            .header("sec-fetch-site", "same-origin")
            .header(COOKIE, cookie);
        site.send(request.body(Body::from(body)).unwrap()).await
    };
    // The session ended while somebody wrote.
    let refused = send("", None).await;
    assert_eq!(refused.location(), format!("/sign-in?next={page}"), "{refused:?}");
    let shown = site.get(&page, &both(&citizen, &refused.cookie().unwrap())).await.text();
    assert!(shown.contains("Nộp sai nơi: \"&lt;hồ sơ>\" &amp; thuộc phường khác</textarea>"), "{shown}");
    // A file that is no picture; so long that the form is not read twice.
    for length in [100, 90_000] {
        let refused = send(&citizen, Some(&("a.pdf", vec![b'x'; length]))).await;
        assert_eq!(refused.location(), format!("{page}?error=file_kind"), "{refused:?}");
        let kept = refused.cookie().unwrap();
        assert!(site.get(&page, &both(&citizen, &kept)).await.text().contains("khác</textarea>"), "{length}");
        let sent = send(&both(&citizen, &kept), None).await;
        assert_eq!(sent.location(), format!("{page}#messages"), "{sent:?}");
        let shown = site.get(&page, &both(&citizen, &kept)).await.text();
        assert!(!shown.contains("khác</textarea>"), "it was taken");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_whose_fields_cannot_be_read_comes_back_and_a_program_is_told_that_it_was_its_fault() {
    let site = Site::new().await;
    let one_stop = site.with_role(Role::OneStopOfficer).await;
    // Neither has the draft that it is about, and the one has no moment either.
    for fields in [&[("seen", "yesterday")][..], &[]] {
        let back = plain(&site, "/desk/counter", "/fn/take_in", &one_stop, fields).await;
        assert!(back.location().ends_with("/desk/counter?error=incomplete"), "{back:?}");
        let told = site.post("/fn/take_in", &one_stop, fields).await;
        assert_eq!((told.status, &*told.failure()), (StatusCode::UNPROCESSABLE_ENTITY, "incomplete"));
    }
}
