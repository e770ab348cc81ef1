//! Server functions: they parse, hand over to one use case, and shape the answer. Who may call which stands in
//! `casework::policy`, which the server asks before any of them runs.

#[cfg(not(feature = "hydrate"))]
pub mod accounts;
#[cfg(not(feature = "hydrate"))]
pub mod business;
#[cfg(not(feature = "hydrate"))]
pub mod calendars;
#[cfg(not(feature = "hydrate"))]
pub mod catalogue;
#[cfg(not(feature = "hydrate"))]
pub mod desk;
#[cfg(not(feature = "hydrate"))]
pub mod dossiers;
pub mod drafts;
#[cfg(not(feature = "hydrate"))]
pub mod edition_form;
#[cfg(not(feature = "hydrate"))]
pub mod editions;
mod error;
#[cfg(not(feature = "hydrate"))]
pub mod messages;
#[cfg(not(feature = "hydrate"))]
pub mod notices;
#[cfg(not(feature = "hydrate"))]
pub mod people;
pub mod places;
#[cfg(feature = "ssr")]
mod request;
#[cfg(not(feature = "hydrate"))]
pub mod surveys;

pub use error::ApiError;
