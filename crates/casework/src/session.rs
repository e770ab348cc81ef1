//! Sessions: a secret in a cookie, its hash in the table. The seam for other ways to sign in is [`begin`].

mod account;
mod begin;
mod change;
mod cookie;
mod device;
mod end;
mod enrolment;
mod factor;
mod guard;
mod list;
mod mine;
mod passkey;
mod password;
mod proof;
mod recovery;
mod resolve;
mod rules;
mod sign_in;
mod totp;

pub(crate) use account::lapsed;
pub use begin::{Begun, LONGEST_NEXT};
pub(crate) use begin::{Proven, begin, begin_visitor};
pub(crate) use change::set as set_password;
pub use change::{change_password, first_password};
pub use cookie::cookie_name;
pub use end::{sign_out, sweep};
pub use enrolment::{enrol, enrolment, enrolment_address, start_enrolment};
pub(crate) use guard::{forget, locked_until, plain_name};
pub(crate) use list::end_all;
pub use list::{end_other_sessions, end_session, sessions};
pub use mine::account;
pub(crate) use passkey::forget_all as forget_passkeys;
pub use passkey::{add_passkey, begin_passkey, passkey_waits, remove_passkey};
pub(crate) use password::hash_password;
pub use proof::{DEMO_PROOF, prove};
pub(crate) use proof::{asked, fresh};
pub use resolve::resolve;
pub(crate) use rules::judge;
pub use sign_in::{give_code, sign_in};

use domain::role::Role;
use domain::text::Text;
use views::Me;

use crate::actor::Acting;
use crate::{Actor, Case, Office, notice, organisation};

/// Who is looking, for the frame of the page.
///
/// # Errors
/// When the database fails.
pub async fn me(office: &Office, actor: &Actor) -> Case<Me> {
    let Text { vi: unit, .. } = actor.unit.clone();
    let step = actor.half.as_ref().map(|half| half.step);
    let unread = notice::unread(office, actor).await?;
    let organisation = match actor.role {
        Role::Citizen => {
            organisation::represented_by(office.database().reader(), &actor.id, office.today()).await?
        }
        _ => String::new(),
    };
    Ok(Me {
        role: actor.role,
        name: actor.name.clone(),
        unit,
        organisation,
        acting: actor.acting.as_ref().map(Acting::view),
        lapsed: actor.lapsed.clone(),
        demo: office.settings().demo,
        step,
        unread,
        idle: cookie::idle_of(actor.role),
    })
}
