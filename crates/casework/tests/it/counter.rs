//! What is brought to a counter or sent by post, keyed in by the one-stop.

use casework::applicant::{mine, withdraw_on_paper};
use casework::attachment::Slot;
use casework::counter::{Bringer, begin, show, take_in};
use casework::{Actor, Office, draft, intake, submit};
use domain::lifecycle::{Action, Status};
use views::Failure;

use crate::world::*;

/// A man who has no account here.
fn stranger() -> Bringer {
    Bringer {
        name: "Phạm Văn Bình".to_owned(),
        national_id: "074 090 111 222".to_owned(),
        national_id_again: "074090111222".to_owned(),
        phone: "0912345678".to_owned(),
    }
}

/// What Bình brings to the counter of [`UNIT`], keyed in except for the proof that a relative must hand in.
async fn keyed_in(office: &Office, one_stop: &Actor, channel: &str, relation: &str) -> String {
    let page = begin(office, one_stop, COPY, channel, stranger()).await.unwrap();
    let id = page.strip_prefix("/drafts/").unwrap().to_owned();
    for (section, posted) in answers(relation) {
        draft::save(office, one_stop, &id, section, "next", posted).await.unwrap();
    }
    id
}

fn code_on(page: &str) -> String {
    page.strip_prefix("/desk/").unwrap_or_else(|| panic!("{page}")).to_owned()
}

#[tokio::test]
async fn nd61_d17_what_is_complete_at_the_counter_is_filed_and_accepted_in_one_step() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    for (channel, events) in [("counter", 1), ("post", 2)] {
        let id = keyed_in(office, &one_stop, channel, "holder").await;
        assert_eq!(show(office, &one_stop).await.unwrap().drafts[0].applicant, "Phạm Văn Bình");
        let code = code_on(&take_in(office, &one_stop, &id, false).await.unwrap());
        assert_eq!(world.events(&code).await, ["filed", "accepted"]);
        let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
        assert_eq!((row.channel.as_str(), row.applicant_name.as_str()), (channel, "Phạm Văn Bình"));
        assert_eq!(row.unit_code, UNIT);
        assert!(row.accepted_at.is_some_and(|at| at >= row.filed_at));
        assert!(row.due_at.is_some() && row.register_number == Some(events));
        assert!(show(office, &one_stop).await.unwrap().drafts.is_empty());
        // A second click finds it done.
        assert_eq!(code_on(&take_in(office, &one_stop, &id, false).await.unwrap()), code);
        assert_eq!(world.events(&code).await, ["filed", "accepted"]);
    }
    world.log_is_whole().await;
}

#[tokio::test]
async fn nd61_d17_1_what_is_missing_is_asked_for_and_brought_to_the_counter() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = keyed_in(office, &one_stop, "counter", "family").await;
    let review = format!("/drafts/{id}/review?check=1");
    assert_eq!(take_in(office, &one_stop, &id, false).await.unwrap(), review, "the proof is missing");
    let code = code_on(&take_in(office, &one_stop, &id, true).await.unwrap());
    assert_eq!(world.events(&code).await, ["filed"], "filed as it is, and not accepted");
    assert_eq!(failure(intake::accept(office, &one_stop, &code).await), Failure::Incomplete, "nor can it be");
    let missing = [(format!("paper:{PROOF}"), "Nộp giấy tờ chứng minh quan hệ".to_owned())].into();
    intake::ask_supplement(office, &one_stop, &code, missing, "").await.unwrap();

    // He comes back with the paper, to any colleague at this counter and to nobody elsewhere.
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    let slot = || Slot::Paper { draft: id.clone(), paper: PROOF.to_owned() };
    assert_eq!(failure(upload(office, &elsewhere, slot(), "a.pdf", &pdf("a")).await), Failure::NotFound);
    assert_eq!(take_in(office, &one_stop, &id, false).await.unwrap(), review, "still without the proof");
    upload(office, &one_stop, slot(), "a.pdf", &pdf("a")).await.unwrap();
    assert_eq!(code_on(&take_in(office, &one_stop, &id, false).await.unwrap()), code);
    intake::accept(office, &one_stop, &code).await.unwrap();
    assert_eq!(world.events(&code).await, ["filed", "supplement_asked", "supplement_answered", "accepted"]);
}

