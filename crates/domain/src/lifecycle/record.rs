use serde::{Deserialize, Serialize};

use super::{Lifecycle, Status, Step};
use crate::codes::error_codes;

error_codes! {
    /// Why a stored record is not the record of any dossier.
    pub enum ImpossibleRecord {
        /// The agency's step does not belong to the status.
        Step => "lifecycle_record.step",
        /// The law allows one request for a supplement.
        SupplementCount => "lifecycle_record.supplement_count",
        /// A supplement came without a request, or work went on without the supplement.
        SupplementReceived => "lifecycle_record.supplement_received",
        /// The law allows one new due date, and only while the agency has the dossier.
        ReappointCount => "lifecycle_record.reappoint_count",
    }
}

/// The fields of a [`Lifecycle`], as stored and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LifecycleRecord {
    /// One of the ten statuses.
    pub status: Status,
    /// Progress with the agency; only in statuses 4 and 6.
    pub step: Option<Step>,
    /// How often a supplement was asked, 0 or 1.
    pub supplement_count: u8,
    /// Whether the applicant sent it.
    pub supplement_received: bool,
    /// How often the due date was moved, 0 or 1.
    pub reappoint_count: u8,
}

impl From<Lifecycle> for LifecycleRecord {
    fn from(dossier: Lifecycle) -> Self {
        dossier.0
    }
}

impl TryFrom<LifecycleRecord> for Lifecycle {
    type Error = ImpossibleRecord;

    /// Accepts exactly the records that some sequence of actions reaches.
    fn try_from(record: LifecycleRecord) -> Result<Self, ImpossibleRecord> {
        if !record.step_fits() {
            return Err(ImpossibleRecord::Step);
        }
        if !record.supplement_count_fits() {
            return Err(ImpossibleRecord::SupplementCount);
        }
        if !record.supplement_received_fits() {
            return Err(ImpossibleRecord::SupplementReceived);
        }
        if !record.reappoint_count_fits() {
            return Err(ImpossibleRecord::ReappointCount);
        }
        Ok(Self(record))
    }
}

impl LifecycleRecord {
    const fn step_fits(self) -> bool {
        match self.status {
            Status::InProgress => self.step.is_some(),
            Status::PaymentRequested => {
                matches!(self.step, Some(Step::Received | Step::Drafted))
            }
            _ => self.step.is_none(),
        }
    }

    const fn supplement_count_fits(self) -> bool {
        match self.status {
            Status::Filed => self.supplement_count == 0,
            Status::SupplementRequested => self.supplement_count == 1,
            _ => self.supplement_count <= 1,
        }
    }

    const fn supplement_received_fits(self) -> bool {
        if self.supplement_count == 0 {
            return !self.supplement_received;
        }
        match self.status {
            Status::SupplementRequested | Status::WithdrawalRequested | Status::Stopped => true,
            _ => self.supplement_received,
        }
    }

    const fn reappoint_count_fits(self) -> bool {
        match self.status {
            Status::Filed => self.reappoint_count == 0,
            // Whoever comes here with a new due date comes back from the agency by a supplement.
            Status::Accepted | Status::NotAccepted => self.reappoint_count <= self.supplement_count,
            _ => self.reappoint_count <= 1,
        }
    }
}
