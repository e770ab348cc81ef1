//! The control slip and the register, from the log.

use casework::{Actor, Office, decision, desk, intake, late_receipt, records};
use documents::{HandOver, RegisterRow};
use sea_orm::{ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _};
use store::WriteError;
use store::entity::{dossier, issued_paper, person};
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn the_slip_has_a_row_for_each_hand_over_with_giver_receiver_and_both_times() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let noon = world.at("2026-11-18T11:00:00+07:00").await;
    desk::open(&noon, &staff.handler, &code).await.unwrap();
    decision::draft(&noon, &staff.handler, &code, "Cấp").await.unwrap();
    let rows = records::hand_overs(&noon, &staff.one_stop, &code).await.unwrap();
    let short = |row: &HandOver| (row.giver.clone(), row.receiver.clone(), row.outcome.clone());
    let name = |actor: &Actor| actor.name.clone();
    let none = String::new;
    assert_eq!(
        rows.iter().map(short).collect::<Vec<_>>(),
        [
            (name(&hoa), name(&staff.one_stop), none()),
            (name(&staff.one_stop), name(&staff.handler), "Trước hạn".to_owned()),
            (name(&staff.handler), none(), "Trước hạn".to_owned()),
        ]
    );
    assert_eq!(rows[1].received_text, "11 giờ 00 phút, ngày 18 tháng 11 năm 2026", "when it was opened");
    assert_eq!(rows[2].received_text, "chưa nhận");
    let slip = records::control_slip(&noon, &staff.leader, &code).await.unwrap();
    assert!(slip.pdf.starts_with(b"%PDF-"));
    assert_eq!(world.events(&code).await.last().unwrap(), "control_slip_printed");
}

#[tokio::test]
async fn a_hand_over_after_the_promised_day_is_late() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    for (now, outcome) in
        [("2026-11-26T18:00:00+07:00", "Đúng hạn"), ("2026-11-27T08:00:00+07:00", "Quá hạn")]
    {
        let office = &world.at(now).await;
        decision::draft(office, &staff.handler, &code, "Cấp").await.unwrap();
        let rows = records::hand_overs(office, &staff.handler, &code).await.unwrap();
        assert_eq!(rows.last().unwrap().outcome, outcome, "{now}");
        decision::send_back(office, &staff.leader, &code, "Sửa").await.unwrap();
    }
}

#[tokio::test]
async fn a_request_within_its_time_is_not_late_because_the_promise_was_given_up() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    // Two working days after intake, and after the day by which the filing had to be checked.
    let friday = world.at("2026-11-20T09:00:00+07:00").await;
    let target = desk::open(&friday, &staff.handler, &code).await.unwrap().targets.remove(0).target;
    let reasons = posted(&[(target.as_str(), "Ghi rõ hơn")]);
    intake::ask_supplement(&friday, &staff.handler, &code, reasons, "").await.unwrap();
    let rows = records::hand_overs(&friday, &staff.one_stop, &code).await.unwrap();
    assert_eq!(rows.last().unwrap().outcome, "Trước hạn");
}

#[tokio::test]
async fn the_register_numbers_what_was_accepted_by_unit_and_year() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let [first, refused, second] =
        [filed(office, &hoa).await, filed(office, &hoa).await, filed(office, &hoa).await];
    intake::accept(office, &one_stop, &second).await.unwrap();
    intake::refuse(office, &one_stop, &refused, "Sai nơi").await.unwrap();
    intake::accept(office, &one_stop, &first).await.unwrap();
    let numbers: Vec<_> =
        world.dossiers().await.iter().map(|row| (row.register_year, row.register_number)).collect();
    assert_eq!(numbers, [(Some(2026), Some(2)), (None, None), (Some(2026), Some(1))]);
    let register = records::register(office, &one_stop, "2026", "1").await.unwrap();
    assert!(register.pdf.starts_with(b"%PDF-"));
    assert_eq!(register.file_name, format!("so-theo-doi-{UNIT}-2026-1.pdf"));
    assert_eq!(world.events(UNIT).await, ["register_printed"]);
    assert_eq!(failure(records::register(office, &one_stop, "x", "1").await), Failure::NotFound);
}

