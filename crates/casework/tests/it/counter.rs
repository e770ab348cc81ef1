//! What is brought to a counter or sent by post, keyed in by the one-stop.

use casework::applicant::{mine, withdraw_on_paper};
use casework::attachment::Slot;
use casework::counter::{Arrival, Bringer, begin, bringer, correct, correct_arrival, show, take_in};
use casework::notice::inbox;
use casework::{Actor, Case, Office, assignment, draft, intake, records, submit};
use domain::lifecycle::{Action, Status};
use views::{Failure, NoticeKind};

use crate::world::*;

/// Somebody with their number, typed twice.
fn typed(name: &str, number: &str) -> Bringer {
    Bringer::read(name, number, number, "").unwrap()
}

/// A man who has no account here.
fn stranger() -> Bringer {
    Bringer::read("Phạm Văn Bình", "074 090 111 222", "074090111222", "0912345678").unwrap()
}

/// A woman who has one.
fn known() -> Bringer {
    typed("Nguyễn Thị Hoa", HOA)
}

const HOA: &str = "074195000321";

fn arrival(office: &Office, channel: &str) -> Arrival {
    Arrival::read(channel, "2026-11-16", office.today()).unwrap()
}

async fn begun(office: &Office, one_stop: &Actor, channel: &str, bringer: Bringer) -> String {
    let page = begin(office, one_stop, COPY, arrival(office, channel), bringer).await.unwrap();
    page.strip_prefix("/drafts/").unwrap().to_owned()
}

/// All answers of a copy, keyed in; only the proof that a relative must hand in is not there.
async fn answer(office: &Office, one_stop: &Actor, id: &str, relation: &str) {
    for (section, posted) in answers(relation) {
        draft::save(office, one_stop, id, section, "next", posted).await.unwrap();
    }
}

async fn taken(office: &Office, one_stop: &Actor, id: &str, incomplete: bool) -> Case<String> {
    take_in(office, one_stop, id, None, incomplete).await
}

/// What Bình brings to the counter of [`UNIT`], keyed in except for the proof that a relative must hand in.
pub(crate) async fn keyed_in(office: &Office, one_stop: &Actor, channel: &str, relation: &str) -> String {
    let id = begun(office, one_stop, channel, stranger()).await;
    answer(office, one_stop, &id, relation).await;
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
        let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
        assert_eq!(world.events(&code).await, ["filed", "accepted"]);
        let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
        assert_eq!((row.channel.as_str(), row.applicant_name.as_str()), (channel, "Phạm Văn Bình"));
        assert_eq!(row.unit_code, UNIT);
        assert!(row.accepted_at.is_some_and(|at| at >= row.filed_at));
        assert!(row.due_at.is_some() && row.register_number == Some(events));
        assert!(show(office, &one_stop).await.unwrap().drafts.is_empty());
        let given = records::hand_overs(office, &one_stop, &code).await.unwrap();
        assert_eq!((&*given[0].giver, &given[0].receiver), ("Phạm Văn Bình", &one_stop.name));
        assert_eq!(given[0].outcome, "", "what the applicant gives is judged by nobody");
        // A second click finds it done.
        assert_eq!(code_on(&taken(office, &one_stop, &id, false).await.unwrap()), code);
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
    assert_eq!(taken(office, &one_stop, &id, false).await.unwrap(), review, "the proof is missing");
    let code = code_on(&taken(office, &one_stop, &id, true).await.unwrap());
    assert_eq!(world.events(&code).await, ["filed"], "filed as it is, and not accepted");
    assert_eq!(failure(intake::accept(office, &one_stop, &code).await), Failure::Incomplete, "nor can it be");
    let missing = [(format!("paper:{PROOF}"), "Nộp giấy tờ chứng minh quan hệ".to_owned())].into();
    intake::ask_supplement(office, &one_stop, &code, missing, "").await.unwrap();

    // He comes back with the paper, to any colleague at this counter and to nobody elsewhere.
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    let slot = || Slot::Paper { draft: id.clone(), paper: PROOF.to_owned() };
    assert_eq!(failure(upload(office, &elsewhere, slot(), "a.pdf", &pdf("a")).await), Failure::NotFound);
    assert_eq!(taken(office, &one_stop, &id, false).await.unwrap(), review, "still without the proof");
    assert!(show(office, &one_stop).await.unwrap().supplements.is_empty(), "nothing is begun yet");
    upload(office, &one_stop, slot(), "a.pdf", &pdf("a")).await.unwrap();
    // What was begun is found again, at this counter alone.
    let begun = show(office, &one_stop).await.unwrap().supplements;
    assert_eq!((begun.len(), &begun[0].id, &begun[0].dossier), (1, &id, &code));
    assert!(show(office, &elsewhere).await.unwrap().supplements.is_empty());
    assert_eq!(code_on(&taken(office, &one_stop, &id, false).await.unwrap()), code);
    assert!(show(office, &one_stop).await.unwrap().supplements.is_empty(), "it is sent");
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
    let read = |name: &str, number: &str, again: &str| Bringer::read(name, number, again, "").map(|_| ());
    for name in [" ", "4", &"A".repeat(101)] {
        assert_eq!(failure(read(name, HOA, HOA)), Failure::NameMissing, "{name}");
    }
    assert_eq!(failure(read("Nguyễn Thị Hoa", HOA, "074195000322")), Failure::NumbersDiffer);
    for number in ["0".repeat(10_000), "07409011122".to_owned()] {
        assert_eq!(failure(read("Phạm Văn Bình", &number, &number)), Failure::NationalIdInvalid);
    }
    let id = begun(office, &one_stop, "counter", known()).await;
    let known = draft::load(office, &one_stop, &id).await.unwrap().draft.answers;
    assert_eq!((known.get("requester_name"), known.get("requester_birth_date")), ("Nguyễn Thị Hoa", ""));
    for actor in [&hoa, &elsewhere] {
        assert_eq!(failure(draft::load(office, actor, &id).await), Failure::NotFound);
    }
    for actor in [&handler, &leader] {
        assert_eq!(failure(draft::load(office, actor, &id).await), Failure::NotAllowed);
    }
    assert!(mine(office, &hoa).await.unwrap().drafts.is_empty());
    answer(office, &one_stop, &id, "holder").await;
    // Whatever is chosen, it is filed where it was brought.
    let other = posted(&[("receiving_unit", OTHER_UNIT)]);
    draft::save(office, &one_stop, &id, "where", "next", other).await.unwrap();
    assert_eq!(failure(submit::submit(office, &hoa, &id).await), Failure::NotFound);
    let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
    assert_eq!(mine(office, &hoa).await.unwrap().dossiers[0].code, code, "she sees what she brought");
    assert!(world.dossiers().await.iter().all(|row| row.unit_code == UNIT));
    assert_eq!(
        failure(draft::start(office, &one_stop, COPY).await),
        Failure::NotAllowed,
        "officers do not apply"
    );
}

