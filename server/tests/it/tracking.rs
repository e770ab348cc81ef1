//! Anonymous tracking slows whoever guesses, on pages as in the API, and nobody else.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use server::peer::Peer;

use crate::site::Site;

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
