//! The append-only log. Every change writes its event in its own transaction; each row carries the hash of the
//! row before it, so that a later edit or deletion shows.

use std::cell::RefCell;

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::Value;

use crate::Tx;
use crate::entity::event;
use crate::id::sha256_hex;
use crate::moment::Millis;

/// The hash before the first row.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What happened, by whom and to what. `subject` is a dossier code, a draft or a procedure.
pub struct Entry<'a> {
    pub at: Millis,
    pub actor_kind: &'a str,
    pub actor_id: &'a str,
    pub kind: &'a str,
    pub subject: &'a str,
    pub payload: Value,
}

/// Appends an event in the transaction of the change that it tells of, and answers its number.
///
/// # Errors
/// When the database fails.
pub async fn append(tx: &Tx, entry: Entry<'_>) -> Result<i64, DbErr> {
    let row = next(tx, &entry).await?;
    event::Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(remember(row))
}

/// The row that an event has after the last one.
pub(crate) async fn next(tx: &Tx, entry: &Entry<'_>) -> Result<event::Model, DbErr> {
    let remembered = LAST.try_with(|last| last.borrow().clone()).unwrap_or_default();
    let head = match remembered {
        Some(head) => Some(head),
        None => last(tx).await?,
    };
    Ok(row_after(head.unwrap_or_else(|| (0, GENESIS.to_owned())), entry))
}

fn row_after((seq, prev_hash): (i64, String), entry: &Entry<'_>) -> event::Model {
    let mut row = event::Model {
        seq: seq + 1,
        at: entry.at,
        actor_kind: entry.actor_kind.to_owned(),
        actor_id: entry.actor_id.to_owned(),
        kind: entry.kind.to_owned(),
        subject: entry.subject.to_owned(),
        payload: entry.payload.to_string(),
        prev_hash,
        hash: String::new(),
    };
    row.hash = hash(&row);
    row
}

tokio::task_local! {
    /// Number and hash of the last event, as long as nobody else can write one: within a transaction of the writer. Only the
    /// writer opens savepoints: one of a use case's own, undone, would take away an event that is remembered.
    static LAST: RefCell<Option<(i64, String)>>;
}

/// Runs the transactions of a writer, one after the other, each of which begins with [`forget`].
pub(crate) async fn remembering(writer: impl Future<Output = ()>) {
    LAST.scope(RefCell::default(), writer).await;
}

/// What was written last may have been undone, or others may have written since.
pub(crate) fn forget() {
    let _ = LAST.try_with(RefCell::take);
}

pub(crate) fn remember(row: event::Model) -> i64 {
    let seq = row.seq;
    // Whoever is no writer reads the last row each time.
    let _ = LAST.try_with(|last| last.replace(Some((seq, row.hash))));
    seq
}

/// The hash of the last event; before the first there is one too.
///
/// # Errors
/// When the database fails.
pub async fn head(connection: &impl ConnectionTrait) -> Result<String, DbErr> {
    Ok(last(connection).await?.map_or_else(|| GENESIS.to_owned(), |(_, hash)| hash))
}

/// Number and hash of the last event.
async fn last(connection: &impl ConnectionTrait) -> Result<Option<(i64, String)>, DbErr> {
    event::Entity::find()
        .select_only()
        .columns([event::Column::Seq, event::Column::Hash])
        .order_by_desc(event::Column::Seq)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await
}

/// When a person last did something; what the operator's commands did runs on another clock than a demonstration's.
///
/// # Errors
/// When the database fails.
pub async fn latest_of_people(connection: &impl ConnectionTrait) -> Result<Option<Millis>, DbErr> {
    let of_people = event::Entity::find().filter(event::Column::ActorKind.ne("system"));
    let last = of_people.order_by_desc(event::Column::Seq).limit(1).one(connection).await?;
    Ok(last.map(|last| last.at))
}

/// What [`verify`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The chain holds over so many rows.
    Whole { rows: u64 },
    /// The first row at which it does not.
    Broken { seq: i64 },
}

/// Recomputes the chain from the first row.
///
/// # Errors
/// When the database fails.
pub async fn verify(connection: &impl ConnectionTrait) -> Result<Verdict, DbErr> {
    const PAGE: u64 = 1000;
    let mut expected = (1, GENESIS.to_owned());
    let (mut last, mut rows) = (i64::MIN, 0);
    loop {
        let page = event::Entity::find()
            .filter(event::Column::Seq.gt(last))
            .order_by_asc(event::Column::Seq)
            .limit(PAGE)
            .all(connection)
            .await?;
        if page.is_empty() {
            return Ok(Verdict::Whole { rows });
        }
        for row in page {
            if row.seq != expected.0 || row.prev_hash != expected.1 || row.hash != hash(&row) {
                return Ok(Verdict::Broken { seq: row.seq });
            }
            last = row.seq;
            expected = (row.seq + 1, row.hash);
            rows += 1;
        }
    }
}

/// Each field is preceded by its length, so that no two rows share their bytes.
fn hash(row: &event::Model) -> String {
    let seq = row.seq.to_string();
    let at = row.at.to_string();
    let fields =
        [&row.prev_hash, &seq, &at, &row.actor_kind, &row.actor_id, &row.kind, &row.subject, &row.payload];
    let mut bytes = Vec::new();
    for field in fields {
        bytes.extend_from_slice(&u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend_from_slice(field.as_bytes());
    }
    sha256_hex(&bytes)
}
