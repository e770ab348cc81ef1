//! The use cases: one function per thing that a person does, in one transaction with its event.
//!
//! Every function asks [`policy`] whether the actor's role may do it, then whether this dossier is theirs, and
//! only then does it. Pages and the REST routes call the same functions.

pub mod actor;
pub mod again;
pub mod applicant;
pub mod assignment;
pub mod attachment;
pub mod business;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod collected;
mod confined;
pub mod contact;
pub mod counter;
pub mod cursor;
pub mod decision;
pub mod demo;
pub mod desk;
mod dossier;
pub mod draft;
pub mod edition;
mod error;
pub mod explain;
mod fee;
pub mod figures;
pub mod filing;
pub mod follow;
pub mod identity;
pub mod intake;
mod issue;
pub mod late_receipt;
pub mod loose_file;
mod media;
pub mod message;
pub mod notice;
pub mod office;
pub mod officers;
pub mod organisation;
pub mod outbox;
pub mod pace;
pub mod paper;
pub mod payment;
mod people;
pub mod policy;
mod prefill;
pub mod reappointment;
mod record;
pub mod records;
pub mod reminder;
pub mod session;
pub mod submit;
pub mod survey;
mod timeline;
pub mod token;
mod tracking;
pub mod webhook;

pub use actor::Actor;
pub use error::CaseError;
pub use office::{Office, SecondFactor, Settings};

/// What a use case answers.
pub type Case<T> = Result<T, CaseError>;
