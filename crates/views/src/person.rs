use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::{ActingView, Step};

/// Who is looking at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub role: Role,
    /// Empty for a visitor.
    pub name: String,
    /// The unit of an officer.
    pub unit: String,
    /// The organisations that a citizen represents; empty for most.
    pub organisation: String,
    /// The organisation that they act for now, instead of for themselves.
    pub acting: Option<ActingView>,
    /// The name of one that they acted for until their rights ended; nothing is done in anybody's name until they go on
    /// for themselves.
    pub lapsed: Option<String>,
    /// The system runs with demo people, and says so on every page.
    pub demo: bool,
    /// The sign-in is not whole yet: its next step.
    pub step: Option<Step>,
    /// Notices that this person has not read.
    pub unread: u32,
    /// After so many seconds without a request the session ends; none for somebody who has not signed in.
    pub idle: Option<u32>,
}

/// A demo person that one can become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    pub id: String,
    pub name: String,
    pub role: Role,
    /// Unit and title of an officer, the organisations that a citizen acts for; empty for most citizens.
    pub place: String,
}
