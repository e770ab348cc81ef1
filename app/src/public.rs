//! Pages for everybody: home, the catalogue, sign-in, and the frame around all pages.

pub(crate) mod conditions;
mod frame;
mod home;
mod issuers;
mod life_events;
mod masthead;
mod papers;
pub(crate) mod procedure;
mod procedures;
pub(crate) mod process;
mod search;
mod sign_in;
mod texts;

pub use frame::{NotFoundPage, PageFooter};
pub use home::HomePage;
pub use masthead::Masthead;
pub(crate) use papers::papers;
pub use procedure::ProcedurePage;
pub use procedures::ProceduresPage;
pub use sign_in::SignInPage;
pub use texts::{AboutPage, PrivacyPage};
