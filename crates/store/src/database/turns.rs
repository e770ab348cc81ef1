//! Turns of writing on PostgreSQL, where several processes may share a database
//! (docs/decisions/0009-two-databases.md). SQLite has its own lock, `BEGIN IMMEDIATE`.

use std::fs::File;
use std::io;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr};

use super::connect::Address;

/// The key of the advisory lock: "một cửa" in the bytes of ASCII.
const KEY: i64 = 0x6D6F_7463_7561;

/// Waits until no other process writes, and holds the turn until the transaction ends. What is read after it is what
/// the last writer committed, because each statement of a `READ COMMITTED` transaction sees what was committed before
/// it. A server that answers before its log is on disk is told not to: receipts depend on it.
pub(crate) async fn take(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = format!(
        "SELECT pg_advisory_xact_lock({KEY}), CASE WHEN current_setting('synchronous_commit') = 'off' \
         THEN set_config('synchronous_commit', 'on', true) END"
    );
    transaction.execute_unprepared(&sql).await.map(|_| ())
}

/// Fails when the transaction has failed already: PostgreSQL answers its `COMMIT` with success and undoes it.
pub(crate) async fn still_holds(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    transaction.execute_unprepared("SELECT 1").await.map(|_| ())
}

/// Keeps a second process from migrating a SQLite file at the same time, until the answer is dropped: its own locks last for
/// one statement, and two that come in turns may both fail. The folder is locked, because closing the file itself would
/// let go of SQLite's locks on it.
pub(super) async fn take_folder(address: &Address) -> io::Result<Option<File>> {
    let Some(folder) = address.folder() else { return Ok(None) };
    let lock = move || {
        let folder = File::open(folder)?;
        folder.lock()?;
        Ok(Some(folder))
    };
    tokio::task::spawn_blocking(lock).await.map_err(io::Error::other)?
}

/// Keeps a second process from migrating on PostgreSQL at the same time, until the connection closes.
pub(super) async fn take_for_migration(connection: &DatabaseConnection) -> Result<(), DbErr> {
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    connection.execute_unprepared(&format!("SELECT pg_advisory_lock({KEY})")).await.map(|_| ())
}
