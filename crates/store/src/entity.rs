//! The tables, one file each.

pub mod attachment;
pub mod calendar_year;
pub mod contact;
pub mod decision;
pub mod dossier;
pub mod draft;
pub mod event;
pub mod issued_paper;
pub mod mail;
pub mod notice;
pub mod officer;
pub mod person;
pub mod procedure_version;
pub mod province;
pub mod series;
pub mod session;
pub mod setting;
pub mod supplement_request;
pub mod survey_answer;
pub mod survey_ticket;
pub mod unit;
