//! The last writes of a use case, sent together. What crosses to the database costs more than what it does there: to SQLite
//! each statement goes through a channel to the thread of its connection, and its answer comes back through another.

use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait as _, DbBackend, DbErr, EntityTrait as _, IntoActiveModel as _,
    QueryTrait, Statement, Values,
};

use crate::Tx;
use crate::entity::event;
use crate::event_log::{self, Entry};

/// Writes that wait to be sent, in the order in which they were added.
pub struct Batch {
    backend: DbBackend,
    writes: Vec<Write>,
    event: Option<event::Model>,
}

struct Write {
    statement: Statement,
    /// So many it is to write.
    rows: u64,
}

impl Batch {
    #[must_use]
    pub fn new(tx: &Tx) -> Self {
        Self { backend: tx.get_database_backend(), writes: Vec::new(), event: None }
    }

    /// Adds an insert or an update that is to write so many rows.
    pub fn add(&mut self, rows: u64, write: &impl QueryTrait) {
        self.writes.push(Write { statement: write.build(self.backend), rows });
    }

    /// Adds the event of the use case, as [`event_log::append`] would write it now, and answers its number. Whatever else is
    /// appended before the batch is sent takes the same number, and one of both fails.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_event(&mut self, tx: &Tx, entry: &Entry<'_>) -> Result<i64, DbErr> {
        let row = event_log::next(tx, entry).await?;
        self.add(1, &event::Entity::insert(row.clone().into_active_model().reset_all()));
        let seq = row.seq;
        self.event = Some(row);
        Ok(seq)
    }

    /// Sends them and answers whether they wrote as many rows as they were to. No two of them may write the same row.
    ///
    /// # Errors
    /// When the database fails. Part of them may be written then, as when rows are missing: the use case has to be undone by
    /// an error of its own.
    pub async fn run(self, tx: &Tx) -> Result<bool, DbErr> {
        if self.writes.is_empty() {
            return Ok(true);
        }
        // Whatever comes of it, the last event is not the one that was remembered.
        event_log::forget();
        let rows: u64 = self.writes.iter().map(|write| write.rows).sum();
        let written = match self.backend {
            DbBackend::Sqlite => tx.execute_raw(in_a_row(self.writes)).await?.rows_affected(),
            _ => counted(tx, as_one_query(&self.writes)).await?,
        };
        if written != rows {
            return Ok(false);
        }
        if let Some(event) = self.event {
            event_log::remember(event);
        }
        Ok(true)
    }
}

/// SQLite takes several statements at once, with their values one after the other.
fn in_a_row(writes: Vec<Write>) -> Statement {
    let sql: Vec<&str> = writes.iter().map(|write| write.statement.sql.as_str()).collect();
    let sql = sql.join("; ");
    let values = writes.into_iter().filter_map(|write| write.statement.values);
    Statement { sql, values: Some(Values(values.flatten().collect())), db_backend: DbBackend::Sqlite }
}

/// PostgreSQL takes one statement that has values, but that may write into several tables.
fn as_one_query(writes: &[Write]) -> Statement {
    let (mut parts, mut counts, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (number, Write { statement, .. }) in writes.iter().enumerate() {
        parts.push(format!("w{number} AS ({} RETURNING 1)", renumbered(&statement.sql, values.len())));
        counts.push(format!("(SELECT COUNT(*) FROM w{number})"));
        values.extend(statement.values.iter().flat_map(|values| values.0.iter().cloned()));
    }
    let sql = format!("WITH {} SELECT {}", parts.join(", "), counts.join(" + "));
    Statement { sql, values: Some(Values(values)), db_backend: DbBackend::Postgres }
}

/// The same statement with its places for values counted on from those of others: `$1` after three is `$4`.
fn renumbered(sql: &str, others: usize) -> String {
    let mut pieces = sql.split('$');
    let mut all = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let (place, rest) = piece.split_at(digits);
        let place =
            place.parse::<usize>().map_or_else(|_| place.to_owned(), |place| (place + others).to_string());
        all.push('$');
        all.push_str(&place);
        all.push_str(rest);
    }
    all
}

async fn counted(tx: &Tx, query: Statement) -> Result<u64, DbErr> {
    let row = tx.query_one_raw(query).await?;
    let count: i64 = row.ok_or(DbErr::RecordNotFound("a count".to_owned()))?.try_get_by_index(0)?;
    Ok(count.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_for_values_are_counted_on() {
        assert_eq!(renumbered("VALUES ($1, $2, $10)", 0), "VALUES ($1, $2, $10)");
        assert_eq!(renumbered("VALUES ($1, $2, $10)", 9), "VALUES ($10, $11, $19)");
        assert_eq!(renumbered("DELETE FROM a", 3), "DELETE FROM a");
    }
}
