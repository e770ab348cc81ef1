//! Choosing for whom one acts.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use store::Tx;
use store::entity::session;
use views::{Failure, OrganisationLine};

use super::standing::of_person;
use super::{acting_for, name_of, rights};
use crate::policy::Deed;
use crate::{Actor, Case, Office, record};

/// The organisations that the actor may act for, by tax code.
///
/// # Errors
/// `SignInNeeded` for a visitor.
pub async fn organisations(office: &Office, actor: &Actor) -> Case<Vec<OrganisationLine>> {
    actor.may(Deed::ActForOrganisation)?;
    let rows = of_person(office.database().reader(), &actor.id, office.today()).await?;
    let lines = rows.into_iter().map(|(row, standing)| OrganisationLine {
        name: name_of(&row),
        tax_code: row.tax_code,
        limits: rights::shown_of(office, &standing),
        id: row.id,
    });
    Ok(lines.collect())
}

/// Acts for an organisation from now on, in this browser; for oneself when none is named. Answers where to go.
///
/// # Errors
/// `NotFound` for an organisation that the actor may not act for.
pub async fn act_for(office: &Office, actor: &Actor, organisation: &str) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    let (office, actor, organisation) = (office.clone(), actor.clone(), organisation.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                if !organisation.is_empty() {
                    begin(tx, &office, &actor, &organisation).await?;
                    return Ok("/business".to_owned());
                }
                let before = actor.organisation_id();
                choose(tx, &actor, None).await?;
                if let Some(before) = before {
                    let data = json!({ "person": actor.id });
                    record::event(tx, office.now_millis(), &actor, "acting_ended", &before, None, data)
                        .await?;
                }
                Ok("/my".to_owned())
            })
        })
        .await
}

/// The session of the actor acts for the organisation from now on.
pub(super) async fn begin(tx: &Tx, office: &Office, actor: &Actor, organisation: &str) -> Case<()> {
    let acting = acting_for_known(tx, office, actor, organisation).await?;
    choose(tx, actor, Some(organisation)).await?;
    let data = json!({ "person": actor.id });
    record::event(tx, office.now_millis(), &acting, "acting_began", organisation, None, data).await?;
    Ok(())
}

/// The actor as they act for the organisation. One that does not exist is told like one that is somebody else's.
async fn acting_for_known(tx: &Tx, office: &Office, actor: &Actor, organisation: &str) -> Case<Actor> {
    let known = store::entity::organisation::Entity::find_by_id(organisation).one(tx).await?;
    known.ok_or(Failure::NotFound)?;
    let acting = acting_for(tx, &actor.id, organisation, office.today()).await?;
    let acting = acting.map_err(|_| Failure::NotFound)?;
    Ok(Actor { acting: Some(acting), lapsed: None, ..actor.clone() })
}

async fn choose(tx: &Tx, actor: &Actor, organisation: Option<&str>) -> Case<()> {
    let session = actor.session.as_ref().ok_or(Failure::SignInNeeded)?;
    session::Entity::update_many()
        .col_expr(session::Column::OrganisationId, organisation.map(str::to_owned).into())
        .filter(session::Column::IdHash.eq(session))
        .exec(tx)
        .await?;
    Ok(())
}
