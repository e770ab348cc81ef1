//! Parts of still pages, which the server draws alone.

mod address;
mod answered;
mod file_row;
mod get_form;
mod kept;
mod line_field;
mod marks;
mod next;
mod operator;
mod page;
mod passkey_failed;
mod promise;
mod query_failure;
mod same;
mod secret_field;
mod step_up;
mod thread;
mod words;
mod words_field;

pub use super::marks::instant;
pub use address::{Address, here, query_string};
pub use answered::answered_with;
pub use file_row::FileRow;
pub use get_form::GetForm;
#[cfg(feature = "ssr")]
pub use kept::KeptForm;
pub use kept::{is_kept, kept, kept_below};
pub use line_field::{LineField, codes, wrong};
pub use marks::{arithmetic, day_of, filed_for, iso_day, lifecycle_tag, long_day, status_tag};
pub use next::Next;
pub use operator::operator;
pub use page::{Loaded, PageTitle, drawn_after, loaded};
#[cfg(feature = "ssr")]
pub(crate) use page::{PageName, tell_status};
pub use passkey_failed::PasskeyFailed;
pub use promise::promise_sum;
pub use query_failure::QueryFailure;
pub use same::{same, same_around};
pub use secret_field::SecretField;
pub use step_up::StepUp;
pub use thread::{MessageForm, can_write, message, writing_note};
pub use words::{
    amount_text, fee_items, fee_text, owed_line, paragraphs, per_mille_text, period_text, periods_text,
    text_lines,
};
pub use words_field::WordsField;
