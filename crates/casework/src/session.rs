//! Sessions: a secret in a cookie, its hash in the table. The seam for other ways to sign in is [`begin`].

mod begin;
mod cookie;
mod end;
mod password;
mod resolve;
mod sign_in;

pub use begin::Begun;
pub(crate) use begin::{Proven, begin, begin_visitor};
pub use cookie::cookie_name;
pub use end::{sign_out, sweep};
pub(crate) use password::hash_password;
pub use resolve::resolve;
pub use sign_in::sign_in;

use domain::text::Text;
use views::Me;

use crate::{Actor, Office};

/// Who is looking, for the frame of the page.
#[must_use]
pub fn me(office: &Office, actor: &Actor) -> Me {
    let Text { vi: unit, .. } = actor.unit.clone();
    Me { role: actor.role, name: actor.name.clone(), unit, demo: office.settings().demo }
}
