//! Fees: asked, paid, waited for, and settled before the result is handed over.

use casework::payment::{Posted, Settling};
use casework::{Actor, Case, Office, applicant, attachment::Slot, decision, desk, edition, figures, payment};
use domain::lifecycle::{Action, Alarm, Status};
use domain::role::Role;
use domain::when::parse_iso_datetime;
use views::{Failure, NoticeKind, WaitsFor};

use crate::calendars::officer;
use crate::world::*;

fn one_fee() -> Posted {
    Posted { counts: posted(&[("fee0", "1")]), amounts: posted(&[]) }
}

async fn ask(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    payment::ask(office, actor, code, one_fee(), "Phí cung cấp thông tin, Thông tư 16/2025/TT-BTC").await
}

fn paid(receipt: &str) -> Settling {
    Settling { receipt: receipt.to_owned(), ..Settling::default() }
}

#[tokio::test]
async fn the_period_waits_for_the_payment_and_the_promise_moves_by_that() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let thursday = world.at("2026-11-19T10:00:00+07:00").await;
    ask(&thursday, &staff.handler, &code).await.unwrap();
    let dossier = own(&thursday, &hoa, &code).await;
    assert_eq!((dossier.lifecycle.status(), dossier.time_left), (Status::PaymentRequested, None));
    let owed = dossier.payment.unwrap();
    assert_eq!((owed.amount, owed.items.len(), owed.settled_at), (200_000, 1, None));
    assert_eq!(told(&thursday, &hoa).await[0], NoticeKind::PaymentAsked);
    let later = filed(&thursday, &hoa).await;
    let mine = applicant::mine(&thursday, &hoa).await.unwrap().dossiers;
    let waits: Vec<_> = mine.iter().map(|line| (line.code.as_str(), line.waits_for)).collect();
    assert_eq!(
        waits,
        [(code.as_str(), Some(WaitsFor::Payment { amount: 200_000 })), (later.as_str(), None)],
        "what the applicant has to do comes first"
    );
    assert_eq!(failure(decision::draft(&thursday, &staff.handler, &code, "Cấp").await), Failure::WrongState);

    let late = world.at("2026-12-31T10:00:00+07:00").await;
    assert!(!own(&late, &hoa, &code).await.late, "who waits for the applicant is not late");

    // Friday and Monday were waited: Thursday the 26th becomes Monday the 30th.
    let monday = world.at("2026-11-23T10:00:00+07:00").await;
    assert_eq!(
        failure(payment::confirm(&monday, &staff.one_stop, &code, paid(" ")).await),
        Failure::ReceiptMissing
    );
    payment::confirm(&monday, &staff.one_stop, &code, paid("0001234")).await.unwrap();
    let mine = applicant::mine(&monday, &hoa).await.unwrap().dossiers;
    assert!(mine.iter().all(|line| line.waits_for.is_none()), "{mine:?}");
    let dossier = own(&monday, &hoa, &code).await;
    assert_eq!(dossier.lifecycle.status(), Status::InProgress);
    assert_eq!(dossier.due.unwrap().at, parse_iso_datetime("2026-11-30T17:00:00+07:00").unwrap());
    let settled = dossier.payment.unwrap();
    assert_eq!(settled.receipt.as_deref(), Some("0001234"));
    assert!(told(&monday, &hoa).await.contains(&NoticeKind::PaymentSettled));
    assert_eq!(failure(ask(&monday, &staff.handler, &code).await), Failure::NothingToPay);
    let steps = world.events(&code).await;
    assert!(steps.ends_with(&["payment_asked".to_owned(), "payment_settled".to_owned()]), "{steps:?}");
    world.log_is_whole().await;
}

#[tokio::test]
async fn what_was_waited_for_the_payment_brings_no_mark() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let thursday = world.at("2026-11-19T10:00:00+07:00").await;
    ask(&thursday, &staff.handler, &code).await.unwrap();
    // Two weeks are waited, when a day of the five is over; much more than what is left.
    let later = world.at("2026-12-03T10:00:00+07:00").await;
    payment::confirm(&later, &staff.one_stop, &code, paid("1")).await.unwrap();
    let alarm = async |at: &str| {
        let at = world.at(at).await;
        desk::open(&at, &staff.handler, &code).await.unwrap().line.alarm
    };
    assert_eq!(alarm("2026-12-03T10:01:00+07:00").await, None);
    assert_eq!(alarm("2026-12-09T16:00:00+07:00").await, Some(Alarm::Seventy));
}

#[tokio::test]
async fn a_payment_that_is_asked_for_too_late_hides_no_lateness() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let (punctual, late) =
        (handled_record(office, &hoa, &staff).await, handled_record(office, &hoa, &staff).await);
    let urgency = async |office: &Office, code: &str| {
        let lines = desk::inbox(office, &staff.one_stop, "").await.unwrap().lines;
        let opened = desk::open(office, &staff.one_stop, code).await.unwrap().line.urgency;
        let listed = lines.into_iter().find(|line| line.code == code).unwrap().urgency;
        assert_eq!(listed, opened);
        listed
    };
    // Both are due on Thursday the 26th, until its midnight.
    let evening = world.at("2026-11-26T23:50:00+07:00").await;
    assert_eq!(figures::read(&evening).await.unwrap().late, 0);
    ask(&evening, &staff.handler, &punctual).await.unwrap();
    let friday = world.at("2026-11-27T09:00:00+07:00").await;
    assert_eq!(figures::read(&friday).await.unwrap().late, 1);
    ask(&friday, &staff.handler, &late).await.unwrap();
    assert_eq!(figures::read(&friday).await.unwrap().late, 1, "it still is");
    assert_eq!(urgency(&friday, &punctual).await, "paused");
    assert_eq!(urgency(&friday, &late).await, "late");
}

