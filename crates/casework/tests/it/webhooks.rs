//! Programs are told what happens, in the transaction in which it happens, and nobody else is.

use casework::cursor::Cursor;
use casework::webhook::{self, Answer, Outgoing};
use casework::{Actor, CaseError, Office, intake};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _};
use serde_json::Value;
use store::entity::delivery;
use views::{DeliveryState, Failure, Scope};

use crate::acting::{owner_of, program};
use crate::world::*;

const URL: &str = "https://software.example.vn/motcua";

async fn owner(office: &Office) -> Actor {
    owner_of(office, &hoa(office).await, "3702145001").await
}

async fn hook(office: &Office, owner: &Actor) -> String {
    webhook::make(office, owner, URL).await.unwrap().id
}

async fn claim(office: &Office) -> Outgoing {
    webhook::claim(office).await.unwrap().unwrap()
}

#[tokio::test]
async fn each_step_of_the_organisations_dossiers_is_told_and_nothing_of_a_person() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner(office).await;
    let id = hook(office, &owner).await;
    let code = filed(office, &owner).await;
    filed(office, &hoa(office).await).await;
    filed(office, &nam(office).await).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    let log = webhook::log(office, &owner, &id, None).await.unwrap();
    let mut kinds: Vec<&str> = log.deliveries.iter().map(|line| line.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["dossier.accepted", "dossier.filed"], "their own dossiers are nobody's business");
    let first = claim(office).await;
    let body: Value = serde_json::from_str(&first.body).unwrap();
    assert_eq!(body["data"]["code"], code.as_str());
    let link = format!("http://127.0.0.1:3000/api/v1/dossiers/{code}");
    assert_eq!(body["data"]["link"], link.as_str());
    for secret in ["Hoa", "Nguyễn", "074195000321", "Công ty", "Bằng tốt nghiệp"] {
        assert!(!first.body.contains(secret), "{secret}: {}", first.body);
    }
}

#[tokio::test]
async fn what_is_undone_tells_nobody() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner(office).await;
    let id = hook(office, &owner).await;
    let code = filed(office, &owner).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    // There is no calendar for the year in which the promised day would fall.
    let last_day = world.at("2026-12-31T16:30:00+07:00").await;
    intake::accept(&last_day, &one_stop, &code).await.unwrap_err();
    assert_eq!(webhook::log(office, &owner, &id, None).await.unwrap().deliveries.len(), 1);
}

#[tokio::test]
async fn a_message_is_sent_by_one_and_tried_again_with_growing_pauses() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner(office).await;
    let id = hook(office, &owner).await;
    webhook::test(office, &owner, &id).await.unwrap();
    assert_eq!(failure(webhook::test(office, &owner, &id).await), Failure::TooSoon);
    let first = claim(office).await;
    assert!(webhook::claim(office).await.unwrap().is_none(), "somebody has it");
    assert_eq!(failure(webhook::replay(office, &owner, &id, &first.id).await), Failure::WrongState);
    webhook::settle(office, &first, Answer::Status(503), 12).await.unwrap();
    assert!(webhook::claim(office).await.unwrap().is_none(), "not at once");
    for day in 19..26 {
        let later = world.at(&format!("2026-11-{day}T09:00:00+07:00")).await;
        if let Some(again) = webhook::claim(&later).await.unwrap() {
            assert_eq!((&again.id, &again.body), (&first.id, &first.body));
            webhook::settle(&later, &again, Answer::Nothing("too_long"), 10_000).await.unwrap();
        }
    }
    let log = webhook::log(office, &owner, &id, None).await.unwrap();
    assert!(log.webhook.disabled_at.is_some(), "nothing was taken for three days");
    assert_eq!(log.deliveries[0].state, DeliveryState::GivenUp);
    assert_eq!(log.deliveries[0].attempts[0].status, Some(503));
    assert_eq!(log.deliveries[0].attempts[1].failure.as_deref(), Some("too_long"));
    assert_eq!(failure(webhook::test(office, &owner, &id).await), Failure::WrongState);
    filed(office, &owner).await;
    assert_eq!(
        webhook::log(office, &owner, &id, None).await.unwrap().deliveries.len(),
        1,
        "it is told nothing"
    );
    webhook::enable(office, &owner, &id).await.unwrap();
    webhook::replay(office, &owner, &id, &first.id).await.unwrap();
    let replayed = claim(office).await;
    assert_eq!((&replayed.id, &replayed.body), (&first.id, &first.body), "the same message");
    webhook::settle(office, &replayed, Answer::Status(204), 5).await.unwrap();
    let log = webhook::log(office, &owner, &id, None).await.unwrap();
    assert_eq!((log.deliveries[0].state, log.webhook.failing_since), (DeliveryState::Sent, None));
    world.log_is_whole().await;
}

