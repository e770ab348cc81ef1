//! A token works for its organisation until it ends, and can do nothing that its scopes do not say.

use casework::actor::{Acting, Standing};
use casework::policy::{BY_TOKEN, TABLE};
use casework::token::{self, PREFIX};
use casework::{Actor, business};
use domain::rights::Rights;
use domain::role::Role;
use domain::text::Lang;
use sea_orm::{EntityTrait as _, ModelTrait as _};
use store::WriteError;
use store::entity::{api_token, event, membership};
use views::{Failure, Fresh, Scope, TokenState};

use crate::acting::{new_token, owner_of, program};
use crate::world::*;

const TAX: &str = "3702145001";

#[tokio::test]
async fn a_secret_is_shown_once_and_kept_as_its_hash() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner_of(office, &hoa(office).await, TAX).await;
    let made = token::make(office, &owner, new_token(&[Scope::DossiersRead])).await.unwrap();
    assert!(made.secret.starts_with(PREFIX) && made.secret.len() == PREFIX.len() + 52);
    let page = business::api_access(office, &owner).await.unwrap();
    assert_eq!(page.fresh, Some(Fresh::Token(made.clone())));
    assert_eq!(business::api_access(office, &owner).await.unwrap().fresh, None, "once");
    let rows = api_token::Entity::find().all(office.database().reader()).await.unwrap();
    assert!(!format!("{rows:?}").contains(&made.secret));
    let events = event::Entity::find().all(office.database().reader()).await.unwrap();
    assert!(!format!("{events:?}").contains(&made.secret));
    assert_eq!(world.events(&made.id).await, ["token_made"]);
    world.log_is_whole().await;
}

#[tokio::test]
async fn another_browser_does_not_see_what_was_made() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner_of(office, &hoa(office).await, TAX).await;
    token::make(office, &owner, new_token(&[Scope::DossiersRead])).await.unwrap();
    let elsewhere = Actor { acting: owner.acting.clone(), ..hoa(office).await };
    assert_ne!(elsewhere.session, owner.session);
    assert_eq!(business::api_access(office, &elsewhere).await.unwrap().fresh, None);
}

#[tokio::test]
async fn a_program_acts_for_the_organisation_and_signs_with_both_names() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner_of(office, &hoa(office).await, TAX).await;
    let program = program(office, &owner, &[Scope::Webhooks]).await;
    let made = casework::webhook::make(office, &program, "https://example.vn/a").await.unwrap();
    let events = event::Entity::find().all(office.database().reader()).await.unwrap();
    let event = events.iter().find(|event| event.subject == made.id).unwrap();
    assert_eq!(event.actor_kind, "token");
    assert_eq!(event.actor_id, program.token.unwrap().id);
    assert!(event.payload.contains("Phần mềm kế toán, Công ty 3702145001"), "{}", event.payload);
}

#[tokio::test]
async fn a_token_ends_by_time_by_hand_and_with_its_owner() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner_of(office, &hoa(office).await, TAX).await;
    let made = token::make(office, &owner, new_token(&[Scope::DossiersRead])).await.unwrap();
    let works = |office: casework::Office| {
        let secret = made.secret.clone();
        async move { token::recognise(&office, &secret, Lang::Vi).await.unwrap().is_some() }
    };
    assert!(works(office.clone()).await);
    assert!(token::recognise(office, "mc_nothing", Lang::Vi).await.unwrap().is_none());
    assert!(works(world.at("2026-12-18T08:59:00+07:00").await).await);
    assert!(!works(world.at("2026-12-18T09:01:00+07:00").await).await, "after thirty days");

    let nam = owner_of(office, &nam(office).await, "0100109106").await;
    assert_eq!(failure(token::revoke(office, &nam, &made.id).await), Failure::NotFound);
    assert!(works(office.clone()).await);
    let members = membership::Entity::find().all(office.database().reader()).await.unwrap();
    let member = members.into_iter().find(|member| member.person_id == owner.id).unwrap();
    let (again, gone) = (member.clone(), member);
    let leave = office
        .database()
        .write(move |tx| Box::pin(async move { Ok::<_, WriteError>(gone.delete(tx).await.map(|_| ())?) }));
    leave.await.unwrap();
    assert!(!works(office.clone()).await, "whoever made it owns nothing any more");
    let for_nobody = Actor { acting: None, ..owner.clone() };
    assert_eq!(failure(business::api_access(office, &for_nobody).await), Failure::NoOrganisation);
    let back = office.database().write(move |tx| {
        Box::pin(async move {
            use sea_orm::IntoActiveModel as _;
            membership::Entity::insert(again.into_active_model()).exec_without_returning(tx).await?;
            Ok::<_, WriteError>(())
        })
    });
    back.await.unwrap();
    assert!(works(office.clone()).await);
    token::revoke(office, &owner, &made.id).await.unwrap();
    token::revoke(office, &owner, &made.id).await.unwrap();
    assert!(!works(office.clone()).await);
    assert_eq!(world.events(&made.id).await, ["token_made", "token_revoked"], "twice is once");
    let page = business::api_access(office, &owner).await.unwrap();
    assert_eq!(page.tokens[0].state, TokenState::Revoked);
}

#[tokio::test]
async fn only_an_owner_makes_tokens_and_each_has_a_name_and_something_to_do() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let new = || new_token(&[Scope::DossiersRead]);
    assert_eq!(failure(token::make(office, &hoa, new()).await), Failure::NoOrganisation);
    assert_eq!(failure(token::make(office, &Actor::visitor(), new()).await), Failure::SignInNeeded);
    let owner = owner_of(office, &hoa, TAX).await;
    let nameless = token::NewToken { name: "  ".to_owned(), ..new() };
    assert_eq!(failure(token::make(office, &owner, nameless).await), Failure::TokenNameMissing);
    assert_eq!(failure(token::make(office, &owner, new_token(&[])).await), Failure::ScopesMissing);
    assert_eq!(failure(token::make(office, &hoa, new()).await), Failure::NoOrganisation, "acting for nobody");
    let rights = Rights::default();
    let acting = Acting { standing: Standing::Staff(rights), ..owner.acting.clone().unwrap() };
    let staff = Actor { acting: Some(acting), ..nam(office).await };
    assert_eq!(failure(token::make(office, &staff, new()).await), Failure::NoOrganisation);
    for _ in 0..50 {
        token::make(office, &owner, new()).await.unwrap();
    }
    assert_eq!(failure(token::make(office, &owner, new()).await), Failure::TooManyTokens);
}

#[tokio::test]
async fn what_stands_in_no_row_no_token_can_do() {
    let world = World::new().await;
    let office = &world.office;
    let owner = owner_of(office, &hoa(office).await, TAX).await;
    let all = program(office, &owner, &Scope::ALL).await;
    assert_eq!(all.role, Role::Citizen);
    for (deed, _) in TABLE {
        let listed = BY_TOKEN.iter().any(|(row, _)| row == deed);
        assert_eq!(all.may(*deed).is_ok(), listed, "{deed:?}");
    }
    for scope in Scope::ALL {
        let one = program(office, &owner, &[scope]).await;
        for (deed, needed) in BY_TOKEN {
            assert_eq!(one.may(*deed).is_ok(), *needed == scope, "{deed:?} with {scope:?}");
        }
    }
}
