//! The use cases on a real database and a real file store, with the catalogue of `data/`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod accounts;
mod acting;
mod again;
mod assignment;
mod authenticator;
mod board;
mod bulk;
mod calendars;
mod catalogue;
mod closing;
mod decision;
mod edition_form;
mod editions;
mod examples;
mod explain;
mod filing;
mod finding;
mod identity;
mod journey;
mod locks;
mod messages;
mod notices;
mod organisations;
mod paper_sets;
mod passkeys;
mod passwords;
mod payment;
mod privacy;
mod programs;
mod rating;
mod reappointment;
mod records;
mod reminders;
mod replay;
mod second_factor;
mod session_list;
mod sessions;
mod step_up;
mod stops;
mod supplement;
mod template;
mod tokens;
mod webhooks;
mod world;