#[tokio::test]
async fn nobody_but_the_counter_has_what_is_keyed_in_and_then_it_is_the_applicants() {
    let world = World::new().await;
    let office = &world.office;
    let Staff { one_stop, handler, leader } = staff(office, UNIT).await;
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    // Hoa has an account; the counter knows her by her number.
    let hoa = hoa(office).await;
    let bringer = |name: &str, number: &str| Bringer {
        name: name.to_owned(),
        national_id: number.to_owned(),
        national_id_again: number.to_owned(),
        phone: String::new(),
    };
    for name in [" ", "4", &"A".repeat(101)] {
        let nameless = begin(office, &one_stop, COPY, "counter", bringer(name, "074195000321")).await;
        assert_eq!(failure(nameless), Failure::NameMissing, "{name}");
    }
    let slip = Bringer {
        national_id_again: "074195000322".to_owned(),
        ..bringer("Nguyễn Thị Hoa", "074195000321")
    };
    assert_eq!(failure(begin(office, &one_stop, COPY, "counter", slip).await), Failure::NumbersDiffer);
    let endless = bringer("Phạm Văn Bình", &"0".repeat(10_000));
    assert_eq!(failure(begin(office, &one_stop, COPY, "counter", endless).await), Failure::NationalIdInvalid);
    let other = begin(office, &one_stop, COPY, "counter", bringer("Trần Thị Mai", "074195000321")).await;
    assert_eq!(failure(other), Failure::KnownByAnotherName);
    let page =
        begin(office, &one_stop, COPY, "counter", bringer("Nguyễn Thị Hoa", "074195000321")).await.unwrap();
    let id = page.strip_prefix("/drafts/").unwrap().to_owned();
    let known = draft::load(office, &one_stop, &id).await.unwrap().draft.answers;
    assert_eq!((known.get("requester_name"), known.get("requester_birth_date")), ("Nguyễn Thị Hoa", ""));
    for actor in [&hoa, &elsewhere] {
        assert_eq!(failure(draft::load(office, actor, &id).await), Failure::NotFound);
    }
    for actor in [&handler, &leader] {
        assert_eq!(failure(draft::load(office, actor, &id).await), Failure::NotAllowed);
    }
    assert!(mine(office, &hoa).await.unwrap().drafts.is_empty());
    for (section, posted) in answers("holder") {
        draft::save(office, &one_stop, &id, section, "next", posted).await.unwrap();
    }
    // Whatever is chosen, it is filed where it was brought.
    let other = posted(&[("receiving_unit", OTHER_UNIT)]);
    draft::save(office, &one_stop, &id, "where", "next", other).await.unwrap();
    assert_eq!(failure(submit::submit(office, &hoa, &id).await), Failure::NotFound);
    let code = code_on(&take_in(office, &one_stop, &id, false).await.unwrap());
    assert_eq!(mine(office, &hoa).await.unwrap().dossiers[0].code, code, "she sees what she brought");
    assert!(world.dossiers().await.iter().all(|row| row.unit_code == UNIT));
    assert_eq!(
        failure(draft::start(office, &one_stop, COPY).await),
        Failure::NotAllowed,
        "officers do not apply"
    );
    let wrong = begin(office, &one_stop, COPY, "online", stranger()).await;
    assert_eq!(failure(wrong), Failure::NotFound);
    let short = begin(office, &one_stop, COPY, "post", bringer("Phạm Văn Bình", "07409011122")).await;
    assert_eq!(failure(short), Failure::NationalIdInvalid);
}

#[tokio::test]
async fn who_filed_on_paper_withdraws_on_paper_and_nobody_does_it_for_who_filed_online() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = keyed_in(office, &one_stop, "post", "holder").await;
    let code = code_on(&take_in(office, &one_stop, &id, false).await.unwrap());
    assert_eq!(failure(withdraw_on_paper(office, &one_stop, &code, " ").await), Failure::ReasonMissing);
    withdraw_on_paper(office, &one_stop, &code, "Thư xin rút ngày 18/11/2026").await.unwrap();
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert_eq!(row.status, i32::from(Status::WithdrawalRequested.code()));

    let online = filed(office, &hoa(office).await).await;
    assert_eq!(failure(withdraw_on_paper(office, &one_stop, &online, "x").await), Failure::WrongState);
    let offered = casework::desk::open(office, &one_stop, &online).await.unwrap().offered;
    assert!(!offered.contains(&Action::Withdraw), "{offered:?}");
}

#[tokio::test]
async fn a_dossier_owes_the_fee_of_the_way_in_which_it_came() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    // Registering a residence is 10,000 đ online and 20,000 đ at a counter.
    let page = begin(office, &one_stop, "1.004222", "counter", stranger()).await.unwrap();
    let id = page.strip_prefix("/drafts/").unwrap();
    let code = code_on(&take_in(office, &one_stop, id, true).await.unwrap());
    let fees = casework::desk::open(office, &one_stop, &code).await.unwrap().fees;
    assert_eq!(fees.iter().map(|fee| fee.each).collect::<Vec<_>>(), [Some(20_000)]);
}

#[tokio::test]
async fn who_has_an_account_answers_a_request_about_what_they_brought_themselves() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let hoa = hoa(office).await;
    let number = "074195000321".to_owned();
    let bringer = Bringer {
        name: "Nguyễn Thị Hoa".to_owned(),
        national_id_again: number.clone(),
        national_id: number,
        phone: String::new(),
    };
    let page = begin(office, &one_stop, COPY, "counter", bringer).await.unwrap();
    let id = page.strip_prefix("/drafts/").unwrap();
    for (section, posted) in answers("family") {
        draft::save(office, &one_stop, id, section, "next", posted).await.unwrap();
    }
    let code = code_on(&take_in(office, &one_stop, id, true).await.unwrap());
    let missing = [(format!("paper:{PROOF}"), "Nộp giấy tờ chứng minh quan hệ".to_owned())].into();
    intake::ask_supplement(office, &one_stop, &code, missing, "").await.unwrap();
    let shown = draft::load(office, &hoa, id).await.unwrap().draft;
    assert_eq!(shown.taken_for, None, "it is hers, and not keyed in for her");
    let slot = Slot::Paper { draft: id.to_owned(), paper: PROOF.to_owned() };
    upload(office, &hoa, slot, "a.pdf", &pdf("a")).await.unwrap();
    submit::submit(office, &hoa, id).await.unwrap();
    intake::accept(office, &one_stop, &code).await.unwrap();
}
