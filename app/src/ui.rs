//! Parts that all pages share.

mod failure;
mod ink;
mod lang;
mod marks;
mod post_form;
mod redrawn;
#[cfg(not(feature = "hydrate"))]
mod still;
mod text_area;
mod words;

#[cfg(feature = "ssr")]
pub use failure::failure_in;
pub use failure::{failure_summary, failure_text};
pub use ink::inked;
pub use lang::{lang, t};
pub use marks::{code_groups, time_of};
pub use post_form::PostForm;
pub use redrawn::redrawn;
#[cfg(not(feature = "hydrate"))]
pub use still::*;
pub use text_area::TextArea;
pub use words::{capitalised, size_text};
