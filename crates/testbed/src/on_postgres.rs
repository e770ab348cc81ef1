//! Databases on the PostgreSQL server of the tests.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};

/// The key of the lock under which templates are made.
const MAKING: i64 = 20_261_118;

/// Makes a database, empty or as a copy, and answers its address.
pub(crate) async fn made(server: &str, template: Option<&str>) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let connection = connected(server).await;
    let copied = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
    // A process of an earlier run may have had the same number.
    run(&connection, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    // Copying files costs half of what writing every page to the log does.
    run(&connection, &format!("CREATE DATABASE {name}{copied} STRATEGY FILE_COPY")).await;
    connection.close().await.unwrap();
    beside(server, &name)
}

/// Makes a template of this name unless there is one; whoever comes meanwhile waits.
pub(crate) async fn template(server: &str, name: &str, make: impl AsyncFnOnce(&str)) {
    let connection = connected(server).await;
    run(&connection, &format!("SELECT pg_advisory_lock({MAKING})")).await;
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let known = Statement::from_string(DbBackend::Postgres, known);
    if connection.query_one_raw(known).await.unwrap().is_none() {
        let half = format!("half_{name}");
        run(&connection, &format!("DROP DATABASE IF EXISTS {half} WITH (FORCE)")).await;
        run(&connection, &format!("CREATE DATABASE {half}")).await;
        make(&beside(server, &half)).await;
        run(&connection, &format!("ALTER DATABASE {half} RENAME TO {name}")).await;
    }
    connection.close().await.unwrap();
}

/// Drops a database, whoever still uses it.
pub(crate) fn dropped(server: &str, url: &str) {
    let name = url.rsplit('/').next().unwrap_or_default().to_owned();
    let server = server.to_owned();
    // A test may end inside a runtime, which cannot wait for another.
    let dropping = std::thread::spawn(move || {
        blocking(async move {
            let connection = connected(&server).await;
            // Dropping by force looks for whoever is left every 100 ms: these have left by then.
            let ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname =";
            run(&connection, &format!("{ending} '{name}'")).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
            run(&connection, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        });
    });
    // A panic while another unwinds would hide why the test failed.
    let _ = dropping.join();
}

/// Each row of each table as text.
pub(crate) async fn all_rows(url: &str) -> String {
    let connection = connected(url).await;
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
    let mut rows = Vec::new();
    for table in texts(&connection, tables).await {
        rows.extend(texts(&connection, &format!("SELECT t::text FROM \"{table}\" t")).await);
    }
    connection.close().await.unwrap();
    rows.join("\n")
}

async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

pub(crate) fn blocking<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

async fn connected(server: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

async fn run(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap();
}

/// The address of another database of the same server.
fn beside(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}
