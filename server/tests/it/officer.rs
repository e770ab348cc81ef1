//! `motcua officer`: how a new installation gets its first accounts.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A fresh installation on stores of its own.
struct Machine {
    fresh: testbed::Fresh,
}

impl Machine {
    fn new() -> Self {
        let machine = Self { fresh: testbed::Fresh::empty_blocking() };
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        machine.well(&["migrate"], "");
        machine.well(&["catalogue", "load", "--data", data.to_str().unwrap()], "");
        machine
    }

    fn run(&self, args: &[&str], typed: &str) -> Output {
        let folder = self.fresh.path();
        let mut child = Command::new(env!("CARGO_BIN_EXE_motcua"))
            .args(args)
            .env("MOTCUA_DATABASE_URL", self.fresh.url())
            .env("MOTCUA_FILES_URL", format!("file:{}", folder.join("files").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// What the command prints when it succeeds.
    fn well(&self, args: &[&str], typed: &str) -> String {
        let output = self.run(args, typed);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What it says when it fails.
    fn ill(&self, args: &[&str], typed: &str) -> String {
        let output = self.run(args, typed);
        assert!(!output.status.success(), "{args:?} went well");
        String::from_utf8(output.stderr).unwrap()
    }
}

const ADD: [&str; 11] = [
    "officer",
    "add",
    "le.thi.lan",
    "--name",
    "Lê Thị Lan",
    "--unit",
    "H09.41.10",
    "--role",
    "leader",
    "--title",
    "Phó Chủ tịch",
];

#[test]
fn the_operator_adds_lists_resets_unlocks_closes_and_opens() {
    let machine = Machine::new();
    assert_eq!(machine.well(&["officer", "list"], ""), "");
    let added = machine.well(&ADD, "");
    let shown = added.lines().find_map(|line| line.strip_prefix("password (shown only now): ")).unwrap();
    assert!(shown.len() >= 16, "{added}");
    let list = machine.well(&["officer", "list"], "");
    assert!(
        list.starts_with("le.thi.lan\tLê Thị Lan\tleader\t") && list.contains("never signed in"),
        "{list}"
    );
    assert!(machine.ill(&ADD, "").contains("taken"));
    let reset = machine.well(&["officer", "reset", "le.thi.lan", "--password-stdin"], "Tam-thoi-7351\n");
    assert!(!reset.contains("Tam-thoi-7351"), "who typed it knows it: {reset}");
    let common = machine.ill(&["officer", "reset", "le.thi.lan", "--password-stdin"], "Matkhau@123\n");
    assert!(common.contains("commonest"), "{common}");
    assert!(machine.well(&["officer", "unlock", "le.thi.lan"], "").contains("unlocked"));
    assert!(machine.ill(&["officer", "unlock", "nobody"], "").contains("no such officer"));
    assert!(machine.well(&["officer", "close", "le.thi.lan"], "").contains("closed"));
    assert!(machine.well(&["officer", "list"], "").contains("\tclosed, never signed in"));
    assert!(machine.ill(&["officer", "close", "nobody"], "").contains("no such officer"));
    assert!(machine.well(&["officer", "open", "le.thi.lan"], "").contains("opened"));
    assert!(!machine.well(&["officer", "list"], "").contains("closed"));
    assert!(machine.well(&["log", "verify"], "").contains("whole"));
}

#[test]
fn a_role_that_is_no_officers_is_refused() {
    let machine = Machine::new();
    let mut args = ADD;
    args[8] = "citizen";
    assert!(machine.ill(&args, "").contains("one_stop_officer"));
}
