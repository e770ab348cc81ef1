//! Organisations and the people who act for them: whom one acts for, who may, and all their dossiers on one board.

mod acting;
mod board;
mod bulk;
mod feed;
mod invitation;
mod members;
mod rights;
mod standing;

use sea_orm::{ConnectionTrait, EntityTrait as _};
use store::entity::{organisation, person};

pub use self::acting::{act_for, organisations};
pub use self::board::{Reading, board, forget_view, keep_view, note_export, read_all};
pub use self::bulk::{Column, batch, bulk, file_rows, read_aside, take_in, template};
pub use self::feed::{calendar, feed, make_feed, revoke_feed};
pub use self::invitation::{accept, decline, invitation, invite, invited, revoke};
pub(crate) use self::members::save as save_membership;
pub use self::members::{change, end, members, resume, suspend};
pub use self::rights::Asked;
pub(crate) use self::standing::{OWNER, acting_for, active, filed_for, represented_by, to_tell};
use crate::actor::Acting;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError};
use views::Failure;

/// For which organisation the actor acts.
fn acting_now(actor: &Actor) -> Case<&Acting> {
    actor.may(Deed::ActForOrganisation)?;
    actor.acting.as_ref().ok_or(Failure::ActForNone.into())
}

/// As the issuer tells it; the tax code where no issuer did.
pub(crate) fn name_of(row: &organisation::Model) -> String {
    if row.name.is_empty() { row.tax_code.clone() } else { row.name.clone() }
}

async fn stored(connection: &impl ConnectionTrait, id: &str) -> Case<organisation::Model> {
    let row = organisation::Entity::find_by_id(id).one(connection).await?;
    row.ok_or(CaseError::Impossible("a membership has no organisation"))
}

pub(crate) async fn person_name(connection: &impl ConnectionTrait, id: &str) -> Case<String> {
    let row = person::Entity::find_by_id(id).one(connection).await?;
    Ok(row.map(|row| row.full_name).unwrap_or_default())
}
