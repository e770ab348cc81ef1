//! Pages for everybody: home, the catalogue, sign-in, and the frame around all pages.

pub(crate) mod conditions;
mod frame;
mod home;
pub(crate) mod issuers;
mod life_events;
mod masthead;
mod papers;
mod places;
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
pub use places::PlacesPage;
pub use procedure::ProcedurePage;
pub(crate) use procedure::other_deadlines;
pub use procedures::ProceduresPage;
pub use sign_in::SignInPage;
pub use texts::{AboutPage, PrivacyPage};
