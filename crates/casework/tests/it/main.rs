//! The use cases on a real database and a real file store, with the catalogue of `data/`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod catalogue;
mod decision;
mod filing;
mod journey;
mod notices;
mod privacy;
mod rating;
mod sessions;
mod supplement;
mod template;
mod world;
