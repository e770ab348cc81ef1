//! Organisations, their owners, and the programs that act for them.

use casework::actor::{Acting, Standing};
use casework::token::{self, NewToken};
use casework::{Actor, Office};
use domain::text::Lang;
use sea_orm::{EntityTrait as _, IntoActiveModel as _};
use store::WriteError;
use store::entity::{membership, organisation};
use views::Scope;

/// An organisation whose owner is the actor; answers the actor as acting for it.
pub(crate) async fn owner_of(office: &Office, actor: &Actor, tax_code: &str) -> Actor {
    let organisation = organisation::Model {
        id: format!("org-{tax_code}"),
        tax_code: tax_code.to_owned(),
        name: format!("Công ty {tax_code}"),
        created_at: 0,
    };
    let member = membership::Model {
        organisation_id: organisation.id.clone(),
        person_id: actor.id.clone(),
        role: "owner".to_owned(),
        issuer: "test".to_owned(),
        since: 0,
        rights: "{}".to_owned(),
        suspended_at: None,
        ended_at: None,
    };
    let acting = Acting {
        organisation_id: organisation.id.clone(),
        tax_code: tax_code.to_owned(),
        name: organisation.name.clone(),
        standing: Standing::Owner,
        today: office.today(),
    };
    let insert = office.database().write(move |tx| {
        Box::pin(async move {
            organisation::Entity::insert(organisation.into_active_model()).exec_without_returning(tx).await?;
            membership::Entity::insert(member.into_active_model()).exec_without_returning(tx).await?;
            Ok::<_, WriteError>(())
        })
    });
    insert.await.unwrap();
    Actor { acting: Some(acting), ..actor.clone() }
}

pub(crate) fn new_token(scopes: &[Scope]) -> NewToken {
    NewToken { name: "Phần mềm kế toán".to_owned(), scopes: scopes.to_vec(), days: 30, per_minute: 60 }
}

/// A program with a token of this owner.
pub(crate) async fn program(office: &Office, owner: &Actor, scopes: &[Scope]) -> Actor {
    let made = token::make(office, owner, new_token(scopes)).await.unwrap();
    token::recognise(office, &made.secret, Lang::Vi).await.unwrap().unwrap().actor
}
