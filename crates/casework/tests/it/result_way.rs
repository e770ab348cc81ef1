//! How the result is to come back (Mẫu 01, line 10): asked with where to file, printed on the receipt and in the register,
//! shown to the officer who hands it over.

use casework::{decision, desk, draft, intake, late_receipt, records, submit};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::Value;
use store::entity::issued_paper;

use crate::world::*;

/// Line 10 of the receipt of a dossier that was filed with these answers, its way in the register, and the words at the desk.
async fn printed(wish: &[(&str, &str)]) -> (String, String, Option<String>) {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let id = ready(office, &hoa).await;
    let mut place = posted(&[("receiving_unit", UNIT)]);
    place.extend(posted(wish));
    draft::save(office, &hoa, &id, "where", "next", place).await.unwrap();
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    late_receipt::issue(office, &staff.one_stop, &code).await.unwrap();
    let paper = issued_paper::Entity::find().filter(issued_paper::Column::DossierCode.eq(&code));
    let paper = paper.one(office.database().reader()).await.unwrap().unwrap();
    let paper: Value = serde_json::from_str(&paper.snapshot).unwrap();
    let line = paper["result_place"].as_str().unwrap_or_default().to_owned();
    let register = records::register_rows(office, &staff.one_stop, 2026, 1).await.unwrap();
    let told = desk::open(office, &staff.one_stop, &code).await.unwrap().dossier.result_wish;
    (line, register[0].delivery.clone(), told.map(|wish| wish.vi))
}

#[tokio::test]
async fn whoever_says_nothing_fetches_it_where_it_was_filed() {
    let (line, delivery, told) = printed(&[]).await;
    assert!(line.contains("phường"), "{line}");
    assert_eq!((delivery.as_str(), told), ("Tại quầy", None), "as the receipt says");
}

#[tokio::test]
async fn a_wish_is_on_the_receipt_in_the_register_and_at_the_desk() {
    let address = "12 Yersin, phường Phú Cường, TP. Thủ Dầu Một, 0912 345 678";
    let (line, delivery, told) = printed(&[("result_way", "post"), ("result_address", address)]).await;
    assert_eq!(line, format!("Qua dịch vụ bưu chính công ích: {address}"));
    assert_eq!((delivery.as_str(), told), ("Qua bưu chính", Some(format!("qua bưu chính: {address}"))));
    let (line, delivery, told) = printed(&[("result_way", "online")]).await;
    assert_eq!(line, "Bản điện tử, tại trang theo dõi hồ sơ (mã QR)");
    assert_eq!((delivery.as_str(), told.as_deref()), ("Trực tuyến", Some("bản điện tử")));
    let (line, delivery, told) = printed(&[("result_way", "counter")]).await;
    assert!(line.contains("phường"), "{line}");
    assert_eq!((delivery.as_str(), told.as_deref()), ("Tại quầy", Some("tại nơi nộp hồ sơ")));
}

#[tokio::test]
async fn the_register_tells_how_it_went_once_it_has_gone() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let id = ready(office, &hoa).await;
    let place = posted(&[("receiving_unit", UNIT), ("result_way", "online")]);
    draft::save(office, &hoa, &id, "where", "next", place).await.unwrap();
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    casework::assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    decision::draft_refusal(office, &staff.handler, &code, "Không cấp", "Không có trong sổ").await.unwrap();
    decision::approve(office, &staff.leader, &code).await.unwrap();
    decision::finish(office, &staff.handler, &code).await.unwrap();
    decision::hand_over(office, &staff.one_stop, &code, fetched()).await.unwrap();
    let register = records::register_rows(office, &staff.one_stop, 2026, 1).await.unwrap();
    assert_eq!(register[0].delivery, "Tại quầy");
}

#[tokio::test]
async fn the_post_needs_an_address_and_no_supplement_is_asked_about_it() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let id = ready(office, &hoa).await;
    let post = posted(&[("receiving_unit", UNIT), ("result_way", "post")]);
    draft::save(office, &hoa, &id, "where", "next", post).await.unwrap();
    let page = submit::submit(office, &hoa, &id).await.unwrap();
    assert!(page.contains("review"), "{page}");
    let online = posted(&[("receiving_unit", UNIT), ("result_way", "online")]);
    draft::save(office, &hoa, &id, "where", "next", online).await.unwrap();
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let targets = desk::open(office, &staff.one_stop, &code).await.unwrap().targets;
    assert!(!targets.is_empty());
    assert!(targets.iter().all(|target| !target.target.starts_with("result_")), "{targets:?}");
}

#[tokio::test]
async fn an_address_that_is_no_longer_asked_for_is_not_filed() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = ready(office, &hoa).await;
    for way in ["post", "counter"] {
        let place = [("receiving_unit", UNIT), ("result_way", way), ("result_address", "12 Yersin")];
        draft::save(office, &hoa, &id, "where", "next", posted(&place)).await.unwrap();
    }
    submit::submit(office, &hoa, &id).await.unwrap();
    let [row]: [_; 1] = world.dossiers().await.try_into().unwrap();
    assert!(row.answers.contains(r#""result_way":"counter""#), "{}", row.answers);
    assert!(!row.answers.contains("Yersin"), "{}", row.answers);
}

#[tokio::test]
async fn nobody_is_asked_about_what_is_signed_for_in_person() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let asked = async |procedure: &str| {
        let draft = draft::start(office, &hoa, procedure).await.unwrap();
        let view = draft::load(office, &hoa, &draft.draft_id).await.unwrap();
        view.procedure
            .form
            .sections
            .iter()
            .flat_map(|section| &section.questions)
            .any(|one| one.id == "result_way")
    };
    assert!(!asked("1.000894").await, "both sign the marriage certificate");
    assert!(asked("1.001193").await);
}
