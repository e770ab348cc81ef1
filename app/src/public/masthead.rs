use domain::role::Role;
use domain::text::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Me, Operator};

use crate::api::business::ActFor;
use crate::api::people::{SignOut, me};
use crate::ui::{Address, PostForm, drawn_after, here, lang, operator, query_string, same, same_around, t};

/// The head of every page: whose site this is, where one can go, and who is signed in.
#[component]
pub fn Masthead() -> impl IntoView {
    let (here, operator) = (here(), operator());
    drawn_after(async move { masthead(me().await.ok(), &here, operator.as_deref()) })
}

fn masthead(me: Option<Me>, here: &Address, operator: Option<&Operator>) -> AnyView {
    let demo = me.as_ref().is_some_and(|me| me.demo);
    let officer = me
        .as_ref()
        .is_some_and(|me| matches!(me.role, Role::OneStopOfficer | Role::HandlingOfficer | Role::Leader));
    let acting = me.as_ref().and_then(acting_line);
    let represents = me.as_ref().is_some_and(|me| !me.organisation.is_empty());
    let notices = me.as_ref().and_then(|me| match me.role {
        Role::Citizen => Some(("/my/notices", me.unread)),
        Role::OneStopOfficer | Role::HandlingOfficer | Role::Leader => Some(("/desk/notices", me.unread)),
        Role::Visitor | Role::Administrator => None,
    });
    let Some(me) = me.filter(|me| me.role != Role::Visitor) else {
        return view! { {demo.then(demo_banner)} {of_stranger(here, operator)} }.into_any();
    };
    let links = view! {
        {nav_link(here, "/procedures", t("Thủ tục", "Procedures"))}
        {nav_link(here, "/track", t("Tra cứu hồ sơ", "Track"))}
        {notices.map(|(address, unread)| notices_link(here, address, unread))}
        {represents.then(|| nav_link(here, "/business", t("Doanh nghiệp", "Business")))}
        {officer.then(|| nav_link(here, "/desk", t("Bàn làm việc", "Desk")))}
    };
    let idle = me.idle.map(idle_notice);
    let head = header(operator, language_link(here), person_menu(me), links.into_any());
    view! { {demo.then(demo_banner)} {head} {acting} {idle} }.into_any()
}

