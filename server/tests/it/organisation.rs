//! Organisations, their owners and their programs, at a site.

use axum::body::Body;
use axum::http::{Method, Request};
use casework::token::{self, NewToken};
use casework::{Actor, session};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};
use serde_json::Value;
use store::WriteError;
use store::entity::{membership, organisation};
use views::Scope;

use crate::site::{Answer, Site};

pub(crate) const ORGANISATION: &str = "to-chuc";

/// The cookie of a demo person who owns an organisation, and the person as acting for it.
pub(crate) async fn owner(site: &Site, person: &str) -> (String, Actor) {
    let cookie = site.become_(person).await;
    let organisation = organisation::Model {
        id: ORGANISATION.to_owned(),
        tax_code: "3702145001".to_owned(),
        name: "Công ty <Gỗ> Bình An".to_owned(),
        created_at: 0,
    };
    let member = membership::Model {
        organisation_id: ORGANISATION.to_owned(),
        person_id: person.to_owned(),
        role: "owner".to_owned(),
        issuer: "test".to_owned(),
        since: 0,
        rights: "{}".to_owned(),
        suspended_at: None,
        ended_at: None,
    };
    let insert = site.office.database().write(move |tx| {
        Box::pin(async move {
            organisation::Entity::insert(organisation.into_active_model()).exec_without_returning(tx).await?;
            membership::Entity::insert(member.into_active_model()).exec_without_returning(tx).await?;
            Ok::<_, WriteError>(())
        })
    });
    insert.await.unwrap();
    site.post("/fn/act_for", &cookie, &[("organisation", ORGANISATION)]).await;
    let actor = acting(site, &cookie).await;
    (cookie, actor)
}

/// Whoever has this cookie, and acts for an organisation.
pub(crate) async fn acting(site: &Site, cookie: &str) -> Actor {
    let secret = cookie.split_once('=').unwrap().1;
    let actor = session::resolve(&site.office, Some(secret)).await.unwrap();
    assert!(actor.acting.is_some());
    actor
}

/// The secret of a token with these scopes.
pub(crate) async fn token(site: &Site, owner: &Actor, scopes: &[Scope], per_minute: u32) -> String {
    let new = NewToken { name: "Phần mềm".to_owned(), scopes: scopes.to_vec(), days: 30, per_minute };
    token::make(&site.office, owner, new).await.unwrap().secret
}

/// A request to the API, with a token or, when that is empty, without.
pub(crate) fn asked(method: Method, path: &str, token: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    if token.is_empty() { request } else { request.header("authorization", format!("Bearer {token}")) }
}

pub(crate) async fn get(site: &Site, path: &str, token: &str) -> Answer {
    site.send(asked(Method::GET, path, token).body(Body::empty()).unwrap()).await
}

pub(crate) async fn post(site: &Site, path: &str, token: &str, key: &str, body: &Value) -> Answer {
    let mut request = asked(Method::POST, path, token).header("content-type", "application/json");
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    site.send(request.body(body.to_string().into()).unwrap()).await
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("{self:?}"))
    }

    /// The code of a problem document, which is checked to be a whole one.
    #[track_caller]
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16(), "{problem}");
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{problem}");
        let kind = problem["type"].as_str().unwrap();
        let code = kind.strip_prefix("http://127.0.0.1:3000/api/v1/problems/");
        code.unwrap_or_else(|| panic!("{kind}")).to_owned()
    }
}
