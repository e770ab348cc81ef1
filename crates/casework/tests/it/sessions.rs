//! Signing in: new secrets, old drafts, ends of sessions, locked accounts.

use casework::session::{resolve, sign_in, sign_out, sweep};
use casework::{Actor, applicant, demo, draft};
use domain::role::Role;
use store::id::sha256_hex;
use views::Failure;

use crate::world::*;

/// The demo officers' password.
const PASSWORD: &str = "Mot-Cua-2026";
/// The one-stop officer of the first unit.
const OFFICER: &str = "mot.cua";

#[tokio::test]
async fn signing_in_ends_the_old_secret_and_takes_the_drafts_along() {
    let world = World::new().await;
    let office = &world.office;
    let started = draft::start(office, &Actor::visitor(), COPY).await.unwrap();
    let before = started.cookie.unwrap();
    let browser = holder(office, &before).await;
    let second = draft::start(office, &browser, COPY).await.unwrap();
    assert_eq!(second.cookie, None, "the browser has a session already");

    let begun = demo::become_person(office, &browser, "demo-hoa").await.unwrap();
    assert_ne!(secret(&begun.cookie), secret(&before));
    let hoa = holder(office, &begun.cookie).await;
    assert_eq!((hoa.role, hoa.id.as_str()), (Role::Citizen, "demo-hoa"));
    assert_eq!(applicant::mine(office, &hoa).await.unwrap().drafts.len(), 2);
    assert_eq!(holder(office, &before).await, Actor::visitor(), "the old secret opens nothing");
    assert_eq!(failure(draft::load(office, &browser, &started.draft_id).await), Failure::NotFound);

    // The next person at this browser gets none of it.
    let begun = demo::become_person(office, &hoa, "demo-nam").await.unwrap();
    let nam = holder(office, &begun.cookie).await;
    assert!(applicant::mine(office, &nam).await.unwrap().drafts.is_empty());
}

#[tokio::test]
async fn an_officer_who_signs_in_takes_no_draft_along() {
    let world = World::new().await;
    let office = &world.office;
    let started = draft::start(office, &Actor::visitor(), COPY).await.unwrap();
    let browser = holder(office, &started.cookie.unwrap()).await;
    let begun = sign_in(office, &browser, OFFICER, PASSWORD).await.unwrap();
    let officer = holder(office, &begun.cookie).await;
    assert_eq!(officer.role, Role::OneStopOfficer);
    assert_eq!(failure(draft::load(office, &officer, &started.draft_id).await), Failure::NotFound);
}

#[tokio::test]
async fn the_cookie_is_closed_to_scripts_and_other_hosts() {
    let world = World::new().await;
    let begun = demo::become_person(&world.office, &Actor::visitor(), "demo-hoa").await.unwrap();
    let attributes: Vec<&str> = begun.cookie.split("; ").skip(1).collect();
    assert_eq!(attributes, ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=43200"]);
    assert!(begun.cookie.starts_with("motcua="));
    let mut settings = settings(MORNING);
    settings.base_url = "https://motcua.example.vn".to_owned();
    let (database, files) = (world.office.database().clone(), world.office.files().clone());
    let office = casework::Office::open(database, files, settings).await.unwrap();
    let begun = demo::become_person(&office, &Actor::visitor(), "demo-hoa").await.unwrap();
    assert!(
        begun.cookie.starts_with("__Host-motcua=") && begun.cookie.ends_with("; Secure"),
        "{}",
        begun.cookie
    );
}

#[tokio::test]
async fn the_database_knows_no_secret() {
    let world = World::new().await;
    let begun = demo::become_person(&world.office, &Actor::visitor(), "demo-hoa").await.unwrap();
    let secret = secret(&begun.cookie);
    assert!(secret.len() >= 50, "{secret}");
    let bytes = world.folder.bytes().await;
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(&sha256_hex(secret.as_bytes())) && !holds(secret));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let world = World::new().await;
    let office = &world.office;
    let begun = demo::become_person(office, &Actor::visitor(), "demo-hoa").await.unwrap();
    let hoa = holder(office, &begun.cookie).await;
    let cleared = sign_out(office, &hoa).await.unwrap();
    assert!(cleared.starts_with("motcua=;") && cleared.contains("Max-Age=0"), "{cleared}");
    assert_eq!(holder(office, &begun.cookie).await, Actor::visitor());
}

#[tokio::test]
async fn an_idle_session_ends_after_its_time() {
    let world = World::new().await;
    for (id, within, over) in [
        ("demo-hoa", "2026-11-18T09:29:50+07:00", "2026-11-18T10:00:30+07:00"),
        ("H09.41.10-mot-cua", "2026-11-18T09:14:50+07:00", "2026-11-18T09:30:30+07:00"),
    ] {
        let begun = demo::become_person(&world.office, &Actor::visitor(), id).await.unwrap();
        let (within, over) = (world.at(within).await, world.at(over).await);
        assert_eq!(holder(&within, &begun.cookie).await.id, id, "using it keeps it");
        assert_eq!(holder(&over, &begun.cookie).await, Actor::visitor(), "{id}");
    }
    let begun = demo::become_person(&world.office, &Actor::visitor(), "demo-hoa").await.unwrap();
    let half_an_hour_on = world.at("2026-11-18T09:31:00+07:00").await;
    assert_eq!(holder(&half_an_hour_on, &begun.cookie).await, Actor::visitor(), "nobody used it");
}

#[tokio::test]
async fn even_a_busy_session_ends_and_is_swept() {
    let world = World::new().await;
    let begun = demo::become_person(&world.office, &Actor::visitor(), "demo-hoa").await.unwrap();
    for minutes in (25..720).step_by(25) {
        let now = world.at(&format!("2026-11-18T{:02}:{:02}:00+07:00", 9 + minutes / 60, minutes % 60)).await;
        assert_eq!(holder(&now, &begun.cookie).await.id, "demo-hoa", "after {minutes} minutes");
    }
    let evening = world.at("2026-11-18T21:00:30+07:00").await;
    assert_eq!(holder(&evening, &begun.cookie).await, Actor::visitor(), "after 12 hours");
    assert_eq!(sweep(&world.office).await.unwrap(), 0);
    assert_eq!(sweep(&evening).await.unwrap(), 1);
}

#[tokio::test]
async fn outside_demo_mode_nobody_becomes_anybody() {
    let world = World::new().await;
    let mut settings = settings(MORNING);
    settings.demo = false;
    let (database, files) = (world.office.database().clone(), world.office.files().clone());
    let office = casework::Office::open(database, files, settings).await.unwrap();
    assert_eq!(failure(demo::become_person(&office, &Actor::visitor(), "demo-hoa").await), Failure::NotFound);
    assert_eq!(failure(demo::people(&office).await), Failure::NotFound);
    assert_eq!(failure(demo::seed(&office).await), Failure::NotFound);
}

#[tokio::test]
async fn after_signing_in_one_goes_to_a_page_of_ours() {
    let world = World::new().await;
    let begun = demo::become_person(&world.office, &Actor::visitor(), "demo-hoa").await.unwrap();
    assert_eq!(begun.go_to("/drafts/abc"), "/drafts/abc");
    for foreign in ["", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        assert_eq!(begun.go_to(foreign), "/my", "{foreign}");
    }
}

#[tokio::test]
async fn a_guessed_cookie_is_a_visitors() {
    let world = World::new().await;
    for guess in [None, Some(""), Some("guess"), Some("' OR 1=1 --")] {
        assert_eq!(resolve(&world.office, guess).await.unwrap(), Actor::visitor());
    }
}