/// Shown by the browser (`browser/idle.rs`) to whoever did nothing for long, before the session ends and after it.
fn idle_notice(seconds: u32) -> AnyView {
    let soon = t(
        "Đã lâu bạn không thao tác. Để bảo vệ thông tin, khoảng hai phút nữa bạn sẽ được đăng xuất.",
        "You have done nothing for a while. To protect your data you will be signed out in about two minutes.",
    );
    let over = t(
        "Bạn có thể đã được đăng xuất. Những gì đang gõ vẫn còn trên trang này: hãy đăng nhập lại ở thẻ mới, rồi quay lại đây làm tiếp.",
        "You may have been signed out. What you typed is still on this page: sign in again in a new tab, then go on here.",
    );
    view! {
        <div class="idle" id="idle" data-after=seconds role="alert" hidden>
            <p data-idle="soon" hidden>
                <span>{soon}</span>
                <button type="button" class="button small" data-stay="">{t("Tiếp tục làm việc", "Stay signed in")}</button>
            </p>
            <p data-idle="over" hidden>
                <span>{over}</span>
                <a class="button small" href="/sign-in" target="_blank" rel="external">{t("Đăng nhập lại", "Sign in again")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// Strangers see all the same, but for where they come back to once they have signed in. Who has work here needs the row
/// for it; the foot leads to the satisfaction, too.
fn of_stranger(here: &Address, operator: Option<&Operator>) -> AnyView {
    let links = [
        ("/procedures", t("Thủ tục", "Procedures")),
        ("/track", t("Tra cứu hồ sơ", "Track")),
        ("/stats", t("Mức hài lòng", "Satisfaction")),
    ];
    let draw = |sign_in| {
        let nav = links.map(|(href, words)| nav_link(here, href, words)).collect_view();
        header(operator, language_link(here), sign_in, nav.into_any())
    };
    if here.query().next().is_some() {
        return draw(sign_in_link(here));
    }
    let at = links.iter().find_map(|(href, _)| current(here, href).map(|word| [*href, word]));
    same_around("masthead of a stranger", at.unwrap_or_default(), 0, [sign_in_link(here)], |[link]| {
        draw(link)
    })
}

fn header(operator: Option<&Operator>, language: AnyView, person: AnyView, links: AnyView) -> AnyView {
    view! {
        <header class="masthead">
            <div class="masthead-inner">
                {same("brand", [""; 2], || brand(operator))}
                <div class="masthead-side">{language} {person}</div>
                <nav class="masthead-nav" aria-label=t("Chính", "Main")>{links}</nav>
            </div>
        </header>
    }
    .into_any()
}

/// For which organisation somebody acts, with one tap back to oneself: nobody files in another name unawares.
fn acting_line(me: &Me) -> Option<AnyView> {
    let (words, name) = match (&me.acting, &me.lapsed) {
        (Some(acting), _) => {
            let name = format!("{} ({})", acting.name, acting.tax_code);
            (t("Bạn đang làm thay", "You act for"), name)
        }
        (None, Some(name)) => (t("Bạn không còn quyền làm thay", "You may no longer act for"), name.clone()),
        (None, None) => return None,
    };
    Some(
        view! {
            <div class="acting" role="region" aria-label=t("Làm thay ai", "For whom you act")>
                <p>{words} " " <strong>{name}</strong></p>
                <PostForm action=ActFor::url()>
                    <button class="button secondary small" name="organisation" value="">{t("Làm cho mình", "Act for yourself")}</button>
                </PostForm>
            </div>
        }
        .into_any(),
    )
}

fn demo_banner() -> AnyView {
    same("demo banner", [""; 2], || {
        view! {
            <div class="demo-banner" role="region" aria-label=t("Bản thử nghiệm", "Demonstration")>
                <strong>{t("Bản thử nghiệm", "Demonstration")}</strong>
                " "
                <span>{t("Người và hồ sơ ở đây không có thật.", "The people and dossiers here are not real.")}</span>
                " "
                <a href="/sign-in">{t("Đổi người", "Change person")}</a>
                " "
                <a href="/admin/mail">{t("Thư đã gửi", "Mails")}</a>
            </div>
        }
        .into_any()
    })
}

fn brand(operator: Option<&Operator>) -> AnyView {
    view! {
        <a class="brand" href="/">
            <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <path fill="#c8102e" d="M0 0h32v32H0z"></path>
                <path fill="#fff" d="M9 6h14v26h-6V10L9 6z"></path>
                <circle cx="14" cy="20.5" r="1.3" fill="#ffcd00"></circle>
            </svg>
            <span class="brand-name">"Một Cửa"</span>
            {operator.map(|operator| view! { <span class="brand-place">{operator.place.get(lang()).to_owned()}</span> })}
        </a>
    }
    .into_any()
}

/// The same page in the other language; the server remembers the choice, so the page is loaded anew.
fn language_link(here: &Address) -> AnyView {
    let (other, name) = match lang() {
        Lang::Vi => (Lang::En, "English"),
        Lang::En => (Lang::Vi, "Tiếng Việt"),
    };
    let rest = here.query().filter(|(name, _)| !matches!(*name, "error" | "lang"));
    let href = query_string(rest.chain([("lang", other.code())]));
    view! { <a class="lang" href=href lang=other.code() hreflang=other.code() rel="external">{name}</a> }
        .into_any()
}

fn sign_in_link(here: &Address) -> AnyView {
    let href = match here.path() {
        "/" | "/sign-in" => "/sign-in".to_owned(),
        path => format!("/sign-in?next={path}"),
    };
    view! { <a class="sign-in" href=href>{t("Đăng nhập", "Sign in")}</a> }.into_any()
}

fn person_menu(me: Me) -> AnyView {
    let citizen = me.role == Role::Citizen;
    let administers = me.role == Role::Administrator;
    let confirms = administers || me.role == Role::Leader;
    view! {
        <details class="menu">
            // A phone has room for the name by which people call each other, the last word.
            <summary>
                <span class="whole-name">{me.name.clone()}</span>
                <span class="call-name" aria-hidden="true">{call_name(&me.name)}</span>
            </summary>
            <ul>
                <li><strong>{me.name}</strong></li>
                {(!me.unit.is_empty()).then(|| view! { <li class="muted">{me.unit}</li> })}
                {(!me.organisation.is_empty()).then(|| view! { <li class="muted">{me.organisation}</li> })}
                {citizen.then(|| view! { <li><a href="/my">{t("Hồ sơ của tôi", "My dossiers")}</a></li> })}
                {administers.then(|| view! { <li><a href="/admin/officers">{t("Tài khoản cán bộ", "Accounts of officers")}</a></li> })}
                {confirms.then(|| view! { <li><a href="/admin/procedures">{t("Phiên bản thủ tục", "Versions of procedures")}</a></li> })}
                {confirms.then(|| view! { <li><a href="/admin/calendars">{t("Lịch làm việc", "Working calendars")}</a></li> })}
                {administers.then(|| view! { <li><a href="/admin/mail">{t("Thư đã gửi", "Mails")}</a></li> })}
                <li><a href=if citizen { "/my/account" } else { "/desk/account" }>{t("Tài khoản", "Account")}</a></li>
                <li>
                    <PostForm action=SignOut::url()>
                        <button>{t("Đăng xuất", "Sign out")}</button>
                    </PostForm>
                </li>
            </ul>
        </details>
    }
    .into_any()
}

fn call_name(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or_default().to_owned()
}

/// With how many are unread.
fn notices_link(here: &Address, address: &'static str, unread: u32) -> AnyView {
    let current = (here.path() == address).then_some("page");
    let count = (unread > 0).then(|| format!(" ({unread})"));
    view! { <a href=address aria-current=current>{t("Thông báo", "Notices")} {count}</a> }.into_any()
}

/// Pages of an officer that are no part of the desk, though their addresses stand below it.
const BESIDE_THE_DESK: [&str; 3] = ["/desk/notices", "/desk/settings", "/desk/account"];

fn nav_link(here: &Address, href: &'static str, words: &'static str) -> AnyView {
    view! { <a href=href aria-current=current(here, href)>{words}</a> }.into_any()
}

/// Whether a page is the one that a link leads to, or stands below it.
fn current(here: &Address, href: &str) -> Option<&'static str> {
    match here.path().strip_prefix(href) {
        Some("") => Some("page"),
        Some(rest)
            if rest.starts_with('/') && !BESIDE_THE_DESK.iter().any(|page| here.path().starts_with(page)) =>
        {
            Some("true")
        }
        _ => None,
    }
}
