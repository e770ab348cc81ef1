//! Tables that are made to exhaust whoever reads them: a process of its own does, and the server goes on.

use std::io::{Cursor, Read as _, Write as _};

use axum::http::StatusCode;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::business::{acting, table};
use crate::site::Site;

const BOARD: &str = "/business/tables/2.000884";

/// The table with one of its parts changed.
fn with(part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(table())).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let (name, mut text) = (entry.name().unwrap().into_owned(), String::new());
        entry.read_to_string(&mut text).unwrap();
        if name == part {
            (found, text) = (true, change(&text));
        }
        changed.start_file(name, SimpleFileOptions::default()).unwrap();
        changed.write_all(text.as_bytes()).unwrap();
    }
    assert!(found, "{part}");
    changed.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_table_that_lies_about_its_size_ends_its_reader_and_not_the_server() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    let many_texts = with("xl/sharedStrings.xml", |text| {
        let (head, tail) = text.split_once("uniqueCount=\"").unwrap();
        format!("{head}uniqueCount=\"10000000000000{tail}")
    });
    let name = format!("<name val=\"{}\"/>", "a".repeat(2_000_000));
    let many_styles = with("xl/styles.xml", |text| {
        let text = text.replacen("</font>", &format!("{name}</font>"), 1);
        let (head, tail) = text.split_once("</cellXfs>").unwrap();
        format!("{head}{}</cellXfs>{tail}", "<xf fontId=\"0\"/>".repeat(100_000))
    });
    for (what, bytes) in [("texts", many_texts), ("styles", many_styles)] {
        assert!(bytes.len() < 200_000, "{what}: {}", bytes.len());
        let answer = site.upload(BOARD, &cookie, "a.xlsx", &bytes).await;
        assert_eq!(answer.failure(), "sheet_unreadable", "{what}: {answer:?}");
    }
    let whole = site.upload(BOARD, &cookie, "a.xlsx", &table()).await;
    assert!(whole.location().starts_with("/business/bulk/"), "{whole:?}");
    assert_eq!(site.get("/business", &cookie).await.status, StatusCode::OK);
}
