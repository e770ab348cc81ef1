//! A draft that is filed while somebody changes it: what was judged is what is filed.

use casework::{Office, attachment, draft, submit};
use sea_orm::{EntityTrait as _, IntoActiveModel as _, Set};
use store::WriteError;
use store::entity::draft as table;
use views::Failure;

use crate::world::*;

async fn row(office: &Office, id: &str) -> table::Model {
    table::Entity::find_by_id(id).one(office.database().reader()).await.unwrap().unwrap()
}

/// Puts the last change of a draft into the time to come, as a clock that was set back leaves it.
async fn changed_tomorrow(office: &Office, id: &str) -> i64 {
    let row = row(office, id).await;
    let tomorrow = row.updated_at + 24 * 3_600_000;
    let mut active = row.into_active_model();
    active.updated_at = Set(tomorrow);
    let written: Result<_, WriteError> = office
        .database()
        .write(move |tx| Box::pin(async move { Ok(table::Entity::update(active).exec(tx).await?) }))
        .await;
    written.unwrap();
    tomorrow
}

#[tokio::test]
async fn a_draft_or_file_that_changes_moves_the_row_of_the_draft_whatever_the_clock_says() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = ready(office, &hoa).await;
    let mut last = changed_tomorrow(office, &id).await;
    let mut moved = async |what: &str| {
        let now = row(office, &id).await.updated_at;
        assert!(now > last, "{what}: {now} after {last}");
        last = now;
    };
    let file = upload(office, &hoa, proof_of(&id), "thêm.pdf", &pdf("more")).await.unwrap();
    moved("a file came").await;
    attachment::remove(office, &hoa, &id, &file).await.unwrap();
    moved("a file went").await;
    draft::save(office, &hoa, &id, "record", "stay", posted(&[("record_name", "Bằng khác")])).await.unwrap();
    moved("an answer changed").await;
}

#[tokio::test]
async fn no_dossier_lacks_a_paper_that_was_taken_out_while_it_was_filed() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    for _ in 0..20 {
        let id = ready(office, &hoa).await;
        let file = draft::load(office, &hoa, &id).await.unwrap().draft.files[0].id.clone();
        let (page, removed) =
            tokio::join!(submit::submit(office, &hoa, &id), attachment::remove(office, &hoa, &id, &file));
        let page = page.unwrap();
        if page.ends_with("/receipt") {
            assert_eq!(failure(removed), Failure::WrongState, "it was filed first, with its paper");
            assert_eq!(own(office, &hoa, &code_in(&page)).await.files.len(), 1);
        } else {
            assert_eq!(page, format!("/drafts/{id}/review?check=1"));
            removed.unwrap();
        }
    }
    world.log_is_whole().await;
}
