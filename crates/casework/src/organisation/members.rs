//! The people of an organisation: an owner sees and changes what they may do, and everybody may leave.

use domain::rights::Rights;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};
use store::Tx;
use store::entity::{membership, person};
use views::{Failure, MemberLine, MemberState, MembersView, Moment};

use super::rights::{self, Asked};
use super::standing::STAFF;
use super::{OWNER, invitation};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

pub(super) const PAGE: &str = "/business/members";

/// Who acts for the organisation, and who was invited. Staff see the people and their own limits.
///
/// # Errors
/// `ActForNone` for somebody who acts for none.
pub async fn members(office: &Office, actor: &Actor) -> Case<MembersView> {
    actor.may(Deed::ActForOrganisation)?;
    let acting = actor.acting.as_ref().ok_or(Failure::ActForNone)?;
    let reader = office.database().reader();
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(&acting.organisation_id))
        .order_by_asc(membership::Column::Since)
        .all(reader)
        .await?;
    let ids = rows.iter().map(|row| row.person_id.clone());
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(reader).await?;
    let mut members = Vec::new();
    for row in rows {
        let me = row.person_id == actor.id;
        if !acting.is_owner() && (row.ended_at.is_some() || !me && row.role != OWNER) {
            continue;
        }
        let name = people.iter().find(|person| person.id == row.person_id);
        members.push(line(
            office,
            &row,
            name.map(|person| person.full_name.clone()).unwrap_or_default(),
            me,
        )?);
    }
    let owner = acting.is_owner();
    Ok(MembersView {
        acting: acting.view(),
        members,
        invitations: if owner {
            invitation::open(office, &acting.organisation_id).await?
        } else {
            Vec::new()
        },
        procedures: if owner { rights::to_choose(office) } else { Vec::new() },
        today: domain::when::iso_date(office.today()),
    })
}

fn line(office: &Office, row: &membership::Model, name: String, me: bool) -> Case<MemberLine> {
    let limits: Rights = serde_json::from_str(&row.rights)?;
    let owner = row.role == OWNER;
    let state = match row {
        row if row.ended_at.is_some() => MemberState::Ended,
        row if row.suspended_at.is_some() => MemberState::Suspended,
        _ if !owner && limits.ended(office.today()) => MemberState::Expired,
        _ => MemberState::Active,
    };
    Ok(MemberLine {
        id: row.person_id.clone(),
        name,
        limits: (!owner).then(|| rights::shown(office, &limits)),
        since: Moment(row.since),
        ended_at: row.ended_at.map(Moment),
        state,
        me,
    })
}

/// Gives a member of the staff other limits.
///
/// # Errors
/// `NotAllowed` for anybody but an owner, `NotFound` for an owner or somebody who is no member; what [`Asked`] says.
pub async fn change(office: &Office, actor: &Actor, person: &str, asked: Asked) -> Case<String> {
    let limits = asked.read(office)?;
    let stored = serde_json::to_string(&limits)?;
    let data = serde_json::to_value(&limits)?;
    alter(office, actor, person, "member_changed", data, move |_, row| {
        if row.role != STAFF {
            return Err(Failure::NotFound.into());
        }
        row.rights = stored;
        Ok(())
    })
    .await
}

/// Lets the rights of a member of the staff rest.
///
/// # Errors
/// As [`change`]; `WrongState` when they rest already.
pub async fn suspend(office: &Office, actor: &Actor, person: &str) -> Case<String> {
    alter(office, actor, person, "member_suspended", json!({}), |office, row| {
        if row.role != STAFF || row.suspended_at.is_some() {
            return Err(Failure::WrongState.into());
        }
        row.suspended_at = Some(office.now_millis());
        Ok(())
    })
    .await
}

/// Gives rights back that rested.
///
/// # Errors
/// As [`change`]; `WrongState` when they do not rest.
pub async fn resume(office: &Office, actor: &Actor, person: &str) -> Case<String> {
    alter(office, actor, person, "member_resumed", json!({}), |_, row| {
        if row.suspended_at.take().is_none() {
            return Err(Failure::WrongState.into());
        }
        Ok(())
    })
    .await
}

async fn alter(
    office: &Office,
    actor: &Actor,
    person: &str,
    event: &'static str,
    data: Value,
    change: impl FnOnce(&Office, &mut membership::Model) -> Case<()> + Send + 'static,
) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    let organisation = actor.as_owner()?.organisation_id.clone();
    let (office, actor, person) = (office.clone(), actor.clone(), person.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut row = still_member(tx, &organisation, &person).await?;
                change(&office, &mut row)?;
                save(tx, row).await?;
                let data = json!({ "person": person, "change": data });
                record::event(tx, office.now_millis(), &actor, event, &organisation, None, data).await?;
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}

/// Ends somebody's rights for good: an owner those of staff, everybody their own. Answers where to go.
///
/// # Errors
/// `LastOwner` when nobody would be left to decide, `NotAllowed` for staff who mean somebody else, `NotFound` for an
/// other owner: whom an issuer vouched for, no colleague sends away.
pub async fn end(office: &Office, actor: &Actor, person: &str) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    let acting = actor.acting.clone().ok_or(Failure::ActForNone)?;
    let me = person == actor.id;
    if !me && !acting.is_owner() {
        return Err(Failure::NotAllowed.into());
    }
    let (office, actor, person) = (office.clone(), actor.clone(), person.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let organisation = acting.organisation_id;
                let mut row = still_member(tx, &organisation, &person).await?;
                if row.role == OWNER {
                    may_leave(tx, &organisation, me).await?;
                }
                row.ended_at = Some(office.now_millis());
                save(tx, row).await?;
                let event = if me { "member_left" } else { "member_ended" };
                let data = json!({ "person": person });
                record::event(tx, office.now_millis(), &actor, event, &organisation, None, data).await?;
                Ok::<_, CaseError>(if me { "/my" } else { PAGE }.to_owned())
            })
        })
        .await
}

/// An owner leaves by themselves, and only when another stays.
async fn may_leave(tx: &Tx, organisation: &str, me: bool) -> Case<()> {
    if !me {
        return Err(Failure::NotFound.into());
    }
    let owners = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Role.eq(OWNER))
        .filter(membership::Column::EndedAt.is_null())
        .all(tx)
        .await?;
    if owners.len() < 2 { Err(Failure::LastOwner.into()) } else { Ok(()) }
}

async fn still_member(
    connection: &impl ConnectionTrait,
    organisation: &str,
    person: &str,
) -> Case<membership::Model> {
    let key = (organisation.to_owned(), person.to_owned());
    let row = membership::Entity::find_by_id(key).one(connection).await?;
    row.filter(|row| row.ended_at.is_none()).ok_or(Failure::NotFound.into())
}

pub(crate) async fn save(tx: &Tx, row: membership::Model) -> Case<()> {
    let key = (row.organisation_id.clone(), row.person_id.clone());
    let mut active = row.into_active_model().reset_all();
    active.organisation_id = sea_orm::ActiveValue::Unchanged(key.0);
    active.person_id = sea_orm::ActiveValue::Unchanged(key.1);
    active.update(tx).await?;
    Ok(())
}