#[tokio::test]
async fn who_filed_on_paper_withdraws_on_paper_and_nobody_does_it_for_who_filed_online() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = keyed_in(office, &one_stop, "post", "holder").await;
    let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
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
    let page = begin(office, &one_stop, "1.004222", Arrival::AtCounter, stranger()).await.unwrap();
    let id = page.strip_prefix("/drafts/").unwrap();
    let code = code_on(&taken(office, &one_stop, id, true).await.unwrap());
    let fees = casework::desk::open(office, &one_stop, &code).await.unwrap().fees;
    assert_eq!(fees.iter().map(|fee| fee.each).collect::<Vec<_>>(), [Some(20_000)]);
}

#[tokio::test]
async fn who_has_an_account_answers_a_request_about_what_they_brought_themselves() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let hoa = hoa(office).await;
    let id = &begun(office, &one_stop, "counter", known()).await;
    answer(office, &one_stop, id, "family").await;
    let copy = posted(&[("paper_received_relation_paper", "copy")]);
    draft::save(office, &one_stop, id, "received", "next", copy).await.unwrap();
    let code = code_on(&taken(office, &one_stop, id, true).await.unwrap());
    let missing = [(format!("paper:{PROOF}"), "Nộp giấy tờ chứng minh quan hệ".to_owned())].into();
    intake::ask_supplement(office, &one_stop, &code, missing, "").await.unwrap();
    let whole = draft::load(office, &hoa, id).await.unwrap();
    assert_eq!(whole.draft.taken_for, None, "it is hers, and not keyed in for her");
    assert!(
        whole.procedure.form.sections.iter().all(|section| section.id != "received"),
        "nor what came is hers to say"
    );
    let original = posted(&[("paper_received_relation_paper", "original")]);
    assert_eq!(failure(draft::save(office, &hoa, id, "received", "next", original).await), Failure::NotFound);
    let slot = Slot::Paper { draft: id.to_owned(), paper: PROOF.to_owned() };
    upload(office, &hoa, slot, "a.pdf", &pdf("a")).await.unwrap();
    submit::submit(office, &hoa, id).await.unwrap();
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert!(row.answers.contains(r#""paper_received_relation_paper":"copy""#), "{}", row.answers);
    intake::accept(office, &one_stop, &code).await.unwrap();
}

#[tokio::test]
async fn a_number_of_somebody_else_is_refused_noted_and_not_tried_for_long() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    hoa(office).await;
    for _ in 0..10 {
        let other = begin(office, &one_stop, COPY, Arrival::AtCounter, typed("Trần Thị Mai", HOA)).await;
        assert_eq!(failure(other), Failure::KnownByAnotherName);
    }
    assert_eq!(world.events(UNIT).await, ["number_of_another"; 10]);
    let more = begin(office, &one_stop, COPY, Arrival::AtCounter, known()).await;
    assert_eq!(failure(more), Failure::TooManyRequests, "even with the right name");
    let colleague = staff(office, OTHER_UNIT).await.one_stop;
    begin(office, &colleague, COPY, Arrival::AtCounter, known()).await.unwrap();
    world.log_is_whole().await;
}

