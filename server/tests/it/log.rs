//! The log names nobody (docs/logging.md): secrets are planted wherever people put them, and looked for in it.

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::header::USER_AGENT;
use axum::http::{Method, StatusCode};
use casework::webhook;
use server::watch::log::{Format, lines};
use server::webhooks::Messenger;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use views::Scope;

use crate::organisation::{get, owner, token};
use crate::site::{FORM, Site, UNIT, encoded, request};

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Kept {
    /// The log of everything in this process from now on, as talkative as it can be made short of statements.
    fn begin() -> Self {
        let kept = Self::default();
        let to = kept.clone();
        let subscriber = tracing_subscriber::registry()
            .with(lines(Format::Json, move || to.clone()))
            .with(EnvFilter::new("debug,sqlx=warn"));
        tracing::subscriber::set_global_default(subscriber).unwrap();
        kept
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// Typed, sent or shown somewhere; none of it may stand in the log.
const PLANTED: [&str; 14] = [
    "Bằng của Trần Bí Mật",
    "so-ho-khau-bi-mat",
    "bi.mat@example.vn",
    "038195001234",
    "mat-khau-bi-mat",
    "ten.bi.mat",
    "Lý do bí mật",
    "MayBiMat/9",
    "203.0.113.77",
    "the-bi-mat",
    "tim-bi-mat",
    "thân bí mật",
    "lời nhắn bí mật",
    "ma-mot-lan-bi-mat",
];
/// Of the organisation for which somebody acts here.
const TAX_CODE: &str = "3702145001";

/// What an organisation's programs know: its token and the secret of its webhook, each of which was used.
async fn programs(site: &Site) -> [String; 3] {
    let (cookie, owner) = owner(site, "demo-hoa").await;
    let token = token(site, &owner, &[Scope::DossiersRead], 600).await;
    assert_eq!(get(site, "/dossiers", &token).await.status, StatusCode::OK);
    assert_eq!(get(site, "/webhooks", &token).await.status, StatusCode::FORBIDDEN);
    let hook = webhook::make(&site.office, &owner, "http://127.0.0.1:9/").await.unwrap();
    webhook::test(&site.office, &owner, &hook.id).await.unwrap();
    assert!(Messenger::new(true).send_next(&site.office).await.unwrap());
    assert!(site.get("/business", &cookie).await.text().contains(TAX_CODE));
    site.get(&format!("/procedures?q={TAX_CODE}"), &cookie).await;
    [cookie, token, hook.secret]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_log_names_nobody() {
    let kept = Kept::begin();
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let officer = site.become_(&format!("{UNIT}-mot-cua")).await;
    let code = site.filed(&cookie, PLANTED[0], &format!("{}.pdf", PLANTED[1])).await;
    site.post("/fn/set_email", &cookie, &[("email", PLANTED[2])]).await;
    site.get(&format!("/track/{}?error=broken&q={}", PLANTED[3], PLANTED[9]), &cookie).await;
    site.post("/fn/sign_in", "", &[("username", PLANTED[5]), ("password", PLANTED[4])]).await;
    let sent = site.message(&format!("/files/messages/{code}"), &cookie, PLANTED[12], None).await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    site.post("/fn/refuse", &officer, &[("code", &code), ("reason", PLANTED[6])]).await;
    for path in ["/fn/give_code", "/fn/enrol"] {
        site.post(path, "", &[("secret_code", PLANTED[13])]).await;
    }
    let [acting, token, hook] = programs(&site).await;
    let mut odd = request(Method::POST, "/fn/find_dossier", &cookie, FORM, encoded(&[("code", PLANTED[11])]));
    odd.headers_mut().insert(USER_AGENT, PLANTED[7].parse().unwrap());
    odd.headers_mut().insert("x-forwarded-for", PLANTED[8].parse().unwrap());
    odd.headers_mut().insert("x-request-id", PLANTED[9].parse().unwrap());
    let answer = site.send(odd).await;
    site.get(&format!("/procedures?q={}", PLANTED[10]), &format!("motcua={}", PLANTED[9])).await;
    site.get(&format!("/rate/{}", PLANTED[9]), "").await;
    site.get(&format!("/files/{}", PLANTED[9]), &officer).await;

    // What breaks is told most of.
    for path in ["files/sha256", "files/incoming"] {
        std::fs::remove_dir_all(site.folder.path().join(path)).unwrap();
    }
    let broken = site.answered(&cookie, PLANTED[0]).await;
    let sent = site
        .upload(&format!("/files{broken}/relation_paper"), &cookie, PLANTED[1], PLANTED[11].as_bytes())
        .await;
    assert!(sent.status.is_server_error(), "{sent:?}");
    site.office.database().clone().close().await.unwrap();
    site.get(&format!("/track/{code}"), &cookie).await;
    site.post("/fn/find_dossier", &cookie, &[("code", PLANTED[11])]).await;
    assert!(get(&site, "/dossiers", &token).await.status.is_server_error());

    let log = kept.text();
    let id = answer.header("x-request-id");
    assert_eq!(id.len(), 26, "{id}");
    assert!(log.contains(id), "the line of a request is found by the id that was answered");
    assert!(log.contains(r#""route":"/track/{code}""#) && log.contains(r#""level":"ERROR""#), "{log}");
    let cookies = [&cookie, &officer, &acting].map(|cookie| cookie.split_once('=').unwrap().1.to_owned());
    let names = ["Nguyễn Thị Hoa", "Nguyễn Văn An", "1995-03-08", "demo-hoa", "hoa@", TAX_CODE];
    let told = PLANTED.into_iter().chain(names).map(str::to_owned);
    for secret in told.chain(cookies).chain([token, hook]) {
        let line = log.lines().find(|line| line.contains(&secret));
        assert_eq!(line, None, "{secret}");
    }
}

#[test]
fn each_line_of_json_is_an_object_with_the_request() {
    let kept = Kept::default();
    let to = kept.clone();
    let subscriber = tracing_subscriber::registry().with(lines(Format::Json, move || to.clone()));
    tracing::subscriber::with_default(subscriber, || {
        let span = tracing::info_span!("request", id = "abc", method = "GET", route = "/track/{code}");
        span.in_scope(|| tracing::info!(status = 200, duration_ms = 1.5, "answered"));
    });
    let line: serde_json::Value = serde_json::from_str(&kept.text()).unwrap();
    assert_eq!(line["message"], "answered");
    assert_eq!((&line["status"], &line["duration_ms"]), (&200.into(), &1.5.into()));
    assert_eq!((&line["span"]["id"], &line["span"]["route"]), (&"abc".into(), &"/track/{code}".into()));
}
