use leptos::prelude::*;

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
use crate::office::{BringerPage, CounterPage, DeskDossierPage, DeskPage};
use crate::public::{
    AboutPage, HomePage, Masthead, NotFoundPage, PageFooter, PlacesPage, PrivacyPage, ProcedurePage,
    ProceduresPage, SignInPage,
};
use crate::survey::{RatePage, StatsPage};

/// The addresses of all pages, as axum writes them, and what stands there.
pub const PAGES: &[(&str, Page)] = &[
    ("/", || HomePage().into_any()),
    ("/procedures", || ProceduresPage().into_any()),
    ("/procedures/{code}", || ProcedurePage().into_any()),
    ("/apply/{code}", || ApplyPage().into_any()),
    ("/drafts/{id}", || DraftPage().into_any()),
    ("/drafts/{id}/files", || DraftFilesPage().into_any()),
    ("/drafts/{id}/review", || DraftReviewPage().into_any()),
    ("/drafts/{id}/s/{section}", || DraftSectionPage().into_any()),
    ("/my", || MyPage().into_any()),
    ("/track", || TrackFormPage().into_any()),
    ("/track/{code}", || TrackPage().into_any()),
    ("/track/{code}/receipt", || ReceiptPage().into_any()),
    ("/rate/{token}", || RatePage().into_any()),
    ("/stats", || StatsPage().into_any()),
    ("/sign-in", || SignInPage().into_any()),
    ("/places", || PlacesPage().into_any()),
    ("/about", || AboutPage().into_any()),
    ("/privacy", || PrivacyPage().into_any()),
    ("/desk", || DeskPage().into_any()),
    ("/desk/counter", || CounterPage().into_any()),
    ("/desk/counter/{id}", || BringerPage().into_any()),
    ("/desk/notices", || DeskNoticesPage().into_any()),
    ("/desk/settings", || DeskSettingsPage().into_any()),
    ("/desk/settings/confirm/{token}", || ConfirmEmailPage().into_any()),
    ("/desk/account", || AccountPage().into_any()),
    ("/my/notices", || NoticesPage().into_any()),
    ("/my/settings", || SettingsPage().into_any()),
    ("/my/settings/confirm/{token}", || ConfirmEmailPage().into_any()),
    ("/admin/mail", || MailPage().into_any()),
    ("/my/account", || MyAccountPage().into_any()),
    ("/business", || BusinessPage().into_any()),
    ("/business/members", || MembersPage().into_any()),
    ("/business/members/invite", || InvitePage().into_any()),
    ("/business/members/invited/{id}", || InvitedPage().into_any()),
    ("/business/members/{person}", || MemberPage().into_any()),
    ("/business/bulk", || BulkPage().into_any()),
    ("/business/bulk/{batch}", || BatchPage().into_any()),
    ("/business/calendar", || CalendarPage().into_any()),
    ("/business/invitation/{token}", || InvitationPage().into_any()),
    ("/business/api", || ApiPage().into_any()),
    ("/business/api/webhooks/{id}", || WebhookPage().into_any()),
    ("/admin/calendars", || CalendarsPage().into_any()),
    ("/admin/calendars/{year}", || CalendarYearPage().into_any()),
    ("/admin/procedures", || EditionsPage().into_any()),
    ("/admin/procedures/{code}", || EditionPage().into_any()),
    ("/admin/procedures/{code}/effects", || EffectsPage().into_any()),
    ("/admin/procedures/{code}/form", || EditionFormPage().into_any()),
    ("/admin/procedures/{code}/form/preview", || FormPreviewPage().into_any()),
    ("/admin/procedures/{code}/form/{kind}/{id}", || FormItemPage().into_any()),
    ("/admin/procedures/{code}/{part}", || EditionPartPage().into_any()),
    ("/admin/officers", || OfficersPage().into_any()),
    ("/desk/{code}", || DeskDossierPage().into_any()),
];

/// The main part of a page.
pub type Page = fn() -> AnyView;

/// The page of every address that there is not.
pub const NOT_FOUND: Page = || NotFoundPage().into_any();

/// The parts of the document, each of which the browser takes as it is.
pub(super) fn parts(page: Page) -> impl IntoView {
    view! {
        {around(|| view! { {skip_link()} {part("masthead", || view! { <Masthead/> })} }.into_any())}
        {part("page", page)}
        {around(|| part("footer", || view! { <PageFooter/> }))}
    }
}

/// What stands around a page, but not around one in a frame.
fn around(draw: impl FnOnce() -> AnyView) -> Option<AnyView> {
    (!is_framed()).then(draw)
}

/// A part of the document that the browser takes as it is: nothing in it is marked for Leptos to take over, but in what
/// is live, which brings its data along.
fn part<V: IntoView + 'static>(name: &'static str, draw: impl FnOnce() -> V + 'static) -> AnyView {
    let content = Owner::with_no_hydration(|| draw().into_any());
    view! { <div class="part" data-part=name>{content}</div> }.into_any()
}
