//! Organisations, and who represents them.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{identity, membership, organisation, webhook};
use store::id::random;
use views::Failure;

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
    let organisation = known_or_new(tx, office, actor, issuer, named).await?;
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
async fn known_or_new(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    named: &Named,
) -> Case<String> {
    let tax_code = named.tax_code.to_string();
    let known =
        organisation::Entity::find().filter(organisation::Column::TaxCode.eq(&tax_code)).one(tx).await?;
    if let Some(known) = known {
        let id = known.id.clone();
        may_speak_for(tx, office, actor, issuer, &id).await?;
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

/// Whether the issuer may say who owns an organisation that the office knows already. As with people: one with the last
/// word may, and ends what issuers without it had said, with the addresses that were told of its dossiers; another may where
/// it brought an owner who still is one, or the last one when none is left.
async fn may_speak_for(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    organisation: &str,
) -> Case<()> {
    let ever = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Role.eq(OWNER))
        .all(tx)
        .await?;
    let (owners, former): (Vec<_>, Vec<_>) = ever.into_iter().partition(|owner| owner.ended_at.is_none());
    if !issuer.authoritative {
        let those = if owners.is_empty() { &former } else { &owners };
        let own = those.iter().any(|owner| owner.issuer == issuer.url);
        return if own { Ok(()) } else { Err(Failure::OrganisationTaken.into()) };
    }
    let mut ended = false;
    for mut owner in owners.into_iter().filter(|owner| owner.issuer != issuer.url) {
        if !is_weaker(tx, &owner).await? {
            continue;
        }
        let data = json!({ "person": owner.person_id, "issuer": owner.issuer, "by": issuer.url });
        owner.ended_at = Some(office.now_millis());
        save_membership(tx, owner).await?;
        record::event(tx, office.now_millis(), actor, "member_ended", organisation, None, data).await?;
        ended = true;
    }
    if ended {
        webhook::Entity::update_many()
            .col_expr(webhook::Column::DisabledAt, office.now_millis().into())
            .filter(webhook::Column::OrganisationId.eq(organisation))
            .filter(webhook::Column::DisabledAt.is_null())
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Whether an owner is one by the word of an issuer without the last one.
async fn is_weaker(tx: &Tx, owner: &membership::Model) -> Case<bool> {
    let links = identity::Entity::find()
        .filter(identity::Column::PersonId.eq(&owner.person_id))
        .filter(identity::Column::Issuer.eq(&owner.issuer))
        .filter(identity::Column::Authoritative.eq(false));
    Ok(links.count(tx).await? > 0)
}
