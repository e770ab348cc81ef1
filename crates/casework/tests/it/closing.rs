//! Accounts that are closed: by hand, or because nobody used them for 45 days.

use casework::officers::{self, close_unused};
use casework::session::sign_in;
use casework::{Actor, Case, Office};
use domain::role::Role;
use views::Failure;

use crate::accounts::*;
use crate::world::*;

async fn line(office: &Office) -> views::OfficerLine {
    let lines = officers::list(office, &Actor::system()).await.unwrap();
    lines.into_iter().find(|line| line.username == LAN).unwrap()
}

async fn try_in(office: &Office, username: &str) -> Case<()> {
    sign_in(office, &Actor::visitor(), username, OWN).await.map(|_| ())
}

#[tokio::test]
async fn a_closed_account_ends_at_once_and_looks_like_none() {
    let world = World::new().await;
    let office = &world.office;
    let officer = settled(office, Role::HandlingOfficer).await;
    let here = sign_in(office, &Actor::visitor(), LAN, OWN).await.unwrap();
    officers::close(office, &Actor::system(), " LE.THI.LAN ").await.unwrap();
    officers::close(office, &Actor::system(), LAN).await.unwrap();
    assert_eq!(of(office, &here).await, Actor::visitor());
    assert!(!line(office).await.active);
    // Neither the answer nor the lock tells a closed account from a name that nobody has.
    for guess in 0..5 {
        for name in [LAN, "nobody.here"] {
            assert_eq!(failure(try_in(office, name).await), Failure::WrongPassword, "{guess} {name}");
        }
    }
    for name in [LAN, "nobody.here"] {
        assert_eq!(failure(try_in(office, name).await), Failure::LockedOut, "{name}");
    }
    officers::unlock(office, &Actor::system(), LAN).await.unwrap();
    officers::reopen(office, &Actor::system(), LAN).await.unwrap();
    try_in(office, LAN).await.unwrap();
    let events = world.events(&officer.id).await;
    let of = |kind: &str| events.iter().filter(|event| *event == kind).count();
    assert_eq!((of("officer_closed"), of("officer_opened")), (1, 1), "{events:?}");
    assert_eq!(failure(officers::close(office, &Actor::system(), "nobody").await), Failure::NotFound);
    assert_eq!(failure(officers::reopen(office, &Actor::system(), "nobody").await), Failure::NotFound);
}

#[tokio::test]
async fn an_administrator_closes_others_and_not_themselves() {
    let world = World::new().await;
    let office = &world.office;
    let administrator = settled(office, Role::Administrator).await;
    assert_eq!(failure(officers::close(office, &administrator, LAN).await), Failure::OwnAccount);
    let other = officers::NewOfficer { username: "khac".to_owned(), ..new_officer(Role::Leader) };
    officers::add(office, &Actor::system(), other, GIVEN).await.unwrap();
    officers::close(office, &administrator, "khac").await.unwrap();
    let staff = staff(office, UNIT).await;
    for nobody in [&staff.one_stop, &staff.handler, &staff.leader, &hoa(office).await] {
        assert_eq!(failure(officers::close(office, nobody, LAN).await), Failure::NotAllowed);
        assert_eq!(failure(officers::reopen(office, nobody, "khac").await), Failure::NotAllowed);
    }
}

#[tokio::test]
async fn an_account_that_nobody_uses_for_45_days_closes() {
    let world = World::new().await;
    let officer = settled(&world.office, Role::HandlingOfficer).await;
    let last_day = world.at("2027-01-02T08:59:00+07:00").await;
    assert_eq!(close_unused(&last_day).await.unwrap(), 0);
    try_in(&last_day, LAN).await.unwrap();
    // The days count from there.
    let nearly = world.at("2027-02-16T08:58:00+07:00").await;
    assert_eq!(close_unused(&nearly).await.unwrap(), 0);
    let over = world.at("2027-02-16T09:00:00+07:00").await;
    assert_eq!(failure(try_in(&over, LAN).await), Failure::WrongPassword, "also before anybody has swept");
    assert_eq!(close_unused(&over).await.unwrap(), 1);
    assert_eq!(close_unused(&over).await.unwrap(), 0, "once");
    assert!(!line(&over).await.active);
    officers::reopen(&over, &Actor::system(), LAN).await.unwrap();
    assert_eq!(close_unused(&over).await.unwrap(), 0, "its days begin anew");
    try_in(&over, LAN).await.unwrap();
    assert!(world.events(&officer.id).await.contains(&"officer_closed".to_owned()));
    assert!(
        officers::list(&over, &Actor::system()).await.unwrap().iter().all(|line| line.active),
        "demo people stay"
    );
}

#[tokio::test]
async fn an_account_that_was_never_used_closes_too() {
    let world = World::new().await;
    add(&world.office, Role::HandlingOfficer).await;
    let later = world.at("2027-01-02T09:01:00+07:00").await;
    assert_eq!(failure(sign_in(&later, &Actor::visitor(), LAN, GIVEN).await), Failure::WrongPassword);
    assert_eq!(close_unused(&later).await.unwrap(), 1);
}
