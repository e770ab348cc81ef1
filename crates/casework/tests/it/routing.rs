//! Who has to do with a dossier: the one-stop that took it in, and the agency that decides (NĐ 118/2025 Đ14; NĐ 61/2018
//! Đ18, Đ19.7).

use casework::attachment::Slot;
use casework::explain::explain;
use casework::payment::Settling;
use casework::{Actor, Office, assignment, decision, desk, draft, intake, payment, records, submit};
use domain::lifecycle::Status;
use domain::text::Lang;
use sea_orm::EntityTrait as _;
use store::entity::issued_paper;
use views::{Failure, NoticeKind};

use crate::examples::{examples, filled};
use crate::world::*;

#[tokio::test]
async fn the_police_decide_what_the_centre_took_in_and_the_result_comes_back_there() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let centre = crate::world::staff(office, CENTRE).await;
    let code = filed_record(office, &hoa).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    let to_centre = assignment::transfer(office, &staff.one_stop, &code, &centre.handler.id).await;
    assert_eq!(failure(to_centre), Failure::NotFound, "the centre decides nothing of the police");
    let offered = desk::open(office, &staff.one_stop, &code).await.unwrap().colleagues;
    let offered: Vec<&str> = offered.iter().map(|colleague| colleague.id.as_str()).collect();
    assert_eq!(offered, [staff.handler.id.as_str()]);
    assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    assert_eq!(told(office, &staff.handler).await, [NoticeKind::HandedOver]);

    for stranger in [&centre.handler, &centre.leader] {
        assert_eq!(failure(desk::open(office, stranger, &code).await), Failure::NotFound);
        assert_eq!(desk::inbox(office, stranger, "unit").await.unwrap().lines.len(), 0);
    }
    assert_eq!(desk::inbox(office, &staff.leader, "unit").await.unwrap().lines.len(), 1);
    let shown = own(office, &hoa, &code).await;
    assert_eq!(
        (shown.unit.vi.as_str(), shown.agency.vi.as_str()),
        ("Trung tâm Phục vụ hành chính công tỉnh", "Công an tỉnh")
    );

    decision::draft(office, &staff.handler, &code, "Cấp").await.unwrap();
    decision::approve(office, &staff.leader, &code).await.unwrap();
    let slot = Slot::Result { code: code.clone() };
    upload(office, &staff.handler, slot, "kết quả.pdf", &pdf(&code)).await.unwrap();
    decision::finish(office, &staff.handler, &code).await.unwrap();
    assert!(told(office, &staff.one_stop).await.contains(&NoticeKind::ResultArrived));
    let free = Settling { exemption: "Hộ nghèo".to_owned(), ..Settling::default() };
    payment::confirm(office, &staff.one_stop, &code, free).await.unwrap();
    decision::hand_over(office, &staff.one_stop, &code, fetched()).await.unwrap();
    assert_eq!(status(office, &hoa, &code).await, Status::Returned);

    let slip = records::hand_overs(office, &staff.one_stop, &code).await.unwrap();
    let places: Vec<&str> = slip.iter().map(|row| row.agency.as_str()).collect();
    let (desk, police) = ("Trung tâm Phục vụ hành chính công tỉnh", "Công an tỉnh, cán bộ thụ lý");
    assert_eq!(places, [desk, police, "Công an tỉnh, lãnh đạo", police, desk, "Người nộp hồ sơ"]);
    let register = records::register_rows(office, &staff.one_stop, 2026, 1).await.unwrap();
    assert_eq!(register[0].agency, "Công an tỉnh");
}

/// A copy from the civil register, filed at the ward of the example and decided by whoever the draft names.
async fn copy_decided_by(office: &Office, competent: &str) -> String {
    let hoa = hoa(office).await;
    let (_, example) = examples().into_iter().find(|(code, _)| code == "2.000635").unwrap();
    let id = filled(office, &hoa, "2.000635", &example).await;
    let place = posted(&[("receiving_unit", &example.unit), ("competent_unit", competent)]);
    draft::save(office, &hoa, &id, "where", "next", place).await.unwrap();
    code_in(&submit::submit(office, &hoa, &id).await.unwrap())
}

