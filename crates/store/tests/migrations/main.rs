//! What tables of before become.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod brought_by;
mod changed_at;
mod competent_unit;
mod officers;

use sea_orm::ConnectionTrait as _;
use store::Database;
use testbed::Fresh;

/// A database that was made what it was before a step, by statements that undo it, and is brought up to date again.
async fn mended(before: &str) -> (Database, Fresh) {
    let fresh = Fresh::empty().await;
    Database::migrate(fresh.url()).await.unwrap();
    let connection = sea_orm::Database::connect(fresh.url()).await.unwrap();
    connection.execute_unprepared(before).await.unwrap();
    connection.close().await.unwrap();
    // The second finds nothing to do.
    Database::migrate(fresh.url()).await.unwrap();
    Database::migrate(fresh.url()).await.unwrap();
    (Database::open(fresh.url()).await.unwrap(), fresh)
}
