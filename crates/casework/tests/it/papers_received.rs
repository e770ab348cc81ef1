//! Whether a paper came as an original, and how often: noted where it is keyed in, printed on the receipt (Mẫu 01, line 5).

use casework::attachment::Slot;
use casework::counter::take_in;
use casework::{Office, draft, late_receipt};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::Value;
use store::entity::issued_paper;

use crate::counter::keyed_in;
use crate::world::*;

/// A copy for a relative, keyed in with the proof as one file and what the one-stop noted of it.
async fn noted(office: &Office, note: &[(&str, &str)]) -> String {
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = keyed_in(office, &one_stop, "counter", "family").await;
    let slot = Slot::Paper { draft: id.clone(), paper: PROOF.to_owned() };
    upload(office, &one_stop, slot, "a.pdf", &pdf("a")).await.unwrap();
    draft::save(office, &one_stop, &id, "received", "next", posted(note)).await.unwrap();
    id
}

/// Name, kind and quantity of each paper of the receipt.
async fn printed(note: &[(&str, &str)]) -> Vec<(String, String, u64)> {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = noted(office, note).await;
    let page = take_in(office, &one_stop, &id, None, false).await.unwrap();
    let code = page.strip_prefix("/desk/").unwrap();
    late_receipt::issue(office, &one_stop, code).await.unwrap();
    let paper = issued_paper::Entity::find().filter(issued_paper::Column::DossierCode.eq(code));
    let paper = paper.one(office.database().reader()).await.unwrap().unwrap();
    let paper: Value = serde_json::from_str(&paper.snapshot).unwrap();
    let text = |line: &Value, field: &str| line[field].as_str().unwrap().to_owned();
    let line = |line: &Value| (text(line, "name"), text(line, "kind"), line["quantity"].as_u64().unwrap());
    paper["papers"].as_array().unwrap().iter().map(line).collect()
}

#[tokio::test]
async fn the_receipt_tells_originals_from_copies_and_how_many() {
    let shape = format!("paper_received_{PROOF}");
    let quantity = format!("paper_quantity_{PROOF}");
    for (said, words, count) in [
        (vec![(shape.as_str(), "original"), (quantity.as_str(), "2")], "Bản chính", 2),
        (vec![(shape.as_str(), "certified")], "Bản sao có chứng thực", 1),
        (vec![(shape.as_str(), "copy")], "Bản sao", 1),
        (vec![(shape.as_str(), "none")], "Bản giấy", 1),
        (vec![], "Bản giấy", 1),
    ] {
        let lines = printed(&said).await;
        assert_eq!((lines[0].0.as_str(), lines[0].1.as_str(), lines[0].2), ("Tờ khai", "Bản giấy", 1));
        assert_eq!((lines[1].1.as_str(), lines[1].2), (words, count), "{lines:?}");
        assert_eq!(lines.len(), 2);
    }
}

#[tokio::test]
async fn the_number_of_copies_is_a_number() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let (shape, quantity) = (format!("paper_received_{PROOF}"), format!("paper_quantity_{PROOF}"));
    for wrong in ["0", "100", "hai"] {
        let id = noted(office, &[(&shape, "copy"), (&quantity, wrong)]).await;
        let page = take_in(office, &one_stop, &id, None, false).await.unwrap();
        assert_eq!(page, format!("/drafts/{id}/review?check=1"), "{wrong}");
        // No request for a supplement could name it.
        let page = take_in(office, &one_stop, &id, None, true).await.unwrap();
        assert_eq!(page, format!("/drafts/{id}/review?check=1"), "{wrong}");
    }
}

#[tokio::test]
async fn nobody_is_asked_online() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let online = ready(office, &hoa).await;
    let keyed = keyed_in(office, &one_stop, "post", "family").await;
    for (actor, id, asked) in [(&hoa, online, false), (&one_stop, keyed, true)] {
        let form = draft::load(office, actor, &id).await.unwrap().procedure.form;
        assert_eq!(form.sections.iter().any(|section| section.id == "received"), asked);
        assert_eq!(form.sections.last().unwrap().id, "where", "where to file comes last");
    }
}
