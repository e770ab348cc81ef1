//! Who handles a dossier, and how that changes.

use casework::{Actor, Office, assignment, decision, desk, officers, payment, records};
use domain::lifecycle::Action;
use domain::role::Role;
use views::{Failure, NoticeKind};

use crate::calendars::{officer, officer_of};
use crate::world::*;

#[tokio::test]
async fn a_leader_gives_a_dossier_to_another_handling_officer() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let second = officer(office, "chuyen.vien.hai", Role::HandlingOfficer).await;
    let code = handled(office, &hoa, &staff).await;
    let page = desk::open(office, &staff.leader, &code).await.unwrap();
    assert!(page.offered.contains(&Action::Reassign) && page.line.note.is_none());
    let others: Vec<String> = page.colleagues.into_iter().map(|colleague| colleague.id).collect();
    assert_eq!(others, [second.id.as_str()], "whoever has it is not offered");

    assignment::reassign(office, &staff.leader, &code, &second.id).await.unwrap();
    assert_eq!(told(office, &second).await, [NoticeKind::HandedOver]);
    assert!(own(office, &hoa, &code).await.holder.contains(&second.name));
    assert_eq!(failure(decision::draft(office, &staff.handler, &code, "Cấp").await), Failure::NotAllowed);
    decision::draft(office, &second, &code, "Cấp").await.unwrap();
    let rows = records::hand_overs(office, &staff.leader, &code).await.unwrap();
    let given: Vec<(&str, &str)> =
        rows.iter().map(|row| (row.giver.as_str(), row.receiver.as_str())).collect();
    assert_eq!(given[2], (staff.leader.name.as_str(), second.name.as_str()));
    world.log_is_whole().await;
}

/// Who gave the dossier to whom.
async fn slip(office: &Office, actor: &Actor, code: &str) -> Vec<(String, String)> {
    let rows = records::hand_overs(office, actor, code).await.unwrap();
    rows.into_iter().map(|row| (row.giver, row.receiver)).collect()
}

#[tokio::test]
async fn the_slip_names_whom_it_was_given_to_and_nobody_who_only_looks() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let second = officer_of(office, POLICE, "chuyen.vien.hai", Role::HandlingOfficer).await;
    let code = handled_record(office, &hoa, &staff).await;
    assignment::reassign(office, &staff.leader, &code, &second.id).await.unwrap();
    desk::open(office, &staff.handler, &code).await.unwrap();
    let name = |actor: &Actor| actor.name.clone();
    let last = slip(office, &staff.leader, &code).await.pop().unwrap();
    assert_eq!(last, (name(&staff.leader), String::new()), "whoever had it looks on, and does not take it");
    desk::open(office, &second, &code).await.unwrap();
    assert_eq!(slip(office, &staff.leader, &code).await.pop().unwrap(), (name(&staff.leader), name(&second)));

    // What lies with others comes to the new officer with the next step, in one row.
    let fee = payment::Posted { counts: posted(&[("fee0", "1")]), amounts: posted(&[]) };
    payment::ask(office, &second, &code, fee, "Phí").await.unwrap();
    let before = slip(office, &staff.leader, &code).await.len();
    assignment::reassign(office, &staff.leader, &code, &staff.handler.id).await.unwrap();
    assert_eq!(slip(office, &staff.leader, &code).await.len(), before);
    let paid = payment::Settling { receipt: "1".to_owned(), ..payment::Settling::default() };
    payment::confirm(office, &staff.one_stop, &code, paid).await.unwrap();
    let later = world.at("2026-11-18T10:00:00+07:00").await;
    desk::open(&later, &staff.handler, &code).await.unwrap();
    let after = slip(office, &staff.leader, &code).await;
    assert_eq!(after.last().unwrap(), &(name(&staff.one_stop), name(&staff.handler)));
    decision::draft(office, &staff.handler, &code, "Cấp").await.unwrap();
    let before = slip(office, &staff.leader, &code).await.len();
    assignment::reassign(office, &staff.leader, &code, &second.id).await.unwrap();
    assert_eq!(slip(office, &staff.leader, &code).await.len(), before, "the leader has it");
}

#[tokio::test]
async fn nobody_else_reassigns_and_nobody_elsewhere_is_given_it() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let elsewhere = crate::world::staff(office, CENTRE).await;
    let second = officer(office, "chuyen.vien.hai", Role::HandlingOfficer).await;
    let code = filed(office, &hoa).await;
    let reassign =
        async |actor: &Actor, to: &str| failure(assignment::reassign(office, actor, &code, to).await);
    assert_eq!(reassign(&staff.leader, &second.id).await, Failure::WrongState, "nobody has it yet");
    casework::intake::accept(office, &staff.one_stop, &code).await.unwrap();
    assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    for actor in [&staff.one_stop, &staff.handler, &hoa] {
        assert_eq!(reassign(actor, &second.id).await, Failure::NotAllowed);
    }
    assert_eq!(reassign(&elsewhere.leader, &second.id).await, Failure::NotFound);
    for unfit in [&elsewhere.handler.id, &staff.one_stop.id, &staff.handler.id, &String::new()] {
        assert_eq!(reassign(&staff.leader, unfit).await, Failure::NotFound, "{unfit}");
    }
}

#[tokio::test]
async fn a_dossier_whose_officer_has_left_waits_for_the_leader() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let leaving = officer_of(office, POLICE, "chuyen.vien.hai", Role::HandlingOfficer).await;
    let code = handled_record(office, &hoa, &staff).await;
    assignment::reassign(office, &staff.leader, &code, &leaving.id).await.unwrap();
    let waits = async || desk::inbox(office, &staff.leader, "").await.unwrap().waiting;
    assert_eq!(waits().await, 0);
    officers::close(office, &Actor::system(), "chuyen.vien.hai").await.unwrap();
    assert_eq!(waits().await, 1);
    let page = desk::open(office, &staff.leader, &code).await.unwrap();
    assert!(page.left_alone && page.line.note.is_some());
    assignment::reassign(office, &staff.leader, &code, &staff.handler.id).await.unwrap();
    assert_eq!(waits().await, 0);
    // While a payment is awaited it is for nobody to act, and it can be given all the same.
    let another = officer_of(office, POLICE, "chuyen.vien.ba", Role::HandlingOfficer).await;
    let fee = payment::Posted { counts: posted(&[("fee0", "1")]), amounts: posted(&[]) };
    payment::ask(office, &staff.handler, &code, fee, "Phí").await.unwrap();
    assignment::reassign(office, &staff.leader, &code, &another.id).await.unwrap();
    assert_eq!(told(office, &another).await, []);
    let paid = payment::Settling { receipt: "1".to_owned(), ..payment::Settling::default() };
    payment::confirm(office, &staff.one_stop, &code, paid).await.unwrap();
    assert_eq!(told(office, &another).await, [NoticeKind::PeriodResumed]);
}
