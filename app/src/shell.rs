//! The frame of every page: head, masthead, main column, footer, and the table of addresses.
//!
//! The server draws every page. *Live* pages hold an element that the browser draws again and answers to every key
//! stroke with (`citizen/draw.rs`); all others are *still* (docs/decisions/0005-still-pages.md).

mod assets;
mod on_server;

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::citizen::Uploads;
use crate::ui::{lang, t};

use on_server::Pages;

/// The HTML document around the app.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::content_policy::set(asked_path().is_some_and(|path| is_framed(&path)));
    let lang = lang();
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {assets::assets(&options)}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The whole app, as the server draws it.
#[component]
pub fn App() -> impl IntoView {
    leptos_meta::provide_meta_context();
    provide_context(lang());
    provide_context(Uploads::new());
    view! { <Pages/> }
}

/// Whether a page stands in a frame of another, which has the masthead.
fn is_framed(path: &str) -> bool {
    path.starts_with("/admin/procedures/") && path.ends_with("/form/preview")
}

/// The path of the request.
#[cfg(feature = "ssr")]
fn asked_path() -> Option<String> {
    use_context::<axum::http::request::Parts>().map(|parts| parts.uri.path().to_owned())
}

/// The first link of every page, for the keyboard.
fn skip_link() -> AnyView {
    view! { <a class="skip-link" href="#main">{t("Đến nội dung chính", "Skip to content")}</a> }.into_any()
}
