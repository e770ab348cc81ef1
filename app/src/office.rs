//! Pages of officers: the inbox and the dossier.

mod actions;
mod dossier;
mod history;
mod inbox;
mod known;
mod messages;
mod urgency;
mod viewer;

pub use dossier::DeskDossierPage;
pub use inbox::DeskPage;
