//! What the writer promises: an answer only after the commit, one failure undoing nothing of the others.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use prometheus_client::encoding::text;
use prometheus_client::registry::Registry;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, DbBackend, DbErr, EntityTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Statement, TryGetable, sea_query::OnConflict,
};
use store::entity::{event, setting};
use store::event_log::{self, Verdict};
use store::{Batch, Database, Tx, WriteError};

struct Opened {
    database: Database,
    fresh: testbed::Fresh,
}

async fn open() -> Opened {
    let fresh = testbed::Fresh::empty().await;
    Database::migrate(fresh.url()).await.unwrap();
    Opened { database: Database::open(fresh.url()).await.unwrap(), fresh }
}

async fn put(database: &Database, name: String) -> Result<(), WriteError> {
    database
        .write(move |tx| {
            Box::pin(async move {
                let row = setting::ActiveModel { name: Set(name.clone()), value: Set("x".into()) };
                setting::Entity::insert(row).exec_without_returning(tx).await?;
                assert!(name != "panic", "as the test wants it");
                Ok(())
            })
        })
        .await
}

#[tokio::test]
async fn concurrent_writes_all_arrive_and_a_bad_one_harms_no_other() {
    let opened = open().await;
    let writes = (0..200).map(|number| {
        let database = opened.database.clone();
        // Every tenth repeats a key and must fail alone.
        let name = if number % 10 == 9 { "same".to_owned() } else { format!("key-{number}") };
        tokio::spawn(async move { put(&database, name).await })
    });
    let mut refused = 0;
    for write in futures::future::join_all(writes).await {
        if write.unwrap().is_err() {
            refused += 1;
        }
    }
    assert_eq!(refused, 19, "of twenty equal keys one is written");
    assert_eq!(setting::Entity::find().count(opened.database.reader()).await.unwrap(), 181);
}

/// How many commits the writer made, as whoever watches the server is told.
fn commits(database: &Database) -> u64 {
    let mut registry = Registry::default();
    registry.register("group", "Use cases in a commit", database.measures().group.clone());
    let mut told = String::new();
    text::encode(&mut told, &registry).unwrap();
    told.lines().find_map(|line| line.strip_prefix("group_count ")).unwrap().parse().unwrap()
}

#[tokio::test]
async fn concurrent_writes_share_commits() {
    let opened = open().await;
    let writes = (0..200).map(|number| {
        let database = opened.database.clone();
        tokio::spawn(async move { put(&database, format!("key-{number}")).await })
    });
    for write in futures::future::join_all(writes).await {
        write.unwrap().unwrap();
    }
    let commits = commits(&opened.database);
    // No more than 64 share one.
    assert!((4..200).contains(&commits), "{commits}");
}

/// What SQLite answers to a pragma.
async fn pragma<T: TryGetable>(tx: &Tx, name: &str) -> Result<T, DbErr> {
    let asked = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"));
    tx.query_one_raw(asked).await?.unwrap().try_get_by_index(0)
}

#[tokio::test]
async fn sqlite_writes_ahead_and_waits_for_the_disk_at_each_commit() {
    let opened = open().await;
    if opened.database.reader().get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let told: Result<(String, i32), WriteError> = opened
        .database
        .write(|tx| {
            Box::pin(async move {
                let mode = pragma::<String>(tx, "journal_mode").await?;
                let full = pragma::<i32>(tx, "synchronous").await?;
                Ok((mode, full))
            })
        })
        .await;
    assert_eq!(told.unwrap(), ("wal".to_owned(), 2));
}

#[tokio::test]
async fn sqlite_keeps_prepared_statements_whatever_values_they_get() {
    let opened = open().await;
    let reader = opened.database.reader();
    if reader.get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let asked = Statement::from_string(DbBackend::Sqlite, "PRAGMA compile_options");
    let rows = reader.query_all_raw(asked).await.unwrap();
    let options = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>();
    assert!(options.iter().any(|option| option == "ENABLE_QPSG"), ".cargo/config.toml: {options:?}");
}

#[tokio::test]
async fn a_use_case_that_panics_is_undone_and_the_writer_goes_on() {
    let opened = open().await;
    let panicked = put(&opened.database, "panic".into()).await;
    assert!(matches!(panicked, Err(WriteError::Panicked)));
    put(&opened.database, "after".into()).await.unwrap();
    let names: Vec<_> = setting::Entity::find()
        .all(opened.database.reader())
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        .collect();
    assert_eq!(names, ["after"]);
}

