//! Filters of the board that a member keeps under names.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _,
};
use store::entity::saved_view::{self, Column, Entity};
use store::id::random;
use views::{Failure, KeptView};

use super::super::acting_now;
use crate::actor::Acting;
use crate::{Actor, Case, CaseError, Office};

const PAGE: &str = "/business";
/// So many views a member keeps.
const MOST: u64 = 30;
const LONGEST_NAME: usize = 60;
const LONGEST_QUERY: usize = 1000;

pub(super) async fn of(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    acting: &Acting,
) -> Case<Vec<KeptView>> {
    let rows = Entity::find()
        .filter(Column::OrganisationId.eq(&acting.organisation_id))
        .filter(Column::PersonId.eq(&actor.id))
        .order_by_asc(Column::CreatedAt)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| KeptView { id: row.id, name: row.name, query: row.query }).collect())
}

/// Keeps a filter under a name; the same name again takes the new filter. Answers the board as it is filtered.
///
/// # Errors
/// `NameMissing`; `TooMuchText` for a query that no filter makes or one view too many.
pub async fn keep_view(office: &Office, actor: &Actor, name: &str, query: &str) -> Case<String> {
    let organisation = acting_now(actor)?.organisation_id.clone();
    let name = domain::text::nfc(name.trim());
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Failure::NameMissing.into());
    }
    let query = query.trim_start_matches('?').to_owned();
    if query.len() > LONGEST_QUERY || !query.is_ascii() || query.chars().any(char::is_control) {
        return Err(Failure::TooMuchText.into());
    }
    let person = actor.id.clone();
    let (id, now) = (random()?, office.now_millis());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let mine = || {
                    Entity::find()
                        .filter(Column::OrganisationId.eq(&organisation))
                        .filter(Column::PersonId.eq(&person))
                };
                let same = mine().filter(Column::Name.eq(&name)).one(tx).await?;
                if let Some(same) = same {
                    Entity::delete_by_id(same.id).exec(tx).await?;
                } else if mine().count(tx).await? >= MOST {
                    return Err(Failure::TooMuchText.into());
                }
                let page = format!("{PAGE}?{query}");
                let row = saved_view::ActiveModel {
                    id: Set(id),
                    organisation_id: Set(organisation.clone()),
                    person_id: Set(person.clone()),
                    name: Set(name),
                    query: Set(query),
                    created_at: Set(now),
                };
                Entity::insert(row).exec_without_returning(tx).await?;
                Ok::<_, CaseError>(page)
            })
        })
        .await
}

/// Forgets a kept filter.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn forget_view(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    let organisation = acting_now(actor)?.organisation_id.clone();
    let (id, person) = (id.to_owned(), actor.id.clone());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let gone = Entity::delete_many()
                    .filter(Column::Id.eq(id))
                    .filter(Column::PersonId.eq(person))
                    .filter(Column::OrganisationId.eq(organisation))
                    .exec(tx)
                    .await?;
                if gone.rows_affected == 0 {
                    return Err(Failure::NotFound.into());
                }
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}
