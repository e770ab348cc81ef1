//! How sessions end.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _};
use store::entity::{attachment, draft, session};

use super::cookie::{NONE, cookie};
use super::{guard, passkey};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office};

/// Ends the session. Answers the cookie that clears the browser's.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(office: &Office, actor: &Actor) -> Case<String> {
    actor.may(Deed::ChangeSession)?;
    if let Some(session) = actor.session.clone() {
        office
            .database()
            .write(move |tx| {
                Box::pin(async move {
                    session::Entity::delete_by_id(session).exec(tx).await?;
                    Ok::<_, CaseError>(())
                })
            })
            .await?;
    }
    Ok(cookie(office, "", &NONE))
}

/// Deletes the sessions that have ended, with the drafts that nobody can reach any more, and answers how many
/// sessions there were.
///
/// # Errors
/// When the database fails.
pub async fn sweep(office: &Office) -> Case<u64> {
    let now = office.now_millis();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                guard::sweep(tx, now).await?;
                passkey::sweep(tx, now).await?;
                let ended = session::Entity::delete_many()
                    .filter(session::Column::ExpiresAt.lte(now))
                    .exec(tx)
                    .await?;
                let sessions =
                    session::Entity::find().select_only().column(session::Column::IdHash).into_query();
                let unreachable = draft::Entity::find()
                    .filter(draft::Column::PersonId.is_null())
                    .filter(draft::Column::DossierCode.is_null())
                    // What a one-stop keys in is no browser's.
                    .filter(draft::Column::TakenAt.is_null())
                    .filter(draft::Column::SessionHash.not_in_subquery(sessions))
                    .all(tx)
                    .await?;
                for row in unreachable {
                    attachment::Entity::delete_many()
                        .filter(attachment::Column::DraftId.eq(&row.id))
                        .exec(tx)
                        .await?;
                    draft::Entity::delete_by_id(row.id).exec(tx).await?;
                }
                Ok::<_, CaseError>(ended.rows_affected)
            })
        })
        .await
}