#[tokio::test]
async fn what_was_answered_is_there_after_closing_and_opening() {
    let opened = open().await;
    put(&opened.database, "kept".into()).await.unwrap();
    opened.database.close().await.unwrap();
    let again = Database::open(opened.fresh.url()).await.unwrap();
    assert_eq!(setting::Entity::find().count(again.reader()).await.unwrap(), 1);
}

#[tokio::test]
async fn readers_cannot_write() {
    let opened = open().await;
    let row = setting::ActiveModel { name: Set("no".into()), value: Set("x".into()) };
    assert!(setting::Entity::insert(row).exec_without_returning(opened.database.reader()).await.is_err());
}

#[tokio::test]
async fn numbers_of_a_series_have_no_gap_even_when_a_use_case_fails() {
    let opened = open().await;
    let mut taken = Vec::new();
    for attempt in 0..6 {
        let result: Result<u32, WriteError> = opened
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let number = store::series::next(tx, "dossier:H09.12:261123").await?;
                    if attempt % 2 == 1 {
                        return Err(WriteError::Stopped);
                    }
                    Ok(number)
                })
            })
            .await;
        taken.extend(result.ok());
    }
    assert_eq!(taken, [1, 2, 3]);
}

#[tokio::test]
async fn the_log_shows_an_edit_afterwards() {
    let opened = open().await;
    for number in 0..5 {
        let written: Result<_, WriteError> = opened
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let entry = event_log::Entry {
                        at: number,
                        actor_kind: "system",
                        actor_id: "",
                        kind: "tested",
                        subject: "H09.12-261123-0001",
                        payload: serde_json::json!({ "number": number }),
                    };
                    Ok(event_log::append(tx, entry).await?)
                })
            })
            .await;
        written.unwrap();
    }
    assert_eq!(event_log::verify(opened.database.reader()).await.unwrap(), Verdict::Whole { rows: 5 });
    let edited: Result<(), WriteError> = opened
        .database
        .write(|tx| {
            Box::pin(async move {
                let edit =
                    event::ActiveModel { seq: Set(3), payload: Set("{}".into()), ..Default::default() };
                event::Entity::update(edit).exec(tx).await?;
                Ok(())
            })
        })
        .await;
    edited.unwrap();
    assert_eq!(event_log::verify(opened.database.reader()).await.unwrap(), Verdict::Broken { seq: 3 });
}

/// A use case that meets an error of the database and goes on as if nothing had been. PostgreSQL then refuses whatever
/// comes next, and answers a commit of it with success.
async fn swallow(database: &Database) -> Result<(), WriteError> {
    database
        .write(|tx| {
            Box::pin(async move {
                for _ in 0..2 {
                    let row = setting::ActiveModel { name: Set("twice".into()), value: Set("x".into()) };
                    let _ = setting::Entity::insert(row).exec_without_returning(tx).await;
                }
                Ok(())
            })
        })
        .await
}

#[tokio::test]
async fn a_use_case_that_hides_an_error_of_the_database_takes_no_other_with_it() {
    let opened = open().await;
    let writes = (0..100).map(|number| {
        let database = opened.database.clone();
        tokio::spawn(async move {
            if number % 10 == 5 {
                let _ = swallow(&database).await;
                return None;
            }
            put(&database, format!("key-{number}")).await.ok().map(|()| number)
        })
    });
    let written = futures::future::join_all(writes).await.into_iter().filter_map(Result::unwrap);
    assert_eq!(written.count(), 90, "only those who hid an error may fail");
    let named = setting::Entity::find().filter(setting::Column::Name.starts_with("key-"));
    assert_eq!(named.count(opened.database.reader()).await.unwrap(), 90, "what was answered is there");
}

#[tokio::test]
async fn two_servers_on_one_database_keep_one_chain_and_one_series() {
    let opened = open().await;
    let other = Database::open(opened.fresh.url()).await.unwrap();
    let writes = (0..120).map(|number| {
        let database = if number % 2 == 0 { opened.database.clone() } else { other.clone() };
        tokio::spawn(async move {
            let taken: Result<u32, WriteError> = database
                .write(move |tx| {
                    Box::pin(async move {
                        let taken = store::series::next(tx, "dossier:H09.12:261123").await?;
                        let entry = event_log::Entry {
                            at: number,
                            actor_kind: "system",
                            actor_id: "",
                            kind: "tested",
                            subject: "H09.12-261123-0001",
                            payload: serde_json::json!({ "number": taken }),
                        };
                        event_log::append(tx, entry).await?;
                        Ok(taken)
                    })
                })
                .await;
            taken.unwrap()
        })
    });
    let mut taken: Vec<u32> =
        futures::future::join_all(writes).await.into_iter().map(Result::unwrap).collect();
    taken.sort_unstable();
    assert_eq!(taken, (1..=120).collect::<Vec<_>>());
    assert_eq!(event_log::verify(other.reader()).await.unwrap(), Verdict::Whole { rows: 120 });
}