/// So many dossiers like one that was accepted, with later numbers.
async fn enter_more(office: &Office, code: &str, count: i32) {
    let row = dossier::Entity::find_by_id(code).one(office.database().reader()).await.unwrap().unwrap();
    let insert = office.database().write(move |tx| {
        Box::pin(async move {
            for number in 2..=count + 1 {
                let mut copy = row.clone();
                (copy.code, copy.draft_id) = (format!("{}x{number}", row.code), format!("copy-{number}"));
                copy.register_number = Some(number);
                dossier::Entity::insert(copy.into_active_model()).exec_without_returning(tx).await?;
            }
            Ok::<_, WriteError>(())
        })
    });
    insert.await.unwrap();
}

#[tokio::test]
async fn the_register_is_printed_in_parts_that_never_move() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let parts = async || desk::inbox(office, &one_stop, "").await.unwrap().register_parts;
    assert_eq!(parts().await, 1, "an empty book is a book");
    let code = filed(office, &hoa).await;
    intake::accept(office, &one_stop, &code).await.unwrap();
    enter_more(office, &code, 500).await;
    assert_eq!(parts().await, 2);
    let first = records::register_rows(office, &one_stop, 2026, 1).await.unwrap();
    let second = records::register_rows(office, &one_stop, 2026, 2).await.unwrap();
    let ends = |rows: &[RegisterRow]| (rows[0].number.clone(), rows[rows.len() - 1].number.clone());
    assert_eq!(ends(&first), ("1".to_owned(), "500".to_owned()));
    assert_eq!(ends(&second), ("501".to_owned(), "501".to_owned()));
    for part in ["3", "0", "-1", "x"] {
        let asked = records::register(office, &one_stop, "2026", part).await;
        assert_eq!(failure(asked), Failure::NotFound, "{part}");
    }
}

#[tokio::test]
async fn the_register_says_how_the_applicant_is_reached_and_not_where_an_employee_lives() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    handled_record(office, &hoa, &staff).await;
    let contact = async |office: &Office, actor: &Actor| {
        let rows = records::register_rows(office, actor, 2026, 1).await.unwrap();
        rows.last().unwrap().contact.clone()
    };
    let stated = contact(office, &staff.one_stop).await;
    assert!(stated.starts_with("12 đường số 3, Phường Thủ Dầu Một"), "what the application says: {stated}");

    let mai = become_(office, "demo-mai").await;
    let private = person::Entity::find_by_id("demo-mai").one(office.database().reader()).await;
    let private = private.unwrap().unwrap();
    let firm = crate::acting::owner_of(office, &mai, "3702145001").await;
    let one_stop = crate::world::staff(office, UNIT).await.one_stop;
    for (applicant, expected) in
        [(&firm, "MST 3702145001".to_owned()), (&mai, format!("{}; {}", private.address, private.phone))]
    {
        let code = filed(office, applicant).await;
        intake::accept(office, &one_stop, &code).await.unwrap();
        assert_eq!(contact(office, &one_stop).await, expected);
        late_receipt::issue(office, &one_stop, &code).await.unwrap();
        let papers = issued_paper::Entity::find().filter(issued_paper::Column::DossierCode.eq(&code));
        let paper = papers.one(office.database().reader()).await.unwrap().unwrap();
        let shown = paper.snapshot.contains(&private.address);
        assert_eq!(shown, applicant.acting.is_none(), "{}", paper.snapshot);
    }
}

#[tokio::test]
async fn records_are_for_the_officers_of_the_unit() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed(office, &hoa).await;
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    assert_eq!(failure(records::control_slip(office, &elsewhere, &code).await), Failure::NotFound);
    assert_eq!(failure(records::control_slip(office, &hoa, &code).await), Failure::NotAllowed);
    assert_eq!(failure(records::register(office, &hoa, "2026", "1").await), Failure::NotAllowed);
    let visitor = records::register(office, &Actor::visitor(), "2026", "1").await;
    assert_eq!(failure(visitor), Failure::SignInNeeded);
}
