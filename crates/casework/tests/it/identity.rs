//! Signing in by an issuer: whom an account stands for, who may say so, and when it ends.

use casework::identity::attempt::{self, Attempt};
use casework::identity::{Assertion, Ended, Issuer, end_sessions, issuer_of, sign_in};
use casework::{Actor, Case, Office, applicant, draft, session};
use domain::role::Role;
use domain::text::Lang;
use sea_orm::EntityTrait as _;
use store::entity::{identity, issuer_session, person, sign_in_attempt};
use views::{Failure, IssuerAudience};

use crate::world::*;

const HOA: &str = "074195000321";
/// Nobody in the demo.
const MAI: &str = "074198001234";

fn issuer(url: &str, audience: IssuerAudience, authoritative: bool) -> Issuer {
    Issuer { url: url.to_owned(), audience, authoritative }
}

/// Has the last word on national IDs.
fn state() -> Issuer {
    issuer("https://state.example.vn", IssuerAudience::Citizens, true)
}

/// Has not.
fn bank() -> Issuer {
    issuer("https://bank.example.vn", IssuerAudience::Citizens, false)
}

fn business() -> Issuer {
    issuer("https://business.example.vn", IssuerAudience::Organisations, true)
}

fn says(subject: &str, national_id: &str) -> Assertion {
    Assertion {
        subject: subject.to_owned(),
        sid: Some(format!("{subject}-session")),
        issued_at: 1_000_000,
        national_id: national_id.to_owned(),
        full_name: "Lê Thị Mai".to_owned(),
        birth_date: "1998-05-06".to_owned(),
        ..Assertion::default()
    }
}

async fn enter(office: &Office, issuer: &Issuer, assertion: Assertion) -> Case<Actor> {
    let begun = sign_in(office, &Actor::visitor(), issuer, assertion).await?;
    Ok(holder(office, &begun.cookie).await)
}

async fn links(office: &Office) -> Vec<(String, String)> {
    let rows = identity::Entity::find().all(office.database().reader()).await.unwrap();
    rows.into_iter().map(|row| (row.issuer, row.subject)).collect()
}

#[tokio::test]
async fn a_new_account_makes_a_person_who_takes_the_drafts_along() {
    let world = World::new().await;
    let office = &world.office;
    let started = draft::start(office, &Actor::visitor(), COPY).await.unwrap();
    let browser = holder(office, &started.cookie.unwrap()).await;
    let begun = sign_in(office, &browser, &state(), says("mai", MAI)).await.unwrap();
    let mai = holder(office, &begun.cookie).await;
    assert_eq!((mai.role, &*mai.name), (Role::Citizen, "Lê Thị Mai"));
    assert_eq!(applicant::mine(office, &mai).await.unwrap().drafts.len(), 1);
    let row = person::Entity::find_by_id(&mai.id).one(office.database().reader()).await.unwrap().unwrap();
    assert_eq!((&*row.national_id, &*row.birth_date, &*row.sex), (MAI, "1998-05-06", "female"));
    assert_eq!(world.events(&mai.id).await, ["identity_linked", "signed_in"]);
    assert_eq!(issuer_of(office, &mai).await.unwrap(), Some(state().url));

    let again = enter(office, &state(), says("mai", MAI)).await.unwrap();
    assert_eq!(again.id, mai.id, "the same account is the same person");
    assert_eq!(links(office).await.len(), 1);
    world.log_is_whole().await;
}

#[tokio::test]
async fn the_same_number_from_the_same_issuer_is_the_same_person() {
    let world = World::new().await;
    for issuer in [state(), bank()] {
        let number = if issuer.authoritative { MAI } else { "074098004321" };
        let first = enter(&world.office, &issuer, says("old-account", number)).await.unwrap();
        let second = enter(&world.office, &issuer, says("new-account", number)).await.unwrap();
        assert_eq!(first.id, second.id, "{}", issuer.url);
    }
}

