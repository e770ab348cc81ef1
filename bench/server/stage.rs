//! Databases, files and processes of a measurement.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use casework::clock::Clock;
use casework::{Actor, Office, SecondFactor, Settings, demo, draft, session};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _,
};
use store::entity::draft as drafts;
use store::{Database, FileStore, WriteError};

use crate::Arguments;

const CLOCK: &str = "2026-11-18T09:00:00+07:00";
/// Copies from the original register, asked for by the one whom they are about: no paper is needed.
const PROCEDURE: &str = "2.000908";
const ANSWERS: [(&str, &[(&str, &str)]); 3] = [
    (
        "requester",
        &[
            ("applicant_relation", "holder"),
            ("requester_name", "Nguyễn Thị Hoa"),
            ("requester_birth_date", "1995-03-08"),
        ],
    ),
    (
        "record",
        &[("record_name", "Bằng tốt nghiệp"), ("holder_name", "Nguyễn Thị Hoa"), ("copies_count", "2")],
    ),
    ("where", &[("receiving_unit", "H09.41.10")]),
];

/// Keeps this process on some cores.
pub(crate) fn stay_on(cores: &str) {
    let told = Command::new("taskset")
        .args(["--all-tasks", "--cpu-list", "--pid", cores, &std::process::id().to_string()])
        .stdout(Stdio::null())
        .status();
    assert!(told.unwrap().success(), "taskset is missing");
}

/// An office on stores of its own.
pub(crate) struct Stage {
    pub url: String,
    pub office: Office,
    pub actor: Actor,
    pub cookie: String,
    /// A draft with all its answers.
    pub draft: String,
    folder: tempfile::TempDir,
}

impl Stage {
    pub(crate) async fn new(arguments: &Arguments) -> Self {
        let folder = tempfile::tempdir_in("/var/tmp").unwrap();
        let url = match &arguments.postgres {
            Some(server) => fresh_on(server).await,
            None => format!("sqlite:{}", folder.path().join("m.db").display()),
        };
        Database::migrate(&url).await.unwrap();
        let database = Database::open(&url).await.unwrap();
        casework::catalogue::load(&database, Path::new("data")).await.unwrap();
        let files =
            FileStore::open(&format!("file:{}", folder.path().join("files").display())).await.unwrap();
        let settings = Settings {
            base_url: "http://127.0.0.1".to_owned(),
            demo: true,
            clock: Clock::set_to(domain::when::parse_iso_datetime(CLOCK).unwrap()),
            max_file_size: 1 << 20,
            second_factor: SecondFactor::Leaders,
            reader: None,
        };
        let office = Office::open(database, files, settings).await.unwrap();
        demo::seed(&office).await.unwrap();
        let begun = demo::become_person(&office, &Actor::visitor(), "demo-hoa").await.unwrap();
        let cookie = begun.cookie.split(';').next().unwrap().to_owned();
        let secret = cookie.split_once('=').map(|(_, secret)| secret);
        let actor = session::resolve(&office, secret).await.unwrap();
        let draft = draft::start(&office, &actor, PROCEDURE).await.unwrap().draft_id;
        for (section, answers) in ANSWERS {
            let answers = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            draft::save(&office, &actor, &draft, section, "next", answers.collect()).await.unwrap();
        }
        Self { url, office, actor, cookie, draft, folder }
    }

    /// So many copies of the draft.
    pub(crate) async fn copies(&self, count: usize) -> Vec<String> {
        let reader = self.office.database().reader();
        let row = drafts::Entity::find_by_id(&self.draft).one(reader).await.unwrap().unwrap();
        let ids: Vec<String> = (0..count).map(|_| store::id::random().unwrap()).collect();
        let copies = ids.clone();
        let database = self.office.database();
        let written: Result<(), WriteError> = database
            .write(move |tx| {
                Box::pin(async move {
                    for some in copies.chunks(100) {
                        let rows = some.iter().map(|id| {
                            let mut copy = row.clone().into_active_model().reset_all();
                            copy.id = Set(id.clone());
                            copy
                        });
                        drafts::Entity::insert_many(rows).exec_without_returning(tx).await?;
                    }
                    Ok(())
                })
            })
            .await;
        written.unwrap();
        ids
    }

    /// The server on these stores.
    pub(crate) fn serve(&self, arguments: &Arguments) -> Running {
        let mut command = on_core(arguments, &arguments.server);
        let address = free_address();
        command
            .args(["serve", "--addr", &address.to_string()])
            .env("MOTCUA_DATABASE_URL", &self.url)
            .env("MOTCUA_FILES_URL", format!("file:{}", self.folder.path().join("files").display()))
            .env("MOTCUA_MAIL_URL", format!("file:{}", self.folder.path().join("mail").display()))
            .env("MOTCUA_DEMO", "1")
            .env("MOTCUA_DEMO_CLOCK", CLOCK)
            .env("LEPTOS_HASH_FILES", "false")
            .env("RUST_LOG", std::env::var("RUST_LOG").unwrap_or_else(|_| "info".to_owned()));
        Running::start(command, address)
    }

    /// The bare handler on the same database.
    pub(crate) fn serve_bare(&self, arguments: &Arguments) -> Running {
        let mut command = on_core(arguments, &std::env::current_exe().unwrap());
        let address = free_address();
        command.args(["bare", "--database", &self.url, "--addr", &address.to_string()]);
        Running::start(command, address)
    }
}

fn on_core(arguments: &Arguments, program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", &arguments.core]).arg(program);
    command
}

async fn fresh_on(server: &str) -> String {
    let name = format!("bench_{}", store::id::random().unwrap());
    let connection = sea_orm::Database::connect(server).await.unwrap();
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A process that answers, as long as it is held.
pub(crate) struct Running {
    pub address: SocketAddr,
    child: Child,
}

impl Running {
    fn start(mut command: Command, address: SocketAddr) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let running = Self { address, child };
        for _ in 0..600 {
            if TcpStream::connect(address).is_ok() {
                return running;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("nothing answers at {address}");
    }
}

impl Running {
    /// For how long processors have worked for the process, in steps of ten milliseconds.
    pub(crate) fn busy(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        // After the name in brackets: state, parent, …; the 12th and 13th are the ticks in and below the program.
        let (_, fields) = stat.rsplit_once(')').unwrap();
        let ticks = fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap());
        Duration::from_millis(ticks.sum::<u64>() * 10)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
