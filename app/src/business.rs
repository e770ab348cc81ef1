//! Pages of businesses and organisations.

mod api;

pub use api::{ApiPage, WebhookPage};
