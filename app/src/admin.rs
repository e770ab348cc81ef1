//! Pages of the administrator, and of whoever keeps the system.

mod calendars;
mod editions;
mod mail;
mod officers;

pub use calendars::{CalendarYearPage, CalendarsPage};
pub use editions::{
    EditionFormPage, EditionPage, EditionPartPage, EditionsPage, EffectsPage, FormItemPage, FormPreviewPage,
};
pub use mail::MailPage;
pub use officers::OfficersPage;
