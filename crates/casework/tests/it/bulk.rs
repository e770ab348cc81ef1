//! Many applications from one table: judged row by row, filed once each.

use casework::organisation::{Asked, act_for, batch, bulk, change, file_rows, take_in, template};
use casework::{Actor, Office, draft};
use forms::answers::LONGEST_ANSWER;
use rust_xlsxwriter::Workbook;
use views::{BatchView, Failure, RowState};

use crate::world::*;

const FIRM: &str = "demo-co-khi";
/// Certifying a signature: no papers to hand in.
const SIGNATURE: &str = "2.000884";

async fn as_(office: &Office, person: &str) -> Actor {
    let begun = casework::demo::become_person(office, &Actor::visitor(), person).await.unwrap();
    act_for(office, &holder(office, &begun.cookie).await, FIRM).await.unwrap();
    holder(office, &begun.cookie).await
}

/// A table with the keys in its first row, labels that somebody changed in the second, and these rows.
fn table(keys: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, key) in (0..).zip(keys) {
        sheet.write_string(0, column, *key).unwrap();
        sheet.write_string(1, column, "Nhãn").unwrap();
    }
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

const KEYS: [&str; 7] = [
    "requester_name",
    "requester_birth_date",
    "paper_name",
    "paper_copies",
    "cannot_sign",
    "wants_home_visit",
    "receiving_unit",
];
const PLACE: &str = "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một";

async fn brought(office: &Office, actor: &Actor, rows: &[&[&str]]) -> String {
    let page = take_in(office, actor, SIGNATURE, "bang.xlsx", table(&KEYS, rows)).await.unwrap();
    page.strip_prefix("/business/bulk/").unwrap().to_owned()
}

fn states(view: &BatchView) -> Vec<(i32, &RowState)> {
    view.rows.iter().map(|row| (row.number, &row.state)).collect()
}

#[tokio::test]
async fn every_error_is_told_row_by_row_before_anything_is_filed() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let good: &[&str] = &["Lê Ngọc Lan", "02/11/2001", "Giấy ủy quyền", "1", "Không", "không", PLACE];
    let bad: &[&str] = &["Lê Ngọc Lan 2", "31/02/2001", "Giấy ủy quyền", "1", "Có thể", "Không", PLACE];
    let id = brought(office, &mai, &[good, bad, good]).await;
    let view = batch(office, &mai, &id).await.unwrap();
    let found = states(&view);
    assert_eq!(
        (found[0], found[2]),
        ((3, &RowState::Ready { fee: Some(10_000) }), (5, &RowState::Twin { number: 3 })),
        "{found:?}"
    );
    let RowState::Wrong { errors } = found[1].1 else { panic!("{found:?}") };
    assert!(errors.len() >= 3, "{errors:?}");
    assert!(errors.iter().any(|error| error.ends_with(": “Có thể”")), "what stands in the table: {errors:?}");
    assert_eq!(view.rows[0].about, "Lê Ngọc Lan, Giấy ủy quyền");
    assert!(world.dossiers().await.is_empty());
}

#[tokio::test]
async fn of_a_cell_no_more_is_kept_than_an_answer_can_have() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let most = usize::from(LONGEST_ANSWER);
    let long = "Giấy ".repeat(most / 2);
    let row = ["Lê Ngọc Lan", "02/11/2001", &long, "1", "Không", "Không", PLACE];
    let id = brought(office, &mai, &[&row]).await;
    assert!(matches!(batch(office, &mai, &id).await.unwrap().rows[0].state, RowState::Wrong { .. }));
    let kept = stored_answers(office, &id).await;
    assert!(kept.contains("Giấy Giấy") && kept.chars().count() < most + 500, "{}", kept.chars().count());
}

#[tokio::test]
async fn a_long_text_in_every_cell_is_no_table() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    // The file holds the text once.
    let long = "a".repeat(30_000);
    let rows = vec![[long.as_str(); KEYS.len()]; 200];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; _]>::as_slice).collect();
    let bytes = table(&KEYS, &rows);
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    let refused = take_in(office, &mai, SIGNATURE, "bang.xlsx", bytes).await.unwrap_err();
    assert_eq!(refused.failure(), Failure::SheetTooLong);
}

