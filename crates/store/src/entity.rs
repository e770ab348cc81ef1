//! The tables, one file each.

pub mod account;
pub mod attachment;
pub mod calendar_year;
pub mod decision;
pub mod dossier;
pub mod draft;
pub mod event;
pub mod issued_paper;
pub mod officer;
pub mod past_password;
pub mod person;
pub mod procedure_version;
pub mod province;
pub mod recovery_code;
pub mod second_factor;
pub mod series;
pub mod session;
pub mod setting;
pub mod sign_in_guard;
pub mod supplement_request;
pub mod survey_answer;
pub mod survey_ticket;
pub mod unit;
