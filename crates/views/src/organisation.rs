use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// For whom somebody acts now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingView {
    pub name: String,
    pub tax_code: String,
    /// Decides who else may act.
    pub owner: bool,
}

/// The organisation that a dossier was filed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationName {
    pub name: String,
    pub tax_code: String,
    /// The person who filed in its name.
    pub filed_by: String,
}

/// What staff may do, as pages show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsView {
    /// Codes and names; all procedures when absent.
    pub procedures: Option<Vec<(String, Text)>>,
    /// The highest fee of a dossier in đồng.
    pub most: Option<u64>,
    /// The last day, ISO.
    pub until: Option<String>,
}

/// An organisation that somebody may act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationLine {
    pub id: String,
    pub name: String,
    pub tax_code: String,
    /// None for an owner.
    pub limits: Option<RightsView>,
}

/// Whether a member may act today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    Active,
    /// An owner lets the rights rest.
    Suspended,
    /// The last day is over.
    Expired,
    /// They left, or an owner ended the rights.
    Ended,
}

/// Somebody who acts, or acted, for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    pub id: String,
    pub name: String,
    /// None for an owner.
    pub limits: Option<RightsView>,
    pub since: Moment,
    pub ended_at: Option<Moment>,
    pub state: MemberState,
    /// Whoever is looking.
    pub me: bool,
}

/// An invitation that was not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLine {
    pub id: String,
    pub name: String,
    pub limits: RightsView,
    pub expires_at: Moment,
}

/// `/business/members`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersView {
    pub acting: ActingView,
    pub members: Vec<MemberLine>,
    pub invitations: Vec<InvitationLine>,
    /// The procedures that can be granted: code and name.
    pub procedures: Vec<(String, Text)>,
    /// Today in Vietnam, ISO.
    pub today: String,
}

/// An invitation that was just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedView {
    pub name: String,
    /// Shown for a few minutes, to whoever made it.
    pub link: Option<String>,
    /// Whether it was mailed.
    pub mailed: bool,
    pub expires_at: Moment,
}

/// `/business/invitation/{token}`: what is offered, before it is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    pub organisation: String,
    pub tax_code: String,
    pub invited_by: String,
    /// Who is meant, as the owner wrote it.
    pub name: String,
    pub limits: RightsView,
    /// Whether the reader acts for the organisation already.
    pub member: bool,
    pub expires_at: Moment,
}
