//! Bodies have bounds, and what is refused leaves nothing.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use axum::http::{Method, Request, StatusCode};
use casework::policy::allows;
use domain::role::Role;
use futures::stream;
use tokio::sync::mpsc::{Receiver, channel};

use crate::site::{BOUNDARY, FORM, LARGEST, MULTIPART, Site, encoded, multipart, pdf};

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

const PIECE: usize = 8 * 1024;
const PIECES: usize = 512;

/// A body of four megabytes that does not tell its length, and how much of it was taken.
fn endless(start: String) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    let pieces = std::iter::once(start.into_bytes()).chain(std::iter::repeat_n(vec![b'x'; PIECE], PIECES));
    let pieces = pieces.map(move |piece| {
        count.fetch_add(piece.len(), Ordering::Relaxed);
        Ok::<_, io::Error>(piece)
    });
    (Body::from_stream(stream::iter(pieces)), taken)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_route_takes_more_than_its_limit() {
    let site = Site::new().await;
    let of_files = 5 * usize::try_from(LARGEST).unwrap() + 64 * 1024;
    for route in server::rest::routes() {
        let role = Role::ALL.iter().find(|role| allows(route.deed, **role)).unwrap();
        let cookie = site.with_role(*role).await;
        let parts = route.path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let plain = route.path.ends_with("/logout");
        let ask = || {
            let request = Request::builder().method(route.method.clone()).uri(&path).header(COOKIE, &cookie);
            let request = request.header(CONTENT_TYPE, if plain { FORM } else { MULTIPART });
            request.header(ACCEPT, "application/json").header("sec-fetch-site", "same-origin")
        };
        let told = ask().header(CONTENT_LENGTH, PIECES * PIECE).body(Body::empty()).unwrap();
        assert_eq!(site.send(told).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{path} is told");

        // What is no file belongs nowhere, so only the limit of the route ends it.
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n");
        let (body, taken) = endless(if plain { "logout_token=".to_owned() } else { part });
        let answer = site.send(ask().body(body).unwrap()).await;
        let taken = taken.load(Ordering::Relaxed);
        if route.method == Method::GET {
            assert_eq!(taken, 0, "{path} reads none");
        } else if plain {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: there is no such issuer");
            assert!(taken <= 512 * 1024 + PIECE, "{path} took {taken}");
        } else {
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
            assert!(taken <= of_files + PIECE, "{path} took {taken}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_upload_lies_on_the_disk_before_its_end_has_come() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let draft = site.answered(&cookie, "Bằng").await;
    let whole = multipart("scan.pdf", &pdf(90_000));
    let (first, second) = whole.split_at(whole.len() / 2);
    let (sender, receiver) = channel::<Vec<u8>>(1);
    let pieces = stream::unfold(receiver, |mut receiver: Receiver<Vec<u8>>| async move {
        let piece = receiver.recv().await?;
        Some((Ok::<_, io::Error>(piece), receiver))
    });
    let request = Request::post(format!("/files{draft}/relation_paper"))
        .header(CONTENT_TYPE, MULTIPART)
        .header(COOKIE, &cookie)
        .header(ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(pieces))
        .unwrap();
    let halves = async {
        sender.send(first.to_vec()).await.unwrap();
        let began = Instant::now();
        while site.bytes_received() < 40_000 {
            assert!(began.elapsed() < Duration::from_secs(20), "{} of 45,000", site.bytes_received());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        sender.send(second.to_vec()).await.unwrap();
        drop(sender);
    };
    let (answer, ()) = tokio::join!(site.send(request), halves);
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(site.half_received(), 0);
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
