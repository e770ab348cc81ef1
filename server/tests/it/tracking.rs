//! Anonymous tracking slows whoever guesses, on pages as in the API, and nobody else. QR codes lead there.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use server::peer::Peer;

use crate::site::{Site, UNIT};

async fn from(site: &Site, address: &str, path: &str, cookie: &str) -> crate::site::Answer {
    let request = Request::get(path).header("accept", "text/html").header("cookie", cookie);
    let request = request.extension(Peer(address.parse().unwrap()));
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guessing_codes_is_slowed_and_a_village_is_not() {
    let site = Site::new().await;
    let citizen = site.become_("demo-hoa").await;
    let code = site.filed(&citizen, "Bằng", "scan.pdf").await;
    let other = site.filed(&citizen, "Bằng", "scan.pdf").await;
    let village = "203.0.113.7";
    let page = format!("/track/{code}");
    for _ in 0..100 {
        assert_eq!(from(&site, village, &format!("/api/v1{page}"), "").await.status, StatusCode::OK);
    }
    for number in 1..=60 {
        let answer = from(&site, village, &format!("/api/v1/track/H09.41.10-261117-{number:04}"), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{number}");
    }
    let refused = from(&site, village, &format!("/api/v1/track/{other}"), "").await;
    assert_eq!(refused.problem(), "too_many_requests");
    assert_eq!(refused.header("retry-after"), "10");
    let refused = from(&site, village, &format!("/track/{other}"), "").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text().contains("Hãy chờ một lát"), "the page says why");
    assert_eq!(from(&site, village, &page, "").await.status, StatusCode::OK, "what they found before");
    assert_eq!(from(&site, village, &format!("/track/{other}"), &citizen).await.status, StatusCode::OK);
    assert_eq!(from(&site, "203.0.113.8", &format!("/track/{other}"), "").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_qr_code_holds_the_public_address_of_its_page() {
    let site = Site::at("https://motcua.example.vn").await;
    let code = format!("{UNIT}-261118-0001");
    for (path, page) in [
        (format!("/qr/track/{code}"), format!("/track/{code}")),
        (format!("/qr/track/{}", code.to_lowercase()), format!("/track/{code}")),
        ("/qr/rate/abcDEF123".to_owned(), "/rate/abcDEF123".to_owned()),
    ] {
        let answer = site.get(&path, "").await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (StatusCode::OK, "image/svg+xml"),
            "{path}"
        );
        let of = |page: &str| documents::qr_svg(&format!("https://motcua.example.vn{page}")).unwrap();
        assert_eq!(answer.text(), of(&page), "{path}");
        assert_ne!(of(&page), of(&format!("{page}1")), "another address is another picture");
    }
}
