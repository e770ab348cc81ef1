//! A page of the server, fetched and taken apart.

use leptos::prelude::window;
use views::Failure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Response, SupportedType};

use crate::browser::asking_for;
use crate::ui::{failure_text, t};

/// What came for an address.
#[derive(Clone)]
pub(super) enum Page {
    Here(Parts),
    /// The server leads on to another address.
    Moved(String),
    /// There is no connection; these parts say so.
    Lost(Parts),
}

/// The parts of a document that change from page to page.
#[derive(Clone)]
pub(super) struct Parts {
    pub title: String,
    pub masthead: Option<String>,
    pub page: String,
}

/// Fetches the page of an address of this site. What is no page of ours, such as a file, is left to the browser.
pub(super) async fn fetch_page(address: &str) -> Page {
    let Ok((url, html)) = fetched(address).await else { return Page::Lost(offline(address)) };
    let origin = window().location().origin().unwrap_or_default();
    let arrived = url.strip_prefix(&origin).unwrap_or(address);
    if arrived != address && !same_page(arrived, address) {
        return Page::Moved(arrived.to_owned());
    }
    if let Some(parts) = taken_apart(&html) {
        return Page::Here(parts);
    }
    let _ = window().location().assign(address);
    Page::Here(offline(address))
}

/// The masthead as the server draws it now, for a page that brings none.
pub(super) async fn fetch_masthead() -> Option<String> {
    let (_, html) = fetched("/about").await.ok()?;
    taken_apart(&html)?.masthead
}

/// Browsers write some letters of an address in another way than they were asked for.
fn same_page(one: &str, other: &str) -> bool {
    let decoded = |address: &str| js_sys::decode_uri(address).map(String::from).ok();
    decoded(one).is_some() && decoded(one) == decoded(other)
}

/// The address that answered, and the text.
async fn fetched(address: &str) -> Result<(String, String), JsValue> {
    let init = asking_for("text/html")?;
    let response = JsFuture::from(window().fetch_with_str_and_init(address, &init)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.url(), text.as_string().unwrap_or_default()))
}

fn taken_apart(html: &str) -> Option<Parts> {
    let document = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    Some(Parts {
        title: document.title(),
        masthead: part(&document, "masthead"),
        page: part(&document, "page")?,
    })
}

fn part(document: &Document, name: &str) -> Option<String> {
    let found = document.query_selector(&format!("[data-part={name}]")).ok()??;
    Some(found.inner_html())
}

fn offline(address: &str) -> Parts {
    let title = t("Mất kết nối", "No connection");
    let words = failure_text(Failure::Offline);
    let again = t("Thử lại", "Try again");
    let href = address.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    Parts {
        title: format!("{title} · Một Cửa"),
        masthead: None,
        page: format!(
            "<main id=\"main\" class=\"page\" tabindex=\"-1\"><div class=\"error-page\"><h1>{title}</h1>\
             <p class=\"lead\">{words}</p><div class=\"button-row\">\
             <a class=\"button\" href=\"{href}\" rel=\"external\">{again}</a></div></div></main>"
        ),
    }
}
