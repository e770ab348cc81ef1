//! The life of a dossier as one table of transitions (law §1).
//!
//! [`TABLE`] says everything: who may do what, from where, under which guards, which paper it
//! makes and what happens to the clock. [`Lifecycle::apply`] runs it, and
//! `docs/states/dossier.md` is printed from it.

mod action;
mod alarm;
mod facts;
mod guard;
mod record;
mod status;
mod table;

#[cfg(test)]
mod journeys;
#[cfg(test)]
mod reach;

use serde::{Deserialize, Serialize};

pub use action::{Action, StatutoryForm};
pub use alarm::Alarm;
pub use facts::Facts;
pub use guard::{Guard, Illegal};
pub use record::{ImpossibleRecord, LifecycleRecord};
pub use status::{Status, Step};
pub use table::{ClockEffect, Counted, NextStep, TABLE, Transition};

use crate::role::Role;

/// Where a dossier stands, with everything that a guard must remember.
///
/// It only comes from [`Lifecycle::filed`], [`Lifecycle::apply`] or a stored
/// [`LifecycleRecord`] that some sequence of actions can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "LifecycleRecord", into = "LifecycleRecord")]
pub struct Lifecycle(LifecycleRecord);

impl Lifecycle {
    /// A dossier that was filed online and not yet checked.
    #[must_use]
    pub const fn filed() -> Self {
        Self(LifecycleRecord {
            status: Status::Filed,
            step: None,
            supplement_count: 0,
            supplement_received: false,
            reappoint_count: 0,
        })
    }

    /// One of the ten statuses.
    #[must_use]
    pub const fn status(self) -> Status {
        self.0.status
    }

    /// Progress with the agency, while it has the dossier.
    #[must_use]
    pub const fn step(self) -> Option<Step> {
        self.0.step
    }

    /// How often a supplement was asked, at most once.
    #[must_use]
    pub const fn supplement_count(self) -> u8 {
        self.0.supplement_count
    }

    /// Whether the applicant sent the supplement that was asked.
    #[must_use]
    pub const fn supplement_received(self) -> bool {
        self.0.supplement_received
    }

    /// How often the due date was moved, at most once.
    #[must_use]
    pub const fn reappoint_count(self) -> u8 {
        self.0.reappoint_count
    }

    /// Whether nothing more can happen to the dossier.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        self.status().is_terminal()
    }

    /// Does one thing to the dossier.
    ///
    /// # Errors
    /// Says why the law, or the state of the dossier, forbids it. The role is judged first, so
    /// that a stranger learns nothing about the dossier.
    pub fn apply(self, action: Action, role: Role, facts: &Facts) -> Result<Self, Illegal> {
        let row = self.transition(action, role)?;
        for guard in row.guards {
            guard.check(self, facts)?;
        }
        Ok(self.moved(row))
    }

    /// The actions to offer: those that would succeed once the reason or the receipt, which belongs
    /// to the form of the action itself, has been given.
    #[must_use]
    pub fn offered(self, role: Role, facts: &Facts) -> Vec<Action> {
        let filled_in = Facts { reason_given: true, receipt_given: true, ..*facts };
        let legal = |action: &Action| self.apply(*action, role, &filled_in).is_ok();
        Action::ALL.iter().copied().filter(legal).collect()
    }

    /// The row of the table that an action of this role follows from here, guards not judged:
    /// which paper it makes and what it does to the clock.
    ///
    /// # Errors
    /// `WrongRole`, `WrongStatus` or `WrongStep`.
    pub fn transition(self, action: Action, role: Role) -> Result<&'static Transition, Illegal> {
        let mut refusal = Illegal::WrongRole;
        for row in TABLE.iter().filter(|row| row.action == action && row.roles.contains(&role)) {
            if row.from != self.status() {
                refusal = refusal.max(Illegal::WrongStatus);
                continue;
            }
            if !row.starts_at(self.step()) {
                refusal = refusal.max(Illegal::WrongStep);
                continue;
            }
            return Ok(row);
        }
        Err(refusal)
    }

    fn moved(self, row: &Transition) -> Self {
        let Self(mut record) = self;
        record.status = row.to;
        record.step = match row.step {
            NextStep::None => None,
            NextStep::Set(step) => Some(step),
            NextStep::Keep => record.step,
        };
        match row.counted {
            Counted::Nothing => {}
            Counted::SupplementRequest => record.supplement_count += 1,
            Counted::SupplementReceived => record.supplement_received = true,
            Counted::Reappointment => record.reappoint_count += 1,
        }
        Self(record)
    }

    /// How far the dossier is, in percent: the only progress that is shown without signing in
    /// (TT 01/2018 Article 16).
    #[must_use]
    pub const fn degree_of_completion(self) -> u8 {
        match (self.status(), self.step()) {
            (Status::InProgress, Some(step)) => step.degree_of_completion(),
            (status, _) => status.degree_of_completion(),
        }
    }
}
