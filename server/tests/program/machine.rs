//! The real program on a folder of its own.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::books::Books;
use crate::http::get;

pub(crate) struct Machine {
    fresh: testbed::Fresh,
}

/// A server that runs. It dies with the test.
pub(crate) struct Running {
    pub address: SocketAddr,
    child: Child,
}

impl Machine {
    /// A folder with a database that has the catalogue.
    pub(crate) fn new() -> Self {
        let machine = Self { fresh: testbed::Fresh::empty_blocking() };
        machine.succeeds(&["migrate"]);
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        machine.succeeds(&["catalogue", "load", "--data", data.to_str().unwrap()]);
        machine
    }

    pub(crate) fn log_is_whole(&self) {
        self.succeeds(&["log", "verify"]);
    }

    pub(crate) fn books(&self) -> Books {
        Books::read(self.fresh.url())
    }

    pub(crate) fn url(&self) -> &str {
        self.fresh.url()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command
            .args(arguments)
            .env("MOTCUA_DATABASE_URL", self.fresh.url())
            .env("MOTCUA_FILES_URL", format!("file:{}", self.fresh.path().join("files").display()))
            .env("MOTCUA_DEMO", "1")
            .env("MOTCUA_DEMO_CLOCK", "2026-11-18T09:00:00+07:00")
            .env("MOTCUA_LEPTOS_TOML", Path::new(env!("CARGO_MANIFEST_DIR")).join("../Leptos.toml"))
            .env("LEPTOS_HASH_FILES", "false")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null());
        command
    }

    fn succeeds(&self, arguments: &[&str]) {
        let output = self.command(arguments).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "motcua {arguments:?}: {told}");
    }

    /// Starts the server and waits until it answers.
    pub(crate) fn start(&self) -> Running {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = File::options().create(true).append(true).open(self.fresh.path().join("log")).unwrap();
        let mut command = self.command(&["serve", "--addr", &address.to_string()]);
        let child = command.stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap();
        let mut running = Running { address, child };
        let began = Instant::now();
        while get(address, "/healthz", "").is_err() {
            let ended = running.child.try_wait().unwrap();
            let late = began.elapsed() > Duration::from_secs(60);
            assert!(ended.is_none() && !late, "the server did not start: {ended:?}\n{}", self.log());
            thread::sleep(Duration::from_millis(5));
        }
        running
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.fresh.path().join("log")).unwrap_or_default()
    }
}

impl Running {
    /// Kill -9: the process gets no chance to do anything.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    /// The memory that it has of its own now, in kB: not that of its program and of the files that it reads.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap()
    }

    /// The most memory that it has of its own while something is done, in kB.
    pub(crate) fn most_memory_during<T>(&self, act: impl FnOnce() -> T) -> (T, u64) {
        let (done, most) = (AtomicBool::new(false), AtomicU64::new(0));
        let result = thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    most.fetch_max(self.memory(), Ordering::Relaxed);
                    thread::sleep(Duration::from_millis(5));
                }
            });
            let result = act();
            done.store(true, Ordering::Relaxed);
            result
        });
        (result, most.into_inner())
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
