//! Pages of the administrator.

mod officers;

pub use officers::OfficersPage;
