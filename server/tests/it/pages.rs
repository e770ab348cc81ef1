//! Every address of the app is a whole page under a strict policy.

use std::collections::BTreeSet;

use app::PAGES;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::text::Lang;

use crate::markup::tags;
use crate::site::{Answer, COPY, Site};

/// The addresses, filled in with things that exist and that the visitor with the cookie may see.
pub(crate) struct Addresses {
    draft: String,
    keyed_in: String,
    code: String,
    token: String,
    citizen: String,
    officer: String,
    administrator: String,
    /// Acts for a demo organisation.
    owner: String,
    invitation: String,
    /// The secret of its link.
    offer: String,
    batch: String,
    webhook: String,
}

impl Addresses {
    pub(crate) async fn new(site: &Site) -> Self {
        let citizen = site.become_("demo-hoa").await;
        let officer = site.with_role(domain::role::Role::OneStopOfficer).await;
        let code = site.filed(&citizen, "Bằng tốt nghiệp", "scan.pdf").await;
        let refused = site.filed(&citizen, "Bằng khác", "scan.pdf").await;
        site.post("/fn/refuse", &officer, &[("code", &refused), ("reason", "Không đúng nơi")]).await;
        let page = site.get(&format!("/track/{refused}"), &citizen).await.text();
        let token =
            page.split_once("/rate/").unwrap().1.chars().take_while(char::is_ascii_alphanumeric).collect();
        let administrator = site.with_role(domain::role::Role::Administrator).await;
        site.post("/fn/begin_edition", &administrator, &[("code", COPY), ("from", "2099-01-01")]).await;
        let owner = site.become_("demo-mai").await;
        site.post("/fn/act_for", &owner, &[("organisation", "demo-co-khi")]).await;
        let ticked = [("name", "Lê Ngọc Lan"), ("scope", "some"), ("procedures[p2.000635]", "1")];
        let invited = site.post("/fn/invite", &owner, &ticked).await;
        let invitation = invited.location().rsplit('/').next().unwrap().to_owned();
        let table =
            site.upload("/business/tables/2.000884", &owner, "a.xlsx", &crate::business::table()).await;
        let shown = site.get(invited.location(), &owner).await.text();
        let link = shown.split_once("/business/invitation/").unwrap().1;
        let offer = link.chars().take_while(char::is_ascii_alphanumeric).collect();
        let batch = table.location().rsplit('/').next().unwrap().to_owned();
        site.post("/fn/make_webhook", &owner, &[("address", "https://example.vn/")]).await;
        let page = site.get("/business/api", &owner).await.text();
        let webhook = page.split_once("/business/api/webhooks/").unwrap().1;
        let webhook = webhook.chars().take_while(char::is_ascii_alphanumeric).collect();
        Self {
            owner,
            webhook,
            invitation,
            offer,
            batch,
            draft: site.answered(&citizen, "Bằng").await,
            keyed_in: site.keyed_in().await,
            code,
            token,
            citizen,
            officer,
            administrator,
        }
    }

