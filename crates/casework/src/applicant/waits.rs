//! What dossiers wait for from their applicant, for a list of them.

use std::collections::BTreeMap;

use domain::lifecycle::Status;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use store::entity::{dossier, payment, supplement_request};
use views::{Moment, WaitsFor};

use super::status_of;
use crate::Case;

/// By code; nothing for a dossier that waits for nobody or for the office.
pub(super) async fn waits_for(
    connection: &impl ConnectionTrait,
    rows: &[dossier::Model],
) -> Case<BTreeMap<String, WaitsFor>> {
    let in_status = |status: Status| -> Vec<&str> {
        let rows = rows.iter().filter(|row| status_of(row.status) == status);
        rows.map(|row| row.code.as_str()).collect()
    };
    let mut waits = BTreeMap::new();
    let asked = in_status(Status::SupplementRequested);
    if !asked.is_empty() {
        let open = supplement_request::Entity::find()
            .filter(supplement_request::Column::DossierCode.is_in(asked))
            .filter(supplement_request::Column::AnsweredAt.is_null());
        for row in open.all(connection).await? {
            waits.insert(row.dossier_code, WaitsFor::Supplement { until: Moment(row.deadline_at) });
        }
    }
    let owing = in_status(Status::PaymentRequested);
    if !owing.is_empty() {
        let open = payment::Entity::find()
            .filter(payment::Column::DossierCode.is_in(owing))
            .filter(payment::Column::SettledAt.is_null());
        for row in open.all(connection).await? {
            let amount = u64::try_from(row.amount).unwrap_or(0);
            waits.insert(row.dossier_code, WaitsFor::Payment { amount });
        }
    }
    Ok(waits)
}
