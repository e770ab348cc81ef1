//! The control slip and the register, from the log.

use casework::{Actor, decision, desk, intake, records};
use documents::HandOver;
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn the_slip_has_a_row_for_each_hand_over_with_giver_receiver_and_both_times() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, CENTRE).await);
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
    let (hoa, staff) = (hoa(office).await, staff(office, CENTRE).await);
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
    let (hoa, staff) = (hoa(office).await, staff(office, CENTRE).await);
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
    let register = records::register(office, &one_stop, "2026").await.unwrap();
    assert!(register.pdf.starts_with(b"%PDF-"));
    assert_eq!(register.file_name, format!("so-theo-doi-{UNIT}-2026.pdf"));
    assert_eq!(world.events(UNIT).await, ["register_printed"]);
    assert_eq!(failure(records::register(office, &one_stop, "x").await), Failure::NotFound);
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
    assert_eq!(failure(records::register(office, &hoa, "2026").await), Failure::NotAllowed);
    let visitor = records::register(office, &Actor::visitor(), "2026").await;
    assert_eq!(failure(visitor), Failure::SignInNeeded);
}
