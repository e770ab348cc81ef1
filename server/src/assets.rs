//! Static files: hashed names for ever, compressed ahead of time.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, VARY};
use leptos::config::LeptosOptions;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// A file whose name holds the hash of its content never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_DAY: &str = "public, max-age=86400";

/// The site's own files.
pub(crate) fn assets<S: Clone + Send + Sync + 'static>(options: &LeptosOptions) -> Router<S> {
    let package = format!("{}/{}", options.site_root, options.site_pkg_dir);
    let package = ServeDir::new(package).precompressed_br().precompressed_gzip();
    let fonts = ServeDir::new(format!("{}/fonts", options.site_root));
    let icon = ServeFile::new(format!("{}/favicon.svg", options.site_root));
    Router::new()
        .nest_service(
            &format!("/{}", options.site_pkg_dir),
            ServiceBuilder::new().layer(cached(FOR_EVER)).layer(by_encoding()).service(package),
        )
        // The licence of the font goes where the font goes.
        .nest_service("/fonts", ServiceBuilder::new().layer(cached(FOR_A_DAY)).service(fonts))
        .route_service("/favicon.svg", ServiceBuilder::new().layer(cached(FOR_A_DAY)).service(icon))
}

/// A cache on the way must not hand the compressed file to whoever cannot read it.
fn by_encoding() -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(VARY, HeaderValue::from_static("accept-encoding"))
}

fn cached(
    value: &'static str,
) -> SetResponseHeaderLayer<
    impl FnMut(
        &axum::http::Response<tower_http::services::fs::ServeFileSystemResponseBody>,
    ) -> Option<HeaderValue>
    + Clone,
> {
    SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, move |response: &axum::http::Response<_>| {
        response.status().is_success().then(|| HeaderValue::from_static(value))
    })
}
