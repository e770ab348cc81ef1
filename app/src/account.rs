//! The pages on which people keep their own account: password, second factor, sessions.

mod citizen;
mod enrolment;
mod officer;
mod passkeys;
mod password;
mod sessions;
mod steps;

pub use citizen::MyAccountPage;
pub use officer::AccountPage;
pub(crate) use steps::step;
