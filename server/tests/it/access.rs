//! The table of role and deed, walked over everything that the server offers.

use app::PAGES;
use axum::http::{Method, StatusCode};
use casework::policy::{Deed, SERVER_FUNCTIONS, TABLE, allows, deed_of};
use domain::role::Role;
use server::rest;

use crate::pages::Addresses;
use crate::site::{FORM, Site, request};

/// What the table says when it refuses, and nothing else does on these requests.
fn refused_by_the_table(failure: &str, status: StatusCode) -> bool {
    let expected = match failure {
        "sign_in_needed" => StatusCode::UNAUTHORIZED,
        "not_allowed" => StatusCode::FORBIDDEN,
        _ => return false,
    };
    assert_eq!(status, expected);
    true
}

/// Sends an empty request as everybody and compares with the row.
async fn walk(site: &Site, method: &Method, path: &str, deed: Deed) {
    assert!(
        TABLE.iter().any(|(row, roles)| *row == deed && !roles.is_empty()),
        "{path}: {deed:?} has no row"
    );
    for role in Role::ALL {
        let cookie = site.with_role(*role).await;
        let answer = site.send(request(method.clone(), path, &cookie, FORM, Vec::new())).await;
        let refused = refused_by_the_table(&answer.failure(), answer.status);
        assert_eq!(refused, !allows(deed, *role), "{path} as {role}: {} {}", answer.status, answer.failure());
        if refused {
            let visitor = answer.status == StatusCode::UNAUTHORIZED;
            assert_eq!(visitor, *role == Role::Visitor, "{path} as {role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_server_function_does_what_its_row_says() {
    let site = Site::new().await;
    let registered: Vec<(&str, Method)> = server_fn::axum::server_fn_paths().collect();
    assert!(registered.len() > 30, "only {} server functions are registered", registered.len());
    for (path, method) in &registered {
        assert_eq!(method, Method::POST, "{path} changes or reads by POST only");
        assert!(path.starts_with("/fn/"), "{path} is where nobody asks the table");
        let deed = deed_of(path).unwrap_or_else(|| panic!("{path} has no row in casework::policy"));
        walk(&site, method, path, deed).await;
    }
    for (path, _) in SERVER_FUNCTIONS {
        assert!(registered.iter().any(|(known, _)| known == path), "{path} has a row but is not there");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_route_does_what_its_row_says() {
    let site = Site::new().await;
    for route in rest::routes() {
        let mut path = route.path.to_owned();
        while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
            path.replace_range(start..=end, "x");
        }
        walk(&site, &route.method, &path, route.deed).await;
    }
}

/// What a page shows, as a deed.
fn shown_by(path: &str) -> Deed {
    match path {
        "/" | "/procedures" | "/procedures/{code}" | "/apply/{code}" | "/places" => Deed::SeePublic,
        "/stats" | "/sign-in" | "/about" | "/privacy" => Deed::SeePublic,
        "/track" | "/track/{code}" | "/track/{code}/receipt" => Deed::Track,
        "/rate/{token}" => Deed::Rate,
        "/drafts/{id}" | "/drafts/{id}/files" | "/drafts/{id}/review" => Deed::WriteDraft,
        "/drafts/{id}/s/{section}" => Deed::WriteDraft,
        "/my" => Deed::BeginDraft,
        "/my/notices" | "/my/settings" | "/my/settings/confirm/{token}" => Deed::ReadNotices,
        "/desk/counter" | "/desk/counter/{id}" => Deed::Intake,
        "/desk/notices" | "/desk/settings" | "/desk/settings/confirm/{token}" => Deed::ReadNotices,
        "/my/account" => Deed::KeepSessions,
        "/desk/account" => Deed::KeepAccount,
        "/desk" | "/desk/{code}" => Deed::SeeDesk,
        "/business" | "/business/bulk" | "/business/bulk/{batch}" => Deed::ActForOrganisation,
        "/business/calendar" | "/business/members" => Deed::ActForOrganisation,
        "/business/members/invite" | "/business/members/{person}" => Deed::ActForOrganisation,
        "/business/members/invited/{id}" => Deed::ActForOrganisation,
        "/business/invitation/{token}" => Deed::SeeInvitation,
        "/business/api" => Deed::KeepTokens,
        "/business/api/webhooks/{id}" => Deed::KeepWebhooks,
        "/admin/mail" => Deed::SeeMail,
        "/admin/officers" => Deed::KeepOfficers,
        "/admin/calendars" | "/admin/calendars/{year}" => Deed::SeeCalendars,
        "/admin/procedures" | "/admin/procedures/{code}" => Deed::SeeEditions,
        "/admin/procedures/{code}/effects" => Deed::SeeEditions,
        "/admin/procedures/{code}/form" | "/admin/procedures/{code}/form/preview" => Deed::KeepEditions,
        "/admin/procedures/{code}/form/{kind}/{id}" => Deed::KeepEditions,
        "/admin/procedures/{code}/{part}" => Deed::KeepEditions,
        _ => panic!("{path} is new: tell this test what it shows"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_opens_to_the_roles_of_its_deed_and_shows_nothing_to_the_others() {
    let site = Site::new().await;
    let addresses = Addresses::new(&site).await;
    let mut refusals = 0;
    for role in Role::ALL {
        let own = site.with_role(*role).await;
        for (path, _) in PAGES {
            let (address, of_page) = addresses.of(path);
            // A citizen sees the pages of an organisation while acting for it.
            let acts = *role == Role::Citizen && path.starts_with("/business");
            let page = site.get(&address, if acts { of_page } else { &own }).await;
            let status = page.status.as_u16();
            if allows(shown_by(path), *role) {
                // Other people's drafts and tables are not there, which is no refusal.
                assert!([200, 404].contains(&status), "{address} as {role}: {status}");
                continue;
            }
            refusals += 1;
            assert_eq!(status, if *role == Role::Visitor { 401 } else { 403 }, "{address} as {role}");
            let text = page.text();
            let main = text.split_once("<main").and_then(|(_, main)| main.split_once("</main>")).unwrap().0;
            assert!(main.contains("class=\"error-page\""), "{address} as {role}: {main}");
            for content in ["<form", "<table", "<li", "<dl", "<input"] {
                assert!(!main.contains(content), "{address} as {role}: {main}");
            }
        }
    }
    assert!(refusals > 100, "only {refusals} pages were refused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_function_without_a_row_does_not_exist() {
    let site = Site::new().await;
    for role in Role::ALL {
        let cookie = site.with_role(*role).await;
        for path in
            ["/fn/no_such_function", "/fn/", "/fn/accept/", "/fn/accept/x", "/fn/Accept", "/fn//accept"]
        {
            let answer = site.post(path, &cookie, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} as {role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_function_is_not_called_by_a_link() {
    let site = Site::new().await;
    let cookie = site.with_role(Role::Citizen).await;
    let answer = site.get("/fn/sign_out", &cookie).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(site.get("/my", &cookie).await.text().contains("Nguyễn Thị Hoa"), "still signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_javascript_a_refusal_leads_to_the_sign_in_and_back() {
    let site = Site::new().await;
    let draft = site.start("", crate::site::COPY).await;
    let request = axum::http::Request::post("/fn/submit_draft")
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("referer", format!("http://127.0.0.1:3000{draft}/review?check=1"))
        .header("content-type", FORM);
    let answer = site.send(request.body("draft=x".into()).unwrap()).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, &*format!("/sign-in?next={draft}/review"))
    );
}
