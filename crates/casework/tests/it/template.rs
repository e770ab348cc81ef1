//! The database that every test starts from: migrated, with the catalogue and the demo people.

use std::path::{Path, PathBuf};

use casework::catalogue::Loaded;
use store::{Database, FileStore};
use testbed::{Fresh, Recipe};

use crate::world::{MORNING, settings};

/// The folder of the catalogue.
pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

pub(crate) async fn furnished() -> Fresh {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    Recipe { name: "casework", folder, data: &data() }.copy(make).await
}

async fn make(url: &str) {
    Database::migrate(url).await.unwrap();
    let database = Database::open(url).await.unwrap();
    let loaded = casework::catalogue::load(&database, &data()).await.unwrap();
    assert!(matches!(loaded, Loaded::Stored { .. }), "{loaded:?}");
    let scratch = tempfile::tempdir().unwrap();
    let files = FileStore::open(&format!("file:{}", scratch.path().display())).await.unwrap();
    let office = casework::Office::open(database.clone(), files, settings(MORNING)).await.unwrap();
    casework::demo::seed(&office).await.unwrap();
    drop(office);
    database.close().await.unwrap();
}
