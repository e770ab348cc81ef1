use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

use super::{is_framed, skip_link};
use crate::account::{AccountPage, MyAccountPage};
use crate::admin::{
    CalendarYearPage, CalendarsPage, EditionFormPage, EditionPage, EditionPartPage, EditionsPage,
    EffectsPage, FormItemPage, FormPreviewPage, MailPage, OfficersPage,
};
use crate::business::{
    ApiPage, BatchPage, BulkPage, BusinessPage, CalendarPage, InvitationPage, InvitePage, InvitedPage,
    MemberPage, MembersPage, WebhookPage,
};
use crate::citizen::{
    ApplyPage, ConfirmEmailPage, DeskNoticesPage, DeskSettingsPage, DraftFilesPage, DraftPage,
    DraftReviewPage, DraftSectionPage, MyPage, NoticesPage, ReceiptPage, SettingsPage, TrackFormPage,
    TrackPage,
};
use crate::office::{DeskDossierPage, DeskPage};
use crate::public::{
    AboutPage, HomePage, Masthead, NotFoundPage, PageFooter, PlacesPage, PrivacyPage, ProcedurePage,
    ProceduresPage, SignInPage,
};
use crate::survey::{RatePage, StatsPage};

/// All addresses.
#[component]
pub(super) fn Pages() -> impl IntoView {
    view! {
        <Router>
            {settle_address()}
            {around(|| view! { {skip_link()} {part("masthead", || view! { <Masthead/> })} }.into_any())}
            <FlatRoutes fallback=still(NotFoundPage)>
                <Route path=path!("/") view=still(HomePage) ssr=SsrMode::Async/>
                <Route path=path!("/procedures") view=still(ProceduresPage) ssr=SsrMode::Async/>
                <Route path=path!("/procedures/:code") view=still(ProcedurePage) ssr=SsrMode::Async/>
                <Route path=path!("/apply/:code") view=still(ApplyPage) ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id") view=still(DraftPage) ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id/files") view=still(DraftFilesPage) ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id/review") view=still(DraftReviewPage) ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:id/s/:section") view=still(DraftSectionPage) ssr=SsrMode::Async/>
                <Route path=path!("/my") view=still(MyPage) ssr=SsrMode::Async/>
                <Route path=path!("/track") view=still(TrackFormPage) ssr=SsrMode::Async/>
                <Route path=path!("/track/:code") view=still(TrackPage) ssr=SsrMode::Async/>
                <Route path=path!("/track/:code/receipt") view=still(ReceiptPage) ssr=SsrMode::Async/>
                <Route path=path!("/rate/:token") view=still(RatePage) ssr=SsrMode::Async/>
                <Route path=path!("/stats") view=still(StatsPage) ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=still(SignInPage) ssr=SsrMode::Async/>
                <Route path=path!("/places") view=still(PlacesPage) ssr=SsrMode::Async/>
                <Route path=path!("/about") view=still(AboutPage) ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=still(PrivacyPage) ssr=SsrMode::Async/>
                <Route path=path!("/desk") view=still(DeskPage) ssr=SsrMode::Async/>
                <Route path=path!("/desk/notices") view=still(DeskNoticesPage) ssr=SsrMode::Async/>
                <Route path=path!("/desk/settings") view=still(DeskSettingsPage) ssr=SsrMode::Async/>
                <Route path=path!("/desk/settings/confirm/:token") view=still(ConfirmEmailPage) ssr=SsrMode::Async/>
                <Route path=path!("/desk/account") view=still(AccountPage) ssr=SsrMode::Async/>
                <Route path=path!("/my/notices") view=still(NoticesPage) ssr=SsrMode::Async/>
                <Route path=path!("/my/settings") view=still(SettingsPage) ssr=SsrMode::Async/>
                <Route path=path!("/my/settings/confirm/:token") view=still(ConfirmEmailPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/mail") view=still(MailPage) ssr=SsrMode::Async/>
                <Route path=path!("/my/account") view=still(MyAccountPage) ssr=SsrMode::Async/>
                <Route path=path!("/business") view=still(BusinessPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/members") view=still(MembersPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/members/invite") view=still(InvitePage) ssr=SsrMode::Async/>
                <Route path=path!("/business/members/invited/:id") view=still(InvitedPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/members/:person") view=still(MemberPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/bulk") view=still(BulkPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/bulk/:batch") view=still(BatchPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/calendar") view=still(CalendarPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/invitation/:token") view=still(InvitationPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/api") view=still(ApiPage) ssr=SsrMode::Async/>
                <Route path=path!("/business/api/webhooks/:id") view=still(WebhookPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendars") view=still(CalendarsPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendars/:year") view=still(CalendarYearPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures") view=still(EditionsPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures/:code") view=still(EditionPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures/:code/effects") view=still(EffectsPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures/:code/form") view=still(EditionFormPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures/:code/form/preview") view=still(FormPreviewPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures/:code/form/:kind/:id") view=still(FormItemPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/procedures/:code/:part") view=still(EditionPartPage) ssr=SsrMode::Async/>
                <Route path=path!("/admin/officers") view=still(OfficersPage) ssr=SsrMode::Async/>
                <Route path=path!("/desk/:code") view=still(DeskDossierPage) ssr=SsrMode::Async/>
            </FlatRoutes>
            {around(|| part("footer", || view! { <PageFooter/> }))}
        </Router>
    }
}

/// A page that the server draws alone.
fn still<V: IntoView + 'static>(page: fn() -> V) -> impl Fn() -> AnyView + Send + Sync + Clone + 'static {
    move || part("page", page)
}

/// What stands around a page, but not around one in a frame.
fn around(draw: impl FnOnce() -> AnyView) -> Option<AnyView> {
    let framed = use_location().pathname.with_untracked(|path| is_framed(path));
    (!framed).then(draw)
}

/// Computes what the router derives from the address before the parts of a page share it. Two threads that come first to
/// a memo of reactive_graph 0.2 at once break the page (`arc_memo.rs`); one that is computed stays so, because the
/// address of a request never changes.
fn settle_address() {
    let here = use_location();
    here.pathname.with_untracked(|_| ());
    here.search.with_untracked(|_| ());
    here.query.with_untracked(|_| ());
    here.hash.with_untracked(|_| ());
}

/// A part of the document that the browser takes as it is. Its data is not written into the HTML a second time, and
/// takes no number among the data that is.
fn part<V: IntoView + 'static>(name: &'static str, draw: impl FnOnce() -> V + 'static) -> AnyView {
    let content = Owner::with_no_hydration(|| draw().into_any());
    view! { <div class="part" data-part=name>{content}</div> }.into_any()
}
