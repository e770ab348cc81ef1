//! Applying again after a refusal: with the same answers and files, as a new dossier.

use casework::again::apply_again;
use casework::{applicant, attachment, desk, draft, intake, submit};
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn what_was_refused_is_filed_again_without_typing_or_photographing_it_again() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    assert_eq!(failure(apply_again(office, &hoa, &code).await), Failure::WrongState, "it is still open");
    intake::refuse(office, &one_stop, &code, "Sổ gốc do cơ quan khác giữ").await.unwrap();
    assert_eq!(failure(apply_again(office, &nam, &code).await), Failure::NotFound);

    let before = draft::load(office, &hoa, &own(office, &hoa, &code).await.draft_id).await.unwrap().draft;
    let page = apply_again(office, &hoa, &code).await.unwrap();
    assert_eq!(
        apply_again(office, &hoa, &code).await.unwrap(),
        page,
        "a second click begins no second draft"
    );
    let id = page.strip_prefix("/drafts/").unwrap();
    let again = draft::load(office, &hoa, id).await.unwrap().draft;
    assert_eq!(again.answers, before.answers);
    let bytes = |view: &views::DraftView| -> Vec<(String, String)> {
        view.files.iter().map(|file| (file.paper_id.clone(), file.sha256.clone())).collect()
    };
    assert_eq!((bytes(&again).len(), bytes(&again)), (1, bytes(&before)));
    let copied = draft::overview(office, &hoa, id).await.unwrap().copied_from.unwrap();
    let reason = copied.ended.and_then(|ended| ended.note);
    assert_eq!(
        (copied.code.as_str(), reason.as_deref()),
        (code.as_str(), Some("Sổ gốc do cơ quan khác giữ"))
    );
    let mine = applicant::mine(office, &hoa).await.unwrap();
    assert_eq!(mine.drafts[0].copied_from.as_deref(), Some(code.as_str()));
    let second = code_in(&submit::submit(office, &hoa, id).await.unwrap());
    assert_ne!(second, code);
    let on_the_desk = desk::open(office, &one_stop, &second).await.unwrap();
    assert_eq!(on_the_desk.copied_from, Some(code), "the officer sees what it was before");
    assert_eq!(draft::overview(office, &hoa, id).await.unwrap().copied_from, None, "what is filed is itself");
    world.log_is_whole().await;
}

#[tokio::test]
async fn taking_a_copied_file_out_leaves_the_old_dossier_whole() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    intake::refuse(office, &one_stop, &code, "Sổ gốc do cơ quan khác giữ").await.unwrap();
    let page = apply_again(office, &hoa, &code).await.unwrap();
    let id = page.strip_prefix("/drafts/").unwrap();
    let copied = draft::load(office, &hoa, id).await.unwrap().draft.files.remove(0);
    attachment::remove(office, &hoa, id, &copied.id).await.unwrap();
    assert!(draft::load(office, &hoa, id).await.unwrap().draft.files.is_empty());
    assert_eq!(own(office, &hoa, &code).await.files.len(), 1);
}

#[tokio::test]
async fn whoever_has_applied_again_is_led_to_what_they_filed() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    intake::refuse(office, &one_stop, &code, "Sổ gốc do cơ quan khác giữ").await.unwrap();
    let page = apply_again(office, &hoa, &code).await.unwrap();
    let receipt = submit::submit(office, &hoa, page.strip_prefix("/drafts/").unwrap()).await.unwrap();
    let second = receipt.strip_suffix("/receipt").unwrap();
    assert_eq!(apply_again(office, &hoa, &code).await.unwrap(), second, "no second copy for the same child");
}
