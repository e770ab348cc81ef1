//! Before an approval or an apology the leader proves once more who signs.

use casework::session::{DEMO_PROOF, prove, sign_in};
use casework::{Actor, Case, Office, decision, desk, reappointment};
use domain::role::Role;
use views::{Failure, ProofKind};

use crate::accounts::*;
use crate::world::*;

/// A dossier whose result waits for approval.
async fn drafted(office: &Office) -> String {
    let hoa = hoa(office).await;
    let staff = staff(office, UNIT).await;
    let code = handled(office, &hoa, &staff).await;
    decision::draft(office, &staff.handler, &code, "Đồng ý").await.unwrap();
    code
}

#[tokio::test]
async fn ten_minutes_after_signing_in_an_approval_asks_for_the_password() {
    let world = World::new().await;
    let code = drafted(&world.office).await;
    let leader = settled(&world.office, Role::Leader).await;
    let soon = world.at("2026-11-18T09:09:50+07:00").await;
    assert!(!desk::open(&soon, &leader, &code).await.unwrap().proof.due);
    let later = world.at("2026-11-18T09:10:30+07:00").await;
    let asked = desk::open(&later, &leader, &code).await.unwrap().proof;
    assert_eq!((asked.kind, asked.due), (ProofKind::Password, true));
    assert_eq!(failure(decision::approve(&later, &leader, &code).await), Failure::ProofNeeded);
    for guess in ["wrong", DEMO_PROOF] {
        assert_eq!(failure(prove(&later, &leader, guess).await), Failure::WrongPassword);
    }
    assert_eq!(prove(&later, &leader, "").await.unwrap(), leader, "nothing given proves nothing");
    let proved = prove(&later, &leader, OWN).await.unwrap();
    decision::approve(&later, &proved, &code).await.unwrap();
    assert!(world.events(&leader.id).await.contains(&"proved".to_owned()));
}

#[tokio::test]
async fn a_proof_counts_for_the_session_that_gave_it() {
    let world = World::new().await;
    let office = &world.office;
    let code = drafted(office).await;
    settled(office, Role::Leader).await;
    let here = sign_in(office, &Actor::visitor(), LAN, OWN).await.unwrap();
    let there = sign_in(office, &Actor::visitor(), LAN, OWN).await.unwrap();
    let later = world.at("2026-11-18T09:12:00+07:00").await;
    prove(&later, &of(&later, &here).await, OWN).await.unwrap();
    assert!(!desk::open(&later, &of(&later, &here).await, &code).await.unwrap().proof.due);
    let other = of(&later, &there).await;
    assert_eq!(failure(decision::approve(&later, &other, &code).await), Failure::ProofNeeded);
}

#[tokio::test]
async fn guesses_lock_the_name_here_too() {
    let world = World::new().await;
    let leader = settled(&world.office, Role::Leader).await;
    for _ in 0..5 {
        assert_eq!(failure(prove(&world.office, &leader, "wrong").await), Failure::WrongPassword);
    }
    assert_eq!(failure(prove(&world.office, &leader, OWN).await), Failure::LockedOut);
}

#[tokio::test]
async fn a_demo_leader_confirms_with_one_click() {
    let world = World::new().await;
    let code = drafted(&world.office).await;
    let leader = staff(&world.office, UNIT).await.leader;
    let later = world.at("2026-11-18T09:11:00+07:00").await;
    let asked = desk::open(&later, &leader, &code).await.unwrap().proof;
    assert_eq!((asked.kind, asked.due), (ProofKind::Demo, true));
    assert_eq!(failure(decision::approve(&later, &leader, &code).await), Failure::ProofNeeded);
    let proved = prove(&later, &leader, DEMO_PROOF).await.unwrap();
    decision::approve(&later, &proved, &code).await.unwrap();
}

async fn apologise(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    reappointment::reappoint(office, actor, code, "2026-11-30", "Chờ xác minh").await
}

#[tokio::test]
async fn ten_minutes_after_signing_in_an_apology_asks_once_more() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let later = world.at("2026-11-18T09:11:00+07:00").await;
    assert!(desk::open(&later, &staff.leader, &code).await.unwrap().proof.due);
    assert_eq!(failure(apologise(&later, &staff.leader, &code).await), Failure::ProofNeeded);
    assert_eq!(failure(apologise(&later, &staff.handler, &code).await), Failure::NotAllowed);
    assert!(own(&later, &hoa, &code).await.first_due.is_none(), "nothing was moved");
    let proved = prove(&later, &staff.leader, DEMO_PROOF).await.unwrap();
    apologise(&later, &proved, &code).await.unwrap();
    assert!(own(&later, &hoa, &code).await.first_due.is_some());
}