#[tokio::test]
async fn an_issuer_without_the_last_word_takes_nobody_over() {
    let world = World::new().await;
    let office = &world.office;
    let before = links(office).await;
    assert_eq!(failure(enter(office, &bank(), says("thief", HOA)).await), Failure::IdentityTaken);
    enter(office, &state(), says("mai", MAI)).await.unwrap();
    assert_eq!(failure(enter(office, &bank(), says("thief", MAI)).await), Failure::IdentityTaken);
    assert_eq!(links(office).await.len(), before.len() + 1);
}

#[tokio::test]
async fn an_issuer_with_the_last_word_ends_what_others_had_said() {
    let world = World::new().await;
    let office = &world.office;
    let thief = sign_in(office, &Actor::visitor(), &bank(), says("thief", MAI)).await.unwrap();
    let early = holder(office, &thief.cookie).await;
    casework::contact::set_email(office, &early, "thief@example.vn").await.unwrap();
    let mut told = says("mai", MAI);
    told.full_name = "Lê Thị Tuyết Mai".to_owned();
    let mai = enter(office, &state(), told).await.unwrap();
    assert_eq!((&*mai.id, &*mai.name), (&*early.id, "Lê Thị Tuyết Mai"));
    assert_eq!(holder(office, &thief.cookie).await, Actor::visitor(), "that session has ended");
    assert_eq!(failure(enter(office, &bank(), says("thief", MAI)).await), Failure::IdentityTaken);
    assert_eq!(links(office).await, [(state().url, "mai".to_owned())]);
    assert!(world.events(&mai.id).await.contains(&"identity_unlinked".to_owned()));
    let reader = office.database().reader();
    assert_eq!(store::entity::contact::Entity::find_by_id(&mai.id).one(reader).await.unwrap(), None);
    let mails = store::entity::mail::Entity::find().all(reader).await.unwrap();
    assert_eq!(
        mails.iter().map(|mail| mail.state.as_str()).collect::<Vec<_>>(),
        ["taken_back"],
        "nothing goes to the thief"
    );
}

#[tokio::test]
async fn an_issuer_without_the_last_word_takes_no_organisation_over() {
    let world = World::new().await;
    let office = &world.office;
    let ledger =
        |authoritative| issuer("https://ledger.example.vn", IssuerAudience::Organisations, authoritative);
    let told = |subject: &str, number: &str, tax_code: &str| Assertion {
        tax_code: tax_code.to_owned(),
        organisation_name: "Công ty Lạ".to_owned(),
        ..says(subject, number)
    };
    let (known, other) = ("0100047516", "3702145001");
    enter(office, &business(), told("mai", MAI, known)).await.unwrap();
    let thief = enter(office, &ledger(false), told("thief", "074098004321", known)).await;
    assert_eq!(failure(thief), Failure::OrganisationTaken);
    // What it brought first is its own, until the one with the last word speaks.
    let early = enter(office, &ledger(false), told("early", "074098004321", other)).await.unwrap();
    let token = casework::token::NewToken {
        name: "Sổ sách".to_owned(),
        scopes: vec![views::Scope::DossiersRead],
        days: 30,
        per_minute: 60,
    };
    let token = casework::token::make(office, &early, token).await.unwrap();
    let works = async || casework::token::recognise(office, &token.secret, Lang::Vi).await.unwrap().is_some();
    assert!(works().await);
    casework::webhook::make(office, &early, "https://example.vn/").await.unwrap();
    enter(office, &ledger(false), told("deputy", "074098004322", other)).await.unwrap();
    enter(office, &business(), told("owner", "074098004323", other)).await.unwrap();
    let owners = store::entity::membership::Entity::find().all(office.database().reader()).await.unwrap();
    let active: Vec<_> = owners.iter().filter(|owner| owner.ended_at.is_none()).collect();
    assert!(active.iter().all(|owner| owner.issuer != ledger(false).url), "{active:?}");
    assert!(!works().await, "nor do its programs act on");
    let hooks = store::entity::webhook::Entity::find().all(office.database().reader()).await.unwrap();
    assert!(hooks.len() == 1 && hooks[0].disabled_at.is_some(), "nor are they told anything more");
    assert_eq!(
        failure(enter(office, &ledger(false), told("deputy", "074098004322", other)).await),
        Failure::OrganisationTaken
    );
    enter(office, &ledger(true), told("clerk", "074098004324", other)).await.unwrap();
    world.log_is_whole().await;
}

