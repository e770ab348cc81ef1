//! Pages of whoever applies: the application, its files, the review, the receipt, and following the dossier.

mod apply;
mod draft;
mod evaluation;
mod files;
mod live;
mod my;
mod notices;
mod problems;
mod question;
mod receipt;
mod review;
mod section;
mod settings;
mod sheet;
mod slot;
mod track;
mod upload;

pub use apply::ApplyPage;
pub use draft::DraftPage;
pub use files::DraftFilesPage;
pub use my::MyPage;
pub use notices::NoticesPage;
pub use receipt::ReceiptPage;
pub use review::DraftReviewPage;
pub use section::DraftSectionPage;
pub use settings::{ConfirmEmailPage, SettingsPage};
pub use track::{TrackFormPage, TrackPage};
pub use upload::Uploads;
