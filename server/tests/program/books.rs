//! What stands in the database.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, QueryResult, Statement};
use store::Database;

/// A filed dossier with its one file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    pub draft: String,
    pub file: String,
    pub sha256: String,
}

pub(crate) struct Books {
    /// By code.
    pub filed: BTreeMap<String, Filed>,
    /// Drafts with more than one dossier.
    pub doubles: usize,
    /// Drafts that name another dossier than the one that names them, or none.
    pub half_filed: usize,
    pub filed_events: usize,
    /// `ok`, or what SQLite found broken.
    pub integrity: String,
}

impl Books {
    pub(crate) fn read(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let database = Database::open(url).await.unwrap();
            let books = read(database.reader()).await;
            database.close().await.unwrap();
            books
        })
    }
}

async fn read(reader: &DatabaseConnection) -> Books {
    let filed = rows(
        reader,
        "SELECT dossier.code, dossier.draft_id, attachment.id, attachment.sha256 FROM dossier \
         JOIN attachment ON attachment.draft_id = dossier.draft_id",
    )
    .await;
    let filed = filed
        .iter()
        .map(|row| (text(row, 0), Filed { draft: text(row, 1), file: text(row, 2), sha256: text(row, 3) }));
    let half_filed = "SELECT draft.id FROM draft LEFT JOIN dossier ON dossier.draft_id = draft.id \
                      WHERE draft.dossier_code IS DISTINCT FROM dossier.code";
    Books {
        filed: filed.collect(),
        doubles: rows(reader, "SELECT draft_id FROM dossier GROUP BY draft_id HAVING COUNT(*) > 1")
            .await
            .len(),
        half_filed: rows(reader, half_filed).await.len(),
        filed_events: rows(reader, "SELECT subject FROM event WHERE kind = 'filed'").await.len(),
        integrity: integrity(reader).await,
    }
}

/// PostgreSQL has no such question; its own tests stand for it.
async fn integrity(reader: &DatabaseConnection) -> String {
    if reader.get_database_backend() == DbBackend::Postgres {
        return "ok".to_owned();
    }
    text(&rows(reader, "PRAGMA integrity_check").await[0], 0)
}

async fn rows(reader: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    reader.query_all_raw(Statement::from_string(reader.get_database_backend(), sql)).await.unwrap()
}

fn text(row: &QueryResult, column: usize) -> String {
    row.try_get_by_index(column).unwrap()
}
