//! A page as one document: its body first, which says what the page is called, and then the head before it.

use std::mem;
use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response};
use futures::StreamExt as _;
use hydration_context::SsrSharedContext;
use leptos::nonce::{provide_nonce, use_nonce};
use leptos::prelude::*;
use leptos::reactive::owner::Sandboxed;
use leptos_axum::ResponseOptions;

use super::{Page, assets, body, is_framed};
use crate::content_policy;
use crate::ui::{PageName, lang};

/// Draws a page for a request. `context` provides what the page finds in its context beside the request itself.
pub async fn draw(
    options: &LeptosOptions,
    page: Page,
    request: Parts,
    context: impl FnOnce(),
) -> Response<Body> {
    let (response, name) = (ResponseOptions::default(), PageName::default());
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let (before, body) = owner.with(|| {
        provide_context(request);
        provide_context(response.clone());
        provide_context(name.clone());
        provide_nonce();
        context();
        content_policy::set(is_framed());
        (before_title(options), body(page).to_html_stream_in_order())
    });
    // What a page waits for goes on in any thread, with the things that were made in this one.
    let body = Sandboxed::new(body.collect::<String>());
    // And what this thread does meanwhile is no part of the page.
    owner.clone().unset();
    let body = body.await;
    owner.unset_with_forced_cleanup();
    let title = name.take();
    let html = [&before, "<title>", &title, "</title></head><body>", &body, "</body></html>"].concat();
    answer(html, &response)
}

/// The document until its title.
fn before_title(options: &LeptosOptions) -> String {
    let assets = assets::assets(options);
    let nonce = use_nonce();
    let nonce = nonce.as_deref().unwrap_or_default();
    [
        "<!DOCTYPE html><html lang=\"",
        lang().code(),
        "\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">",
        &assets.links,
        "<script type=\"module\" nonce=\"",
        nonce,
        "\">",
        &assets.start,
        "</script>",
    ]
    .concat()
}

/// The document with the status and headers that its parts asked for.
fn answer(html: String, asked: &ResponseOptions) -> Response<Body> {
    let mut answer = Response::new(Body::from(html));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let mut asked = asked.0.write().unwrap_or_else(PoisonError::into_inner);
    if let Some(status) = asked.status {
        *answer.status_mut() = status;
    }
    answer.headers_mut().extend(mem::take(&mut asked.headers));
    answer
}