#[tokio::test]
async fn a_row_is_filed_once_however_often_it_is_pressed_or_brought() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let one: &[&str] = &["Lê Ngọc Lan", "02/11/2001", "Giấy ủy quyền", "1", "Không", "Không", PLACE];
    let two: &[&str] = &["Trần Văn Nam", "1990-07-21", "Giấy cam đoan", "2", "no", "no", PLACE];
    let wrong: &[&str] = &["", "", "", "", "", "", PLACE];
    let id = brought(office, &mai, &[one, wrong, two]).await;
    file_rows(office, &mai, &id).await.unwrap();
    file_rows(office, &mai, &id).await.unwrap();
    let pressed = tokio::join!(file_rows(office, &mai, &id), file_rows(office, &mai, &id));
    assert!(pressed.0.is_ok() && pressed.1.is_ok());
    let dossiers = world.dossiers().await;
    assert_eq!(dossiers.len(), 2);
    assert!(dossiers.iter().all(|row| row.organisation_id.as_deref() == Some(FIRM)));
    let view = batch(office, &mai, &id).await.unwrap();
    let RowState::Filed { code } = &view.rows[0].state else { panic!("{view:?}") };
    assert!(dossiers.iter().any(|row| row.code == *code));
    assert!(matches!(view.rows[1].state, RowState::Wrong { .. }));

    // The corrected table brings the rows again that were right.
    let mended: &[&str] = &["Phạm Thị Cúc", "03/03/1970", "Giấy cam đoan", "1", "Không", "Không", PLACE];
    let again = brought(office, &mai, &[one, mended, two]).await;
    file_rows(office, &mai, &again).await.unwrap();
    assert_eq!(world.dossiers().await.len(), 3);
    let view = batch(office, &mai, &again).await.unwrap();
    assert!(view.rows.iter().all(|row| matches!(row.state, RowState::Filed { .. })), "{view:?}");
    assert_eq!(view.rows[0].state, RowState::Filed { code: code.clone() });

    // Whatever has ended may be filed once more, and one is told that it was.
    let unit = &dossiers.iter().find(|row| row.code == *code).unwrap().unit_code;
    let one_stop = staff(office, unit).await.one_stop;
    casework::intake::refuse(office, &one_stop, code, "Sai thẩm quyền").await.unwrap();
    let later = brought(office, &mai, &[one, two]).await;
    let view = batch(office, &mai, &later).await.unwrap();
    assert_eq!(view.rows[0].state, RowState::Ready { fee: Some(10_000) });
    assert_eq!(view.rows[0].before.as_ref(), Some(code));
    assert!(matches!(view.rows[1].state, RowState::Filed { .. }) && view.rows[1].before.is_none());
    file_rows(office, &mai, &later).await.unwrap();
    assert_eq!(world.dossiers().await.len(), 4);
    assert_ne!(
        batch(office, &mai, &later).await.unwrap().rows[0].state,
        RowState::Filed { code: code.clone() }
    );
    world.log_is_whole().await;
}

#[tokio::test]
async fn a_press_that_broke_off_is_gone_on_with() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let row: &[&str] = &["Lê Ngọc Lan", "02/11/2001", "Giấy ủy quyền", "1", "Không", "Không", PLACE];
    let id = brought(office, &mai, &[row]).await;
    // As far as it got before the server died: the row has its draft, which was not filed.
    let begun = draft::start(office, &mai, SIGNATURE).await.unwrap().draft_id;
    let answers = stored_answers(office, &id).await;
    set_draft(office, &id, &begun, answers).await;
    file_rows(office, &mai, &id).await.unwrap();
    assert_eq!(world.dossiers().await.len(), 1);
    assert_eq!(world.dossiers().await[0].draft_id, begun);
}

async fn stored_answers(office: &Office, batch: &str) -> String {
    use sea_orm::EntityTrait as _;
    let rows = store::entity::batch_row::Entity::find().all(office.database().reader()).await.unwrap();
    rows.into_iter().find(|row| row.batch_id == batch).unwrap().answers
}

