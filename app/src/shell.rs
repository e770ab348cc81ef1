//! The frame of every page: head, masthead, main column, footer, and the table of addresses.
//!
//! The server draws every page. *Live* pages hold an element that the browser draws again and answers to every key
//! stroke with (`citizen/draw.rs`); all others are *still* (docs/decisions/0005-still-pages.md).

#[cfg(feature = "ssr")]
mod assets;
mod on_server;
#[cfg(feature = "ssr")]
mod whole;

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::citizen::Uploads;
use crate::ui::{here, same, t};

#[cfg(feature = "ssr")]
use on_server::parts;
pub use on_server::{NOT_FOUND, PAGES, Page};
#[cfg(feature = "ssr")]
pub use whole::draw;

/// What stands between head and end of the document.
#[cfg(feature = "ssr")]
fn body(page: Page) -> impl IntoView {
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
