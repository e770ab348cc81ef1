//! The database that every test starts from: migrated, with the catalogue and the demo people. It is made once
//! for all processes of a test run, because loading the catalogue takes longer than most tests.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use casework::catalogue::Loaded;
use store::id::sha256_hex;
use store::{Database, FileStore};

use crate::world::{MORNING, settings};

const PREFIX: &str = "casework-template-";

/// The folder of the catalogue.
pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// The template: its name tells from which catalogue and which build of these tests it comes.
pub(crate) async fn template() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = format!("{PREFIX}{}.db", fingerprint());
    let path = folder.join(&name);
    if !path.exists() {
        make(folder, &path).await;
        forget_older(folder, &name);
    }
    path
}

async fn make(folder: &Path, path: &Path) {
    let scratch = tempfile::tempdir_in(folder).unwrap();
    let file = scratch.path().join("m.db");
    let url = format!("sqlite:{}", file.display());
    Database::migrate(&url).await.unwrap();
    let database = Database::open(&url).await.unwrap();
    let loaded = casework::catalogue::load(&database, &data()).await.unwrap();
    assert!(matches!(loaded, Loaded::Stored { .. }), "{loaded:?}");
    let files = FileStore::open(&format!("file:{}", scratch.path().join("files").display())).await.unwrap();
    let office = casework::Office::open(database.clone(), files, settings(MORNING)).await.unwrap();
    casework::demo::seed(&office).await.unwrap();
    drop(office);
    database.close().await.unwrap();
    // Two processes may make it at once; whichever comes last puts the same thing there.
    std::fs::rename(&file, path).unwrap();
}

/// Other tests may have open what is forgotten; on Linux they keep it.
fn forget_older(folder: &Path, current: &str) {
    for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(PREFIX) && name != current {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn fingerprint() -> String {
    let mut text = String::new();
    let program = std::env::current_exe().unwrap();
    for path in files_below(&data()).into_iter().chain([program]) {
        let known = std::fs::metadata(&path).unwrap();
        let changed = known.modified().unwrap().duration_since(UNIX_EPOCH).unwrap().as_nanos();
        text.push_str(&format!("{} {} {changed}\n", path.display(), known.len()));
    }
    sha256_hex(text.as_bytes())[..16].to_owned()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