#[tokio::test]
async fn demo_people_and_others_whom_the_office_knows_are_recognised_by_their_number() {
    let world = World::new().await;
    let hoa = enter(&world.office, &state(), says("hoa", HOA)).await.unwrap();
    assert_eq!(hoa.id, "demo-hoa");
}

#[tokio::test]
async fn an_account_whose_number_changes_is_turned_away() {
    let world = World::new().await;
    let office = &world.office;
    enter(office, &state(), says("mai", MAI)).await.unwrap();
    assert_eq!(failure(enter(office, &state(), says("mai", HOA)).await), Failure::IdentityChanged);
    assert_eq!(failure(enter(office, &state(), says("mai", "1")).await), Failure::IdentityIncomplete);
}

#[tokio::test]
async fn only_the_last_word_corrects_a_name() {
    let world = World::new().await;
    for (issuer, number, corrected) in [(state(), MAI, true), (bank(), "074098004321", false)] {
        enter(&world.office, &issuer, says("a", number)).await.unwrap();
        let mut told = says("a", number);
        told.full_name = "Lê Tuyết Mai".to_owned();
        let seen = enter(&world.office, &issuer, told).await.unwrap();
        assert_eq!(seen.name == "Lê Tuyết Mai", corrected, "{}", issuer.url);
    }
}

#[tokio::test]
async fn who_signs_in_for_an_organisation_represents_it() {
    let world = World::new().await;
    let office = &world.office;
    let mut told = says("director", MAI);
    told.tax_code = "3702145001".to_owned();
    let represented = async |actor: &Actor| session::me(office, actor).await.unwrap().organisation;
    let mai = enter(office, &state(), told.clone()).await.unwrap();
    assert_eq!(represented(&mai).await, "", "no issuer of organisations");
    let director = enter(office, &business(), told.clone()).await.unwrap();
    assert_eq!(represented(&director).await, "3702145001");
    told.organisation_name = "Công ty TNHH Gỗ Bình An".to_owned();
    let director = enter(office, &business(), told.clone()).await.unwrap();
    assert_eq!(represented(&director).await, "Công ty TNHH Gỗ Bình An (3702145001)");
    let second = Assertion { national_id: "074098004321".to_owned(), ..says("deputy", "") };
    let second = Assertion { tax_code: "3702145001".to_owned(), ..second };
    let deputy = enter(office, &business(), second).await.unwrap();
    assert_eq!(represented(&deputy).await, represented(&director).await);
    let began = world.events(&director.id).await;
    assert_eq!(began.iter().filter(|kind| *kind == "membership_began").count(), 1);
    told.tax_code = "3702145002".to_owned();
    assert_eq!(failure(enter(office, &business(), told).await), Failure::TaxCodeMissing);
}