#[tokio::test]
async fn what_is_accepted_at_once_was_never_waiting_and_nobody_is_told_that_it_does() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let id = begun(office, &one_stop, "counter", known()).await;
    answer(office, &one_stop, &id, "holder").await;
    taken(office, &one_stop, &id, false).await.unwrap();
    let kinds = |view: views::NoticesView| -> Vec<NoticeKind> {
        view.notices.into_iter().map(|notice| notice.kind).collect()
    };
    assert_eq!(kinds(inbox(office, &hoa).await.unwrap()), [NoticeKind::Accepted]);

    let id = begun(office, &one_stop, "counter", known()).await;
    answer(office, &one_stop, &id, "family").await;
    taken(office, &one_stop, &id, true).await.unwrap();
    assert!(kinds(inbox(office, &hoa).await.unwrap()).contains(&NoticeKind::Filed), "this one waits");
}

/// NĐ 61/2018 Đ19.8: what was accepted is refused by its agency, so it goes back there, however little was brought.
#[tokio::test]
async fn what_its_agency_asked_for_goes_back_to_it_even_when_something_still_lacks() {
    let world = World::new().await;
    let office = &world.office;
    let Staff { one_stop, handler, .. } = staff(office, UNIT).await;
    let id = begun(office, &one_stop, "counter", known()).await;
    answer(office, &one_stop, &id, "holder").await;
    let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
    assignment::transfer(office, &one_stop, &code, &handler.id).await.unwrap();
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    intake::ask_supplement(office, &handler, &code, reasons, "").await.unwrap();
    // Now it is a relative who asks, and the proof of that does not come.
    answer(office, &one_stop, &id, "family").await;
    taken(office, &one_stop, &id, true).await.unwrap();
    assert_eq!(failure(intake::refuse(office, &one_stop, &code, "Thiếu").await), Failure::WrongState);
    intake::accept(office, &one_stop, &code).await.unwrap();
    assignment::transfer(office, &one_stop, &code, &handler.id).await.unwrap();
}

#[tokio::test]
async fn a_name_that_was_mistyped_is_mended_before_anything_is_filed_and_sticks_to_nobody() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let number = "074090111222";
    let abandoned = begun(office, &one_stop, "counter", typed("Phạm Văn Binh Sai", number)).await;
    // The next day a colleague types it rightly: what was never filed has made nobody.
    let id = begun(office, &one_stop, "post", stranger()).await;
    assert_eq!(bringer(office, &one_stop, &abandoned).await.unwrap().name, "Phạm Văn Binh Sai");
    let page = correct(office, &one_stop, &abandoned, stranger(), "").await.unwrap();
    assert_eq!(page, format!("/drafts/{abandoned}"), "before it is filed nobody is owed a reason");
    let answers_now = draft::load(office, &one_stop, &abandoned).await.unwrap().draft.answers;
    assert_eq!(answers_now.get("requester_name"), "Phạm Văn Bình", "what was filled in goes with it");
    let names: Vec<String> =
        show(office, &one_stop).await.unwrap().drafts.into_iter().map(|line| line.applicant).collect();
    assert_eq!(names, ["Phạm Văn Bình"; 2]);
    assert_eq!(show(office, &one_stop).await.unwrap().drafts[1].arrived_on.as_deref(), Some("2026-11-16"));
    answer(office, &one_stop, &id, "holder").await;
    taken(office, &one_stop, &id, false).await.unwrap();
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    assert_eq!(failure(correct(office, &elsewhere, &abandoned, known(), "").await), Failure::NotFound);
    assert_eq!(failure(bringer(office, &elsewhere, &abandoned).await), Failure::NotFound);
}

