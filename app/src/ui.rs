//! Parts that all pages share.

mod failure;
mod lang;
mod marks;
mod page;
mod post_form;
mod query;
#[cfg(not(feature = "hydrate"))]
mod still;
mod text_area;
mod words;

#[cfg(feature = "ssr")]
pub use failure::failure_in;
pub use failure::{QueryFailure, failure_text};
pub use lang::{lang, t};
pub use marks::{code_groups, time_of};
pub use page::{Loaded, PageTitle, Refresh, loaded};
pub use post_form::PostForm;
pub use query::query_map;
#[cfg(not(feature = "hydrate"))]
pub use still::*;
pub use text_area::TextArea;
pub use words::{capitalised, size_text};
