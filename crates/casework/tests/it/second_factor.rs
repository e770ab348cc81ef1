//! One-time codes: begun with a first code, asked after the password, each taken once.

use casework::officers::{self, Forgets};
use casework::session::{
    account, enrol, enrolment, enrolment_address, first_password, give_code, prove, sign_in, start_enrolment,
};
use casework::{Actor, Office};
use domain::role::Role;
use sea_orm::EntityTrait as _;
use store::entity::second_factor;
use totp_rs::{Builder, Secret};
use views::{Failure, Step};

use crate::accounts::*;
use crate::world::*;

/// What the app on the phone shows.
fn code(secret: &str, office: &Office) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let now = u64::try_from(office.now().unix_timestamp()).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(now).to_string()
}

/// Six digits that are not the code of now, nor of the steps beside it.
fn wrong_code(secret: &str, office: &Office) -> String {
    let plain = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(plain).build().unwrap();
    let now = u64::try_from(office.now().unix_timestamp()).unwrap();
    let right = [now - 30, now, now + 30].map(|at| totp.generate(at).to_string());
    let mut guesses = ["000000", "111111", "222222", "333333"].into_iter();
    guesses.find(|guess| !right.iter().any(|code| code == guess)).unwrap().to_owned()
}

/// An officer with a second factor: the actor, the secret and the recovery codes.
async fn with_codes(world: &World, role: Role) -> (Actor, String, Vec<String>) {
    let office = world.at(MORNING).await;
    let officer = settled(&office, role).await;
    start_enrolment(&office, &officer).await.unwrap();
    let shown = enrolment(&office, &officer).await.unwrap().unwrap();
    assert!(enrol(&office, &officer, &code(&shown.secret, &office)).await.unwrap().is_none());
    (officer, shown.secret, shown.recovery_codes)
}

#[tokio::test]
async fn the_password_alone_opens_nothing_once_there_is_a_second_factor() {
    let world = World::new().await;
    let (officer, secret, _) = with_codes(&world, Role::HandlingOfficer).await;
    let office = world.at("2026-11-18T09:05:00+07:00").await;
    let half = enter(&office, OWN).await;
    assert_eq!(step(&half), Some(Step::SecondFactor));
    assert_eq!(failure(account(&office, &half).await), Failure::SignInNeeded);
    assert_eq!(failure(first_password(&office, &half, OWN, OWN).await), Failure::Refused);
    assert_eq!(failure(enrolment(&office, &half).await), Failure::Refused);
    let wrong = wrong_code(&secret, &office);
    assert_eq!(failure(give_code(&office, &half, &wrong).await), Failure::CodeWrong);
    let begun = give_code(&office, &half, &format!(" {} ", code(&secret, &office))).await.unwrap();
    assert_eq!(of(&office, &begun).await.id, officer.id);
    assert_eq!(failure(give_code(&office, &Actor::visitor(), "123456").await), Failure::Refused);
}

#[tokio::test]
async fn a_code_is_taken_once() {
    let world = World::new().await;
    let (_, secret, _) = with_codes(&world, Role::HandlingOfficer).await;
    let office = world.at("2026-11-18T09:05:00+07:00").await;
    let shown = code(&secret, &office);
    let half = enter(&office, OWN).await;
    give_code(&office, &half, &shown).await.unwrap();
    let half = enter(&office, OWN).await;
    assert_eq!(failure(give_code(&office, &half, &shown).await), Failure::CodeUsed);
    let next_step = world.at("2026-11-18T09:05:31+07:00").await;
    assert_eq!(
        failure(give_code(&next_step, &half, &shown).await),
        Failure::CodeUsed,
        "still within the skew"
    );
    give_code(&next_step, &half, &code(&secret, &next_step)).await.unwrap();
}