#[tokio::test]
async fn only_who_handles_it_asks_and_only_the_one_stop_takes_the_money() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let elsewhere = crate::world::staff(office, UNIT).await;
    let code = handled_record(office, &hoa, &staff).await;
    for other in [&staff.one_stop, &staff.leader, &hoa] {
        assert_eq!(failure(ask(office, other, &code).await), Failure::NotAllowed);
    }
    assert_eq!(failure(ask(office, &elsewhere.handler, &code).await), Failure::NotFound);
    let none = payment::ask(office, &staff.handler, &code, Posted::default(), "Phí").await;
    assert_eq!(failure(none), Failure::AmountInvalid);
    let silent = payment::ask(office, &staff.handler, &code, one_fee(), " ").await;
    assert_eq!(failure(silent), Failure::ReasonMissing);
    ask(office, &staff.handler, &code).await.unwrap();
    for other in [&staff.handler, &staff.leader, &hoa] {
        assert_eq!(failure(payment::confirm(office, other, &code, paid("1")).await), Failure::NotAllowed);
    }
    let stranger = payment::confirm(office, &elsewhere.one_stop, &code, paid("1")).await;
    assert_eq!(failure(stranger), Failure::NotFound);
}

#[tokio::test]
async fn who_is_exempt_pays_nothing_and_reads_why() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    ask(office, &staff.handler, &code).await.unwrap();
    let exempt = Settling { exemption: "Miễn cho hộ nghèo".to_owned(), ..Settling::default() };
    payment::confirm(office, &staff.one_stop, &code, exempt).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    let settled = dossier.payment.unwrap();
    assert_eq!((settled.receipt, settled.exemption.as_deref()), (None, Some("Miễn cho hộ nghèo")));
    assert_eq!(dossier.timeline.last().unwrap().note.as_deref(), Some("Miễn cho hộ nghèo"));
}

/// Brings a dossier to the one-stop with its result.
async fn finish(office: &Office, staff: &Staff, code: &str) {
    decision::draft(office, &staff.handler, code, "Đủ điều kiện").await.unwrap();
    decision::approve(office, &staff.leader, code).await.unwrap();
    let slot = Slot::Result { code: code.to_owned() };
    upload(office, &staff.handler, slot, "ket qua.pdf", &pdf(code)).await.unwrap();
    decision::finish(office, &staff.handler, code).await.unwrap();
}

#[tokio::test]
async fn a_fee_that_nobody_asked_for_is_settled_before_the_result_is_handed_over() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    finish(office, &staff, &code).await;
    let offered = desk::open(office, &staff.one_stop, &code).await.unwrap().offered;
    assert_eq!(offered, [Action::ConfirmPayment]);
    let told = own(office, &hoa, &code).await.fees_on_return;
    let told: Vec<_> = told.iter().map(|fee| (fee.each, fee.asked_for)).collect();
    assert_eq!(told, [(Some(200_000), Some(1))], "the applicant knows before they come");
    assert_eq!(
        failure(decision::hand_over(office, &staff.one_stop, &code, fetched()).await),
        Failure::FeesUnsettled
    );
    assert_eq!(
        failure(payment::confirm(office, &staff.one_stop, &code, paid("7")).await),
        Failure::AmountInvalid
    );
    let taken = Settling { receipt: "7".to_owned(), posted: one_fee(), ..Settling::default() };
    payment::confirm(office, &staff.one_stop, &code, taken).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    assert_eq!((dossier.lifecycle.status(), dossier.payment.unwrap().amount), (Status::Finished, 200_000));
    assert_eq!(dossier.fees_on_return, []);
    decision::hand_over(office, &staff.one_stop, &code, fetched()).await.unwrap();
}

#[tokio::test]
async fn a_procedure_without_a_fee_bothers_nobody() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let code = handled(office, &hoa, &staff).await;
    let desk = desk::open(office, &staff.handler, &code).await.unwrap();
    assert!(!desk.offered.contains(&Action::RequestPayment) && desk.fees.is_empty());
    assert_eq!(failure(ask(office, &staff.handler, &code).await), Failure::NothingToPay);
    finish(office, &staff, &code).await;
    let offered = desk::open(office, &staff.one_stop, &code).await.unwrap().offered;
    assert_eq!(offered, [Action::ReturnResult]);
}

#[tokio::test]
async fn the_trial_of_an_edition_counts_the_time_that_a_payment_was_awaited() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let keeper = officer(office, "quan.tri.mot", Role::Administrator).await;
    let code = handled_record(office, &hoa, &staff).await;
    let thursday = world.at("2026-11-19T10:00:00+07:00").await;
    ask(&thursday, &staff.handler, &code).await.unwrap();
    let monday = world.at("2026-11-23T10:00:00+07:00").await;
    payment::confirm(&monday, &staff.one_stop, &code, paid("1")).await.unwrap();
    edition::begin(&monday, &keeper, RECORD, "2026-12-01").await.unwrap();
    let trial = edition::effects(&monday, &keeper, RECORD).await.unwrap().effects.unwrap();
    assert_eq!((trial.dossiers, trial.earlier, trial.later), (1, 0, 0), "nothing was changed");
}