#[tokio::test]
async fn one_address_is_sent_one_at_a_time_and_holds_up_no_other() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner(office).await;
    hook(office, &owner).await;
    let other = webhook::make(office, &owner, "https://other.example.vn/").await.unwrap().id;
    filed(office, &owner).await;
    filed(office, &owner).await;
    let (slow, quick) = (claim(office).await, claim(office).await);
    assert_ne!(slow.url, quick.url);
    assert!(webhook::claim(office).await.unwrap().is_none());
    webhook::settle(office, &quick, Answer::Status(200), 1).await.unwrap();
    assert_eq!(claim(office).await.url, quick.url);
    // Whoever died with it is followed by another once its claim ran out; its late answer changes nothing.
    let later = world.at("2026-11-18T09:01:01+07:00").await;
    let again = claim(&later).await;
    webhook::settle(office, &slow, Answer::Status(410), 1).await.unwrap();
    assert!(webhook::log(office, &owner, &other, None).await.unwrap().webhook.disabled_at.is_none());
    webhook::settle(&later, &again, Answer::Status(410), 1).await.unwrap();
    let disabled = webhook::list(office, &owner).await.unwrap();
    assert_eq!(
        disabled.iter().filter(|hook| hook.disabled_at.is_some()).count(),
        1,
        "it says that it is gone"
    );
}

#[tokio::test]
async fn webhooks_are_their_owners() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner(office).await;
    let id = hook(office, &owner).await;
    let nam = owner_of(office, &nam(office).await, "0100109106").await;
    let stranger = program(office, &nam, &Scope::ALL).await;
    for actor in [&nam, &stranger] {
        assert_eq!(failure(webhook::log(office, actor, &id, None).await), Failure::NotFound);
        assert_eq!(failure(webhook::remove(office, actor, &id).await), Failure::NotFound);
        assert_eq!(failure(webhook::test(office, actor, &id).await), Failure::NotFound);
        assert!(webhook::list(office, actor).await.unwrap().is_empty());
    }
    assert_eq!(failure(webhook::make(office, &owner, "https://10.0.0.1/").await), Failure::WebhookAddress);
    webhook::test(office, &owner, &id).await.unwrap();
    webhook::remove(office, &owner, &id).await.unwrap();
    assert!(webhook::claim(office).await.unwrap().is_none());
    for number in 0..10 {
        webhook::make(office, &owner, &format!("{URL}/{number}")).await.unwrap();
    }
    assert_eq!(failure(webhook::make(office, &owner, &format!("{URL}/3")).await), Failure::WebhookKnown);
    assert_eq!(failure(webhook::make(office, &owner, URL).await), Failure::TooManyWebhooks);
}

/// Messages that were all put down in the same moment, as a payment and an acceptance may be.
async fn messages(office: &Office, webhook: &str, count: usize) {
    let webhook = webhook.to_owned();
    let rows = (0..count).map(move |number| {
        let row = delivery::Model {
            id: format!("msg_{number:03}"),
            webhook_id: webhook.clone(),
            kind: "dossier.filed".to_owned(),
            dossier_code: String::new(),
            body: "{}".to_owned(),
            state: "sent".to_owned(),
            tries: 1,
            due_at: 0,
            claim: String::new(),
            created_at: 1_795_000_000_000,
        };
        row.into_active_model().reset_all()
    });
    let put = delivery::Entity::insert_many(rows);
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                put.exec_without_returning(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn the_log_is_read_page_by_page_and_goes_with_its_address() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner(office).await;
    let id = hook(office, &owner).await;
    messages(office, &id, 101).await;
    let (mut pages, mut before) = (Vec::new(), None);
    loop {
        let page = webhook::log(office, &owner, &id, before).await.unwrap();
        pages.push(page.deliveries.into_iter().map(|line| line.id).collect::<Vec<_>>());
        before = page.older.map(|cursor| cursor.parse::<Cursor>().unwrap());
        if before.is_none() {
            break;
        }
    }
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 1]);
    let mut all = pages.concat();
    all.dedup();
    assert_eq!(all.len(), 101, "none twice, none left out");
    webhook::remove(office, &owner, &id).await.unwrap();
    assert_eq!(delivery::Entity::find().count(office.database().reader()).await.unwrap(), 0);
}
