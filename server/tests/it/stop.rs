//! The server stops gently: it says so first, finishes what it has begun, and does not wait for ever.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use testbed::Fresh;

pub(crate) struct Server {
    place: Fresh,
    child: Child,
    pub(crate) public: SocketAddr,
    operators: SocketAddr,
}

impl Server {
    fn start(seconds: &str) -> Self {
        Self::start_with(seconds, &[])
    }

    pub(crate) fn start_with(seconds: &str, variables: &[(&str, &str)]) -> Self {
        let server = Self::begin(seconds, variables);
        let began = Instant::now();
        while server.readiness() != 200 {
            assert!(began.elapsed() < Duration::from_secs(60), "{}", server.log());
            sleep(Duration::from_millis(20));
        }
        server
    }

    /// One that may never be ready.
    pub(crate) fn begin(seconds: &str, variables: &[(&str, &str)]) -> Self {
        let place = Fresh::empty_blocking();
        assert!(command(&place, &["migrate"]).status().unwrap().success());
        let [public, operators] = [free_address(), free_address()];
        let log = std::fs::File::create(place.path().join("log")).unwrap();
        let child = command(&place, &["serve", "--shutdown-seconds", seconds])
            .args(["--addr", &public.to_string(), "--admin-addr", &operators.to_string()])
            .envs(variables.iter().copied())
            .stdout(log)
            .spawn()
            .unwrap();
        Self { place, child, public, operators }
    }

    /// What it says of itself, once it says something.
    pub(crate) fn readiness(&self) -> u16 {
        let began = Instant::now();
        loop {
            if let Some(status) = status(self.operators, "/readyz") {
                return status;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{}", self.log());
            sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.place.path().join("log")).unwrap()
    }

    pub(crate) fn ask_to_stop(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    pub(crate) fn ended(&mut self, within: Duration) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < within, "it goes on: {}", self.log());
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(place: &Fresh, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command
        .args(args)
        .env("MOTCUA_DATABASE_URL", place.url())
        .env("MOTCUA_FILES_URL", format!("file:{}", place.path().join("files").display()))
        .env("MOTCUA_MAIL_URL", format!("file:{}", place.path().join("mail").display()))
        .env("MOTCUA_LEPTOS_TOML", Path::new(env!("CARGO_MANIFEST_DIR")).join("../Leptos.toml"))
        .env("LEPTOS_HASH_FILES", "false")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The status of an answer, when there is one.
pub(crate) fn status(address: SocketAddr, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

const FORM: &str = "code=H09.41.10-261118-0001";

/// Sends a form but its last letters.
fn begin_form(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /fn/find_dossier HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        FORM.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&FORM.as_bytes()[..5]).unwrap();
    stream.flush().unwrap();
    // Long enough to be under way.
    sleep(Duration::from_millis(300));
    stream
}

#[test]
fn what_is_under_way_is_finished() {
    let mut server = Server::start("20");
    let mut form = begin_form(server.public);
    server.ask_to_stop();
    let began = Instant::now();
    while status(server.operators, "/readyz") != Some(503) {
        assert!(began.elapsed() < Duration::from_secs(5), "it stops and says that it is ready");
        sleep(Duration::from_millis(20));
    }
    sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(server.public).is_err(), "new requests are no longer taken");
    form.write_all(&FORM.as_bytes()[5..]).unwrap();
    let mut answer = String::new();
    form.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(server.ended(Duration::from_secs(10)).success());
    let log = server.log();
    assert!(log.contains("stopped") && !log.contains("cut off") && !log.contains(" ERROR "), "{log}");
}

#[test]
fn what_never_ends_is_cut_off() {
    let mut server = Server::start("1");
    let form = begin_form(server.public);
    server.ask_to_stop();
    assert!(server.ended(Duration::from_secs(15)).success());
    assert!(server.log().contains("cut off"), "{}", server.log());
    drop(form);
}
