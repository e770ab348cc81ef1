//! Where somebody is signed in, and signing out there.

use casework::session::{end_other_sessions, end_session, sessions};
use casework::{Actor, demo};
use views::Failure;

use crate::world::*;

const PHONE: &str = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";
const DESK: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0";

async fn from(office: &casework::Office, device: &str, id: &str) -> Actor {
    let visitor = Actor { device: device.to_owned(), ..Actor::visitor() };
    let begun = demo::become_person(office, &visitor, id).await.unwrap();
    holder(office, &begun.cookie).await
}

#[tokio::test]
async fn everybody_sees_their_own_devices_in_words() {
    let world = World::new().await;
    let phone = from(&world.office, PHONE, "demo-hoa").await;
    let later = world.at("2026-11-18T09:03:00+07:00").await;
    let desk = from(&later, DESK, "demo-hoa").await;
    from(&later, DESK, "demo-nam").await;
    let lines = sessions(&later, &desk).await.unwrap();
    let words: Vec<_> = lines.iter().map(|line| (&*line.browser, &*line.system, line.here)).collect();
    assert_eq!(words, [("Firefox", "Windows", true), ("Chrome", "Android", false)]);
    assert!(lines[1].begun_at < lines[0].begun_at);
    let session = phone.session.unwrap();
    assert!(lines.iter().all(|line| !session.contains(&line.id)), "the page tells no key of the table");
    assert_eq!(failure(sessions(&later, &Actor::visitor()).await), Failure::SignInNeeded);
}

#[tokio::test]
async fn one_of_them_is_ended_and_only_ones_own() {
    let world = World::new().await;
    let office = &world.office;
    let phone = from(office, PHONE, "demo-hoa").await;
    let desk = from(office, DESK, "demo-hoa").await;
    let other = from(office, DESK, "demo-nam").await;
    let line = sessions(office, &desk).await.unwrap().into_iter().find(|line| !line.here).unwrap();
    assert_eq!(failure(end_session(office, &other, &line.id).await), Failure::NotFound);
    end_session(office, &desk, &line.id).await.unwrap();
    assert_eq!(failure(end_session(office, &desk, &line.id).await), Failure::NotFound);
    let left = sessions(office, &desk).await.unwrap();
    assert!(left.len() == 1 && left[0].here);
    assert_eq!(sessions(office, &phone).await.unwrap().len(), 1, "the phone is signed out");
}

#[tokio::test]
async fn everywhere_else_is_ended_at_once() {
    let world = World::new().await;
    let office = &world.office;
    let id = format!("{UNIT}-mot-cua");
    for _ in 0..3 {
        from(office, PHONE, &id).await;
    }
    let desk = from(office, DESK, &id).await;
    let other = from(office, DESK, &format!("{UNIT}-lanh-dao")).await;
    assert_eq!(sessions(office, &desk).await.unwrap().len(), 4);
    end_other_sessions(office, &desk).await.unwrap();
    assert_eq!(sessions(office, &desk).await.unwrap().len(), 1);
    assert_eq!(sessions(office, &other).await.unwrap().len(), 1, "nobody else's");
    assert!(world.events(&id).await.contains(&"sessions_ended".to_owned()));
}

#[tokio::test]
async fn a_session_that_has_ended_by_itself_is_not_in_the_list() {
    let world = World::new().await;
    from(&world.office, PHONE, "demo-hoa").await;
    let later = world.at("2026-11-18T09:31:00+07:00").await;
    let desk = from(&later, DESK, "demo-hoa").await;
    assert_eq!(sessions(&later, &desk).await.unwrap().len(), 1);
}
