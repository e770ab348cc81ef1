use serde::{Deserialize, Serialize};

use crate::{DraftView, Failure};

/// A page that is drawn twice: by the server, and again by the browser, which then answers to every key stroke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LivePage {
    pub draft: DraftView,
    pub view: LiveView,
    /// All that is wrong is told, also where nobody has been yet.
    pub check: bool,
    /// With which failure a form without JavaScript came back.
    pub failure: Option<Failure>,
}

/// Which page it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LiveView {
    /// The questions of one section; from the review one goes back to it.
    Section { id: String, from_review: bool },
    /// The papers to attach.
    Files,
    /// The questions of one section of a form that is being prepared; nothing of it is kept.
    Preview { section: String },
}
