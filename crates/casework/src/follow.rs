//! Following dossiers as a program does: a list that can be asked for what changed, and one of them whole.

use domain::lifecycle::{Lifecycle, Status};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use store::entity::dossier;
use store::moment::Millis;
use views::{FollowedDossier, Moment, OwnDossier};

use crate::applicant::{of_whom, status_of, unit_name, whole};
use crate::cursor::Cursor;
use crate::dossier::Held;
use crate::policy::Deed;
use crate::{Actor, Case, Office};

/// Dossiers of a page at the most.
pub const LARGEST_PAGE: u32 = 100;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub status: Option<Status>,
    /// Changed then or later.
    pub since: Option<Millis>,
    /// After the last one of the page before.
    pub after: Option<Cursor>,
    /// At most so many; at most [`LARGEST_PAGE`].
    pub limit: u32,
}

/// The dossiers of whom the actor acts for, those that changed longest ago first, and where the next page begins. What
/// changes meanwhile moves to the end, so that whoever walks the pages misses nothing.
///
/// # Errors
/// When the database fails.
pub async fn list(
    office: &Office,
    actor: &Actor,
    wanted: Wanted,
) -> Case<(Vec<FollowedDossier>, Option<Cursor>)> {
    actor.may(Deed::FollowDossiers)?;
    let limit = u64::from(wanted.limit.clamp(1, LARGEST_PAGE));
    let mut found = dossier::Entity::find().filter(of_whom(&office.catalogue(), actor));
    if let Some(status) = wanted.status {
        found = found.filter(dossier::Column::Status.eq(i32::from(status.code())));
    }
    if let Some(since) = wanted.since {
        found = found.filter(dossier::Column::ChangedAt.gte(since));
    }
    if let Some(after) = wanted.after {
        found = found.filter(after.later(dossier::Column::ChangedAt, dossier::Column::Code));
    }
    let rows = found
        .order_by_asc(dossier::Column::ChangedAt)
        .order_by_asc(dossier::Column::Code)
        .limit(limit + 1)
        .all(office.database().reader())
        .await?;
    let more = rows.len() as u64 > limit;
    let mut lines = Vec::new();
    for row in rows.into_iter().take(usize::try_from(limit).unwrap_or_default()) {
        lines.push(line(office, row)?);
    }
    let last = lines.last().filter(|_| more);
    let next = last.map(|last| Cursor::new(last.changed_at.0, &last.code));
    Ok((lines, next))
}

fn line(office: &Office, row: dossier::Model) -> Case<FollowedDossier> {
    let catalogue = office.catalogue();
    let procedure = &catalogue.version(&row.procedure_version_id)?.procedure;
    let lifecycle: Lifecycle = serde_json::from_str(&row.lifecycle)?;
    Ok(FollowedDossier {
        procedure_code: procedure.code.to_string(),
        procedure: procedure.short_name.clone(),
        unit: unit_name(office, &row.unit_code),
        agency: catalogue.agency_name(&row.competent_unit),
        status: status_of(row.status),
        degree: lifecycle.degree_of_completion(),
        filed_at: Moment(row.filed_at),
        due_at: row.due_at.map(Moment),
        first_due_at: row.missed_due_at.or(row.first_due_at).map(Moment),
        ended_at: row.ended_at.map(Moment),
        changed_at: Moment(row.changed_at),
        code: row.code,
    })
}

/// One dossier, whole. Other than opening its page, it reads no notices: a program is not the person who is told.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn one(office: &Office, actor: &Actor, code: &str) -> Case<(OwnDossier, Moment)> {
    actor.may(Deed::FollowDossiers)?;
    let held = Held::for_applicant(office.database().reader(), office, actor, code).await?;
    let changed_at = Moment(held.row.changed_at);
    Ok((whole(office, actor, &held).await?, changed_at))
}
