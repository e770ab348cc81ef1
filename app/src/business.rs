//! Pages of a business or organisation: for whom one acts, who may, and all its dossiers on one board.

mod api;
mod board;
mod bulk;
mod calendar;
mod frame;
mod home;
mod invitation;
mod limits;
mod member;
mod members;

pub use api::{ApiPage, WebhookPage};
pub use bulk::{BatchPage, BulkPage};
pub use calendar::CalendarPage;
pub use home::BusinessPage;
pub use invitation::{InvitationPage, InvitePage, InvitedPage};
pub use member::MemberPage;
pub use members::MembersPage;
