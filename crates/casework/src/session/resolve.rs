//! Who sends a request.

use domain::role::Role;
use sea_orm::{ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _};
use store::entity::{officer, person, session};
use store::id::sha256_hex;
use store::moment::Millis;

use super::cookie::{limits_of, millis};
use crate::actor::Half;
use crate::{Actor, Case, CaseError, Office, organisation};

/// The time of last use is written at most so often.
const TOUCH: Millis = 60_000;

/// Who sends a request with this cookie value. An unknown or expired one is a visitor.
///
/// # Errors
/// When the database fails.
pub async fn resolve(office: &Office, secret: Option<&str>) -> Case<Actor> {
    let Some(secret) = secret else { return Ok(Actor::visitor()) };
    let reader = office.database().reader();
    let id_hash = sha256_hex(secret.as_bytes());
    let of_person = session::Entity::belongs_to(person::Entity)
        .from(session::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let found = session::Entity::find_by_id(&id_hash)
        .join(JoinType::LeftJoin, of_person)
        .select_also(person::Entity)
        .one(reader)
        .await?;
    let Some((row, mut person)) = found else {
        return Ok(Actor::visitor());
    };
    // A row that cannot be read is joined as none: asked for alone, it says why.
    if let (Some(id), None) = (&row.person_id, &person) {
        person = person::Entity::find_by_id(id).one(reader).await?;
    }
    let now = office.now_millis();
    let idle = millis(limits_of(&row).idle);
    if now >= row.expires_at || now - row.last_seen_at >= idle {
        return Ok(Actor::visitor());
    }
    if now - row.last_seen_at >= TOUCH {
        // Pages must stay readable when nothing can be written.
        if let Err(error) = touch(office, row.id_hash.clone(), now).await {
            tracing::warn!(error = error.chain(), "the time of last use was not noted");
        }
    }
    actor_of(office, row, person).await
}

async fn actor_of(office: &Office, row: session::Model, person: Option<person::Model>) -> Case<Actor> {
    let reader = office.database().reader();
    let proved_at = Some(row.proved_at);
    if let Some(id) = &row.officer_id {
        let officer = officer::Entity::find_by_id(id).one(reader).await?.filter(|officer| officer.active);
        let Some(officer) = officer else { return Ok(Actor::visitor()) };
        if let Some(step) = &row.waits_for {
            let half = Half { officer: officer.id, step: serde_json::from_str(step)? };
            return Ok(Actor { session: Some(row.id_hash), half: Some(half), ..Actor::visitor() });
        }
        let role = officer
            .role
            .parse::<Role>()
            .map_err(|_| CaseError::Impossible("an officer has an unknown role"))?;
        let unit =
            office.catalogue().unit(&officer.unit_code).map(|unit| unit.name.clone()).unwrap_or_default();
        return Ok(Actor {
            role,
            id: officer.id,
            name: officer.full_name,
            unit_code: officer.unit_code,
            unit,
            session: Some(row.id_hash),
            proved_at,
            ..Actor::visitor()
        });
    }
    let mut actor = Actor { session: Some(row.id_hash), ..Actor::visitor() };
    if let Some(person) = person {
        actor.role = Role::Citizen;
        let today = office.today();
        if let Some(chosen) = &row.organisation_id {
            match organisation::acting_for(reader, &person.id, chosen, today).await? {
                Ok(acting) => actor.acting = Some(acting),
                Err(name) => actor.lapsed = Some(name),
            }
        }
        actor.id = person.id;
        actor.name = person.full_name;
        actor.proved_at = proved_at;
    }
    Ok(actor)
}

async fn touch(office: &Office, id_hash: String, now: Millis) -> Case<()> {
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                session::Entity::update_many()
                    .col_expr(session::Column::LastSeenAt, now.into())
                    .filter(session::Column::IdHash.eq(id_hash))
                    .exec(tx)
                    .await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
