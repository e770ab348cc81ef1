//! The tables, one file each.

pub mod attachment;
pub mod calendar_year;
pub mod decision;
pub mod dossier;
pub mod draft;
pub mod event;
pub mod identity;
pub mod issued_paper;
pub mod issuer_session;
pub mod membership;
pub mod officer;
pub mod organisation;
pub mod person;
pub mod procedure_version;
pub mod province;
pub mod series;
pub mod session;
pub mod setting;
pub mod sign_in_attempt;
pub mod supplement_request;
pub mod survey_answer;
pub mod survey_ticket;
pub mod unit;
