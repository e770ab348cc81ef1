//! What `deploy/` says of the program is true of it.

use std::collections::BTreeSet;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::stop::Server;

fn deployed(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy").join(file)).unwrap()
}

#[test]
fn the_server_tells_systemd_that_it_serves_lives_and_stops() {
    let unit = deployed("motcua.service");
    assert!(unit.lines().any(|line| line == "Type=notify") && unit.contains("WatchdogSec="));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("systemd");
    let systemd = UnixDatagram::bind(&path).unwrap();
    systemd.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let told = || {
        let mut bytes = [0; 200];
        let length = systemd.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..length]).into_owned()
    };
    let socket = path.to_str().unwrap();
    let mut server = Server::start_with("1", &[("NOTIFY_SOCKET", socket)]);
    let mut heard = String::new();
    while !["READY=1", "WATCHDOG=1"].iter().all(|word| heard.contains(word)) {
        heard.push_str(&told());
    }
    server.ask_to_stop();
    while !told().contains("STOPPING=1") {}
    assert!(server.ended(Duration::from_secs(20)).success(), "{}", server.log());
}

#[test]
fn the_example_of_settings_names_those_that_there_are() {
    let help = Command::new(env!("CARGO_BIN_EXE_motcua")).args(["serve", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let words = help.split(|letter: char| !letter.is_ascii_uppercase() && letter != '_');
    // `motcua catalogue load` and Leptos read these two.
    let known: BTreeSet<&str> = words.chain(["MOTCUA_DATA", "LEPTOS_SITE_ROOT"]).collect();
    let named: BTreeSet<String> = deployed("motcua.env")
        .lines()
        .filter_map(|line| line.trim_start_matches("# ").split_once('='))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.starts_with("MOTCUA_") || name.starts_with("LEPTOS_"))
        .collect();
    assert!(named.len() > 8, "{named:?}");
    for name in named {
        assert!(known.contains(name.as_str()), "{name}");
    }
}
