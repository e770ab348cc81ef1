//! A page of the server, fetched and taken apart.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{Document, DomParser, SupportedType};

use super::send::{asking_for, fetch, text_of};
use crate::ui::t;

/// What came for an address.
pub(super) enum Page {
    Here(Parts),
    /// The server led on to another address of this site.
    Moved(String, Parts),
    /// There is no connection; these parts say so.
    Lost(Parts),
    /// It is no page of ours: the browser has been sent there.
    Left,
}

/// The parts of a document that change from page to page.
pub(super) struct Parts {
    pub title: String,
    pub masthead: Option<String>,
    pub page: String,
}

impl Parts {
    /// Whether it holds what the browser draws again.
    pub(super) fn is_live(&self) -> bool {
        self.page.contains("data-live=")
    }
}

/// Fetches the page of an address of this site. What is no page of ours, such as a file, is left to the browser.
pub(super) async fn fetch_page(address: &str) -> Page {
    let Ok((url, html)) = fetched(address).await else { return Page::Lost(offline(address)) };
    let origin = window().location().origin().unwrap_or_default();
    let Some(parts) = parsed(&html).and_then(|document| taken_apart(&document)) else {
        let _ = window().location().assign(address);
        return Page::Left;
    };
    let arrived = url.strip_prefix(&origin).unwrap_or(address);
    if arrived == address || same_page(arrived, address) {
        return Page::Here(parts);
    }
    Page::Moved(arrived.to_owned(), parts)
}

/// The data of the live page at an address.
pub(super) async fn fetch_live(address: &str) -> Option<String> {
    let (_, html) = fetched(address).await.ok()?;
    parsed(&html)?.query_selector("[data-live]").ok()??.get_attribute("data-live")
}

/// Browsers write some letters of an address in another way than they were asked for.
fn same_page(one: &str, other: &str) -> bool {
    let decoded = |address: &str| js_sys::decode_uri(address).map(String::from).ok();
    decoded(one).is_some() && decoded(one) == decoded(other)
}

/// The address that answered, and the text.
async fn fetched(address: &str) -> Result<(String, String), JsValue> {
    let response = fetch(address, &asking_for("text/html")?).await?;
    let text = text_of(&response).await;
    Ok((response.url(), text))
}

fn parsed(html: &str) -> Option<Document> {
    DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()
}

fn taken_apart(document: &Document) -> Option<Parts> {
    Some(Parts {
        title: document.title(),
        masthead: part(document, "masthead"),
        page: part(document, "page")?,
    })
}

fn part(document: &Document, name: &str) -> Option<String> {
    let found = document.query_selector(&format!("[data-part={name}]")).ok()??;
    Some(found.inner_html())
}

fn offline(address: &str) -> Parts {
    let title = t("Mất kết nối", "No connection");
    let words = t(
        "Trang này chưa tải được. Hãy kiểm tra mạng rồi thử lại.",
        "This page could not be loaded. Check your connection and try again.",
    );
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
