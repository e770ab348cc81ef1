//! The rules of a provincial one-stop shop, without input or output.
//!
//! Everything here is a pure function of its arguments, so that the browser, the server and the
//! tests decide alike. Sources of law are named in the docstrings as `law §n` of the project's
//! domain report.

mod codes;

pub mod clock;
pub mod id;
pub mod lifecycle;
pub mod rights;
pub mod role;
pub mod text;
pub mod when;
pub mod words;

#[cfg(test)]
mod fixtures;

pub use clock::{
    Calendar, CalendarYear, ClockError, Due, Holiday, OfficeHours, Period, PeriodUnit, TimeLeft,
};
pub use id::{DossierCode, NationalId, PaperCode, Phone, ProcedureCode, Sex, TaxCode};
pub use lifecycle::{Action, Facts, Illegal, Lifecycle, Status, Step};
pub use rights::{NotGranted, Rights};
pub use role::Role;
pub use text::{Lang, Text};
