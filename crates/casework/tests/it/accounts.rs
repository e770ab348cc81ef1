//! Accounts: how the operator makes them, and short words for officers who sign in.

use casework::officers::{self, Forgets, NewOfficer, generated_password};
use casework::session::{Begun, first_password, resolve, sign_in};
use casework::{Actor, Office};
use domain::role::Role;
use views::{Failure, Step};

use crate::world::*;

/// The demo officers' password.
pub(crate) const PASSWORD: &str = "Mot-Cua-2026";
/// The password that the operator gives,
pub(crate) const GIVEN: &str = "Tam-thoi-7351";
/// and the one that the officer chooses.
pub(crate) const OWN: &str = "Chim-se-bay-42";
/// The user name of the officer that these tests add.
pub(crate) const LAN: &str = "le.thi.lan";

pub(crate) fn new_officer(role: Role) -> NewOfficer {
    NewOfficer {
        username: LAN.to_owned(),
        full_name: "Lê Thị Lan".to_owned(),
        title: "Công chức".to_owned(),
        unit_code: UNIT.to_owned(),
        role,
    }
}

/// The operator adds an officer with the given password.
pub(crate) async fn add(office: &Office, role: Role) {
    officers::add(office, &Actor::system(), new_officer(role), GIVEN).await.unwrap();
}

/// Signs in with a password; the next step, or the officer.
pub(crate) async fn enter(office: &Office, password: &str) -> Actor {
    let begun = sign_in(office, &Actor::visitor(), LAN, password).await.unwrap();
    of(office, &begun).await
}

pub(crate) async fn of(office: &Office, begun: &Begun) -> Actor {
    resolve(office, Some(secret(&begun.cookie))).await.unwrap()
}

/// An officer who has chosen a password and is signed in, as far as the office lets them.
pub(crate) async fn settled(office: &Office, role: Role) -> Actor {
    add(office, role).await;
    let half = enter(office, GIVEN).await;
    let begun = first_password(office, &half, OWN, OWN).await.unwrap();
    of(office, &begun).await
}

pub(crate) fn step(actor: &Actor) -> Option<Step> {
    actor.half.as_ref().map(|half| half.step)
}

#[tokio::test]
async fn the_operator_adds_an_officer_who_then_signs_in() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let officer = settled(&office, Role::HandlingOfficer).await;
    assert_eq!(
        (officer.role, officer.name.as_str(), officer.half),
        (Role::HandlingOfficer, "Lê Thị Lan", None)
    );
    let steps = world.events(&officer.id).await;
    assert_eq!(steps, ["officer_added", "password_changed", "signed_in"]);
    let lines = officers::list(&office, &Actor::system()).await.unwrap();
    let line = lines.iter().find(|line| line.username == LAN).unwrap();
    assert!(line.active && line.last_signed_in_at.is_some() && !line.second_factor);
}

#[tokio::test]
async fn an_account_needs_a_free_plain_name_a_unit_and_a_role() {
    let world = World::new().await;
    let office = &world.office;
    let refused = async |change: fn(&mut NewOfficer)| {
        let mut new = new_officer(Role::Leader);
        change(&mut new);
        failure(officers::add(office, &Actor::system(), new, GIVEN).await)
    };
    assert_eq!(refused(|new| new.username = "lê.lan".to_owned()).await, Failure::NameUnfit);
    assert_eq!(refused(|new| new.username = "a b".to_owned()).await, Failure::NameUnfit);
    assert_eq!(refused(|new| new.username = String::new()).await, Failure::NameUnfit);
    assert_eq!(refused(|new| new.username = " MOT.CUA ".to_owned()).await, Failure::NameTaken);
    assert_eq!(refused(|new| new.unit_code = "H99".to_owned()).await, Failure::NotFound);
    assert_eq!(refused(|new| new.role = Role::Citizen).await, Failure::Incomplete);
    assert_eq!(refused(|new| new.full_name = " ".to_owned()).await, Failure::Incomplete);
    assert_eq!(refused(|new| new.full_name = "ễ".repeat(201)).await, Failure::TooMuchText);
    assert_eq!(refused(|new| new.title = "x".repeat(201)).await, Failure::TooMuchText);
    let mut longest = new_officer(Role::Leader);
    (longest.full_name, longest.title) = ("ễ".repeat(200), "x".repeat(200));
    officers::add(office, &Actor::system(), longest, GIVEN).await.unwrap();
    let plain = officers::add(office, &Actor::system(), new_officer(Role::Leader), "matkhau1").await;
    assert_eq!(failure(plain), Failure::PasswordPlain);
    let leader = staff(office, UNIT).await.leader;
    let add = officers::add(office, &leader, new_officer(Role::Leader), GIVEN).await;
    assert_eq!(failure(add), Failure::NotAllowed);
}

#[tokio::test]
async fn a_generated_password_keeps_the_rules() {
    let world = World::new().await;
    let password = generated_password().unwrap();
    officers::add(&world.office, &Actor::system(), new_officer(Role::Leader), &password).await.unwrap();
    assert_ne!(password, generated_password().unwrap());
}

#[tokio::test]
async fn a_reset_ends_all_sessions_and_asks_for_a_new_password() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    add(&office, Role::OneStopOfficer).await;
    let half = enter(&office, GIVEN).await;
    let begun = first_password(&office, &half, OWN, OWN).await.unwrap();
    let system = Actor::system();
    officers::reset(&office, &system, LAN, "Moi-cap-lai-88", Forgets::Nothing).await.unwrap();
    assert_eq!(of(&office, &begun).await, Actor::visitor());
    assert_eq!(failure(sign_in(&office, &Actor::visitor(), LAN, OWN).await), Failure::WrongPassword);
    let half = enter(&office, "Moi-cap-lai-88").await;
    assert_eq!(step(&half), Some(Step::Password));
    let missing = officers::reset(&office, &system, "nobody", GIVEN, Forgets::Nothing).await;
    assert_eq!(failure(missing), Failure::NotFound);
}

#[tokio::test]
async fn in_a_demonstration_nobody_becomes_an_officer_with_an_account() {
    let world = World::new().await;
    let office = &world.office;
    let before = casework::demo::people(office).await.unwrap().len();
    let officer = settled(office, Role::Leader).await;
    assert_eq!(casework::demo::people(office).await.unwrap().len(), before);
    let taken = casework::demo::become_person(office, &Actor::visitor(), &officer.id).await;
    assert_eq!(failure(taken), Failure::NotFound);
}
