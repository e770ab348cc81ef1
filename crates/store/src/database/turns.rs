//! Turns of writing on PostgreSQL, where several processes may share a database
//! (docs/decisions/0009-two-databases.md). SQLite has its own lock, `BEGIN IMMEDIATE`.

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr};

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

/// Keeps a second process from migrating at the same time, until the connection closes.
pub(super) async fn take_for_migration(connection: &DatabaseConnection) -> Result<(), DbErr> {
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    connection.execute_unprepared(&format!("SELECT pg_advisory_lock({KEY})")).await.map(|_| ())
}