#[tokio::test]
async fn a_code_that_comes_twice_at_once_is_taken_once() {
    let world = World::new().await;
    let (officer, secret, _) = with_codes(&world, Role::HandlingOfficer).await;
    let office = world.at("2026-11-18T09:05:00+07:00").await;
    let shown = code(&secret, &office);
    let both = tokio::join!(prove(&office, &officer, &shown), prove(&office, &officer, &shown));
    let failures = [both.0, both.1].into_iter().filter(Result::is_err).map(failure);
    assert_eq!(failures.collect::<Vec<_>>(), [Failure::CodeUsed]);
}

#[tokio::test]
async fn the_first_code_is_used_up_by_the_enrolment() {
    let world = World::new().await;
    let (_, secret, _) = with_codes(&world, Role::HandlingOfficer).await;
    let office = world.at(MORNING).await;
    let half = enter(&office, OWN).await;
    assert_eq!(failure(give_code(&office, &half, &code(&secret, &office)).await), Failure::CodeUsed);
}

#[tokio::test]
async fn a_right_password_buys_no_more_guesses_at_the_code() {
    let world = World::new().await;
    let (_, secret, _) = with_codes(&world, Role::HandlingOfficer).await;
    let office = world.at("2026-11-18T09:05:00+07:00").await;
    for _ in 0..5 {
        let half = enter(&office, OWN).await;
        let wrong = wrong_code(&secret, &office);
        assert_eq!(failure(give_code(&office, &half, &wrong).await), Failure::CodeWrong);
    }
    assert_eq!(failure(sign_in(&office, &Actor::visitor(), LAN, OWN).await), Failure::LockedOut);
}

#[tokio::test]
async fn a_recovery_code_stands_once_for_the_phone() {
    let world = World::new().await;
    let (officer, _, codes) = with_codes(&world, Role::HandlingOfficer).await;
    assert_eq!(codes.len(), 10);
    let office = world.at("2026-11-18T09:05:00+07:00").await;
    let half = enter(&office, OWN).await;
    let begun = give_code(&office, &half, &codes[3].to_uppercase()).await.unwrap();
    let officer_again = of(&office, &begun).await;
    assert_eq!(officer_again.id, officer.id);
    let left = account(&office, &officer_again).await.unwrap().second_factor.unwrap().codes_left;
    assert_eq!(left, 9);
    let half = enter(&office, OWN).await;
    assert_eq!(failure(give_code(&office, &half, &codes[3]).await), Failure::CodeWrong);
    give_code(&office, &half, &codes[4]).await.unwrap();
    assert!(world.events(&officer.id).await.contains(&"recovery_code_used".to_owned()));
}

#[tokio::test]
async fn of_the_recovery_codes_only_hashes_are_kept() {
    let world = World::new().await;
    let (_, _, codes) = with_codes(&world, Role::HandlingOfficer).await;
    let rows = second_factor::Entity::find().all(world.office.database().reader()).await.unwrap();
    assert!(rows.iter().all(|row| row.new_codes.is_none() && row.new_secret.is_none()));
    let stored = store::entity::recovery_code::Entity::find().all(world.office.database().reader()).await;
    let stored = format!("{:?}", stored.unwrap());
    assert!(codes.iter().all(|code| !stored.contains(code.as_str())));
}

#[tokio::test]
async fn nothing_counts_before_the_first_code() {
    let world = World::new().await;
    let office = world.at(MORNING).await;
    let officer = settled(&office, Role::HandlingOfficer).await;
    assert_eq!(failure(enrol(&office, &officer, "123456").await), Failure::NotFound);
    start_enrolment(&office, &officer).await.unwrap();
    let shown = enrolment(&office, &officer).await.unwrap().unwrap();
    let wrong = wrong_code(&shown.secret, &office);
    assert_eq!(failure(enrol(&office, &officer, &wrong).await), Failure::CodeWrong);
    assert_eq!(step(&enter(&office, OWN).await), None);
}

