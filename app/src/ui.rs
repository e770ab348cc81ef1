//! Parts that all pages share.

mod failure;
mod field_failure;
mod get_form;
mod kept;
mod lang;
mod marks;
mod page;
mod post_form;
mod query;
mod step_up;
mod text_area;
mod words;

pub use failure::{QueryFailure, failure_text};
pub use field_failure::{FormFailure, SecretField};
pub use get_form::GetForm;
#[cfg(feature = "ssr")]
pub use kept::KeptForm;
pub use kept::{is_kept, kept};
pub use lang::{lang, t};
pub use marks::{arithmetic, code_groups, day_of, instant, long_day, status_tag, time_of};
pub use page::{Loaded, PageTitle, Refresh, loaded};
pub use post_form::PostForm;
pub use query::query_map;
pub use step_up::StepUp;
pub use text_area::TextArea;
pub use words::{amount_text, capitalised, fee_text, per_mille_text, period_text, size_text};