    /// The address and cookie for a path of the route table; fails for one that this test does not know.
    pub(crate) fn of(&self, path: &str) -> (String, &str) {
        let (draft, code) = (&self.draft, &self.code);
        let address = match path {
            "/" | "/procedures" | "/stats" | "/sign-in" | "/about" | "/privacy" | "/track" => path.to_owned(),
            "/places" => "/places?q=Phú".to_owned(),
            "/desk" | "/desk/account" | "/desk/counter" | "/desk/notices" | "/desk/settings" => {
                return (path.to_owned(), &self.officer);
            }
            "/desk/settings/confirm/{token}" => {
                return ("/desk/settings/confirm/x".to_owned(), &self.officer);
            }
            "/my/account" => return (path.to_owned(), &self.citizen),
            "/business/api" => return (path.to_owned(), &self.owner),
            "/business/api/webhooks/{id}" => {
                return (format!("/business/api/webhooks/{}", self.webhook), &self.owner);
            }
            "/admin/officers" | "/admin/calendars" => return (path.to_owned(), &self.administrator),
            "/admin/procedures" => return (path.to_owned(), &self.administrator),
            "/admin/procedures/{code}" | "/admin/procedures/{code}/effects" => {
                return (path.replace("{code}", COPY), &self.administrator);
            }
            "/admin/procedures/{code}/form" | "/admin/procedures/{code}/form/preview" => {
                return (path.replace("{code}", COPY), &self.administrator);
            }
            "/admin/procedures/{code}/form/{kind}/{id}" => {
                return (format!("/admin/procedures/{COPY}/form/section/requester"), &self.administrator);
            }
            "/admin/procedures/{code}/{part}" => {
                return (format!("/admin/procedures/{COPY}/papers"), &self.administrator);
            }
            "/admin/calendars/{year}" => return ("/admin/calendars/2027".to_owned(), &self.administrator),
            "/desk/counter/{id}" => return (format!("/desk/counter/{}", self.keyed_in), &self.officer),
            "/desk/{code}" => return (format!("/desk/{code}"), &self.officer),
            "/procedures/{code}" => format!("/procedures/{COPY}"),
            "/apply/{code}" => format!("/apply/{COPY}"),
            "/drafts/{id}" => draft.clone(),
            "/drafts/{id}/files" => format!("{draft}/files"),
            "/drafts/{id}/review" => format!("{draft}/review"),
            "/drafts/{id}/s/{section}" => format!("{draft}/s/requester"),
            "/my" | "/my/notices" | "/my/settings" | "/admin/mail" => path.to_owned(),
            "/my/settings/confirm/{token}" => "/my/settings/confirm/x".to_owned(),
            "/track/{code}" => format!("/track/{code}"),
            "/track/{code}/receipt" => format!("/track/{code}/receipt"),
            "/business" | "/business/calendar" | "/business/bulk" => return (path.to_owned(), &self.owner),
            "/business/members" | "/business/members/invite" => return (path.to_owned(), &self.owner),
            "/business/bulk/{batch}" => return (format!("/business/bulk/{}", self.batch), &self.owner),
            "/business/members/{person}" => return ("/business/members/demo-phuc".to_owned(), &self.owner),
            "/business/members/invited/{id}" => {
                return (format!("/business/members/invited/{}", self.invitation), &self.owner);
            }
            "/business/invitation/{token}" => format!("/business/invitation/{}", self.offer),
            "/rate/{token}" => format!("/rate/{}", self.token),
            _ => panic!("{path} is new: tell this test where it leads"),
        };
        (address, &self.citizen)
    }
}

/// A whole page, safe in itself.
fn whole(page: &Answer, path: &str) {
    let html = page.text();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("</html>"), "{path} is not whole");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    // A form is tried out in a frame of the page on which it is changed, and in no other site's.
    let framed = path.ends_with("/form/preview");
    let ancestors = if framed { "frame-ancestors 'self'" } else { "frame-ancestors 'none'" };
    let frames = if framed { "SAMEORIGIN" } else { "DENY" };
    assert_eq!(page.header("x-frame-options"), frames, "{path}");
    let policy = page.header("content-security-policy");
    for rule in ["default-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", ancestors]
    {
        assert!(policy.split("; ").any(|known| known == rule), "{path}: no {rule} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
    let nonce = nonce(page);
    assert!(nonce.len() >= 16, "{path}: {policy}");
    let tags = tags(&html);
    assert_eq!(tags.iter().filter(|tag| tag.name == "main").count(), 1, "{path}");
    assert!(tags.iter().any(|tag| tag.name == "html" && tag.get("lang") == Some("vi")), "{path}");
    assert!(tags.iter().any(|tag| tag.name == "script"), "{path} has the scripts that take it over");
    for tag in &tags {
        if tag.name == "script" {
            assert_eq!(tag.get("nonce"), Some(nonce), "{path}: {tag:?}");
        }
        let risky = |name: &str| name == "style" || name == "srcdoc" || name.starts_with("on");
        assert!(!tag.attributes.iter().any(|(name, _)| risky(name)), "{path}: {tag:?}");
        let scripted = |value: &str| value.trim_start().to_ascii_lowercase().starts_with("javascript:");
        assert!(!tag.attributes.iter().any(|(_, value)| scripted(value)), "{path}: {tag:?}");
        assert_ne!(tag.name, "style", "{path}: {tag:?}");
    }
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        assert!(ids.insert(id), "{path}: the id {id} stands twice");
    }
}

