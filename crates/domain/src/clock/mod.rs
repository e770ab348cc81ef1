//! The promise clock: when a period that the law grants ends (law §6).
//!
//! The day of receipt is day 0 and is not counted, as Article 147 of the Civil Code says; record
//! 0001 in `docs/decisions` tells why this also holds for a moved day of receipt.

mod arithmetic;
mod calendar;
mod closure;
mod due;
mod errors;
mod hours;
mod left;
pub mod lunar;
mod pause;
mod period;
mod proposal;
mod summary;
mod trail;
mod words;
mod worked;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod vectors;

pub use arithmetic::{ArithmeticStep, CountedFromReason, Due, SkipReason};
pub use calendar::{Calendar, CalendarYear, Holiday};
pub use closure::Closure;
pub use due::{
    AGENCY_SUPPLEMENT, APPLICANT_SUPPLEMENT, Effective, check_by, due, due_again, is_late, received_effective,
};
pub use errors::{CalendarError, ClockError};
pub use hours::{DailyHours, HoursFrom, OfficeHours, OfficeHoursError};
pub use left::{TimeLeft, working_time_left};
pub use pause::paused;
pub use period::{Period, PeriodUnit};
pub use proposal::{Basis, Difference, Proposal, ProposalError, ProposedDay};
pub use worked::working_seconds;
