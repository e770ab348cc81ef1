//! Passwords: changed at the first sign-in and when they are old, never back to one of the last ten.

use casework::officers::{self, Forgets};
use casework::session::{change_password, first_password, sign_in};
use casework::{Actor, demo, desk};
use domain::role::Role;
use sea_orm::EntityTrait as _;
use store::entity::{officer, past_password};
use views::{Failure, Step};

use crate::accounts::*;
use crate::world::*;

#[tokio::test]
async fn the_given_password_opens_nothing_but_the_change() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    add(&office, Role::OneStopOfficer).await;
    let begun = sign_in(&office, &Actor::visitor(), LAN, GIVEN).await.unwrap();
    assert_eq!(begun.go_to("/desk"), "/sign-in?next=/desk");
    let half = of(&office, &begun).await;
    assert_eq!((half.role, half.id.as_str(), step(&half)), (Role::Visitor, "", Some(Step::Password)));
    assert_eq!(failure(desk::inbox(&office, &half, "").await), Failure::SignInNeeded);
    for (new, again, why) in [
        ("Ngan-1", "Ngan-1", Failure::PasswordShort),
        ("khong du kieu", "khong du kieu", Failure::PasswordPlain),
        ("Le.Thi.Lan.77", "Le.Thi.Lan.77", Failure::PasswordIsName),
        ("Matkhau@123", "Matkhau@123", Failure::PasswordCommon),
        (OWN, "Chim-se-bay-43", Failure::PasswordsDiffer),
        (GIVEN, GIVEN, Failure::PasswordUsed),
    ] {
        assert_eq!(failure(first_password(&office, &half, new, again).await), why, "{new}");
    }
    let begun = first_password(&office, &half, OWN, OWN).await.unwrap();
    assert_eq!(begun.go_to(""), "/desk");
    assert_eq!(of(&office, &begun).await.role, Role::OneStopOfficer);
    assert_eq!(failure(first_password(&office, &half, OWN, OWN).await), Failure::PasswordUsed);
    assert_eq!(step(&enter(&office, OWN).await), None);
}

#[tokio::test]
async fn the_last_ten_passwords_are_not_used_again() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let mut officer = settled(&office, Role::OneStopOfficer).await;
    let mut current = OWN.to_owned();
    for number in 1..=9 {
        let now = world.real_at(&format!("2026-11-18T09:0{number}:00+07:00")).await;
        let next = format!("Doi-lan-thu-{number}");
        change_password(&now, &officer, &current, &next, &next).await.unwrap();
        current = next;
    }
    officer = enter(&office, &current).await;
    // Ten are kept: the nine since, and the first of one's own. The given one is the eleventh.
    assert_eq!(failure(change_password(&office, &officer, &current, OWN, OWN).await), Failure::PasswordUsed);
    let kept = "Doi-lan-thu-1";
    assert_eq!(
        failure(change_password(&office, &officer, &current, kept, kept).await),
        Failure::PasswordUsed
    );
    let later = world.real_at("2026-11-18T09:10:00+07:00").await;
    change_password(&later, &officer, &current, GIVEN, GIVEN).await.unwrap();
}

#[tokio::test]
async fn passwords_are_kept_as_argon2id_hashes() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let lan = settled(&office, Role::OneStopOfficer).await;
    let reader = office.database().reader();
    let row = officer::Entity::find_by_id(&lan.id).one(reader).await.unwrap().unwrap();
    let current = row.password_hash.unwrap();
    assert!(current.starts_with("$argon2id$"), "{current}");
    let past = past_password::Entity::find().all(reader).await.unwrap();
    assert!(past.iter().all(|row| row.hash.starts_with("$argon2id$")), "{past:?}");
}

#[tokio::test]
async fn a_change_needs_the_current_password_and_ends_the_other_sessions() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let officer = settled(&office, Role::OneStopOfficer).await;
    let elsewhere = sign_in(&office, &Actor::visitor(), LAN, OWN).await.unwrap();
    let new = "Cay-da-dau-lang-3";
    assert_eq!(failure(change_password(&office, &officer, "wrong", new, new).await), Failure::WrongPassword);
    assert_eq!(of(&office, &elsewhere).await.id, officer.id);
    change_password(&office, &officer, OWN, new, new).await.unwrap();
    assert_eq!(of(&office, &elsewhere).await, Actor::visitor());
    casework::session::sessions(&office, &officer).await.unwrap();
    assert_eq!(failure(sign_in(&office, &Actor::visitor(), LAN, OWN).await), Failure::WrongPassword);
}

