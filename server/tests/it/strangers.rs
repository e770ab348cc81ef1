//! What is another organisation's is not there, even for whoever knows its id.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use casework::{business, webhook};
use domain::role::Role;
use views::Scope;

use crate::business::{acting as acting_for_the_firm, table};
use crate::organisation::{acting, asked, get, owner, token};
use crate::site::Site;

/// The demo firm: its owner's cookie, its token, and the ids of what is its own.
pub(crate) struct Firm {
    pub cookie: String,
    pub secret: String,
    token: String,
    pub code: String,
    pub file: String,
    pub paper: String,
    batch: String,
    invitation: String,
    pub webhook: String,
    pub delivery: String,
}

impl Firm {
    pub(crate) async fn new(site: &Site) -> Self {
        let cookie = acting_for_the_firm(site, "demo-mai").await;
        let owner = acting(site, &cookie).await;
        let code = site.filed(&cookie, "Bằng", "scan.pdf").await;
        let officer = site.with_role(Role::OneStopOfficer).await;
        let lacking = [("code", code.as_str()), ("reasons[record_name]", "Ghi rõ hơn")];
        let supplement = site.post("/fn/ask_supplement", &officer, &lacking).await;
        assert_eq!(supplement.location(), format!("/desk/{code}"), "{supplement:?}");

        let secret = token(site, &owner, &Scope::ALL, 600).await;
        let dossier = get(site, &format!("/dossiers/{code}"), &secret).await.json();
        let papers = get(site, &format!("/dossiers/{code}/papers"), &secret).await.json();
        let brought = site.upload("/business/tables/2.000884", &cookie, "a.xlsx", &table()).await;
        let invited = site.post("/fn/invite", &cookie, &[("name", "Lê Ngọc Lan"), ("scope", "all")]).await;
        let hook = webhook::make(&site.office, &owner, "https://example.vn/").await.unwrap().id;
        webhook::test(&site.office, &owner, &hook).await.unwrap();
        let log = webhook::log(&site.office, &owner, &hook, None).await.unwrap();
        let access = business::api_access(&site.office, &owner).await.unwrap();
        let last = |address: &str| address.rsplit('/').next().unwrap().to_owned();
        Self {
            token: access.tokens[0].id.clone(),
            file: dossier["files"][0]["id"].as_str().unwrap().to_owned(),
            paper: papers["items"][0]["id"].as_str().unwrap().to_owned(),
            batch: last(brought.location()),
            invitation: last(invited.location()),
            delivery: log.deliveries[0].id.clone(),
            webhook: hook,
            cookie,
            secret,
            code,
        }
    }

