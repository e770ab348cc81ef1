//! A whole site on stores of its own, spoken to without a network.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use casework::catalogue::Loaded;
use casework::clock::Clock;
use casework::{Actor, Office, SecondFactor, Settings, demo};
use domain::role::Role;
use leptos::config::LeptosOptions;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use server::identity::Identity;
use server::peer::Proxies;
use server::watch::Watch;
use store::entity::officer;
use store::{Database, FileStore, WriteError};
use testbed::{Fresh, Recipe};
use tower::ServiceExt as _;

/// The one-stop at which dossiers are filed here.
pub(crate) const UNIT: &str = "H09.41.10";
/// Copies from the original register: the shortest form.
pub(crate) const COPY: &str = "2.000908";
/// Who brings something, as the form of a counter has it.
pub(crate) const BRINGER: [(&str, &str); 3] =
    [("name", "Phạm Văn Bình"), ("national_id", "074090111222"), ("national_id_again", "074090111222")];
/// Bytes that one file may have here.
pub(crate) const LARGEST: u64 = 100_000;
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const BOUNDARY: &str = "a-boundary-of-the-tests";
pub(crate) const MULTIPART: &str = "multipart/form-data; boundary=a-boundary-of-the-tests";

pub(crate) struct Site {
    pub office: Office,
    pub folder: Fresh,
    pub watch: Watch,
    router: Router,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The name and value of the cookie that was set.
    pub(crate) fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(SET_COOKIE)?.to_str().unwrap();
        cookie.split(';').next().map(str::to_owned)
    }

    /// The stable code of a failure, when the body is one.
    pub(crate) fn failure(&self) -> String {
        String::from_utf8_lossy(&self.bytes).trim_matches('"').to_owned()
    }
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::at("http://127.0.0.1:3000").await
    }

    /// A site with this public address.
    pub(crate) async fn at(base_url: &str) -> Self {
        Self::with(base_url, Identity::default()).await
    }

    /// A site at which one can sign in by these issuers.
    pub(crate) async fn with(base_url: &str, identity: Identity) -> Self {
        let (office, folder) = demonstration(base_url).await;
        Self::serving(office, folder, identity)
    }

    /// A site that is no demonstration. The demo people are there all the same, for those who can be become by then.
    pub(crate) async fn real() -> Self {
        let (demonstration, folder) = demonstration("http://127.0.0.1:3000").await;
        let settings = Settings { demo: false, ..demonstration.settings().clone() };
        let (database, files) = (demonstration.database().clone(), demonstration.files().clone());
        let office = Office::open(database, files, settings).await.unwrap();
        Self::serving(office, folder, Identity::default())
    }

    /// A site on stores that are there already.
    pub(crate) async fn on(stores: Fresh) -> Self {
        let office = office(stores.url(), stores.path(), "http://127.0.0.1:3000").await;
        Self::serving(office, stores, Identity::default())
    }

    fn serving(office: Office, folder: Fresh, identity: Identity) -> Self {
        let options = LeptosOptions::builder()
            .output_name("motcua")
            .site_root(folder.path().join("site").display().to_string())
            .build();
        let watch = Watch::new(&office, 0);
        let router =
            watch.over(server::router::router(office.clone(), options, identity), Proxies::default());
        Self { router, watch, office, folder }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }

    /// An answer whose body is not read yet.
    pub(crate) async fn begin(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path).header(COOKIE, cookie).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(ACCEPT, "text/html").header(COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Posts a form as the browser does that has our page open, and JavaScript on.
    pub(crate) async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(request(Method::POST, path, cookie, FORM, encoded(fields))).await
    }

    /// Uploads one file.
    pub(crate) async fn upload(&self, path: &str, cookie: &str, name: &str, bytes: &[u8]) -> Answer {
        self.send(request(Method::POST, path, cookie, MULTIPART, multipart(name, bytes))).await
    }

    /// Sends a message, with a file when one is given.
    pub(crate) async fn message(
        &self,
        path: &str,
        cookie: &str,
        words: &str,
        file: Option<&(&str, Vec<u8>)>,
    ) -> Answer {
        self.send(request(Method::POST, path, cookie, MULTIPART, message(words, file))).await
    }

    /// The cookie of a demo person who has just signed in.
    pub(crate) async fn become_(&self, id: &str) -> String {
        let begun = demo::become_person(&self.office, &Actor::visitor(), id).await.unwrap();
        begun.cookie.split(';').next().unwrap().to_owned()
    }

    /// The cookie of somebody with this role; a visitor has none.
    pub(crate) async fn with_role(&self, role: Role) -> String {
        let id = match role {
            Role::Visitor => return String::new(),
            Role::Citizen => "demo-hoa".to_owned(),
            Role::OneStopOfficer => format!("{UNIT}-mot-cua"),
            Role::HandlingOfficer => format!("{UNIT}-chuyen-vien"),
            Role::Leader => format!("{UNIT}-lanh-dao"),
            Role::Administrator => format!("{UNIT}-quan-tri"),
        };
        self.become_(&id).await
    }

    /// Begins a draft and answers all its questions; answers its address.
    pub(crate) async fn answered(&self, cookie: &str, record_name: &str) -> String {
        let draft = self.start(cookie, COPY).await;
        let id = draft.strip_prefix("/drafts/").unwrap();
        for (section, answers) in sections(record_name) {
            let mut fields = vec![("draft", id), ("section", section), ("go", "next")];
            fields.extend(answers);
            let saved = self.post("/fn/save_draft", cookie, &fields).await;
            assert!(!saved.location().contains("check"), "{}", saved.location());
        }
        draft
    }

    pub(crate) async fn start(&self, cookie: &str, code: &str) -> String {
        let started = self.post("/fn/start_draft", cookie, &[("code", code)]).await;
        assert_eq!(started.status, StatusCode::OK, "{started:?}");
        started.location().to_owned()
    }

    /// Files a dossier with one file; answers its code.
    pub(crate) async fn filed(&self, cookie: &str, record_name: &str, file_name: &str) -> String {
        let draft = self.answered(cookie, record_name).await;
        let id = draft.strip_prefix("/drafts/").unwrap();
        let sent = self.upload(&format!("/files{draft}/relation_paper"), cookie, file_name, &pdf(500)).await;
        assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
        let filed = self.post("/fn/submit_draft", cookie, &[("draft", id)]).await;
        let code = filed.location().strip_prefix("/track/").and_then(|rest| rest.strip_suffix("/receipt"));
        code.unwrap_or_else(|| panic!("{filed:?}")).to_owned()
    }

    /// What somebody brings to the counter of [`UNIT`]; answers the id of what is keyed in, of which nothing is answered.
    pub(crate) async fn keyed_in(&self) -> String {
        let one_stop = self.with_role(Role::OneStopOfficer).await;
        let fields = [&[("procedure", COPY), ("channel", "counter")], &BRINGER[..]].concat();
        let begun = self.post("/fn/begin_at_counter", &one_stop, &fields).await;
        let id = begun.location().strip_prefix("/drafts/");
        id.unwrap_or_else(|| panic!("{begun:?}")).to_owned()
    }

    /// How many uploads lie half received.
    pub(crate) fn half_received(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("files/incoming")).unwrap().count()
    }

    /// So many bytes of them.
    pub(crate) fn bytes_received(&self) -> u64 {
        let files = std::fs::read_dir(self.folder.path().join("files/incoming")).unwrap();
        files.map(|file| file.unwrap().metadata().unwrap().len()).sum()
    }
}