#[tokio::test]
async fn whoever_files_where_it_suits_them_names_the_ward_that_decides() {
    let world = World::new().await;
    let office = &world.office;
    let (here, there) = (staff(office, UNIT).await, staff(office, OTHER_UNIT).await);
    let code = copy_decided_by(office, OTHER_UNIT).await;
    assert!(code.starts_with(UNIT), "it has the number of the place that took it in: {code}");
    for stranger in [&there.one_stop, &here.handler, &here.leader] {
        assert_eq!(failure(desk::open(office, stranger, &code).await), Failure::NotFound);
    }
    intake::accept(office, &here.one_stop, &code).await.unwrap();
    assert_eq!(
        failure(assignment::transfer(office, &here.one_stop, &code, &here.handler.id).await),
        Failure::NotFound
    );
    assignment::transfer(office, &here.one_stop, &code, &there.handler.id).await.unwrap();
    assert_eq!(failure(decision::draft(office, &here.handler, &code, "Cấp").await), Failure::NotFound);
    decision::draft_refusal(office, &there.handler, &code, "Không cấp", "Không có trong sổ").await.unwrap();
    decision::approve(office, &there.leader, &code).await.unwrap();
    decision::finish(office, &there.handler, &code).await.unwrap();
    // Its head signs the refusal, so that it is a paper of that ward, and the one-stop gives it out.
    let paper = own(office, &hoa(office).await, &code).await.issued.pop().unwrap();
    let paper = issued_paper::Entity::find_by_id(paper.id).one(office.database().reader()).await.unwrap();
    let snapshot = paper.unwrap().snapshot;
    assert!(snapshot.contains(r#""agency":"Ủy ban nhân dân phường Dĩ An""#), "{snapshot}");

    let told = serde_json::to_value(explain(office.database(), &code, Lang::En).await.unwrap()).unwrap();
    assert_eq!(told["route"]["competent_unit"], OTHER_UNIT);
    let why = told["route"]["why"].to_string();
    assert!(why.contains("People's Committee of Di An Ward decides: the applicant named it"), "{why}");
}

#[tokio::test]
async fn the_one_stop_corrects_who_decides_until_it_hands_the_dossier_over() {
    let world = World::new().await;
    let office = &world.office;
    let (here, there) = (staff(office, UNIT).await, staff(office, OTHER_UNIT).await);
    let code = copy_decided_by(office, "").await;
    let agencies = desk::open(office, &here.one_stop, &code).await.unwrap().agencies;
    assert!(agencies.iter().any(|(unit, _)| unit == OTHER_UNIT), "{agencies:?}");
    assert!(agencies.iter().all(|(unit, _)| unit != UNIT), "it decides already: {agencies:?}");
    assert_eq!(desk::open(office, &here.leader, &code).await.unwrap().agencies, []);
    let choose =
        async |actor: &Actor, unit: &str| assignment::choose_agency(office, actor, &code, unit).await;
    for unfit in [UNIT, "H09.14", "H09", ""] {
        assert_eq!(failure(choose(&here.one_stop, unfit).await), Failure::NotFound, "{unfit}");
    }
    assert_eq!(failure(choose(&there.one_stop, OTHER_UNIT).await), Failure::NotFound);
    for other in [&here.handler, &here.leader] {
        assert_eq!(failure(choose(other, OTHER_UNIT).await), Failure::NotAllowed);
    }
    intake::accept(office, &here.one_stop, &code).await.unwrap();
    choose(&here.one_stop, OTHER_UNIT).await.unwrap();
    let shown = own(office, &hoa(office).await, &code).await;
    assert_eq!(shown.agency.vi, "Ủy ban nhân dân phường Dĩ An");
    let told = shown.timeline.iter().find(|line| line.kind == "agency_changed").unwrap();
    assert_eq!(told.note.as_deref(), Some("Ủy ban nhân dân phường Dĩ An"));
    assignment::transfer(office, &here.one_stop, &code, &there.handler.id).await.unwrap();
    assert_eq!(failure(choose(&here.one_stop, UNIT).await), Failure::WrongState);
    let slip = records::hand_overs(office, &here.one_stop, &code).await.unwrap();
    assert_eq!(slip.last().unwrap().agency, "Ủy ban nhân dân phường Dĩ An, cán bộ thụ lý");
    // What only one agency can decide leaves nothing to choose.
    let record = filed_record(office, &hoa(office).await).await;
    let centre = staff_of_record(office).await.one_stop;
    assert_eq!(desk::open(office, &centre, &record).await.unwrap().agencies, []);
}

#[tokio::test]
async fn a_correction_hinders_neither_acceptance_nor_supplement() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, here, there) = (hoa(office).await, staff(office, UNIT).await, staff(office, OTHER_UNIT).await);
    let code = copy_decided_by(office, "H09.12").await;
    assignment::choose_agency(office, &here.one_stop, &code, OTHER_UNIT).await.unwrap();
    let seen = desk::open(office, &here.one_stop, &code).await.unwrap();
    let asked = |path: &str| seen.dossier.answers.iter().flat_map(|s| &s.rows).any(|row| row.path == path);
    assert!(seen.warnings.iter().all(|(path, _)| path != "competent_unit"), "{:?}", seen.warnings);
    assert!(asked("receiving_unit") && !asked("competent_unit"), "the page of the dossier tells who decides");
    let reasons = posted(&[("subject_name", "Ghi đủ họ tên.")]);
    intake::ask_supplement(office, &here.one_stop, &code, reasons, "").await.unwrap();
    let draft = world.dossiers().await.remove(0).draft_id;
    let mut record = examples().into_iter().find(|(code, _)| code == "2.000635").unwrap().1.answers;
    record.insert("subject_name".to_owned(), "Nguyễn Thị Thu Hà".to_owned());
    let page = draft::save(office, &hoa, &draft, "record", "next", record).await.unwrap();
    assert!(!page.ends_with("?check=1"), "{page}");
    submit::submit(office, &hoa, &draft).await.unwrap();
    intake::accept(office, &here.one_stop, &code).await.unwrap();
    assignment::transfer(office, &here.one_stop, &code, &there.handler.id).await.unwrap();
    let row = world.dossiers().await.remove(0);
    assert_eq!(row.competent_unit, OTHER_UNIT);
    assert!(row.answers.contains(r#""competent_unit":"H09.12""#), "what was named stays on record");
}

#[tokio::test]
async fn the_register_is_the_one_stops() {
    let world = World::new().await;
    let office = &world.office;
    let centre = staff(office, CENTRE).await;
    let police = staff_of_record(office).await;
    let rows = async |actor: &Actor| records::register_rows(office, actor, 2026, 1).await;
    for other in [&centre.handler, &centre.leader, &police.handler, &police.leader] {
        assert_eq!(failure(rows(other).await), Failure::NotAllowed);
        assert_eq!(desk::inbox(office, other, "").await.unwrap().register_parts, 0);
    }
    assert_eq!(rows(&centre.one_stop).await.unwrap().len(), 0);
}

#[tokio::test]
async fn what_was_not_named_stays_with_the_agency_of_the_one_stop() {
    let world = World::new().await;
    let office = &world.office;
    let all = [("", UNIT), ("here", UNIT), ("H09.12", "H09.12"), ("H09.14", UNIT), ("H99", UNIT)];
    for (named, decides) in all {
        let hoa = hoa(office).await;
        let (_, example) = examples().into_iter().find(|(code, _)| code == "2.000635").unwrap();
        let id = filled(office, &hoa, "2.000635", &example).await;
        let place = posted(&[("receiving_unit", &example.unit), ("competent_unit", named)]);
        let page = draft::save(office, &hoa, &id, "where", "next", place).await.unwrap();
        let known = matches!(named, "" | "here" | "H09.12");
        assert_eq!(page.ends_with("?check=1"), !known, "{named}");
        if known {
            let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
            let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
            assert_eq!(row.competent_unit, decides, "{named}");
        }
    }
}
