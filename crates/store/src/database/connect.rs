//! The two kinds of database, and how each is connected to.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{ConnectOptions, DatabaseConnection, DbBackend, DbErr};

use super::OpenError;

/// How many readers share the database; SQLite in WAL mode lets them read while one writes.
const READERS: u32 = 8;
/// Nobody waits longer for a connection, or for another process to finish its writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// A connection that was used so recently is taken without asking whether it still lives.
const FRESH: Duration = Duration::from_secs(5);
/// A question to PostgreSQL that takes longer is given up.
const LONGEST_READ: Duration = Duration::from_secs(20);
/// PostgreSQL ends the transaction of a process that holds the turn and says nothing for so long.
const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
    Migrate,
}

/// The address of a database, understood.
pub(crate) struct Address {
    pub kind: DbBackend,
    pub url: String,
}

impl Address {
    pub(crate) fn parse(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            return Ok(Self { kind: DbBackend::Sqlite, url: url.to_owned() });
        }
        let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"));
        let rest = rest.ok_or(OpenError::UnknownKind)?;
        Ok(Self { kind: DbBackend::Postgres, url: format!("postgres://{rest}") })
    }

    /// The folder of a SQLite file.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let file = self.url.strip_prefix("sqlite:")?;
        let file = file.strip_prefix("//").unwrap_or(file);
        let folder = Path::new(file.split('?').next().unwrap_or(file)).parent()?;
        Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
    }

    pub(crate) async fn connect(&self, purpose: Purpose) -> Result<DatabaseConnection, DbErr> {
        let mut options = ConnectOptions::new(&self.url);
        options
            .max_connections(if purpose == Purpose::Read { READERS } else { 1 })
            .min_connections(1)
            .acquire_timeout(PATIENCE)
            .test_before_acquire_if_idle_for(FRESH)
            .sqlx_logging(false);
        match self.kind {
            DbBackend::Postgres => postgres(&mut options, purpose),
            _ => sqlite(&mut options, purpose),
        }
        sea_orm::Database::connect(options).await
    }
}

fn sqlite(options: &mut ConnectOptions, purpose: Purpose) {
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite.foreign_keys(true).busy_timeout(PATIENCE);
        if purpose == Purpose::Read {
            // For each of them, in kB; a page that is not there mostly lies in the system's own cache.
            return sqlite.read_only(true).pragma("cache_size", "-4000");
        }
        let sqlite = sqlite.pragma("cache_size", "-16000");
        // FULL: a receipt that somebody has seen must outlive a power cut (docs/decisions/0002-group-commit.md).
        sqlite.create_if_missing(true).pragma("journal_mode", "WAL").pragma("synchronous", "FULL")
    });
}

fn postgres(options: &mut ConnectOptions, purpose: Purpose) {
    let millis = |time: Duration| time.as_millis().to_string();
    let settings = match purpose {
        Purpose::Read => vec![
            ("default_transaction_read_only", "on".to_owned()),
            ("statement_timeout", millis(LONGEST_READ)),
        ],
        Purpose::Write => vec![
            ("lock_timeout", millis(PATIENCE)),
            ("idle_in_transaction_session_timeout", millis(LONGEST_SILENCE)),
        ],
        // A migration may rewrite a large table.
        Purpose::Migrate => Vec::new(),
    };
    options
        .set_application_name("motcua")
        .map_sqlx_postgres_opts(move |postgres| postgres.options(settings.clone()));
}
