//! A draft makes one dossier, under the next code, and only with all its bytes.

use std::collections::BTreeSet;

use casework::{applicant, attachment, desk, draft, submit};
use domain::id::DossierCode;
use futures::future::join_all;
use store::id::sha256_hex;
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn filing_twice_makes_one_dossier() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = ready(office, &hoa).await;
    let first = submit::submit(office, &hoa, &id).await.unwrap();
    let second = submit::submit(office, &hoa, &id).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(world.dossiers().await.len(), 1);
    assert_eq!(world.events(&code_in(&first)).await, ["filed"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_clicks_at_once_make_one_dossier() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    for _ in 0..5 {
        let id = ready(office, &hoa).await;
        let clicks = (0..4).map(|_| {
            let (office, hoa, id) = (office.clone(), hoa.clone(), id.clone());
            tokio::spawn(async move { submit::submit(&office, &hoa, &id).await.unwrap() })
        });
        let pages: BTreeSet<String> = join_all(clicks).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(pages.len(), 1, "{pages:?}");
    }
    assert_eq!(world.dossiers().await.len(), 5);
    world.log_is_whole().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_get_fifty_codes_without_a_gap() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let mut drafts = Vec::new();
    for number in 0..50 {
        let actor = if number % 2 == 0 { &hoa } else { &nam };
        drafts.push((actor.clone(), answered(office, actor, "holder").await));
    }
    // Unfinished ones among them take no number.
    for _ in 0..10 {
        drafts.insert(20, (nam.clone(), draft::start(office, &nam, COPY).await.unwrap().draft_id));
    }
    let filings = drafts.into_iter().map(|(actor, id)| {
        let office = office.clone();
        tokio::spawn(async move { submit::submit(&office, &actor, &id).await.unwrap() })
    });
    let pages: Vec<String> = join_all(filings).await.into_iter().map(Result::unwrap).collect();
    let shown: BTreeSet<String> =
        pages.iter().filter(|page| page.ends_with("/receipt")).map(|page| code_in(page)).collect();
    let stored: BTreeSet<String> = world.dossiers().await.into_iter().map(|row| row.code).collect();
    assert_eq!(shown, stored);
    let numbers: Vec<u64> =
        stored.iter().map(|code| code.parse::<DossierCode>().unwrap().sequence()).collect();
    assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
    world.log_is_whole().await;
}

#[tokio::test]
async fn each_one_stop_and_each_day_counts_from_one() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    assert_eq!(filed(office, &hoa).await, "H09.41.10-261118-0001");
    let id = ready(office, &hoa).await;
    draft::save(office, &hoa, &id, "where", "next", posted(&[("receiving_unit", OTHER_UNIT)])).await.unwrap();
    let page = submit::submit(office, &hoa, &id).await.unwrap();
    assert_eq!(page, "/track/H09.42.10-261118-0001/receipt");
    // Half past midnight in Vietnam is still the day before in UTC.
    let night = world.at("2026-11-19T00:30:00+07:00").await;
    assert_eq!(filed(&night, &hoa).await, "H09.41.10-261119-0001");
}

#[tokio::test]
async fn a_draft_whose_bytes_are_gone_or_short_gets_no_code() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = ready(office, &hoa).await;
    let bytes = pdf(&id);
    let path = world.path_of(&sha256_hex(&bytes));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(failure(submit::submit(office, &hoa, &id).await), Failure::FileLost);
    std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(failure(submit::submit(office, &hoa, &id).await), Failure::FileLost);
    assert!(world.dossiers().await.is_empty());
    assert_eq!(draft::load(office, &hoa, &id).await.unwrap().draft.dossier_code, None);
    std::fs::write(&path, &bytes).unwrap();
    let page = submit::submit(office, &hoa, &id).await.unwrap();
    assert_eq!(code_in(&page), "H09.41.10-261118-0001", "the refused ones took no number");
}

#[tokio::test]
async fn what_is_no_picture_and_no_pdf_stays_out_and_leaves_nothing() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = answered(office, &hoa, "family").await;
    let too_large =
        [b"%PDF-1.4\n".as_slice(), &vec![b'x'; usize::try_from(LARGEST).unwrap()], b"%%EOF"].concat();
    let mut half_picture = picture();
    half_picture.truncate(half_picture.len() / 2);
    for (bytes, expected) in [
        (&b"MZ\x90\0 a program"[..], Failure::FileKind),
        (b"", Failure::FileEmpty),
        (b"%PDF-1.4 it breaks off", Failure::FileBroken),
        (&half_picture, Failure::FileBroken),
        (&too_large, Failure::FileTooLarge),
    ] {
        assert_eq!(failure(upload(office, &hoa, proof_of(&id), "scan.pdf", bytes).await), expected);
    }
    assert!(draft::load(office, &hoa, &id).await.unwrap().draft.files.is_empty());
    let left = std::fs::read_dir(world.folder.path().join("files/incoming")).unwrap().count();
    assert_eq!(left, 0, "nothing is left of them");
}

