//! Opening the database, SQLite or PostgreSQL: one connection that writes, several that read.

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, DbErr, RuntimeErr, Statement};
use sea_orm_migration::MigratorTrait;

use crate::measures::{Pool, WriterMeasures};
use crate::migration::Migrator;
use crate::writer::{Job, WriteError, Writer};
use connect::{Address, Purpose};

pub(crate) mod connect;
pub(crate) mod turns;

/// The database could not be opened or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the address of the database must begin with `sqlite:` or `postgres://`")]
    UnknownKind,
    #[error("the folder of the database cannot be opened")]
    Folder(#[from] std::io::Error),
    #[error("the database cannot be opened or migrated")]
    Database(#[from] DbErr),
}

/// Whether the database refused a text because it has a zero byte, which PostgreSQL does not store and never finds.
#[must_use]
pub fn is_unstorable_text(error: &DbErr) -> bool {
    let (DbErr::Query(RuntimeErr::SqlxError(error)) | DbErr::Exec(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    // `character_not_in_repertoire`
    error.as_database_error().is_some_and(|error| error.code().as_deref() == Some("22021"))
}

/// The open database. Clones share its connections.
#[derive(Clone)]
pub struct Database {
    reader: DatabaseConnection,
    writer: Writer,
}

impl Database {
    /// Opens a database; a SQLite file that is missing is made.
    ///
    /// # Errors
    /// When the address is of another kind, or the database does not answer.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        let writing = address.connect(Purpose::Write).await?;
        if address.kind == DbBackend::Postgres {
            warn_of_lost_writes(&writing).await?;
        }
        let reader = address.connect(Purpose::Read).await?;
        Ok(Self { reader, writer: Writer::start(writing) })
    }

    /// Applies the migrations that are missing; returns how many there are in all.
    ///
    /// # Errors
    /// When a migration fails; the database then holds what came before it.
    pub async fn migrate(url: &str) -> Result<usize, OpenError> {
        let address = Address::parse(url)?;
        let _alone = turns::take_folder(&address).await?;
        let connection = address.connect(Purpose::Migrate).await?;
        turns::take_for_migration(&connection).await?;
        Migrator::up(&connection, None).await?;
        let count = Migrator::migrations().len();
        connection.close().await?;
        Ok(count)
    }

    /// The names of all migrations, oldest first.
    #[must_use]
    pub fn migrations() -> Vec<String> {
        Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
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

    /// Whether the tables are those of this program.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_migrated(&self) -> Result<bool, DbErr> {
        let applied = Migrator::get_applied_migrations_read_only(&self.reader).await?;
        let pending = Migrator::get_pending_migrations_read_only(&self.reader).await?;
        Ok(pending.is_empty() && applied.len() == Migrator::migrations().len())
    }

    /// What the writer tells of itself.
    #[must_use]
    pub const fn measures(&self) -> &WriterMeasures {
        self.writer.measures()
    }

    /// The connections for reading.
    #[must_use]
    pub fn pool(&self) -> Pool {
        match self.reader.get_database_backend() {
            DbBackend::Postgres => {
                let pool = self.reader.get_postgres_connection_pool();
                Pool { open: pool.size(), idle: pool.num_idle() }
            }
            _ => {
                let pool = self.reader.get_sqlite_connection_pool();
                Pool { open: pool.size(), idle: pool.num_idle() }
            }
        }
    }
}

/// No setting of ours makes up for a PostgreSQL that does not wait for its disk.
async fn warn_of_lost_writes(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let off = Statement::from_string(DbBackend::Postgres, "SELECT current_setting('fsync') = 'off'");
    let off = connection.query_one_raw(off).await?;
    if off.map(|row| row.try_get_by_index(0)).transpose()? == Some(true) {
        tracing::warn!("this PostgreSQL runs with fsync off: a power cut loses what was acknowledged");
    }
    Ok(())
}
