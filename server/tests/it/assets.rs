//! Files of the site: packed when it was built, and kept for ever, since each is named by its content.

use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::site::{Answer, Site};

const NAME: &str = "motcua.0a1b2c3d.css";

/// A site that was built: with a file as it is and packed.
async fn built() -> Site {
    let site = Site::new().await;
    let package = site.folder.path().join("site/pkg");
    std::fs::create_dir_all(&package).unwrap();
    std::fs::write(package.join(NAME), "plain").unwrap();
    std::fs::write(package.join(format!("{NAME}.br")), "packed").unwrap();
    site
}

async fn ask(site: &Site, encodings: &str) -> Answer {
    let request = Request::get(format!("/pkg/{NAME}")).header("accept-encoding", encodings);
    site.send(request.body(Body::empty()).unwrap()).await
}

fn told(answer: &Answer) -> (StatusCode, &str, &str, &str) {
    let body = std::str::from_utf8(&answer.bytes).unwrap();
    (answer.status, answer.header("content-encoding"), answer.header("content-type"), body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_comes_packed_to_whoever_unpacks_it() {
    let site = built().await;
    for encodings in ["br", "gzip, deflate, br, zstd"] {
        let answer = ask(&site, encodings).await;
        assert_eq!(told(&answer), (StatusCode::OK, "br", "text/css", "packed"), "{encodings}");
    }
    for answer in [ask(&site, "gzip").await, site.get(&format!("/pkg/{NAME}"), "").await] {
        assert_eq!(told(&answer), (StatusCode::OK, "", "text/css", "plain"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_is_kept_for_ever_and_its_absence_is_not() {
    let site = built().await;
    for encodings in ["br", "identity"] {
        let kept = ask(&site, encodings).await;
        assert_eq!(kept.header("cache-control"), "public, max-age=31536000, immutable", "{encodings}");
        assert_eq!(kept.header("vary"), "accept-encoding", "a cache on the way keeps both");
        assert_eq!(kept.header("x-content-type-options"), "nosniff");
    }
    let absent = site.get("/pkg/motcua.ffffffff.css", "").await;
    assert_eq!((absent.status, absent.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"));
}

/// The names that pages write are tested where they are made (`app::shell::assets`).
#[test]
fn the_build_names_files_by_their_content() {
    let options = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Leptos.toml");
    let options = std::fs::read_to_string(options).unwrap();
    assert!(options.lines().any(|line| line == "hash-files = true"), "{options}");
}
