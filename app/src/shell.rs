//! The frame of every page: head, masthead, main column, footer, and the table of addresses.
//!
//! The server draws every page. *Live* pages hold an element that the browser draws again and answers to every key
//! stroke with (`citizen/draw.rs`); all others are *still* (docs/decisions/0005-still-pages.md).

mod assets;
mod on_server;

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::citizen::Uploads;
use crate::ui::{here, lang, same, t};

use on_server::parts;
pub use on_server::{NOT_FOUND, PAGES, Page};

/// The HTML document of a page.
#[must_use]
pub fn document(options: &LeptosOptions, page: Page) -> impl IntoView + use<> {
    #[cfg(feature = "ssr")]
    crate::content_policy::set(is_framed());
    let lang = lang();
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {assets::assets(options)}
                <MetaTags/>
            </head>
            <body>
                {body(page)}
            </body>
        </html>
    }
}

fn body(page: Page) -> impl IntoView {
    leptos_meta::provide_meta_context();
    provide_context(lang());
    provide_context(Uploads::new());
    parts(page)
}

/// Whether the page stands in a frame of another, which has the masthead.
fn is_framed() -> bool {
    let here = here();
    here.path().starts_with("/admin/procedures/") && here.path().ends_with("/form/preview")
}

/// The first link of every page, for the keyboard.
fn skip_link() -> AnyView {
    same("skip link", [""; 2], || {
        view! { <a class="skip-link" href="#main">{t("Đến nội dung chính", "Skip to content")}</a> }
            .into_any()
    })
}
