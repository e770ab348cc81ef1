//! Pages of whoever applies: the application, its files, the review, the receipt, and following the dossier.

#[cfg(not(feature = "hydrate"))]
mod apply;
#[cfg(not(feature = "hydrate"))]
mod draft;
mod draw;
mod evaluation;
mod filed;
mod files;
mod live;
#[cfg(not(feature = "hydrate"))]
mod live_pages;
#[cfg(not(feature = "hydrate"))]
mod my;
#[cfg(not(feature = "hydrate"))]
mod notices;
mod problems;
mod question;
#[cfg(not(feature = "hydrate"))]
mod receipt;
#[cfg(not(feature = "hydrate"))]
mod review;
mod section;
#[cfg(not(feature = "hydrate"))]
mod settings;
mod sheet;
mod slot;
mod supplement;
#[cfg(not(feature = "hydrate"))]
mod track;
mod upload;

#[cfg(not(feature = "hydrate"))]
pub use apply::ApplyPage;
#[cfg(not(feature = "hydrate"))]
pub use draft::DraftPage;
#[cfg(feature = "hydrate")]
pub(crate) use draw::draw;
#[cfg(not(feature = "hydrate"))]
pub(crate) use live::FORM;
#[cfg(not(feature = "hydrate"))]
pub(crate) use live_pages::live_element;
#[cfg(not(feature = "hydrate"))]
pub use live_pages::{DraftFilesPage, DraftSectionPage};
#[cfg(not(feature = "hydrate"))]
pub use my::MyPage;
#[cfg(not(feature = "hydrate"))]
pub use notices::{DeskNoticesPage, NoticesPage};
#[cfg(not(feature = "hydrate"))]
pub(crate) use question::slot_id;
#[cfg(not(feature = "hydrate"))]
pub use receipt::ReceiptPage;
#[cfg(not(feature = "hydrate"))]
pub use review::DraftReviewPage;
#[cfg(not(feature = "hydrate"))]
pub use settings::{ConfirmEmailPage, DeskSettingsPage, SettingsPage};
#[cfg(not(feature = "hydrate"))]
pub use track::{TrackFormPage, TrackPage};
pub use upload::Uploads;
