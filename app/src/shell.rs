//! The frame of every page: head, masthead, main column, footer, and the table of addresses.

use domain::text::Lang;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::admin::MailPage;
use crate::citizen::{
    ApplyPage, ConfirmEmailPage, DraftFilesPage, DraftPage, DraftReviewPage, DraftSectionPage, MyPage,
    NoticesPage, ReceiptPage, SettingsPage, TrackFormPage, TrackPage, Uploads,
};
use crate::office::{DeskDossierPage, DeskPage};
use crate::public::{
    AboutPage, HomePage, Masthead, NotFoundPage, PageFooter, PrivacyPage, ProcedurePage, ProceduresPage,
    SignInPage,
};
use crate::survey::{RatePage, StatsPage};
use crate::ui::{Refresh, lang, t};

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
    provide_meta_context();
    provide_context(page_lang());
    provide_context(Refresh::new());
    provide_context(Uploads::new());
    view! {
        <Router>
            <a class="skip-link" href="#main">{t("Đến nội dung chính", "Skip to content")}</a>
            <Masthead/>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/procedures") view=ProceduresPage ssr=SsrMode::Async/>
                <Route path=path!("/procedures/:code") view=ProcedurePage ssr=SsrMode::Async/>
                <Route path=path!("/apply/:code") view=ApplyPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id") view=DraftPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id/files") view=DraftFilesPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id/review") view=DraftReviewPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id/s/:section") view=DraftSectionPage ssr=SsrMode::Async/>
                <Route path=path!("/my") view=MyPage ssr=SsrMode::Async/>
                <Route path=path!("/my/notices") view=NoticesPage ssr=SsrMode::Async/>
                <Route path=path!("/my/settings") view=SettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/my/settings/confirm/:token") view=ConfirmEmailPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/mail") view=MailPage ssr=SsrMode::Async/>
                <Route path=path!("/track") view=TrackFormPage ssr=SsrMode::Async/>
                <Route path=path!("/track/:code") view=TrackPage ssr=SsrMode::Async/>
                <Route path=path!("/track/:code/receipt") view=ReceiptPage ssr=SsrMode::Async/>
                <Route path=path!("/rate/:token") view=RatePage ssr=SsrMode::Async/>
                <Route path=path!("/stats") view=StatsPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/about") view=AboutPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("/desk") view=DeskPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/:code") view=DeskDossierPage ssr=SsrMode::Async/>
            </FlatRoutes>
            <PageFooter/>
        </Router>
    }
}
