//! The calendars in use, and the name of all that is.

use std::collections::BTreeMap;

use domain::clock::CalendarYear;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DatabaseConnection, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use store::Tx;
use store::entity::{calendar_version, calendar_year};
use store::id::sha256_hex;

use super::{Catalogue, FILES, REVISION};
use crate::Case;

/// A year that deadlines are computed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownYear {
    pub body: CalendarYear,
    /// The version that was confirmed here, before which the file counts no more.
    pub confirmed: Option<calendar_version::Model>,
}

/// The years in use: those of the files, and before them what was confirmed here.
pub(super) async fn read(reader: &DatabaseConnection) -> Case<BTreeMap<i32, KnownYear>> {
    let mut years = BTreeMap::new();
    for row in calendar_year::Entity::find().all(reader).await? {
        years.insert(row.year, KnownYear { body: serde_json::from_str(&row.body)?, confirmed: None });
    }
    for row in confirmed_calendars(reader).await? {
        let body = serde_json::from_str(&row.body)?;
        years.insert(row.year, KnownYear { body, confirmed: Some(row) });
    }
    Ok(years)
}

/// The latest last.
async fn confirmed_calendars(connection: &impl ConnectionTrait) -> Case<Vec<calendar_version::Model>> {
    Ok(calendar_version::Entity::find()
        .filter(calendar_version::Column::ConfirmedAt.is_not_null())
        .order_by_asc(calendar_version::Column::Year)
        .order_by_asc(calendar_version::Column::Version)
        .all(connection)
        .await?)
}

/// Names anew what is in use, from the files and what was confirmed and published here, so that running servers read it.
pub(crate) async fn revise(tx: &Tx) -> Case<String> {
    let loaded = Catalogue::revision_in(tx).await?.unwrap_or_default();
    // Before the first calendar was confirmed, the files alone had given the name.
    let mut fingerprint = store::setting::get_or_set(tx, FILES, loaded).await?;
    for row in confirmed_calendars(tx).await? {
        fingerprint.push_str(&row.body);
    }
    for row in super::versions::published(tx).await? {
        fingerprint.push_str(&row.body);
    }
    let revision = sha256_hex(fingerprint.as_bytes());
    store::setting::set(tx, REVISION, revision.clone()).await?;
    Ok(revision)
}