/// Stores with the catalogue and the demo people.
async fn demonstration(base_url: &str) -> (Office, Fresh) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let recipe = Recipe { name: "server", folder: Path::new(env!("CARGO_TARGET_TMPDIR")), data: &data };
    let fresh = recipe.copy(async |url: &str| furnish(url, &data).await).await;
    let office = office(fresh.url(), fresh.path(), base_url).await;
    (office, fresh)
}

/// The template: the catalogue, the demo people and an administrator.
async fn furnish(url: &str, data: &Path) {
    Database::migrate(url).await.unwrap();
    let database = Database::open(url).await.unwrap();
    let loaded = casework::catalogue::load(&database, data).await.unwrap();
    assert!(matches!(loaded, Loaded::Stored { .. }), "{loaded:?}");
    database.close().await.unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let office = office(url, scratch.path(), "http://127.0.0.1:3000").await;
    demo::seed(&office).await.unwrap();
    add_administrator(&office).await;
    let database = office.database().clone();
    drop(office);
    database.close().await.unwrap();
}

async fn office(url: &str, folder: &Path, base_url: &str) -> Office {
    let database = Database::open(url).await.unwrap();
    let files = FileStore::open(&format!("file:{}", folder.join("files").display())).await.unwrap();
    let morning = domain::when::parse_iso_datetime("2026-11-18T09:00:00+07:00").unwrap();
    let settings = Settings {
        base_url: base_url.to_owned(),
        demo: true,
        clock: Clock::set_to(morning),
        max_file_size: LARGEST,
        second_factor: SecondFactor::Leaders,
        reader: Some(env!("CARGO_BIN_EXE_motcua").into()),
    };
    Office::open(database, files, settings).await.unwrap()
}

