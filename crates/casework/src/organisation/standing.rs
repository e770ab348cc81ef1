//! As what a person acts for an organisation, as the table says it now: asked again at each request.

use domain::rights::Rights;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use store::entity::{dossier, membership, organisation};
use time::Date;
use views::OrganisationName;

use super::{name_of, person_name, stored};
use crate::actor::{Acting, Standing};
use crate::{Case, Office};

/// Represents the organisation in everything.
pub(crate) const OWNER: &str = "owner";
/// Acts within limits that an owner set.
pub(super) const STAFF: &str = "staff";

/// As what a member may act on a day; nothing when the rights rest or have ended.
pub(crate) fn active(row: &membership::Model, today: Date) -> Case<Option<Standing>> {
    if row.ended_at.is_some() || row.suspended_at.is_some() {
        return Ok(None);
    }
    if row.role == OWNER {
        return Ok(Some(Standing::Owner));
    }
    let rights: Rights = serde_json::from_str(&row.rights)?;
    Ok((!rights.ended(today)).then_some(Standing::Staff(rights)))
}

/// For which organisation a person acts, or the name of one that they may no longer act for.
pub(crate) async fn acting_for(
    connection: &impl ConnectionTrait,
    person: &str,
    organisation: &str,
    today: Date,
) -> Case<Result<Acting, String>> {
    let row = stored(connection, organisation).await?;
    let key = (organisation.to_owned(), person.to_owned());
    let member = membership::Entity::find_by_id(key).one(connection).await?;
    let standing = match member {
        Some(member) => active(&member, today)?,
        None => None,
    };
    let name = name_of(&row);
    Ok(match standing {
        Some(standing) => {
            Ok(Acting { organisation_id: row.id, tax_code: row.tax_code, name, standing, today })
        }
        None => Err(name),
    })
}

/// The organisations that a person may act for, each with its row of membership.
pub(super) async fn of_person(
    connection: &impl ConnectionTrait,
    person: &str,
    today: Date,
) -> Case<Vec<(organisation::Model, Standing)>> {
    let members =
        membership::Entity::find().filter(membership::Column::PersonId.eq(person)).all(connection).await?;
    let mut standings = Vec::new();
    for member in members {
        if let Some(standing) = active(&member, today)? {
            standings.push((member.organisation_id, standing));
        }
    }
    if standings.is_empty() {
        return Ok(Vec::new());
    }
    let ids = standings.iter().map(|(id, _)| id.clone());
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .order_by_asc(organisation::Column::TaxCode)
        .all(connection)
        .await?;
    let standing_in =
        |id: &str| standings.iter().find(|(known, _)| known == id).map(|(_, found)| found.clone());
    Ok(rows.into_iter().filter_map(|row| standing_in(&row.id).map(|standing| (row, standing))).collect())
}

/// The organisations that a person may act for, with their tax codes, in one line; empty for most people.
pub(crate) async fn represented_by(
    connection: &impl ConnectionTrait,
    person: &str,
    today: Date,
) -> Case<String> {
    let rows = of_person(connection, person, today).await?;
    let lines = rows.into_iter().map(|(row, _)| match row.name.as_str() {
        "" => row.tax_code,
        name => format!("{name} ({})", row.tax_code),
    });
    Ok(lines.collect::<Vec<_>>().join(", "))
}

/// For which organisation a dossier was filed, and by whom; nothing for that of a person.
pub(crate) async fn filed_for(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
) -> Case<Option<OrganisationName>> {
    let Some(id) = &dossier.organisation_id else { return Ok(None) };
    let row = stored(connection, id).await?;
    let filed_by = person_name(connection, &dossier.person_id).await?;
    Ok(Some(OrganisationName { name: name_of(&row), tax_code: row.tax_code, filed_by }))
}

/// Whom the notices of a dossier go to: whoever filed it, and the owners instead once that person acts for the
/// organisation no more, or may not see it.
pub(crate) async fn to_tell(
    connection: &impl ConnectionTrait,
    office: &Office,
    dossier: &dossier::Model,
) -> Case<Vec<String>> {
    let filed_by = dossier.person_id.clone();
    let Some(organisation) = &dossier.organisation_id else { return Ok(vec![filed_by]) };
    let key = (organisation.clone(), filed_by.clone());
    if let Some(member) = membership::Entity::find_by_id(key).one(connection).await?
        && active(&member, office.today())?
            .is_some_and(|standing| standing.covers(&dossier.procedure_version_id, office.today()))
    {
        return Ok(vec![filed_by]);
    }
    let owners = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Role.eq(OWNER))
        .filter(membership::Column::EndedAt.is_null())
        .all(connection)
        .await?;
    Ok(owners.into_iter().map(|owner| owner.person_id).collect())
}