fn nonce(page: &Answer) -> &str {
    let policy = page.header("content-security-policy");
    policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).map_or("", |(nonce, _)| nonce)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_address_is_a_whole_page_under_a_strict_policy() {
    let site = Site::new().await;
    let addresses = Addresses::new(&site).await;
    for (path, _) in PAGES {
        let (address, cookie) = addresses.of(path);
        let page = site.get(&address, cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        whole(&page, &address);
        // Who may not see it gets a whole page too, and nothing of what stands on it.
        let stranger = site.get(&address, "").await;
        whole(&stranger, &address);
        // The mails of a demonstration are everybody's to read.
        let open = *path == "/business/invitation/{token}";
        let administration = ["/admin/officers", "/admin/calendars", "/admin/procedures"];
        let heads = ["/desk", "/drafts", "/my/", "/business"].into_iter().chain(administration);
        let closed = !open && heads.into_iter().any(|head| path.starts_with(head));
        assert_eq!(stranger.status.is_success(), !closed, "{address}: {}", stranger.status);
        assert!(!stranger.text().contains("Nguyễn Văn An"), "{address}");
        let english = site.get(&address, &format!("{cookie}; lang=en")).await.text();
        assert!(english.contains("<html lang=\"en\""), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_not_there_says_so() {
    let site = Site::new().await;
    let citizen = site.become_("demo-nam").await;
    for path in [
        "/nowhere",
        "/fn",
        "/procedures/9.999999",
        "/apply/9.999999",
        "/drafts/nothing",
        "/drafts/nothing/files",
        "/drafts/nothing/review",
        "/drafts/nothing/s/requester",
        "/track/H09.41.10-261118-9999",
        "/track/H09.41.10-261118-9999/receipt",
        "/track/%3Cscript%3E",
        "/rate/never-issued",
        "/pkg/nothing.js",
        "/files/nothing",
        "/papers/nothing",
    ] {
        let answer = site.get(path, &citizen).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let data = ["/pkg", "/files", "/papers"].iter().any(|folder| path.starts_with(folder));
        if !data {
            whole(&answer, path);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_page_has_a_nonce_of_its_own() {
    let site = Site::new().await;
    let mut seen = BTreeSet::new();
    for _ in 0..10 {
        assert!(seen.insert(nonce(&site.get("/", "").await).to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_of_a_person_is_kept_on_the_way() {
    let site = Site::new().await;
    let citizen = site.become_("demo-hoa").await;
    let code = site.filed(&citizen, "Bằng", "scan.pdf").await;
    for path in ["/my".to_owned(), format!("/track/{code}"), format!("/track/{code}/receipt")] {
        assert_eq!(site.get(&path, &citizen).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_language_is_chosen_once() {
    let site = Site::new().await;
    let answer = site.get("/procedures?lang=en&q=khai", "").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/procedures?q=khai"));
    assert_eq!(answer.cookie().as_deref(), Some("lang=en"));
    let away = site.get("//evil.example/?lang=en", "").await;
    assert!(!away.location().starts_with("//"), "{}", away.location());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_machines_questions_are_answered() {
    let site = Site::new().await;
    assert_eq!(site.get("/healthz", "").await.status, StatusCode::OK);
    assert_eq!(site.get("/readyz", "").await.status, StatusCode::OK);
    site.office.database().clone().close().await.unwrap();
    // An answer is good for a second.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(site.get("/healthz", "").await.status, StatusCode::OK);
    assert_eq!(site.get("/readyz", "").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_says_whose_site_it_is() {
    let site = Site::new().await;
    let operator = site.office.catalogue().operator().unwrap();
    for (path, cookie, lang) in
        [("/", "", Lang::Vi), ("/no-such-page", "", Lang::Vi), ("/", "lang=en", Lang::En)]
    {
        let html = site.get(path, cookie).await.text();
        let [place, centre] = [&operator.place, &operator.centre].map(|words| words.get(lang));
        assert!(html.contains(&format!(">{place}<")) && html.contains(&format!(">{centre}<")), "{path}");
    }
}

#[tokio::test]
async fn pages_that_may_show_a_secret_are_not_compressed() {
    let site = Site::new().await;
    let packed = async |path: &str| {
        let request = Request::get(path).header("accept", "text/html").header("accept-encoding", "br, gzip");
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert!(answer.bytes.len() > 512, "{path} would be worth it");
        answer.header("content-encoding").to_owned()
    };
    for open in ["/", "/procedures", "/track", "/stats", "/desk", "/business"] {
        assert_eq!(packed(open).await, "br", "{open}");
    }
    for secret in [
        "/sign-in",
        "/desk/account",
        "/admin/mail",
        "/admin/officers",
        "/business/members/invited/x",
        "/business/calendar",
        "/business/api",
        "/business/api/webhooks/x",
    ] {
        assert_eq!(packed(secret).await, "", "{secret}");
    }
}