#[tokio::test]
async fn a_paper_takes_so_many_files_and_no_more() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = answered(office, &hoa, "family").await;
    for number in 0..4 {
        upload(office, &hoa, proof_of(&id), "scan.pdf", &pdf(&format!("{number}"))).await.unwrap();
    }
    // Two that begin while there is room for one.
    let mut fifth = attachment::begin(office, &hoa, proof_of(&id)).await.unwrap();
    let mut sixth = attachment::begin(office, &hoa, proof_of(&id)).await.unwrap();
    fifth.write(&pdf("fifth")).await.unwrap();
    sixth.write(&pdf("sixth")).await.unwrap();
    fifth.finish(office, &hoa, "fifth.pdf").await.unwrap();
    assert_eq!(failure(sixth.finish(office, &hoa, "sixth.pdf").await), Failure::TooManyFiles);
    assert_eq!(
        failure(upload(office, &hoa, proof_of(&id), "more.pdf", &pdf("more")).await),
        Failure::TooManyFiles
    );
    assert_eq!(draft::load(office, &hoa, &id).await.unwrap().draft.files.len(), 5);
}

#[tokio::test]
async fn an_upload_that_ends_after_the_filing_is_refused() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = ready(office, &hoa).await;
    let mut late = attachment::begin(office, &hoa, proof_of(&id)).await.unwrap();
    late.write(&pdf("late")).await.unwrap();
    submit::submit(office, &hoa, &id).await.unwrap();
    assert_eq!(failure(late.finish(office, &hoa, "late.pdf").await), Failure::WrongState);
    assert_eq!(draft::load(office, &hoa, &id).await.unwrap().draft.files.len(), 1);
}

#[tokio::test]
async fn without_a_calendar_for_the_next_weeks_nothing_is_filed() {
    let world = World::new().await;
    let hoa = hoa(&world.office).await;
    let id = ready(&world.office, &hoa).await;
    let last_day = world.at("2026-12-31T16:30:00+07:00").await;
    assert_eq!(failure(submit::submit(&last_day, &hoa, &id).await), Failure::NoCalendar);
    assert!(world.dossiers().await.is_empty());
}

#[tokio::test]
async fn an_applicant_who_is_not_the_one_signed_in_is_told_and_not_held_back() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let own = answered(office, &hoa, "holder").await;
    assert_eq!(draft::overview(office, &hoa, &own).await.unwrap().unlike, []);
    let of_another = answered(office, &nam, "holder").await;
    let unlike = draft::overview(office, &nam, &of_another).await.unwrap().unlike;
    let told: Vec<_> = unlike.iter().map(|one| (one.question.as_str(), one.answer.as_str())).collect();
    assert_eq!(told, [("requester_name", "Nguyễn Thị Hoa"), ("requester_birth_date", "08/03/1995")]);
    assert_eq!(unlike[0].known, nam.name);
    // Who checks it is told the same.
    let code = code_in(&submit::submit(office, &nam, &of_another).await.unwrap());
    let one_stop = staff(office, UNIT).await.one_stop;
    assert_eq!(desk::open(office, &one_stop, &code).await.unwrap().unlike, unlike);
}

#[tokio::test]
async fn two_of_a_kind_are_told_apart_by_whom_they_are_about() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    for child in ["Nguyễn Thị Hòa", "Trần Minh Anh"] {
        let id = draft::start(office, &hoa, "1.001193").await.unwrap().draft_id;
        let names = posted(&[("child_name", child)]);
        draft::save(office, &hoa, &id, "child", "stay", names).await.unwrap();
    }
    let drafts = applicant::mine(office, &hoa).await.unwrap().drafts;
    let mut people: Vec<_> = drafts.into_iter().map(|draft| draft.people).collect();
    people.sort();
    assert_eq!(people, [["Nguyễn Thị Hòa"], ["Trần Minh Anh"]], "and not by Nguyễn Thị Hoa, who writes");
}
