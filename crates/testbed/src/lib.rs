//! Databases for tests: each test has one of its own, and it goes when the test ends.
//!
//! It is a SQLite file, or, when `MOTCUA_TEST_POSTGRES` names a server on which databases may be made, one there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod fingerprint;
mod on_postgres;
mod recipe;

use std::path::Path;

pub use recipe::Recipe;

/// Names the PostgreSQL server of the tests.
const SERVER: &str = "MOTCUA_TEST_POSTGRES";

fn server() -> Option<String> {
    std::env::var(SERVER).ok().filter(|url| !url.is_empty())
}

/// A database of its own, and a folder for whatever else a test keeps.
pub struct Fresh {
    url: String,
    // Dropped after the database: see `Drop`.
    folder: tempfile::TempDir,
}

impl Fresh {
    /// A database without tables.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match server() {
            Some(server) => on_postgres::made(&server, None).await,
            None => sqlite(&folder.path().join("m.db")),
        };
        Self { url, folder }
    }

    /// The same for tests that are not asynchronous.
    #[must_use]
    pub fn empty_blocking() -> Self {
        on_postgres::blocking(Self::empty())
    }

    /// Its address, as `MOTCUA_DATABASE_URL` takes it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// All that it holds, in whatever form: to look for what must not be there.
    pub async fn bytes(&self) -> Vec<u8> {
        if server().is_some() {
            return on_postgres::all_rows(&self.url).await.into_bytes();
        }
        let files = ["m.db", "m.db-wal"].map(|name| self.folder.path().join(name));
        files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect()
    }

    /// A folder that goes with it.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(server) = server() {
            on_postgres::dropped(&server, &self.url);
        }
    }
}

fn sqlite(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}
