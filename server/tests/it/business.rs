//! The routes of an organisation: files of its board, its calendar, and in whose name a page works.

use std::io::Read as _;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use rust_xlsxwriter::Workbook;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use store::WriteError;
use store::entity::dossier;

use crate::site::Site;

const FIRM: &str = "demo-co-khi";

/// A table with one row, which lacks much.
pub(crate) fn table() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "requester_name").unwrap();
    sheet.write_string(2, 0, "Lê Ngọc Lan").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The cookie of somebody who acts for the demo firm.
pub(crate) async fn acting(site: &Site, person: &str) -> String {
    let cookie = site.become_(person).await;
    let answer = site.post("/fn/act_for", &cookie, &[("organisation", FIRM)]).await;
    assert_eq!(answer.location(), "/business");
    cookie
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_board_leaves_as_csv_that_excel_reads_and_nobody_can_abuse() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    let code = site.filed(&cookie, "Bằng tốt nghiệp", "a.pdf").await;
    let answer = site.get("/business/export.csv", &cookie).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    let text = answer.text();
    assert!(text.starts_with("\u{feff}\"Mã hồ sơ\",\"Mã thủ tục\""), "{text}");
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].starts_with(&format!("\"{code}\",\"2.000908\",")), "{}", lines[1]);
    assert!(
        lines[1].contains("\"2026-11-18 09:00\",\"Vũ Thị Mai\",\"2026-11-19 09:00\",\"Kiểm tra\""),
        "{}",
        lines[1]
    );
    let request =
        Request::get("/business/export.csv").header("cookie", &cookie).header("accept-encoding", "gzip");
    let packed = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (packed.header("content-encoding"), packed.bytes.is_empty()),
        ("gzip", false),
        "as browsers ask"
    );
    let none = site.get("/business/export.csv?status=returned", &cookie).await.text();
    assert_eq!(none.split_terminator("\r\n").count(), 1, "the filter holds for the file as well");
    let alone = site.become_("demo-mai").await;
    assert_eq!(site.get("/business/export.csv", &alone).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_board_leaves_as_a_whole_workbook() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    let code = site.filed(&cookie, "Bằng tốt nghiệp", "a.pdf").await;
    let answer = site.get("/business/export.xlsx", &cookie).await;
    assert!(answer.header("content-type").ends_with("spreadsheetml.sheet"));
    assert_eq!(answer.header("content-encoding"), "", "it is packed already");
    let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).unwrap();
    let mut sheet = String::new();
    workbook.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains(&code) && sheet.contains("Vũ Thị Mai") && !sheet.contains("<f>"), "{sheet}");
}

/// Puts copies of a dossier into the organisation's board.
async fn copies(site: &Site, code: &str, count: usize) {
    let database = site.office.database();
    let row = dossier::Entity::find_by_id(code).one(database.reader()).await.unwrap().unwrap();
    let written: Result<(), WriteError> = database
        .write(move |tx| {
            Box::pin(async move {
                for some in (0..count).collect::<Vec<_>>().chunks(100) {
                    let rows = some.iter().map(|number| {
                        let mut copy = row.clone().into_active_model().reset_all();
                        copy.code = Set(format!("{}-{number}", row.code));
                        copy.draft_id = Set(format!("copy-{number}"));
                        copy
                    });
                    dossier::Entity::insert_many(rows).exec_without_returning(tx).await?;
                }
                Ok(())
            })
        })
        .await;
    written.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_download_that_nobody_reads_keeps_nobody_waiting() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    let code = site.filed(&cookie, "Bằng tốt nghiệp", "a.pdf").await;
    // More pages than wait ahead of a slow line.
    copies(&site, &code, 4_000).await;
    let mut stalled = Vec::new();
    for path in
        ["/business/export.csv", "/business/export.xlsx", "/business/export.csv", "/business/export.xlsx"]
    {
        stalled.push(site.begin(path, &cookie).await);
    }
    for path in ["/business/export.csv", "/business/export.xlsx"] {
        let whole = tokio::time::timeout(Duration::from_secs(120), site.get(path, &cookie)).await;
        assert_eq!(whole.expect("it waits for those who do not read").status, StatusCode::OK);
    }
    drop(stalled);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_calendar_is_read_without_a_session() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    let code = site.filed(&cookie, "Bằng tốt nghiệp", "a.pdf").await;
    site.post("/fn/make_feed", &cookie, &[]).await;
    let page = site.get("/business/calendar", &cookie).await.text();
    let token: String = page
        .split_once("/business/calendar/")
        .unwrap()
        .1
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let answer = site.get(&format!("/business/calendar/{token}.ics"), "").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "text/calendar; charset=utf-8")
    );
    let text = answer.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches(&format!("UID:{code}@")).count(), 1, "{text}");
    for none in ["/business/calendar/x.ics".to_owned(), format!("/business/calendar/{token}")] {
        let answer = site.get(&none, "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
        assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_says_in_whose_name_one_works() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-phuc").await;
    for path in ["/", "/my", "/business", "/apply/2.000908"] {
        let page = site.get(path, &cookie).await.text();
        assert!(
            page.contains("Bạn đang làm thay") && page.contains("Công ty TNHH Cơ khí Bình An (0301234562)"),
            "{path}"
        );
    }
    let owner = acting(&site, "demo-mai").await;
    site.post("/fn/suspend_member", &owner, &[("person", "demo-phuc")]).await;
    let page = site.get("/my", &cookie).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("Bạn không còn quyền làm thay"));
    assert_eq!(site.post("/fn/act_for", &cookie, &[]).await.location(), "/my");
    let page = site.get("/my", &cookie).await;
    assert!(page.status == StatusCode::OK && !page.text().contains("Bạn không còn quyền"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_table_is_taken_from_the_template_and_brought_back() {
    let site = Site::new().await;
    let cookie = acting(&site, "demo-mai").await;
    let template = site.get("/business/bulk/2.000884/template.xlsx", &cookie).await;
    assert_eq!((template.status, template.header("cache-control")), (StatusCode::OK, "no-store"));
    let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(template.bytes.clone())).unwrap();
    let mut sheet = String::new();
    workbook.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("hidden=\"1\"") && sheet.contains("dataValidation"), "{sheet}");
    let empty = site.upload("/business/tables/2.000884", &cookie, "a.xlsx", &template.bytes).await;
    assert_eq!(empty.failure(), "sheet_unreadable", "nobody filled it in");
    let brought = site.upload("/business/tables/2.000884", &cookie, "a.xlsx", &table()).await;
    let page = site.get(brought.location(), &cookie).await.text();
    assert!(page.contains("Lê Ngọc Lan") && page.contains("còn lỗi"), "{page}");
    let refused = site.get("/business/bulk/2.000884/template.xlsx", &acting(&site, "demo-phuc").await).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.text().contains("<h1>Thủ tục này không nằm trong quyền"),
        "in words for whoever reads: {}",
        refused.text()
    );
}
