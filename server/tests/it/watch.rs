//! What operators see: figures by route, and whether the server is ready and why not.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use server::peer::Proxies;
use server::watch::Watch;
use tower::ServiceExt as _;

use crate::site::Site;
use crate::stop::Server;

/// The answer at the address of the operators.
async fn ask(site: &Site, path: &str) -> (StatusCode, String) {
    answer(site.watch.for_operators(), path).await
}

async fn answer(router: Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (head, body) = router.oneshot(request).await.unwrap().into_parts();
    (head.status, String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_are_counted_by_route_and_dossiers_by_status() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let code = site.filed(&cookie, "Bằng", "khai sinh.pdf").await;
    for _ in 0..3 {
        site.get(&format!("/track/{code}"), &cookie).await;
    }
    site.get("/no/such/page", &cookie).await;
    let (status, figures) = ask(&site, "/metrics").await;
    assert_eq!(status, StatusCode::OK);
    for line in [
        r#"motcua_http_request_seconds_count{method="GET",route="/track/{code}",status="200"} 3"#,
        r#"motcua_http_request_seconds_count{method="GET",route="elsewhere",status="404"} 1"#,
        r#"motcua_dossiers{status="filed"} 1"#,
        "motcua_dossiers_late 0",
        "motcua_mails_waiting 0",
        "motcua_mails_given_up 0",
        "motcua_writer_waiting 0",
        "motcua_http_requests_under_way 0",
    ] {
        assert!(figures.lines().any(|known| known == line), "{line}\n{figures}");
    }
    assert!(figures.contains("motcua_writer_commit_seconds_count"), "{figures}");
    assert!(!figures.contains(&code), "figures name no dossier");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn figures_and_reasons_are_not_for_the_public() {
    let site = Site::new().await;
    assert_eq!(site.get("/metrics", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&site, "/readyz").await, (StatusCode::OK, "ready\n".to_owned()));
    site.watch.stopping();
    assert_eq!(
        ask(&site, "/readyz").await,
        (StatusCode::SERVICE_UNAVAILABLE, "the server stops\n".to_owned())
    );
    let public = site.get("/readyz", "").await;
    assert_eq!((public.status, public.bytes.len()), (StatusCode::SERVICE_UNAVAILABLE, 0));
    assert_eq!(ask(&site, "/healthz").await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_store_that_cannot_be_written_and_other_tables_make_it_unready() {
    let site = Site::new().await;
    std::fs::remove_dir_all(site.folder.path().join("files/incoming")).unwrap();
    site.office
        .database()
        .write(|tx| {
            Box::pin(async move {
                let forget = "DELETE FROM seaql_migrations WHERE version = 'm0001_the_loop'";
                sea_orm::ConnectionTrait::execute_unprepared(tx, forget).await?;
                Ok::<_, store::WriteError>(())
            })
        })
        .await
        .unwrap();
    let (status, reasons) = ask(&site, "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reasons.contains("motcua migrate") && reasons.contains("cannot be written"), "{reasons}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_disk_that_is_nearly_full_makes_it_unready() {
    let site = Site::new().await;
    let full = "the disk of the file store is nearly full\n";
    for (least, status, told) in
        [(1, StatusCode::OK, "ready\n"), (u64::MAX, StatusCode::SERVICE_UNAVAILABLE, full)]
    {
        let watch = Watch::new(&site.office, least);
        assert_eq!(answer(watch.for_operators(), "/readyz").await, (status, told.to_owned()));
        assert_eq!(
            answer(watch.over(Router::new(), Proxies::default()), "/readyz").await,
            (status, String::new())
        );
    }
}

#[test]
fn the_operator_says_how_much_of_the_disk_must_be_free() {
    let most = u64::MAX.to_string();
    for (least, expected) in [("1", 200), (&*most, 503)] {
        let server = Server::begin("1", &[("MOTCUA_MIN_FREE_SPACE", least)]);
        assert_eq!(server.readiness(), expected, "{}", server.log());
    }
}
