//! The versions of all procedures, each with the days on which it counts.

use domain::when::{iso_date, parse_iso_date};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use store::entity::procedure_version;

use super::Version;
use crate::Case;

/// Reads them: those of one procedure together, the earliest first.
pub(super) async fn read(reader: &impl ConnectionTrait) -> Case<Vec<Version>> {
    let rows = procedure_version::Entity::find()
        .order_by_asc(procedure_version::Column::Code)
        .order_by_asc(procedure_version::Column::ValidFrom);
    let mut versions: Vec<Version> = Vec::new();
    for row in rows.all(reader).await? {
        let procedure = serde_json::from_str(&row.body)?;
        let version = Version { id: row.id, procedure, search: row.search };
        if let Some(before) = versions.last_mut() {
            end_before(before, &version);
        }
        versions.push(version);
    }
    Ok(versions)
}

/// The versions that were published here.
pub(super) async fn published(connection: &impl ConnectionTrait) -> Case<Vec<procedure_version::Model>> {
    Ok(procedure_version::Entity::find()
        .filter(procedure_version::Column::Edition.is_not_null())
        .order_by_asc(procedure_version::Column::Id)
        .all(connection)
        .await?)
}

/// A version counts until the day before the next one of its procedure begins, whatever it says itself: the one who
/// writes the next need not touch the one before, and no day has two.
fn end_before(before: &mut Version, next: &Version) {
    if before.procedure.code != next.procedure.code {
        return;
    }
    let begins = parse_iso_date(&next.procedure.valid.from).ok();
    let Some(last) = begins.and_then(time::Date::previous_day).map(iso_date) else { return };
    let valid = &mut before.procedure.valid;
    if valid.to.as_ref().is_none_or(|to| *to > last) {
        valid.to = Some(last);
    }
}
