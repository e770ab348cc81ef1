//! Organisations, and who represents them.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{membership, organisation};
use store::id::random;

use super::Issuer;
use super::claims::Named;
use crate::organisation::{OWNER, save_membership};
use crate::{Actor, Case, Office, record};

/// The person represents the organisation, because the issuer says so; answers its id. Whoever was staff, or had left,
/// is an owner by it.
pub(super) async fn represent(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    named: &Named,
    person: &str,
) -> Case<String> {
    let organisation = known_or_new(tx, office, named).await?;
    let before = membership::Entity::find_by_id((organisation.clone(), person.to_owned())).one(tx).await?;
    if before.as_ref().is_some_and(|member| member.role == OWNER && member.ended_at.is_none()) {
        return Ok(organisation);
    }
    let row = membership::Model {
        organisation_id: organisation.clone(),
        person_id: person.to_owned(),
        role: OWNER.to_owned(),
        issuer: issuer.url.clone(),
        since: office.now_millis(),
        rights: "{}".to_owned(),
        suspended_at: None,
        ended_at: None,
    };
    if before.is_some() {
        save_membership(tx, row).await?;
    } else {
        membership::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    }
    let data = json!({ "organisation": organisation, "role": OWNER, "issuer": issuer.url });
    record::event(tx, office.now_millis(), actor, "membership_began", person, None, data).await?;
    Ok(organisation)
}

/// The organisation with this tax code; it takes the name that the issuer tells now.
async fn known_or_new(tx: &Tx, office: &Office, named: &Named) -> Case<String> {
    let tax_code = named.tax_code.to_string();
    let known =
        organisation::Entity::find().filter(organisation::Column::TaxCode.eq(&tax_code)).one(tx).await?;
    if let Some(known) = known {
        let id = known.id.clone();
        if !named.name.is_empty() && named.name != known.name {
            let mut row = known.into_active_model();
            row.name = Set(named.name.clone());
            row.update(tx).await?;
        }
        return Ok(id);
    }
    let id = random()?;
    let row = organisation::ActiveModel {
        id: Set(id.clone()),
        tax_code: Set(tax_code),
        name: Set(named.name.clone()),
        created_at: Set(office.now_millis()),
    };
    organisation::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}
