//! Pages of the administrator, and of whoever keeps the system.

mod mail;
mod officers;

pub use mail::MailPage;
pub use officers::OfficersPage;