#[tokio::test]
async fn two_processes_may_migrate_at_once() {
    let fresh = testbed::Fresh::empty().await;
    let (one, other) = (Database::migrate(fresh.url()), Database::migrate(fresh.url()));
    let (one, other) = futures::future::join(one, other).await;
    assert_eq!(one.unwrap(), other.unwrap());
}

fn entry(subject: &str) -> event_log::Entry<'_> {
    let payload = serde_json::json!({});
    event_log::Entry { at: 1, actor_kind: "system", actor_id: "", kind: "t", subject, payload }
}

/// An event of the log, and what becomes of its use case.
async fn tell(database: &Database, subject: &'static str, undone: bool) {
    let written: Result<(), WriteError> = database
        .write(move |tx| {
            Box::pin(async move {
                event_log::append(tx, entry(subject)).await?;
                if undone { Err(DbErr::Custom("as the test wants it".to_owned()).into()) } else { Ok(()) }
            })
        })
        .await;
    assert_eq!(written.is_err(), undone);
}

#[tokio::test]
async fn the_log_follows_what_is_there_not_what_was_undone_or_written_elsewhere() {
    let (one, other) = (open().await, open().await);
    for (place, undone) in [
        (&one, false),
        (&one, true),
        (&one, false),
        (&other, false),
        (&one, true),
        (&other, true),
        (&one, false),
    ] {
        tell(&place.database, "a", undone).await;
    }
    // The same number is there twice: once undone in one place, and written in the other.
    tell(&other.database, "b", true).await;
    tell(&other.database, "c", false).await;
    let rows = async |place: &Opened| event_log::verify(place.database.reader()).await.unwrap();
    assert_eq!(rows(&one).await, Verdict::Whole { rows: 3 });
    assert_eq!(rows(&other).await, Verdict::Whole { rows: 2 });
}

/// Two settings and an event as one batch; the second one only if nobody has it.
async fn put_together(
    database: &Database,
    first: &'static str,
    second: &'static str,
) -> Result<(), WriteError> {
    database
        .write(move |tx| {
            Box::pin(async move {
                let row =
                    |name: &str| setting::ActiveModel { name: Set(name.to_owned()), value: Set("x".into()) };
                let taken = OnConflict::column(setting::Column::Name).do_nothing().to_owned();
                let mut batch = Batch::new(tx);
                batch.add(1, &setting::Entity::insert(row(first)));
                batch.add(1, &setting::Entity::insert(row(second)).on_conflict(taken));
                batch.add_event(tx, &entry(first)).await?;
                if batch.run(tx).await? { Ok(()) } else { Err(DbErr::RecordNotInserted.into()) }
            })
        })
        .await
}

#[tokio::test]
async fn a_batch_is_written_whole_or_tells_that_a_row_is_missing() {
    let opened = open().await;
    put_together(&opened.database, "a", "b").await.unwrap();
    put_together(&opened.database, "c", "b").await.unwrap_err();
    put_together(&opened.database, "a", "d").await.unwrap_err();
    put_together(&opened.database, "e", "f").await.unwrap();
    let there = setting::Entity::find().order_by_asc(setting::Column::Name);
    let there = there.all(opened.database.reader()).await.unwrap();
    let there: Vec<_> = there.into_iter().filter(|row| row.name.len() == 1).collect();
    assert_eq!(there.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["a", "b", "e", "f"]);
    assert!(there.iter().all(|row| row.value == "x"));
    assert_eq!(event_log::verify(opened.database.reader()).await.unwrap(), Verdict::Whole { rows: 2 });
}

#[tokio::test]
async fn an_empty_batch_is_whole() {
    let opened = open().await;
    let empty: Result<bool, WriteError> =
        opened.database.write(|tx| Box::pin(async move { Ok(Batch::new(tx).run(tx).await?) })).await;
    assert!(empty.unwrap());
}
