//! Backups: a folder with a copy of the database as it was at one moment, every file that it names, a manifest, and
//! the sums of all of it. The server may run meanwhile. How operators use it: `deploy/README.md`.
//!
//! Both commands run in a process of their own, so the file system is used without a detour over other threads.

mod contents;
mod make;
mod postgres;
mod restore;
mod sums;

use std::path::{Path, PathBuf};

use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

pub use contents::{Contents, Log};
pub use make::make;
pub use restore::restore;

use crate::OpenError;

/// Counts up when a folder of before can no longer be read.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const SUMS: &str = "SHA256SUMS";

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of the program.
    pub program: String,
    /// Milliseconds since 1970 in UTC.
    pub made_at: i64,
    pub kind: Kind,
    /// The migrations that the tables have had.
    pub migrations: Vec<String>,
    pub contents: Contents,
    pub files: Files,
}

/// Which database was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// The name of the copy in the folder.
    const fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgres => "database.dump",
        }
    }
}

/// The files that the database names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    pub count: u64,
    pub bytes: u64,
}

/// Why a backup was not made or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{} is there already and not empty", .0.display())]
    NotEmpty(PathBuf),
    #[error("the database is not empty")]
    DatabaseNotEmpty,
    #[error("the file store is not empty")]
    FilesNotEmpty,
    #[error("the address names a database of another kind than the backup's")]
    OtherKind,
    #[error("{} is no whole backup: {MANIFEST} is missing or cannot be read", .0.display())]
    NoManifest(PathBuf),
    #[error("the backup was made by a newer program ({0})")]
    Newer(String),
    #[error("damaged: {0} is missing")]
    Missing(String),
    #[error("damaged: {0} is not what was backed up")]
    Damaged(String),
    #[error("the file {0} is in the database and not in the store")]
    FileLost(String),
    #[error("{0} could not be run; it comes with Debian's package postgresql-client")]
    NoTool(&'static str),
    #[error("{0} failed")]
    Tool(&'static str),
    #[error("the database cannot be opened")]
    Open(#[from] OpenError),
    #[error("the database failed")]
    Database(#[from] DbErr),
    #[error("{}", .0.display())]
    Disk(PathBuf, #[source] std::io::Error),
    #[error("the file store failed")]
    Files(#[from] std::io::Error),
}

/// Says at which path the disk refused.
fn at(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    |error| BackupError::Disk(path.to_owned(), error)
}

/// Makes what was written to a file or folder outlive a power cut.
fn flush(path: &Path) -> Result<(), BackupError> {
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(at(path))
}

/// Where a file lies in a backup, as in the store.
fn place_of(sha256: &str) -> String {
    format!("files/sha256/{}/{}", &sha256[..2], &sha256[2..])
}
