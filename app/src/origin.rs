//! Where a posted form came from and what kind of answer it waits for.

use axum::http::header::{ACCEPT, REFERER};
use axum::http::{HeaderMap, Uri};

/// A plain form waits for a page; one that the browser's half sends, for a code.
#[must_use]
pub fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The path of the page that sent the form: never another site, never its query.
#[must_use]
pub fn came_from(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(REFERER)?.to_str().ok()?.parse::<Uri>().ok()?;
    let path = referer.path();
    (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn from(referer: &'static str) -> Option<String> {
        came_from(&HeaderMap::from_iter([(REFERER, HeaderValue::from_static(referer))]))
    }

    #[test]
    fn the_way_back_is_a_path_of_this_site() {
        assert_eq!(from("https://a.vn/desk/1?error=x#y"), Some("/desk/1".to_owned()));
        assert_eq!(from("https://a.vn"), Some("/".to_owned()));
        for elsewhere in ["https://a.vn//evil.example", "about:blank", "nonsense here", ""] {
            assert_eq!(from(elsewhere), None, "{elsewhere}");
        }
    }
}
