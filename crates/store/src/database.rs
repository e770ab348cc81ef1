//! Opening the database: one connection that writes, several that read.

use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr};
use sea_orm_migration::MigratorTrait;

use crate::migration::Migrator;
use crate::writer::{Job, WriteError, Writer};

/// How many readers share the database; SQLite in WAL mode lets them read while one writes.
const READERS: u32 = 8;

/// The database could not be opened or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the address of the database must begin with `sqlite:`")]
    UnknownKind,
    #[error("the database cannot be opened or migrated")]
    Database(#[from] DbErr),
}

/// The open database. Clones share its connections.
#[derive(Clone)]
pub struct Database {
    reader: DatabaseConnection,
    writer: Writer,
}

impl Database {
    /// Opens a SQLite database, creating the file when it is missing.
    ///
    /// # Errors
    /// When the address is of another kind, or the file cannot be opened.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        if !url.starts_with("sqlite:") {
            return Err(OpenError::UnknownKind);
        }
        let writing = connect(url, 1, false).await?;
        let reader = connect(url, READERS, true).await?;
        Ok(Self { reader, writer: Writer::start(writing) })
    }

    /// Applies the migrations that are missing; returns how many there are in all.
    ///
    /// # Errors
    /// When a migration fails; SQLite then holds what came before it.
    pub async fn migrate(url: &str) -> Result<usize, OpenError> {
        if !url.starts_with("sqlite:") {
            return Err(OpenError::UnknownKind);
        }
        let connection = connect(url, 1, false).await?;
        Migrator::up(&connection, None).await?;
        let count = Migrator::migrations().len();
        connection.close().await?;
        Ok(count)
    }

    /// The connections for reading. They cannot write.
    #[must_use]
    pub const fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Runs a use case in a write transaction and answers once it is on disk.
    ///
    /// # Errors
    /// The error of the use case, whose changes are then undone, or that of the commit.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteError> + Send + 'static,
        F: for<'tx> Job<'tx, T, E> + Send + 'static,
    {
        self.writer.run(job).await
    }

    /// Waits for the last write and closes the files, so that the write-ahead log is folded in.
    ///
    /// # Errors
    /// When a connection does not close cleanly; nothing that was acknowledged is lost by it.
    pub async fn close(self) -> Result<(), DbErr> {
        // The last connection folds the log in, and a reader cannot write.
        let closed = self.reader.close().await;
        self.writer.stop().await;
        closed
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.execute_unprepared("SELECT 1").await.map(|_| ())
    }
}

async fn connect(url: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite =
            sqlite.foreign_keys(true).busy_timeout(Duration::from_secs(10)).pragma("cache_size", "-16000");
        if read_only {
            return sqlite.read_only(true);
        }
        // FULL: a receipt that somebody has seen must outlive a power cut (docs/decisions/0002-group-commit.md).
        sqlite.create_if_missing(true).pragma("journal_mode", "WAL").pragma("synchronous", "FULL")
    });
    sea_orm::Database::connect(options).await
}
