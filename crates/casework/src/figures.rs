//! How much there is to do, in figures that name nobody: for the operator, not for a page.

use std::collections::BTreeMap;

use domain::lifecycle::Status;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _,
};
use store::entity::{dossier, mail};

use crate::outbox::{GIVEN_UP, WAITING};
use crate::payment::late_before;
use crate::{Case, Office};

/// What stands in the office now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub dossiers: BTreeMap<&'static str, u64>,
    /// Dossiers on which the office works past the day that was promised first, or worked when a payment was asked for.
    pub late: u64,
    pub mails_waiting: u64,
    pub mails_given_up: u64,
}

/// Counts.
///
/// # Errors
/// When the database fails.
pub async fn read(office: &Office) -> Case<Figures> {
    let reader = office.database().reader();
    let by_status = dossier::Entity::find()
        .select_only()
        .column(dossier::Column::Status)
        .column_as(dossier::Column::Code.count(), "dossiers")
        .group_by(dossier::Column::Status);
    let counted: Vec<(i32, i64)> = by_status.into_tuple().all(reader).await?;
    let mut dossiers: BTreeMap<&'static str, u64> =
        Status::ALL.iter().map(|status| (status.as_str(), 0)).collect();
    for (code, count) in counted {
        let status = u8::try_from(code).ok().and_then(Status::from_code);
        if let Some(status) = status {
            dossiers.insert(status.as_str(), u64::try_from(count).unwrap_or_default());
        }
    }
    let today = office.today_begins();
    let at_work = [Status::Accepted, Status::InProgress].map(|status| i32::from(status.code()));
    let late = dossier::Entity::find().filter(dossier::Column::Status.is_in(at_work)).filter(
        Condition::any()
            .add(dossier::Column::MissedDueAt.is_not_null())
            .add(dossier::Column::FirstDueAt.lt(today))
            .add(dossier::Column::FirstDueAt.is_null().and(dossier::Column::DueAt.lt(today))),
    );
    let waiting = late_before(reader, Condition::all()).await?;
    let late = late.count(reader).await? + u64::try_from(waiting.len()).unwrap_or_default();
    let mails = |state| mail::Entity::find().filter(mail::Column::State.eq(state)).count(reader);
    let (mails_waiting, mails_given_up) = (mails(WAITING).await?, mails(GIVEN_UP).await?);
    Ok(Figures { dossiers, late, mails_waiting, mails_given_up })
}
