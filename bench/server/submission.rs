//! Filing drafts over HTTP, each answered when it is on disk, beside the same rows written straight into the database
//! with the same durability: through the writer that groups commits, and one transaction each.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};
use store::entity::{dossier, draft, event, notice, series};
use store::{Database, Tx, WriteError};

use crate::load::{Measured, each_once};
use crate::stage::Stage;
use crate::{Arguments, row};

/// Transactions of one row set each, to show what sharing commits is worth.
const ALONE: usize = 400;

pub(crate) async fn measure(arguments: &Arguments) {
    let bare = bare(arguments, arguments.dossiers, arguments.clients).await;
    let alone = self::bare(arguments, ALONE, 1).await;
    let stage = Stage::new(arguments).await;
    let drafts = stage.copies(arguments.dossiers).await;
    let warm = stage.copies(500).await;
    let server = stage.serve(arguments);
    let post = |id: &String| {
        let form = format!("draft={id}");
        format!(
            "POST /fn/submit_draft HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nCookie: {}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{form}",
            stage.cookie,
            form.len()
        )
    };
    let filed = |head: &str| head.starts_with("HTTP/1.1 200") && head.contains("/receipt");
    each_once(server.address, warm.iter().map(post).collect(), arguments.clients, filed).await;
    let measured =
        each_once(server.address, drafts.iter().map(post).collect(), arguments.clients, filed).await;
    let there = dossier::Entity::find().count(stage.office.database().reader()).await.unwrap();
    assert_eq!(there, (drafts.len() + warm.len()) as u64, "every receipt is a dossier");
    row("bare inserts, one after the other", &alone, None);
    row(&format!("bare inserts, {} at once, shared commits", arguments.clients), &bare, None);
    row(&format!("submission, {} at once", arguments.clients), &measured, Some(&bare));
}

/// The rows of a filed dossier, as they were written by the use case.
#[derive(Clone)]
struct Rows {
    dossier: dossier::Model,
    event: event::Model,
    notices: Vec<notice::Model>,
    series: series::Model,
}

/// Writes the rows of so many dossiers through the writer of the program, without the program.
async fn bare(arguments: &Arguments, count: usize, clients: usize) -> Measured {
    let stage = Stage::new(arguments).await;
    casework::submit::submit(&stage.office, &stage.actor, &stage.draft).await.unwrap();
    let rows = rows(stage.office.database()).await;
    let drafts = Arc::new(stage.copies(count).await);
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let clients = (0..clients).map(|_| {
        let (rows, drafts, next) = (rows.clone(), Arc::clone(&drafts), Arc::clone(&next));
        let database = stage.office.database().clone();
        tokio::spawn(async move {
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(draft) = drafts.get(number).cloned() else { return times };
                let (at, rows) = (Instant::now(), rows.clone());
                let written: Result<(), WriteError> = database
                    .write(move |tx| Box::pin(async move { write(tx, rows, number, draft).await }))
                    .await;
                written.unwrap();
                times.push(at.elapsed());
            }
        })
    });
    let mut times = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        times.extend(client.await.unwrap());
    }
    Measured::new(began.elapsed(), times)
}

async fn rows(database: &Database) -> Rows {
    let reader = database.reader();
    Rows {
        dossier: dossier::Entity::find().one(reader).await.unwrap().unwrap(),
        event: event::Entity::find().all(reader).await.unwrap().pop().unwrap(),
        notices: notice::Entity::find().all(reader).await.unwrap(),
        series: series::Entity::find().one(reader).await.unwrap().unwrap(),
    }
}

/// What filing writes: the number of the series, the dossier, its event, the notices, and the code in the draft.
async fn write(tx: &Tx, rows: Rows, number: usize, draft_id: String) -> Result<(), WriteError> {
    let taken = i64::try_from(number).unwrap() + 10;
    let code = format!("{}-{number}", rows.dossier.code);
    let counted = series::Entity::update_many().col_expr(series::Column::Last, taken.into());
    counted.filter(series::Column::Name.eq(rows.series.name)).exec(tx).await?;
    let mut dossier = rows.dossier.into_active_model().reset_all();
    (dossier.code, dossier.draft_id) = (Set(code.clone()), Set(draft_id.clone()));
    dossier::Entity::insert(dossier).exec_without_returning(tx).await?;
    let mut event = rows.event.into_active_model().reset_all();
    (event.seq, event.subject) = (Set(1_000_000 + taken), Set(code.clone()));
    event::Entity::insert(event).exec_without_returning(tx).await?;
    let mut notices = Vec::new();
    for notice in rows.notices {
        let mut notice = notice.into_active_model().reset_all();
        notice.id = Set(store::id::random().map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?);
        (notice.event_seq, notice.dossier_code) = (Set(1_000_000 + taken), Set(code.clone()));
        notices.push(notice);
    }
    notice::Entity::insert_many(notices).exec_without_returning(tx).await?;
    let noted = draft::Entity::update_many().col_expr(draft::Column::DossierCode, code.into());
    noted.filter(draft::Column::Id.eq(draft_id)).exec(tx).await?;
    Ok(())
}
