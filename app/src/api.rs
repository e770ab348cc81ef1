//! Server functions: they parse, hand over to one use case, and shape the answer. Who may call which stands in
//! `casework::policy`, which the server asks before any of them runs.

pub mod catalogue;
pub mod desk;
pub mod dossiers;
pub mod drafts;
mod error;
pub mod notices;
pub mod people;
#[cfg(feature = "ssr")]
mod request;
pub mod surveys;

pub use error::ApiError;