#[tokio::test]
async fn a_change_does_not_undo_a_reset_that_came_meanwhile() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let officer = settled(&office, Role::OneStopOfficer).await;
    let (new, reset) = ("Cay-da-dau-lang-3", "Tam-thoi-9462");
    let system = Actor::system();
    // The change judges the whole history, so that it takes longer than the reset, which overtakes it.
    let (changed, done) = tokio::join!(
        change_password(&office, &officer, OWN, new, new),
        officers::reset(&office, &system, LAN, reset, Forgets::Nothing)
    );
    done.unwrap();
    assert_eq!(failure(changed), Failure::WrongPassword);
    assert_eq!(failure(sign_in(&office, &Actor::visitor(), LAN, new).await), Failure::WrongPassword);
    assert_eq!(step(&enter(&office, reset).await), Some(Step::Password));
}

#[tokio::test]
async fn guesses_at_the_current_password_lock_the_name() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let officer = settled(&office, Role::OneStopOfficer).await;
    for _ in 0..5 {
        let guess = change_password(&office, &officer, "wrong", "Moi-tinh-9", "Moi-tinh-9").await;
        assert_eq!(failure(guess), Failure::WrongPassword);
    }
    let right = change_password(&office, &officer, OWN, "Moi-tinh-9", "Moi-tinh-9").await;
    assert_eq!(failure(right), Failure::LockedOut);
}

#[tokio::test]
async fn administrators_change_theirs_every_two_months() {
    let world = World::new().await;
    let office = world.at(MORNING).await;
    settled(&office, Role::Administrator).await;
    // An account that nobody uses for 45 days is closed.
    enter(&world.at("2026-12-18T09:00:00+07:00").await, OWN).await;
    let soon = world.at("2027-01-16T09:00:00+07:00").await;
    assert_eq!(step(&enter(&soon, OWN).await), None);
    let late = world.at("2027-01-17T09:01:00+07:00").await;
    let half = enter(&late, OWN).await;
    assert_eq!(step(&half), Some(Step::Password));
    first_password(&late, &half, "Hai-thang-sau-5", "Hai-thang-sau-5").await.unwrap();
    assert_eq!(step(&enter(&late, "Hai-thang-sau-5").await), None);
}

#[tokio::test]
async fn other_officers_keep_theirs() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    settled(&office, Role::OneStopOfficer).await;
    let next_year = world.real_at("2027-11-18T09:00:00+07:00").await;
    // Nobody used it meanwhile, so it was closed and is opened again, with the password of before.
    officers::close_unused(&next_year).await.unwrap();
    officers::reopen(&next_year, &Actor::system(), LAN).await.unwrap();
    assert_eq!(step(&enter(&next_year, OWN).await), None);
}

#[tokio::test]
async fn a_demo_officer_signs_in_as_documented_and_changes_nothing() {
    let world = World::new().await;
    let office = &world.office;
    let begun = sign_in(office, &Actor::visitor(), "mot.cua", PASSWORD).await.unwrap();
    let officer = of(office, &begun).await;
    assert_eq!((officer.role, officer.half.clone()), (Role::OneStopOfficer, None));
    assert_eq!(failure(change_password(office, &officer, PASSWORD, OWN, OWN).await), Failure::DemoAccount);
    let clicked = demo::become_person(office, &Actor::visitor(), &officer.id).await.unwrap();
    assert_eq!(of(office, &clicked).await.id, officer.id);
}

#[tokio::test]
async fn only_the_sign_in_that_waits_for_it_sets_a_first_password() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    let officer = settled(&office, Role::OneStopOfficer).await;
    for actor in [Actor::visitor(), officer] {
        assert_eq!(failure(first_password(&office, &actor, OWN, OWN).await), Failure::Refused);
    }
    officers::reset(&office, &Actor::system(), LAN, GIVEN, Forgets::Nothing).await.unwrap();
    let half = enter(&office, GIVEN).await;
    assert_eq!(failure(change_password(&office, &half, GIVEN, OWN, OWN).await), Failure::SignInNeeded);
}
