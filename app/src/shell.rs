//! The frame of every page: head, masthead, main column, footer, and the table of addresses.
//!
//! Most pages are *still*: they are drawn by the server alone, and the browser's half takes their HTML as it is
//! (docs/decisions/0005-still-pages.md). *Live* pages are drawn by both, because they answer to every key stroke.

#[cfg(feature = "hydrate")]
mod in_browser;
#[cfg(not(feature = "hydrate"))]
mod on_server;

use domain::text::Lang;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::citizen::Uploads;
use crate::ui::{Refresh, lang, t};

#[cfg(feature = "hydrate")]
use in_browser::Pages;
#[cfg(feature = "hydrate")]
pub(crate) use in_browser::is_live;
#[cfg(not(feature = "hydrate"))]
use on_server::Pages;

/// The HTML document around the app.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::content_policy::set();
    let lang = lang();
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet options=options.clone() id="style"/>
                <HydrationScripts options defer=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The language that the page was rendered in: the shell knows it on the server, `<html lang>` in the browser.
fn page_lang() -> Lang {
    #[cfg(feature = "hydrate")]
    {
        let code = document().document_element().and_then(|html| html.get_attribute("lang"));
        if code.as_deref() == Some("en") { Lang::En } else { Lang::Vi }
    }
    #[cfg(not(feature = "hydrate"))]
    {
        lang()
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    #[cfg(not(feature = "hydrate"))]
    leptos_meta::provide_meta_context();
    provide_context(page_lang());
    provide_context(Refresh::new());
    provide_context(Uploads::new());
    view! { <Pages/> }
}

/// The first link of every page, for the keyboard.
fn skip_link() -> AnyView {
    view! { <a class="skip-link" href="#main">{t("Đến nội dung chính", "Skip to content")}</a> }.into_any()
}
