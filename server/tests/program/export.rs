//! All dossiers of an organisation leave as a file, and the server's memory hardly grows.

use std::net::SocketAddr;

use sea_orm::{ConnectionTrait as _, IdenStatic as _, Iterable as _};
use store::entity::dossier::Column;
use store::{Database, WriteError};

use crate::citizen::{Citizen, FORM};
use crate::http::{get, post};
use crate::machine::Machine;

const DOSSIERS: usize = 100_000;
/// By so many kB it may grow: 64 MB.
const ROOM: u64 = 62_500;
const ORGANISATION: &str = "demo-co-khi";
const OWNER: &str = "demo-mai";

#[test]
fn a_hundred_thousand_dossiers_leave_as_a_file_within_64_mb() {
    let machine = Machine::new();
    let server = machine.start();
    let filed = Citizen::new(0).file_one(server.address).unwrap();
    let owner = acting_owner(server.address);
    server.kill();
    repeat(machine.url(), &filed.code);

    let server = machine.start();
    // A server that has just started still grows with its first questions, whatever they are.
    for _ in 0..20 {
        assert_eq!(get(server.address, "/business/export.csv?q=khongcoai", &owner).unwrap().status, 200);
        assert_eq!(get(server.address, "/business", &owner).unwrap().status, 200);
    }
    for kind in ["csv", "xlsx"] {
        let before = server.memory();
        let path = format!("/business/export.{kind}");
        let (file, most) = server.most_memory_during(|| get(server.address, &path, &owner).unwrap());
        assert_eq!(file.status, 200);
        if kind == "csv" {
            let lines = file.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
            assert_eq!(lines, DOSSIERS + 1, "all of them below the heads");
        }
        println!("{kind}: {} bytes, {before} kB before, {most} kB at most", file.body.len());
        assert!(most.saturating_sub(before) <= ROOM, "{kind}: from {before} to {most} kB");
    }
    server.kill();
}

/// The cookie of an owner who acts for the organisation.
fn acting_owner(address: SocketAddr) -> String {
    let sent = |path, cookie: &str, body: String| post(address, path, cookie, FORM, body.as_bytes()).unwrap();
    let cookie = sent("/fn/become", "", format!("person={OWNER}")).cookie.unwrap();
    let acting = sent("/fn/act_for", &cookie, format!("organisation={ORGANISATION}"));
    acting.cookie.unwrap_or(cookie)
}

/// So many dossiers of the organisation that stand where this one does.
fn repeat(url: &str, code: &str) {
    let of_copy = |column: Column| match column {
        Column::Code => {
            "'H09.41.10-' || CAST(200101 + i / 50000 AS TEXT) || '-' || CAST(10000 + i % 50000 AS TEXT)"
                .to_owned()
        }
        Column::DraftId => "'copy-' || CAST(i AS TEXT)".to_owned(),
        Column::OrganisationId => format!("'{ORGANISATION}'"),
        Column::PersonId => format!("'{OWNER}'"),
        other => other.as_str().to_owned(),
    };
    let columns: Vec<&str> = Column::iter().map(|column| column.as_str()).collect();
    let values: Vec<String> = Column::iter().map(of_copy).collect();
    let sql = format!(
        "WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < {DOSSIERS}) \
         INSERT INTO dossier ({}) SELECT {} FROM dossier, number WHERE code = '{code}'",
        columns.join(", "),
        values.join(", "),
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let database = Database::open(url).await.unwrap();
        let written = database.write(move |tx| {
            Box::pin(async move {
                tx.execute_unprepared(&sql).await?;
                Ok::<_, WriteError>(())
            })
        });
        written.await.unwrap();
        database.close().await.unwrap();
    });
}
