//! The log of a dossier tells its state: replaying it gives what is stored.

use casework::payment::{Posted, Settling};
use casework::{applicant, assignment, decision, intake, payment, reappointment, submit};
use domain::lifecycle::{Action, Facts, Lifecycle};
use domain::role::Role;
use time::{Duration, OffsetDateTime};

use crate::world::*;

fn action_of(kind: &str) -> Option<Action> {
    Some(match kind {
        "accepted" => Action::Accept,
        "supplement_asked" => Action::RequestSupplement,
        "supplement_answered" => Action::SubmitSupplement,
        "refused" => Action::Refuse,
        "transferred" => Action::Transfer,
        "reassigned" => Action::Reassign,
        "result_drafted" => Action::DraftResult,
        "draft_returned" => Action::ReturnDraft,
        "result_approved" => Action::ApproveResult,
        "finished" => Action::Finish,
        "returned" => Action::ReturnResult,
        "withdrawn" => Action::Withdraw,
        "stopped" => Action::ConfirmWithdrawal,
        "closed_unsupplemented" => Action::CloseUnsupplemented,
        "payment_asked" => Action::RequestPayment,
        "payment_settled" => Action::ConfirmPayment,
        "reappointed" => Action::Reappoint,
        _ => return None,
    })
}

/// What happened was legal then, so every guard holds.
fn apply(dossier: Lifecycle, action: Action) -> Lifecycle {
    let now = OffsetDateTime::UNIX_EPOCH;
    let later = Some(now + Duration::days(9));
    let facts = |settled| Facts {
        due_at: later,
        agency_supplement_by: later,
        applicant_supplement_by: Some(now - Duration::days(9)),
        has_result: true,
        fee_askable: true,
        fees_settled: settled,
        reason_given: true,
        receipt_given: true,
        ..Facts::new(now, now)
    };
    let attempts = Role::ALL.iter().flat_map(|role| [(*role, true), (*role, false)]);
    let mut taken = attempts.filter_map(|(role, settled)| dossier.apply(action, role, &facts(settled)).ok());
    taken.next().unwrap_or_else(|| panic!("{action} at {dossier:?}"))
}

async fn replayed(world: &World, code: &str) -> Lifecycle {
    world.events(code).await.iter().filter_map(|kind| action_of(kind)).fold(Lifecycle::filed(), apply)
}

pub(crate) async fn assert_replays(world: &World, code: &str) {
    let rows = world.dossiers().await;
    let row = rows.iter().find(|row| row.code == code).unwrap();
    let stored: Lifecycle = serde_json::from_str(&row.lifecycle).unwrap();
    assert_eq!(replayed(world, code).await, stored);
    assert_eq!(row.status, i32::from(stored.status().code()));
}

#[tokio::test]
async fn tt01_d17_1b_replaying_the_log_gives_the_stored_state_after_every_step() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = filed_record(office, &hoa).await;
    assert_replays(&world, &code).await;
    let reasons = posted(&[("purpose", "Ghi rõ mục đích")]);
    intake::ask_supplement(office, &staff.one_stop, &code, reasons, "").await.unwrap();
    assert_replays(&world, &code).await;
    let draft = applicant::start_supplement(office, &hoa, &code).await.unwrap();
    submit::submit(office, &hoa, draft.trim_start_matches("/drafts/")).await.unwrap();
    assert_replays(&world, &code).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    reappointment::reappoint(office, &staff.leader, &code, "2026-11-30", "Chờ tra cứu").await.unwrap();
    assert_replays(&world, &code).await;
    let fee = Posted { counts: posted(&[("fee0", "1")]), ..Posted::default() };
    payment::ask(office, &staff.handler, &code, fee, "Phí").await.unwrap();
    assert_replays(&world, &code).await;
    let paid = Settling { receipt: "9".to_owned(), ..Settling::default() };
    payment::confirm(office, &staff.one_stop, &code, paid).await.unwrap();
    decision::draft_refusal(office, &staff.handler, &code, "Từ chối", "Không đủ").await.unwrap();
    decision::send_back(office, &staff.leader, &code, "Sửa").await.unwrap();
    decision::draft_refusal(office, &staff.handler, &code, "Từ chối", "Không đủ điều kiện").await.unwrap();
    assert_replays(&world, &code).await;
    decision::approve(office, &staff.leader, &code).await.unwrap();
    decision::finish(office, &staff.handler, &code).await.unwrap();
    decision::hand_over(office, &staff.one_stop, &code, fetched()).await.unwrap();
    assert_replays(&world, &code).await;
}

#[tokio::test]
async fn dossiers_that_stop_replay_too() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let [withdrawn, closed, refused] =
        [filed(office, &hoa).await, filed(office, &hoa).await, filed(office, &hoa).await];
    intake::accept(office, &staff.one_stop, &withdrawn).await.unwrap();
    applicant::withdraw(office, &hoa, &withdrawn, "").await.unwrap();
    assert_replays(&world, &withdrawn).await;
    decision::confirm_withdrawal(office, &staff.one_stop, &withdrawn).await.unwrap();
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    intake::ask_supplement(office, &staff.one_stop, &closed, reasons, "").await.unwrap();
    decision::close_overdue(&world.at("2026-12-11T09:00:00+07:00").await).await.unwrap();
    intake::refuse(office, &staff.one_stop, &refused, "Sai nơi").await.unwrap();
    for code in [&withdrawn, &closed, &refused] {
        assert_replays(&world, code).await;
    }
}