#[tokio::test]
async fn a_new_phone_replaces_the_old_one_only_with_its_first_code() {
    let world = World::new().await;
    let (officer, old, old_codes) = with_codes(&world, Role::HandlingOfficer).await;
    let office = world.at("2026-11-18T09:05:00+07:00").await;
    start_enrolment(&office, &officer).await.unwrap();
    let half = enter(&office, OWN).await;
    give_code(&office, &half, &code(&old, &office)).await.unwrap();
    let new = enrolment(&office, &officer).await.unwrap().unwrap();
    enrol(&office, &officer, &code(&new.secret, &office)).await.unwrap();
    let later = world.at("2026-11-18T09:08:00+07:00").await;
    let half = enter(&later, OWN).await;
    assert_eq!(failure(give_code(&later, &half, &old_codes[0]).await), Failure::CodeWrong);
    give_code(&later, &half, &code(&new.secret, &later)).await.unwrap();
}

#[tokio::test]
async fn an_enrolment_that_was_begun_is_not_there_for_whoever_finds_the_screen() {
    let world = World::new().await;
    let office = world.at(MORNING).await;
    let officer = settled(&office, Role::HandlingOfficer).await;
    start_enrolment(&office, &officer).await.unwrap();
    let shown = enrolment(&office, &officer).await.unwrap().unwrap();
    let later = world.at("2026-11-18T09:10:30+07:00").await;
    assert_eq!(enrolment(&later, &officer).await.unwrap(), None);
    assert_eq!(failure(enrolment_address(&later, &officer).await), Failure::NotFound);
    let first = code(&shown.secret, &later);
    assert_eq!(failure(enrol(&later, &officer, &first).await), Failure::ProofNeeded);
    assert_eq!(failure(start_enrolment(&later, &officer).await), Failure::ProofNeeded);
}

#[tokio::test]
async fn outside_a_demonstration_leaders_and_administrators_must_have_one() {
    let world = World::new().await;
    let office = world.real_at(MORNING).await;
    add(&office, Role::Leader).await;
    let half = enter(&office, GIVEN).await;
    let begun = first_password(&office, &half, OWN, OWN).await.unwrap();
    let half = of(&office, &begun).await;
    assert_eq!(step(&half), Some(Step::Enrolment));
    let shown = enrolment(&office, &half).await.unwrap().unwrap();
    let begun = enrol(&office, &half, &code(&shown.secret, &office)).await.unwrap().unwrap();
    assert_eq!(of(&office, &begun).await.role, Role::Leader);
}

#[tokio::test]
async fn a_reset_of_the_second_factor_begins_anew() {
    let world = World::new().await;
    let (_, _, codes) = with_codes(&world, Role::Leader).await;
    let office = world.real_at("2026-11-18T09:05:00+07:00").await;
    officers::reset(&office, &Actor::system(), LAN, GIVEN, Forgets::SecondFactor).await.unwrap();
    let half = enter(&office, GIVEN).await;
    assert_eq!(step(&half), Some(Step::Password));
    let new = "Sau-khi-mat-may-1";
    let begun = first_password(&office, &half, new, new).await.unwrap();
    let half = of(&office, &begun).await;
    assert_eq!(step(&half), Some(Step::Enrolment));
    assert!(enrolment(&office, &half).await.unwrap().unwrap().recovery_codes != codes);
}

#[tokio::test]
async fn a_sign_in_that_is_left_halfway_ends_soon() {
    let world = World::new().await;
    let (_, secret, _) = with_codes(&world, Role::HandlingOfficer).await;
    let begun = sign_in(&world.office, &Actor::visitor(), LAN, OWN).await.unwrap();
    let later = world.at("2026-11-18T09:10:30+07:00").await;
    let half = of(&later, &begun).await;
    assert_eq!(half, Actor::visitor());
    assert_eq!(failure(give_code(&later, &half, &code(&secret, &later)).await), Failure::Refused);
}