async fn set_draft(office: &Office, batch: &str, draft: &str, answers: String) {
    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
    use store::entity::{batch_row, draft as drafts};
    let (batch, draft) = (batch.to_owned(), draft.to_owned());
    let write = office.database().write(move |tx| {
        Box::pin(async move {
            batch_row::Entity::update_many()
                .col_expr(batch_row::Column::DraftId, Some(draft.clone()).into())
                .filter(batch_row::Column::BatchId.eq(batch))
                .exec(tx)
                .await?;
            drafts::Entity::update_many()
                .col_expr(drafts::Column::Answers, answers.into())
                .filter(drafts::Column::Id.eq(draft))
                .exec(tx)
                .await?;
            Ok::<_, store::WriteError>(())
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn a_row_that_lacks_papers_becomes_a_draft() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let keys = [
        "applicant_relation",
        "requester_name",
        "requester_birth_date",
        "record_name",
        "holder_name",
        "copies_count",
        "receiving_unit",
    ];
    let row = ["family", "Nguyễn Thị Hoa", "08/03/1995", "Bằng tốt nghiệp", "Nguyễn Văn An", "2", PLACE];
    let page = take_in(office, &mai, COPY, "bang.xlsx", table(&keys, &[&row])).await.unwrap();
    let id = page.strip_prefix("/business/bulk/").unwrap();
    let found = batch(office, &mai, id).await.unwrap().rows.remove(0).state;
    assert!(matches!(found, RowState::LacksPapers { .. }), "{found:?}");
    for _ in 0..2 {
        file_rows(office, &mai, id).await.unwrap();
    }
    let view = batch(office, &mai, id).await.unwrap();
    let RowState::Draft { draft } = &view.rows[0].state else { panic!("{view:?}") };
    assert!(world.dossiers().await.is_empty());
    upload(office, &mai, proof_of(draft), "a.pdf", &pdf("a")).await.unwrap();
    file_rows(office, &mai, id).await.unwrap();
    assert!(world.dossiers().await.is_empty(), "its papers are its own: it is filed on its own page");
    casework::submit::submit(office, &mai, draft).await.unwrap();
    assert!(matches!(batch(office, &mai, id).await.unwrap().rows[0].state, RowState::Filed { .. }));
}

#[tokio::test]
async fn what_is_no_table_of_ours_is_refused() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai").await, as_(office, "demo-phuc").await);
    let long: Vec<&[&str]> = vec![&["Lê Ngọc Lan"]; 201];
    for (bytes, expected) in [
        (b"no workbook".to_vec(), Failure::SheetUnreadable),
        (table(&["x", "y"], &[&["a", "b"]]), Failure::SheetUnreadable),
        (table(&KEYS, &[]), Failure::SheetUnreadable),
        (table(&KEYS, &long), Failure::SheetTooLong),
    ] {
        assert_eq!(failure(take_in(office, &mai, SIGNATURE, "a.xlsx", bytes).await), expected);
    }
    let row: &[&str] = &["Lê Ngọc Lan"];
    let refused = take_in(office, &phuc, SIGNATURE, "a.xlsx", table(&KEYS, &[row])).await;
    assert_eq!(failure(refused), Failure::RightsProcedure);
    let id = brought(office, &mai, &[row]).await;
    assert_eq!(failure(batch(office, &phuc, &id).await), Failure::NotFound);
    assert_eq!(failure(file_rows(office, &phuc, &id).await), Failure::NotFound);
    assert!(!bulk(office, &phuc).await.unwrap().procedures.iter().any(|(code, _)| code == SIGNATURE));
    change(office, &mai, "demo-phuc", Asked { all_procedures: true, ..Asked::default() }).await.unwrap();
    let phuc = as_(office, "demo-phuc").await;
    batch(office, &phuc, &id).await.unwrap();
    let (_, columns) = template(office, &phuc, SIGNATURE).unwrap();
    let keys: Vec<&str> = columns.iter().map(|column| &*column.key).collect();
    assert!(KEYS.iter().all(|key| keys.contains(key)), "{keys:?}");
    assert!(columns.iter().any(|column| column.choices.iter().any(|choice| choice == PLACE)));
}