    /// The forms that the firm can send about what is its own: each is possible when its turn comes.
    pub(crate) fn forms(&self) -> [(&'static str, Vec<(&'static str, &str)>); 14] {
        let person = ("person", "demo-phuc");
        let hook = ("webhook", self.webhook.as_str());
        [
            ("/fn/batch", vec![("id", self.batch.as_str())]),
            ("/fn/file_rows", vec![("batch", self.batch.as_str())]),
            ("/fn/invited", vec![("id", self.invitation.as_str())]),
            ("/fn/revoke_invitation", vec![("invitation", self.invitation.as_str())]),
            ("/fn/change_member", vec![person, ("scope", "all")]),
            ("/fn/suspend_member", vec![person]),
            ("/fn/resume_member", vec![person]),
            ("/fn/end_member", vec![person]),
            ("/fn/webhook", vec![("id", self.webhook.as_str())]),
            ("/fn/enable_webhook", vec![hook]),
            ("/fn/test_webhook", vec![hook]),
            ("/fn/replay_delivery", vec![hook, ("delivery", self.delivery.as_str())]),
            ("/fn/remove_webhook", vec![hook]),
            ("/fn/revoke_token", vec![("token", self.token.as_str())]),
        ]
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_page_and_no_file_of_another_organisation_is_there() {
    let site = Site::new().await;
    let firm = Firm::new(&site).await;
    let (stranger, _) = owner(&site, "demo-hoa").await;
    for address in [
        format!("/business/bulk/{}", firm.batch),
        format!("/business/members/invited/{}", firm.invitation),
        format!("/business/api/webhooks/{}", firm.webhook),
        format!("/files/{}", firm.file),
        format!("/papers/{}", firm.paper),
    ] {
        assert_eq!(site.get(&address, &stranger).await.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(site.get(&address, &firm.cookie).await.status, StatusCode::OK, "{address}");
    }
    let member = async |cookie: &str| site.get("/business/members/demo-phuc", cookie).await.text();
    assert!(member(&firm.cookie).await.contains("Đinh Văn Phúc"));
    let page = member(&stranger).await;
    assert!(page.contains("Không có trang này") && !page.contains("Đinh Văn Phúc"), "{page}");
}

/// The server functions that take an id of what belongs to an organisation.
pub(crate) const OF_AN_ORGANISATION: [&str; 14] = [
    "/fn/batch",
    "/fn/file_rows",
    "/fn/invited",
    "/fn/revoke_invitation",
    "/fn/change_member",
    "/fn/suspend_member",
    "/fn/resume_member",
    "/fn/end_member",
    "/fn/webhook",
    "/fn/enable_webhook",
    "/fn/test_webhook",
    "/fn/replay_delivery",
    "/fn/remove_webhook",
    "/fn/revoke_token",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_server_function_reaches_what_is_another_organisations() {
    let site = Site::new().await;
    let firm = Firm::new(&site).await;
    let (stranger, _) = owner(&site, "demo-hoa").await;
    let mut tried = Vec::new();
    for (path, fields) in firm.forms() {
        let refused = site.post(path, &stranger, &fields).await;
        assert_eq!((refused.status, &*refused.failure()), (StatusCode::NOT_FOUND, "not_found"), "{path}");
        let done = site.post(path, &firm.cookie, &fields).await;
        // A test that was sent a moment ago is not sent again.
        let too_soon = path == "/fn/test_webhook" && done.failure() == "too_soon";
        assert!(done.status == StatusCode::OK || too_soon, "{path}: {done:?}");
        tried.push(path);
    }
    assert_eq!(tried, OF_AN_ORGANISATION);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_token_reaches_what_is_another_organisations() {
    let site = Site::new().await;
    let firm = Firm::new(&site).await;
    let (_, stranger) = owner(&site, "demo-hoa").await;
    let stranger = token(&site, &stranger, &Scope::ALL, 600).await;
    let (dossier, hook) = (format!("/dossiers/{}", firm.code), format!("/webhooks/{}", firm.webhook));
    for (method, path) in [
        (Method::GET, dossier.clone()),
        (Method::GET, format!("{dossier}/events")),
        (Method::GET, format!("{dossier}/papers")),
        (Method::POST, format!("{dossier}/supplement")),
        (Method::GET, format!("/files/{}", firm.file)),
        (Method::GET, format!("/papers/{}", firm.paper)),
        (Method::GET, format!("{hook}/deliveries")),
        (Method::POST, format!("{hook}/deliveries/{}/replay", firm.delivery)),
        (Method::POST, format!("{hook}/test")),
        (Method::DELETE, hook),
    ] {
        let ask = |secret: &str| {
            let request = asked(method.clone(), &path, secret).header("content-type", "application/json");
            request.header("idempotency-key", "k").body(Body::from("{}")).unwrap()
        };
        let refused = site.send(ask(&stranger)).await;
        assert_eq!((refused.status.as_u16(), &*refused.problem()), (404, "not_found"), "{method} {path}");
        let own = site.send(ask(&firm.secret)).await;
        assert_ne!(own.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert!(!own.status.is_server_error(), "{method} {path}: {own:?}");
    }
}
