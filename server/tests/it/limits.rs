//! Bodies have bounds, and what is refused leaves nothing.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use futures::stream;

use crate::site::{FORM, LARGEST, Site, encoded, multipart, pdf};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_has_at_most_half_a_megabyte() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    let id = draft.strip_prefix("/drafts/").unwrap();
    let fields = |length: usize| {
        let long = "x".repeat(length);
        encoded(&[("draft", id), ("section", "record"), ("answers[record_name]", &long)])
    };
    for (length, expected) in [(513 * 1024, StatusCode::PAYLOAD_TOO_LARGE), (100, StatusCode::OK)] {
        let request =
            crate::site::request(axum::http::Method::POST, "/fn/save_draft", &cookie, FORM, fields(length));
        assert_eq!(site.send(request).await.status, expected, "{length}");
    }
    // The same without telling its length first.
    let pieces =
        fields(600 * 1024).chunks(8_192).map(<[u8]>::to_vec).map(Ok::<_, std::io::Error>).collect::<Vec<_>>();
    let request = Request::post("/fn/save_draft")
        .header(CONTENT_TYPE, FORM)
        .header(COOKIE, &cookie)
        .header(ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(stream::iter(pieces)))
        .unwrap();
    let answer = site.send(request).await;
    assert!(!answer.status.is_success(), "{}", answer.status);
    let page = site.get(&format!("{draft}/s/record"), &cookie).await.text();
    assert!(page.len() < 200_000, "nothing of it was kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_past_the_limit_is_refused_and_leaves_nothing() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    let slot = format!("/files{draft}/relation_paper");
    let limit = usize::try_from(LARGEST).unwrap();
    // A little too large, and so large that the route ends it.
    for size in [limit + 1, limit * 7] {
        let answer = site.upload(&slot, &cookie, "scan.pdf", &pdf(size)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{size}");
        assert_eq!(site.half_received(), 0, "{size}");
    }
    let answer = site.upload(&slot, &cookie, "scan.pdf", &pdf(limit + 1)).await;
    assert_eq!(answer.failure(), "file_too_large");
    assert!(!site.get(&format!("{draft}/files"), &cookie).await.text().contains("scan.pdf"));
    let answer = site.upload(&slot, &cookie, "scan.pdf", &pdf(limit)).await;
    assert_eq!(answer.status, StatusCode::OK, "exactly the limit is taken");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    let whole = multipart("scan.pdf", &pdf(50_000));
    let half = whole[..whole.len() / 2].to_vec();
    let pieces = vec![Ok(half), Err(std::io::Error::other("the signal was lost"))];
    let request = Request::post(format!("/files{draft}/relation_paper"))
        .header(CONTENT_TYPE, "multipart/form-data; boundary=a-boundary-of-the-tests")
        .header(COOKIE, &cookie)
        .header(ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(stream::iter(pieces)))
        .unwrap();
    let answer = site.send(request).await;
    assert!(!answer.status.is_success(), "{}", answer.status);
    assert_eq!(site.half_received(), 0);
    assert!(!site.get(&format!("{draft}/files"), &cookie).await.text().contains("scan.pdf"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_comes_back_as_it_went_in_and_can_do_nothing() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    site.upload(&format!("/files{draft}/relation_paper"), &cookie, "bản quét.pdf", &pdf(70_000)).await;
    let page = site.get(&format!("{draft}/files"), &cookie).await.text();
    let id = page.split_once("/files/").unwrap().1;
    let ids = page.match_indices("/files/").map(|(at, found)| &page[at + found.len()..]);
    let id = ids
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap())
        .find(|id| id.len() == 26)
        .unwrap_or(id);
    let path = format!("/files/{id}");
    let file = site.get(&path, &cookie).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.bytes == pdf(70_000), "other bytes came back");
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("content-disposition"), "inline; filename*=UTF-8''b%E1%BA%A3n%20qu%C3%A9t.pdf");
    assert!(file.header("content-security-policy").starts_with("default-src 'none'"), "{:?}", file.headers);
    assert!(file.header("cache-control").starts_with("private"), "{:?}", file.headers);
    let stranger = site.become_("demo-nam").await;
    assert_eq!(site.get(&path, &stranger).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get(&path, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_dressed_as_a_picture_stays_out() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    let slot = format!("/files{draft}/relation_paper");
    for (bytes, failure) in [
        (&b"<html><script>alert(1)</script>"[..], "file_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_kind"),
        (b"", "file_empty"),
    ] {
        let answer = site.upload(&slot, &cookie, "photo.jpg", bytes).await;
        assert_eq!((answer.status, &*answer.failure()), (StatusCode::UNPROCESSABLE_ENTITY, failure));
        assert_eq!(site.half_received(), 0);
    }
}