#[tokio::test]
async fn a_mended_name_takes_nothing_from_its_person_and_gives_them_a_receipt_that_names_them() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = keyed_in(office, &one_stop, "counter", "holder").await;
    let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
    casework::late_receipt::issue(office, &one_stop, &code).await.unwrap();
    let later = &world.at("2026-11-18T10:00:00+07:00").await;
    let rightly = || typed("Phạm Văn Bính", "074090111222");
    correct(later, &one_stop, &id, rightly(), "Nhập sai tên").await.unwrap();
    correct(later, &one_stop, &id, rightly(), "Nhập sai tên").await.unwrap();
    assert_eq!(
        world.events(&code).await,
        ["filed", "accepted", "receipt_issued", "applicant_renamed"],
        "the second changes nothing"
    );
    let person = world.dossiers().await.remove(0).person_id;
    let him = Actor { id: person, name: "Phạm Văn Bính".to_owned(), ..hoa(office).await };
    let seen = casework::applicant::track(later, &him, &code).await.unwrap();
    let views::TrackView::Own(seen) = seen else { panic!("{seen:?}") };
    assert_eq!(seen.issued.len(), 1, "the receipt with the old name is still his");
    casework::paper::print(later, &him, &seen.issued[0].id).await.unwrap();
    assert!(seen.lacks_receipt, "and he can have another");
}

#[tokio::test]
async fn how_it_came_is_mended_until_it_is_filed() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    let id = keyed_in(office, &one_stop, "counter", "holder").await;
    let by_post = || arrival(office, "post");
    assert_eq!(failure(correct_arrival(office, &elsewhere, &id, by_post()).await), Failure::NotFound);
    correct_arrival(office, &one_stop, &id, by_post()).await.unwrap();
    let shown = bringer(office, &one_stop, &id).await.unwrap();
    assert_eq!((shown.by_post, shown.arrived_on.as_deref()), (true, Some("2026-11-16")));
    let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert_eq!(row.channel, "post");
    let too_late = correct_arrival(office, &one_stop, &id, Arrival::AtCounter).await;
    assert_eq!(failure(too_late), Failure::WrongState);
    world.log_is_whole().await;
}

#[tokio::test]
async fn of_many_numbers_tried_at_once_no_more_are_answered_than_one_after_the_other() {
    let world = World::new().await;
    let office = &world.office;
    hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (office, one_stop) = (office.clone(), one_stop.clone());
        tries.spawn(async move {
            failure(begin(&office, &one_stop, COPY, Arrival::AtCounter, typed("Ai Đó", HOA)).await)
        });
    }
    let answers = tries.join_all().await;
    let told = answers.iter().filter(|answer| **answer == Failure::KnownByAnotherName).count();
    assert_eq!(told, 10);
    assert_eq!(answers.iter().filter(|answer| **answer == Failure::TooManyRequests).count(), 10);
}

#[tokio::test]
async fn a_dossier_that_a_wrong_number_made_somebody_elses_is_moved_to_whoever_brought_it() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let id = begun(office, &one_stop, "counter", known()).await;
    answer(office, &one_stop, &id, "holder").await;
    let code = code_on(&taken(office, &one_stop, &id, false).await.unwrap());
    assert_eq!(mine(office, &hoa).await.unwrap().dossiers.len(), 1);
    assert_eq!(failure(correct(office, &one_stop, &id, stranger(), " ").await), Failure::ReasonMissing);
    let renamed = correct(office, &one_stop, &id, typed("Nguyễn Thị Hòa Bình", HOA), "Nhập sai tên").await;
    assert_eq!(failure(renamed), Failure::KnownByAnotherName, "nobody's account is renamed at a counter");
    correct(office, &one_stop, &id, stranger(), "Nhập nhầm số").await.unwrap();
    assert!(mine(office, &hoa).await.unwrap().dossiers.is_empty(), "it is hers no more");
    assert!(inbox(office, &hoa).await.unwrap().notices.is_empty(), "and she is told nothing of it");
    let shown = casework::desk::open(office, &one_stop, &code).await.unwrap();
    assert!(shown.prints_receipt, "a receipt that named her is issued anew");
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert_eq!(row.applicant_name, "Phạm Văn Bình");
    // He exists by this counter alone, so that his name can be mended, too.
    let number = "074090111222";
    correct(office, &one_stop, &id, typed("Phạm Văn Bính", number), "Nhập sai tên").await.unwrap();
    assert_eq!(bringer(office, &one_stop, &id).await.unwrap().name, "Phạm Văn Bính");
    begin(office, &one_stop, COPY, Arrival::AtCounter, typed("Phạm Văn Bính", number)).await.unwrap();
    casework::late_receipt::issue(office, &one_stop, &code).await.unwrap();
    // It was hers after all: nobody is left by the number that was wrong, whose holder may come tomorrow.
    let later = &world.at("2026-11-18T10:00:00+07:00").await;
    correct(later, &one_stop, &id, known(), "Nhập nhầm số").await.unwrap();
    let told = inbox(later, &hoa).await.unwrap().notices;
    assert_eq!(told.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [NoticeKind::Accepted]);
    let seen = casework::applicant::track(later, &hoa, &code).await.unwrap();
    let views::TrackView::Own(seen) = seen else { panic!("{seen:?}") };
    assert!(seen.issued.is_empty() && seen.on_paper, "what names somebody else is not hers to read");
    begin(later, &one_stop, COPY, Arrival::AtCounter, typed("Trần Thị Mai", number)).await.unwrap();
    let (moved, renamed) = ("applicant_corrected", "applicant_renamed");
    assert_eq!(
        world.events(&code).await,
        ["filed", "accepted", moved, "read", renamed, "receipt_issued", moved]
    );
    let online = filed(office, &hoa).await;
    let row = world.dossiers().await.into_iter().find(|row| row.code == online).unwrap();
    let other = correct(office, &one_stop, &row.draft_id, stranger(), "x").await;
    assert_eq!(failure(other), Failure::NotFound, "who filed online is who signed in");
    world.log_is_whole().await;
}