#[tokio::test]
async fn the_issuer_ends_its_sessions_and_no_others() {
    let world = World::new().await;
    let office = &world.office;
    let visitor = Actor::visitor();
    let ended = |subject: Option<&str>, sid: Option<&str>| Ended {
        subject: subject.map(str::to_owned),
        sid: sid.map(str::to_owned),
        issued_at: 1_000_000,
    };
    let demo = casework::demo::become_person(office, &visitor, "demo-hoa").await.unwrap();
    let mut late = says("mai", MAI);
    late.issued_at = 1_001_000;
    let late = sign_in(office, &visitor, &state(), late).await.unwrap();
    for (name, expected) in [
        (ended(Some("mai"), None), 1),
        (ended(None, Some("mai-session")), 1),
        (ended(Some("mai"), Some("mai-session")), 1),
        (ended(Some("somebody"), None), 0),
        (ended(None, Some("other-session")), 0),
        (ended(Some("somebody"), Some("mai-session")), 0),
        (ended(None, None), 0),
    ] {
        let begun = sign_in(office, &visitor, &state(), says("mai", MAI)).await.unwrap();
        assert_eq!(end_sessions(office, &visitor, &bank().url, name.clone()).await.unwrap(), 0, "{name:?}");
        assert_eq!(
            end_sessions(office, &visitor, &state().url, name.clone()).await.unwrap(),
            expected,
            "{name:?}"
        );
        let gone = holder(office, &begun.cookie).await == visitor;
        assert_eq!(gone, expected == 1, "{name:?}");
        end_sessions(office, &visitor, &state().url, ended(Some("mai"), None)).await.unwrap();
    }
    assert_eq!(holder(office, &demo.cookie).await.id, "demo-hoa");
    assert_eq!(holder(office, &late.cookie).await.name, "Lê Thị Mai", "signed in after the token was made");
    let kept = issuer_session::Entity::find().all(office.database().reader()).await.unwrap();
    assert_eq!(kept.len(), 1, "where a session came from goes with it");
}

fn underway() -> Attempt {
    Attempt {
        issuer_id: "state".to_owned(),
        nonce: "nonce".to_owned(),
        pkce_verifier: "verifier".to_owned(),
        next: "/my".to_owned(),
    }
}

#[tokio::test]
async fn an_attempt_is_taken_once_by_the_browser_that_began_it() {
    let world = World::new().await;
    let (office, visitor) = (&world.office, Actor::visitor());
    attempt::begin(office, &visitor, "browser", "state", underway()).await.unwrap();
    for (browser, state, issuer) in [
        ("other", "state", "state"),
        ("", "state", "state"),
        ("browser", "guess", "state"),
        ("browser", "state", "bank"),
    ] {
        let taken = attempt::take(office, &visitor, browser, state, issuer).await;
        assert_eq!(failure(taken), Failure::SignInExpired, "{browser} {state} {issuer}");
    }
    assert_eq!(attempt::take(office, &visitor, "browser", "state", "state").await.unwrap(), underway());
    let again = attempt::take(office, &visitor, "browser", "state", "state").await;
    assert_eq!(failure(again), Failure::SignInExpired, "a second time");
}

#[tokio::test]
async fn an_attempt_lasts_ten_minutes() {
    let world = World::new().await;
    let visitor = Actor::visitor();
    for state in ["one", "two"] {
        attempt::begin(&world.office, &visitor, "browser", state, underway()).await.unwrap();
    }
    let within = world.at("2026-11-18T09:09:50+07:00").await;
    attempt::take(&within, &visitor, "browser", "one", "state").await.unwrap();
    let over = world.at("2026-11-18T09:10:30+07:00").await;
    let late = attempt::take(&over, &visitor, "browser", "two", "state").await;
    assert_eq!(failure(late), Failure::SignInExpired);
}

#[tokio::test]
async fn one_browser_has_a_bounded_number_of_attempts() {
    let world = World::new().await;
    let (office, visitor) = (&world.office, Actor::visitor());
    for number in 0..30 {
        attempt::begin(office, &visitor, "browser", &number.to_string(), underway()).await.unwrap();
    }
    attempt::begin(office, &visitor, "other", "99", underway()).await.unwrap();
    let count =
        || async { sign_in_attempt::Entity::find().all(office.database().reader()).await.unwrap().len() };
    assert_eq!(count().await, 21);
    attempt::take(office, &visitor, "browser", "29", "state").await.unwrap();
    let later = world.at("2026-11-18T09:11:00+07:00").await;
    attempt::begin(&later, &visitor, "browser", "30", underway()).await.unwrap();
    assert_eq!(count().await, 1, "those that are over are gone");
}
