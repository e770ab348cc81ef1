//! One task writes. While a commit waits for the disk the next use cases queue up, and then share one commit.
//!
//! Each use case runs in a savepoint of its own, so that the failure of one undoes nothing of the others, and
//! each is answered only after the commit that holds it.

use std::future::Future;
use std::pin::Pin;
use std::time::Instant;

use futures::FutureExt as _;
use prometheus_client::metrics::gauge::Gauge;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use tokio::sync::{mpsc, oneshot};
use tracing::Instrument as _;

use crate::database::turns;
use crate::event_log;
use crate::measures::WriterMeasures;

/// So many use cases share a commit at the most; more would make the first wait for too long.
const GROUP: usize = 64;
/// So many may wait; past that, callers wait to be let in.
const QUEUE: usize = 1024;

/// A write that did not happen, or of which nobody knows whether it did.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("the database refused the transaction")]
    Database(#[from] DbErr),
    #[error("the use case panicked and was undone")]
    Panicked,
    #[error("the writer has stopped")]
    Stopped,
}

/// A future that borrows the transaction.
pub type Work<'tx, T> = Pin<Box<dyn Future<Output = T> + Send + 'tx>>;

/// A use case to run in a transaction: any closure from the transaction to a boxed future.
pub trait Job<'tx, T, E>: FnOnce(&'tx DatabaseTransaction) -> Work<'tx, Result<T, E>> {}
impl<'tx, T, E, F> Job<'tx, T, E> for F where F: FnOnce(&'tx DatabaseTransaction) -> Work<'tx, Result<T, E>> {}

/// Tells the caller how it ended, after the commit.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
/// A queued use case with its result type erased: runs in its savepoint and gives back how to answer.
type Queued = Box<dyn for<'tx> FnOnce(&'tx DatabaseTransaction) -> Work<'tx, Answer> + Send>;

/// The queue in front of the writing connection.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Message>,
    measures: WriterMeasures,
}

enum Message {
    Run(Queued),
    Stop(oneshot::Sender<()>),
}

impl Writer {
    /// Takes the only writing connection and starts the task that uses it.
    #[must_use]
    pub fn start(connection: DatabaseConnection) -> Self {
        let (queue, receiver) = mpsc::channel(QUEUE);
        let measures = WriterMeasures::default();
        tokio::spawn(event_log::remembering(serve(connection, receiver, measures.clone())));
        Self { queue, measures }
    }

    pub(crate) const fn measures(&self) -> &WriterMeasures {
        &self.measures
    }

    /// Runs one use case; see [`crate::Database::write`].
    ///
    /// # Errors
    /// As [`crate::Database::write`].
    pub async fn run<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteError> + Send + 'static,
        F: for<'tx> Job<'tx, T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        // What the use case logs belongs to the request that it answers.
        let span = tracing::Span::current();
        let queued: Queued = Box::new(move |outer| Box::pin(run_one(outer, job, answer).instrument(span)));
        let _waiting = Waiting::new(&self.measures.waiting);
        self.queue.send(Message::Run(queued)).await.map_err(|_| WriteError::Stopped)?;
        answered.await.map_err(|_| WriteError::Stopped)?
    }

    /// Waits until everything queued so far is committed and the connection is closed.
    pub async fn stop(&self) {
        let (done, stopped) = oneshot::channel();
        if self.queue.send(Message::Stop(done)).await.is_ok() {
            let _ = stopped.await;
        }
    }
}

/// One use case more that waits, until the caller is answered or goes away.
struct Waiting<'a>(&'a Gauge);

impl<'a> Waiting<'a> {
    fn new(gauge: &'a Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

async fn run_one<T, E, F>(
    outer: &DatabaseTransaction,
    job: F,
    answer: oneshot::Sender<Result<T, E>>,
) -> Answer
where
    T: Send + 'static,
    E: From<WriteError> + Send + 'static,
    F: for<'tx> Job<'tx, T, E> + Send + 'static,
{
    let result = in_savepoint(outer, job).await;
    if result.is_err() {
        event_log::forget();
    }
    Box::new(move |committed| {
        // What was judged in a transaction that did not commit was judged on rows that never were.
        let result =
            committed.map_err(|reason| WriteError::Database(DbErr::Custom(reason)).into()).and(result);
        // The caller may have gone away; the write stands all the same.
        let _ = answer.send(result);
    })
}

async fn in_savepoint<T, E, F>(outer: &DatabaseTransaction, job: F) -> Result<T, E>
where
    E: From<WriteError>,
    F: for<'tx> Job<'tx, T, E>,
{
    let savepoint = outer.begin().await.map_err(WriteError::from)?;
    let result = std::panic::AssertUnwindSafe(job(&savepoint)).catch_unwind().await;
    match result {
        Ok(Ok(value)) => {
            savepoint.commit().await.map_err(WriteError::from)?;
            Ok(value)
        }
        Ok(Err(error)) => {
            savepoint.rollback().await.map_err(WriteError::from)?;
            Err(error)
        }
        Err(_) => {
            savepoint.rollback().await.map_err(WriteError::from)?;
            Err(WriteError::Panicked.into())
        }
    }
}

async fn serve(
    connection: DatabaseConnection,
    mut receiver: mpsc::Receiver<Message>,
    measures: WriterMeasures,
) {
    while let Some(message) = receiver.recv().await {
        let stop = match message {
            Message::Run(first) => commit_group(&connection, first, &mut receiver, &measures).await,
            Message::Stop(done) => Some(done),
        };
        if let Some(done) = stop {
            if let Err(error) = connection.close().await {
                tracing::error!(%error, "the writing connection did not close cleanly");
            }
            let _ = done.send(());
            return;
        }
    }
}

/// The transaction of a group; no other process writes until it ends.
async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(immediate).await?;
    turns::take(&transaction).await?;
    event_log::forget();
    Ok(transaction)
}

async fn commit(transaction: DatabaseTransaction) -> Result<(), DbErr> {
    turns::still_holds(&transaction).await?;
    transaction.commit().await
}

/// Runs the first use case and whatever queued up meanwhile, commits, and answers all of them.
async fn commit_group(
    connection: &DatabaseConnection,
    first: Queued,
    receiver: &mut mpsc::Receiver<Message>,
    measures: &WriterMeasures,
) -> Option<oneshot::Sender<()>> {
    let transaction = match begin(connection).await {
        Ok(transaction) => transaction,
        Err(error) => {
            // Dropping the use case closes its channel: its caller hears that nothing was written.
            tracing::error!(%error, "no write transaction");
            return None;
        }
    };
    let mut answers = vec![first(&transaction).await];
    let mut stop = None;
    while answers.len() < GROUP && stop.is_none() {
        match receiver.try_recv() {
            Ok(Message::Run(next)) => answers.push(next(&transaction).await),
            Ok(Message::Stop(done)) => stop = Some(done),
            Err(_) => break,
        }
    }
    let began = Instant::now();
    let committed = commit(transaction).await.map_err(|error| error.to_string());
    measures.commit.observe(began.elapsed().as_secs_f64());
    measures.group.observe(answers.len() as f64);
    if let Err(error) = &committed {
        tracing::error!(%error, uses = answers.len(), "a group of writes was not committed");
    }
    for answer in answers {
        answer(committed.clone());
    }
    stop
}