#[tokio::test]
async fn an_answer_that_the_other_side_changed_meanwhile_is_not_sent_unseen() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let id = begun(office, &one_stop, "counter", known()).await;
    answer(office, &one_stop, &id, "family").await;
    let code = code_on(&taken(office, &one_stop, &id, true).await.unwrap());
    let missing = [(format!("paper:{PROOF}"), "Nộp giấy tờ chứng minh quan hệ".to_owned())].into();
    intake::ask_supplement(office, &one_stop, &code, missing, "").await.unwrap();
    let slot = Slot::Paper { draft: id.clone(), paper: PROOF.to_owned() };
    upload(office, &one_stop, slot, "a.pdf", &pdf("a")).await.unwrap();
    let seen = |actor| {
        let id = id.clone();
        async move { draft::load(office, actor, &id).await.unwrap().draft.saved_at.0 }
    };
    let (officers, hers) = (seen(&one_stop).await, seen(&hoa).await);
    let words = posted(&[("record_name", "Bằng tốt nghiệp THPT")]);
    draft::save(office, &hoa, &id, "record", "next", words).await.unwrap();
    correct(office, &one_stop, &id, stranger(), "Nhập nhầm số").await.unwrap();
    correct(office, &one_stop, &id, known(), "Của chị Hoa").await.unwrap();
    let unseen = take_in(office, &one_stop, &id, Some(officers), false).await;
    assert_eq!(failure(unseen), Failure::DraftChanged, "she has written in it since");
    assert_eq!(failure(submit::submit_seen(office, &hoa, &id, Some(hers)).await), Failure::DraftChanged);
    let now = seen(&hoa).await;
    submit::submit_seen(office, &hoa, &id, Some(now)).await.unwrap();
    let moved = correct(office, &one_stop, &id, stranger(), "Nhập nhầm số").await;
    assert_eq!(failure(moved), Failure::ApplicantActed, "what she sent is not another's to read");
}

#[tokio::test]
async fn what_a_counter_has_not_filed_yet_nobody_else_changes() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    let id = begun(office, &one_stop, "counter", known()).await;
    for actor in [&hoa, &elsewhere] {
        let saved = draft::save(office, actor, &id, "record", "next", posted(&[("record_name", "x")])).await;
        assert_eq!(failure(saved), Failure::NotFound);
        assert_eq!(failure(draft::delete(office, actor, &id).await), Failure::NotFound);
        let slot = Slot::Paper { draft: id.clone(), paper: PROOF.to_owned() };
        assert_eq!(failure(upload(office, actor, slot, "a.pdf", &pdf("a")).await), Failure::NotFound);
    }
    draft::delete(office, &one_stop, &id).await.unwrap();
    assert!(show(office, &one_stop).await.unwrap().drafts.is_empty());
}

#[tokio::test]
async fn what_waits_at_a_counter_outlives_the_sessions_of_everybody() {
    let world = World::new().await;
    let office = &world.office;
    let one_stop = staff(office, UNIT).await.one_stop;
    begun(office, &one_stop, "counter", stranger()).await;
    let later = world.at("2026-12-20T09:00:00+07:00").await;
    casework::session::sweep(&later).await.unwrap();
    assert_eq!(show(&later, &one_stop).await.unwrap().drafts.len(), 1);
}
