//! What stands in a database: its tables with their rows, its log, and the files that it names.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _,
    Statement,
};
use serde::{Deserialize, Serialize};

use crate::entity::{attachment, issued_paper, loose_file};
use crate::event_log::{self, Verdict};

/// Rows by table, and the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    pub tables: BTreeMap<String, u64>,
    pub log: Log,
}

/// The chain of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    pub events: u64,
    /// The hash of the last event.
    pub head: String,
    /// The event at which the chain was broken already.
    pub broken_at: Option<i64>,
}

impl Contents {
    pub(super) async fn read(connection: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let mut counts = BTreeMap::new();
        for table in tables(connection).await? {
            let sql = format!("SELECT COUNT(*) FROM \"{table}\"");
            let row = connection
                .query_one_raw(Statement::from_string(connection.get_database_backend(), sql))
                .await?;
            let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
            counts.insert(table, u64::try_from(count).unwrap_or_default());
        }
        let events = counts.get("event").copied().unwrap_or_default();
        let head = event_log::head(connection).await?;
        let broken_at = match event_log::verify(connection).await? {
            Verdict::Whole { .. } => None,
            Verdict::Broken { seq } => Some(seq),
        };
        Ok(Self { tables: counts, log: Log { events, head, broken_at } })
    }
}

/// The tables, in the order of their names.
pub(super) async fn tables(connection: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    };
    texts(connection, sql).await
}

/// The migrations that the tables have had.
pub(super) async fn migrations(connection: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    texts(connection, "SELECT version FROM seaql_migrations ORDER BY version").await
}

async fn texts(connection: &impl ConnectionTrait, sql: &str) -> Result<Vec<String>, DbErr> {
    let rows =
        connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The SHA-256 of every file that a row names.
pub(super) async fn files(connection: &impl ConnectionTrait) -> Result<BTreeSet<String>, DbErr> {
    let mut files = named::<attachment::Entity>(connection, attachment::Column::Sha256).await?;
    files.extend(named::<attachment::Entity>(connection, attachment::Column::ThumbnailSha256).await?);
    files.extend(named::<issued_paper::Entity>(connection, issued_paper::Column::Sha256).await?);
    files.extend(named::<loose_file::Entity>(connection, loose_file::Column::Sha256).await?);
    files.extend(named::<loose_file::Entity>(connection, loose_file::Column::ThumbnailSha256).await?);
    Ok(files)
}

async fn named<E: EntityTrait>(
    connection: &impl ConnectionTrait,
    column: E::Column,
) -> Result<BTreeSet<String>, DbErr> {
    let names = E::find().select_only().column(column).filter(column.is_not_null()).distinct();
    Ok(names.into_tuple::<String>().all(connection).await?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use sea_orm::{EntityName as _, Iterable as _};

    use super::*;

    /// A column that names a file and is not read by [`files`] would be missing from backups.
    #[tokio::test]
    async fn no_column_that_names_a_file_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("m.db").display());
        crate::Database::migrate(&url).await.unwrap();
        let connection = sea_orm::Database::connect(&url).await.unwrap();
        let named = "SELECT m.name || '.' || p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p \
                     WHERE m.type = 'table' AND p.name LIKE '%sha256%' ORDER BY 1";
        let known = [
            "attachment.sha256",
            "attachment.thumbnail_sha256",
            "issued_paper.sha256",
            "loose_file.sha256",
            "loose_file.thumbnail_sha256",
        ];
        assert_eq!(texts(&connection, named).await.unwrap(), known);
        assert_eq!(attachment::Entity.table_name(), "attachment");
        assert!(attachment::Column::iter().count() > known.len());
    }
}
