//! What people see. One folder per audience; `ui` holds the parts they share, `api` the thin server functions.
//!
//! Every page is whole HTML from the server and works without JavaScript; in the browser the same code takes the
//! page over and turns it into a single-page app.

// The types of whole pages are deep; erased components keep them short in practice, the limit is for the rest.
#![recursion_limit = "512"]

#[cfg(not(feature = "hydrate"))]
mod account;
#[cfg(not(feature = "hydrate"))]
mod admin;
pub mod api;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod business;
mod citizen;
#[cfg(feature = "ssr")]
mod content_policy;
#[cfg(feature = "ssr")]
mod doors;
#[cfg(not(feature = "hydrate"))]
mod office;
#[cfg(feature = "ssr")]
pub mod origin;
#[cfg(not(feature = "hydrate"))]
mod public;
#[cfg(not(feature = "hydrate"))]
mod shell;
#[cfg(not(feature = "hydrate"))]
mod survey;
mod ui;

#[cfg(feature = "hydrate")]
pub use browser::hydrate;
#[cfg(feature = "ssr")]
pub use doors::{Doorkeeper, Doors};
#[cfg(feature = "ssr")]
pub use shell::draw;
#[cfg(not(feature = "hydrate"))]
pub use shell::{NOT_FOUND, PAGES, Page};
#[cfg(feature = "ssr")]
pub use ui::{Address, KeptForm, failure_in};
