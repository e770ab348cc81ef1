//! Pages of officers: the inbox and the dossier.

mod actions;
mod bringer;
mod counter;
mod dossier;
mod history;
mod inbox;
mod known;
mod messages;
mod urgency;
mod viewer;

pub use bringer::BringerPage;
pub use counter::CounterPage;
pub use dossier::DeskDossierPage;
pub use inbox::DeskPage;
