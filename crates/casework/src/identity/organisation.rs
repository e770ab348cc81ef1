//! Organisations, and who represents them.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{membership, organisation};
use store::id::random;

use super::Issuer;
use super::claims::Named;
use crate::actor::Acting;
use crate::{Actor, Case, Office, record};

/// Represents the organisation in everything.
pub(crate) const OWNER: &str = "owner";

/// The person represents the organisation, because the issuer says so.
pub(super) async fn represent(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    named: &Named,
    person: &str,
) -> Case<()> {
    let organisation = known_or_new(tx, office, named).await?;
    let member =
        membership::Entity::find_by_id((organisation.clone(), person.to_owned())).one(tx).await?.is_some();
    if member {
        return Ok(());
    }
    let row = membership::ActiveModel {
        organisation_id: Set(organisation.clone()),
        person_id: Set(person.to_owned()),
        role: Set(OWNER.to_owned()),
        issuer: Set(issuer.url.clone()),
        since: Set(office.now_millis()),
    };
    membership::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "organisation": organisation, "role": OWNER, "issuer": issuer.url });
    record::event(tx, office.now_millis(), actor, "membership_began", person, None, data).await?;
    Ok(())
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

/// For which organisation a person acts, as long as they may.
pub(crate) async fn acting_for(
    connection: &impl ConnectionTrait,
    person: &str,
    organisation: &str,
) -> Case<Option<Acting>> {
    let key = (organisation.to_owned(), person.to_owned());
    if membership::Entity::find_by_id(key).one(connection).await?.is_none() {
        return Ok(None);
    }
    let Some(row) = organisation::Entity::find_by_id(organisation).one(connection).await? else {
        return Ok(None);
    };
    let name = if row.name.is_empty() { row.tax_code.clone() } else { row.name };
    Ok(Some(Acting { organisation_id: row.id, tax_code: row.tax_code, name }))
}

/// The organisations that a person represents, with their tax codes, in one line; empty for most people.
pub(crate) async fn represented_by(connection: &impl ConnectionTrait, person: &str) -> Case<String> {
    let members =
        membership::Entity::find().filter(membership::Column::PersonId.eq(person)).all(connection).await?;
    if members.is_empty() {
        return Ok(String::new());
    }
    let ids = members.into_iter().map(|member| member.organisation_id);
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .order_by_asc(organisation::Column::TaxCode)
        .all(connection)
        .await?;
    let lines = organisations.into_iter().map(|row| match row.name.as_str() {
        "" => row.tax_code,
        name => format!("{name} ({})", row.tax_code),
    });
    Ok(lines.collect::<Vec<_>>().join(", "))
}
