//! Wrong passwords lock the name, and the lock tells nothing about who exists.

use casework::session::{sign_in, sweep};
use casework::{Actor, Office, officers};
use futures::future::join_all;
use sea_orm::EntityTrait as _;
use store::entity::{event, sign_in_guard};
use views::Failure;

use crate::accounts::PASSWORD;
use crate::world::*;

/// The one-stop officer of the first unit,
const OFFICER: &str = "mot.cua";
const OFFICER_ID: &str = "H09.01-mot-cua";
/// and a name that nobody has.
const NOBODY: &str = "khong.co.ai";

async fn wrong(office: &Office, name: &str) -> Failure {
    failure(sign_in(office, &Actor::visitor(), name, "wrong").await)
}

#[tokio::test]
async fn five_wrong_passwords_lock_a_name_whether_or_not_anybody_has_it() {
    let world = World::new().await;
    let office = &world.office;
    for name in [OFFICER, NOBODY] {
        let answers = [wrong(office, name).await, wrong(office, name).await, wrong(office, name).await];
        assert_eq!(answers, [Failure::WrongPassword; 3]);
        assert_eq!(wrong(office, &format!(" {} ", name.to_uppercase())).await, Failure::WrongPassword);
        assert_eq!(wrong(office, name).await, Failure::WrongPassword);
        assert_eq!(wrong(office, name).await, Failure::LockedOut);
    }
    let visitor = Actor::visitor();
    assert_eq!(failure(sign_in(office, &visitor, OFFICER, PASSWORD).await), Failure::LockedOut);
    let later = world.at("2026-11-18T20:59:00+07:00").await;
    assert_eq!(failure(sign_in(&later, &visitor, OFFICER, PASSWORD).await), Failure::LockedOut);
    assert_eq!(wrong(&later, NOBODY).await, Failure::LockedOut);
    let later = world.at("2026-11-18T21:01:00+07:00").await;
    assert_eq!(wrong(&later, NOBODY).await, Failure::WrongPassword);
    sign_in(&later, &visitor, OFFICER, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_right_password_starts_the_count_anew() {
    let world = World::new().await;
    let office = &world.office;
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(wrong(office, OFFICER).await, Failure::WrongPassword);
        }
        sign_in(office, &Actor::visitor(), OFFICER, PASSWORD).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_sent_at_once_are_counted_one_by_one() {
    let world = World::new().await;
    let office = &world.office;
    let guesses = (0..12).map(|_| {
        let office = office.clone();
        tokio::spawn(async move { wrong(&office, OFFICER).await })
    });
    join_all(guesses).await;
    assert_eq!(failure(sign_in(office, &Actor::visitor(), OFFICER, PASSWORD).await), Failure::LockedOut);
}

#[tokio::test]
async fn a_lock_is_in_the_log_and_a_name_nobody_has_is_not_written_out() {
    let world = World::new().await;
    for name in [OFFICER, NOBODY] {
        for _ in 0..5 {
            wrong(&world.office, name).await;
        }
    }
    let reader = world.office.database().reader();
    let locks = event::Entity::find().all(reader).await.unwrap();
    let locks: Vec<_> = locks.into_iter().filter(|row| row.kind == "sign_in_locked").collect();
    assert_eq!(locks[0].subject, OFFICER_ID);
    assert!(locks[1].subject.starts_with("name:"), "{}", locks[1].subject);
    assert_eq!(locks.len(), 2);
    assert!(locks.iter().all(|row| !format!("{row:?}").contains(NOBODY)), "it may have been a password");
    world.log_is_whole().await;
}

#[tokio::test]
async fn an_administrator_lifts_the_lock() {
    let world = World::new().await;
    let office = &world.office;
    for _ in 0..5 {
        wrong(office, OFFICER).await;
    }
    let system = Actor::system();
    let locked = officers::list(office, &system).await.unwrap();
    assert_eq!(locked.iter().filter(|line| line.locked_until.is_some()).count(), 1);
    let leader = staff(office, UNIT).await.leader;
    assert_eq!(failure(officers::unlock(office, &leader, OFFICER).await), Failure::NotAllowed);
    assert_eq!(failure(officers::unlock(office, &system, NOBODY).await), Failure::NotFound);
    officers::unlock(office, &system, OFFICER).await.unwrap();
    sign_in(office, &Actor::visitor(), OFFICER, PASSWORD).await.unwrap();
    assert!(world.events(OFFICER_ID).await.contains(&"officer_unlocked".to_owned()));
}

#[tokio::test]
async fn what_no_longer_counts_is_swept() {
    let world = World::new().await;
    wrong(&world.office, NOBODY).await;
    let next_day = world.at("2026-11-19T09:00:30+07:00").await;
    let rows = async |office: &Office| {
        sign_in_guard::Entity::find().all(office.database().reader()).await.unwrap().len()
    };
    sweep(&world.office).await.unwrap();
    assert_eq!(rows(&world.office).await, 1);
    sweep(&next_day).await.unwrap();
    assert_eq!(rows(&next_day).await, 0);
}