type Fields<'a> = Vec<(&'a str, &'a str)>;

fn sections(record_name: &str) -> [(&'static str, Fields<'_>); 3] {
    [
        (
            "requester",
            vec![
                ("answers[applicant_relation]", "family"),
                ("answers[requester_name]", "Nguyễn Thị Hoa"),
                ("answers[requester_birth_date]", "1995-03-08"),
            ],
        ),
        (
            "record",
            vec![
                ("answers[record_name]", record_name),
                ("answers[holder_name]", "Nguyễn Văn An"),
                ("answers[copies_count]", "2"),
            ],
        ),
        ("where", vec![("answers[receiving_unit]", UNIT)]),
    ]
}

/// A request as `fetch` sends it from one of our pages.
pub(crate) fn request(method: Method, path: &str, cookie: &str, kind: &str, body: Vec<u8>) -> Request<Body> {
    let request =
        Request::builder().method(method).uri(path).header(CONTENT_TYPE, kind).header(COOKIE, cookie);
    let request = request.header(ACCEPT, "application/json").header("sec-fetch-site", "same-origin");
    request.header("content-length", body.len()).body(Body::from(body)).unwrap()
}

pub(crate) fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

pub(crate) fn percent(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}

pub(crate) fn multipart(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

/// The form of a message; without a file, as a browser sends an empty input.
pub(crate) fn message(words: &str, file: Option<&(&str, Vec<u8>)>) -> Vec<u8> {
    let (name, bytes) = file.map_or(("", &[][..]), |(name, bytes)| (*name, bytes.as_slice()));
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n{words}\r\n");
    [head.into_bytes(), multipart(name, bytes)].concat()
}

/// So many bytes that pass for a PDF.
pub(crate) fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    bytes.resize(size - 6, b'x');
    bytes.extend(b"\n%%EOF");
    bytes
}

/// Demo mode has no administrator, but the table of deeds has.
async fn add_administrator(office: &Office) {
    let row = officer::Entity::find_by_id(format!("{UNIT}-mot-cua")).one(office.database().reader()).await;
    let mut row = row.unwrap().unwrap();
    row.id = format!("{UNIT}-quan-tri");
    row.username = "quan.tri".to_owned();
    row.role = Role::Administrator.as_str().to_owned();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                officer::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(tx)
                    .await?;
                Ok::<_, WriteError>(())
            })
        })
        .await
        .unwrap();
}
