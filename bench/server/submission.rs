//! Filing drafts over HTTP, each answered when it is on disk, beside the same rows written straight into the database
//! with the same durability: through the writer that groups commits, and one transaction each. A filing sends most of its
//! writes as one batch, so the bare inserts are measured in both ways: statement by statement, and as a batch.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};
use store::entity::{dossier, draft, event, notice, series};
use store::{Batch, Database, Tx, WriteError};

use crate::load::{Measured, each_once};
use crate::stage::{Running, Stage};
use crate::{Arguments, row};

/// Transactions of one row set each, to show what sharing commits is worth.
const ALONE: usize = 400;
const WARM_UP: usize = 500;
/// Each is measured so often, for a share of the dossiers, in turns, and the best counts for each, as for the tracking page.
const ROUNDS: usize = 8;

pub(crate) async fn measure(arguments: &Arguments) {
    let (singly, together) = (Bare::new(arguments, false).await, Bare::new(arguments, true).await);
    let site = Site::new(arguments).await;
    let clients = arguments.clients;
    for one in [&singly, &together] {
        one.turn(WARM_UP, clients).await;
    }
    site.turn(WARM_UP, clients).await;
    let alone = singly.turn(ALONE, 1).await;
    let each = arguments.dossiers.div_ceil(ROUNDS);
    let mut best: [Option<Measured>; 3] = [const { None }; 3];
    for _ in 0..ROUNDS {
        let turns = [
            singly.turn(each, clients).await,
            together.turn(each, clients).await,
            site.turn(each, clients).await,
        ];
        for (best, measured) in best.iter_mut().zip(turns) {
            if best.as_ref().is_none_or(|best| best.per_second < measured.per_second) {
                *best = Some(measured);
            }
        }
    }
    let filed = dossier::Entity::find().count(site.stage.office.database().reader()).await.unwrap();
    assert_eq!(filed, (WARM_UP + ROUNDS * each) as u64, "every receipt is a dossier");
    let [singly, together, submission] = best.map(Option::unwrap);
    row("bare inserts, one after the other", &alone, None);
    row(&format!("bare inserts, {clients} at once, shared commits"), &singly, None);
    row(&format!("submission, {clients} at once"), &submission, Some(&singly));
    row(&format!("bare inserts, {clients} at once, as batches"), &together, None);
    row("the same submission", &submission, Some(&together));
}

/// The server, and the drafts that are filed with it.
struct Site {
    stage: Stage,
    server: Running,
}

impl Site {
    async fn new(arguments: &Arguments) -> Self {
        let stage = Stage::new(arguments).await;
        let server = stage.serve(arguments);
        Self { stage, server }
    }

    async fn turn(&self, count: usize, clients: usize) -> Measured {
        let post = |id: String| {
            let form = format!("draft={id}");
            format!(
                "POST /fn/submit_draft HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nCookie: {}\r\n\
                 Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {}\r\n\r\n{form}",
                self.stage.cookie,
                form.len()
            )
        };
        let filed = |head: &str| head.starts_with("HTTP/1.1 200") && head.contains("/receipt");
        let requests = self.stage.copies(count).await.into_iter().map(post).collect();
        each_once(self.server.address, requests, clients, filed).await
    }
}

/// A database into which the rows of dossiers are written through the writer of the program, without the program.
struct Bare {
    stage: Stage,
    rows: Rows,
    /// So many were written.
    written: Arc<AtomicUsize>,
    /// As one batch each.
    batch: bool,
}

impl Bare {
    async fn new(arguments: &Arguments, batch: bool) -> Self {
        let stage = Stage::new(arguments).await;
        casework::submit::submit(&stage.office, &stage.actor, &stage.draft).await.unwrap();
        let rows = rows(stage.office.database()).await;
        Self { stage, rows, written: Arc::default(), batch }
    }

    async fn turn(&self, count: usize, clients: usize) -> Measured {
        let drafts = Arc::new(Mutex::new(self.stage.copies(count).await));
        let began = Instant::now();
        let clients = (0..clients).map(|_| {
            let (rows, batch, drafts) = (self.rows.clone(), self.batch, Arc::clone(&drafts));
            let (written, database) = (Arc::clone(&self.written), self.stage.office.database().clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                loop {
                    let draft = drafts.lock().unwrap().pop();
                    let Some(draft) = draft else { return times };
                    let number = written.fetch_add(1, Ordering::Relaxed);
                    let (at, rows) = (Instant::now(), rows.clone());
                    let written: Result<(), WriteError> = database
                        .write(move |tx| Box::pin(async move { write(tx, rows, number, draft, batch).await }))
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
}

/// The rows of a filed dossier, as they were written by the use case.
#[derive(Clone)]
struct Rows {
    dossier: dossier::Model,
    event: event::Model,
    notices: Vec<notice::Model>,
    series: series::Model,
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
async fn write(tx: &Tx, rows: Rows, number: usize, draft_id: String, batch: bool) -> Result<(), WriteError> {
    let taken = i64::try_from(number).unwrap() + 10;
    let code = format!("{}-{number}", rows.dossier.code);
    let counted = series::Entity::update_many().col_expr(series::Column::Last, taken.into());
    let counted = counted.filter(series::Column::Name.eq(rows.series.name));
    let mut dossier = rows.dossier.into_active_model().reset_all();
    (dossier.code, dossier.draft_id) = (Set(code.clone()), Set(draft_id.clone()));
    let dossier = dossier::Entity::insert(dossier);
    let mut event = rows.event.into_active_model().reset_all();
    (event.seq, event.subject) = (Set(1_000_000 + taken), Set(code.clone()));
    let event = event::Entity::insert(event);
    let mut notices = Vec::new();
    for notice in rows.notices {
        let mut notice = notice.into_active_model().reset_all();
        notice.id = Set(store::id::random().map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?);
        (notice.event_seq, notice.dossier_code) = (Set(1_000_000 + taken), Set(code.clone()));
        notices.push(notice);
    }
    let told = notices.len() as u64;
    let notices = notice::Entity::insert_many(notices);
    let noted = draft::Entity::update_many().col_expr(draft::Column::DossierCode, code.into());
    let noted = noted.filter(draft::Column::Id.eq(draft_id));
    if batch {
        let mut batch = Batch::new(tx);
        batch.add(1, &counted);
        batch.add(1, &dossier);
        batch.add(1, &event);
        batch.add(told, &notices);
        batch.add(1, &noted);
        assert!(batch.run(tx).await?, "every row is written");
        return Ok(());
    }
    counted.exec(tx).await?;
    dossier.exec_without_returning(tx).await?;
    event.exec_without_returning(tx).await?;
    notices.exec_without_returning(tx).await?;
    noted.exec(tx).await?;
    Ok(())
}
