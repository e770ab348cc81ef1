//! Who does something.

use domain::role::Role;
use domain::text::{Lang, Text};
use store::moment::Millis;
use views::{Failure, Step};

use crate::Case;
use crate::policy::{self, Deed};

/// Who calls a use case, as the session says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub role: Role,
    /// The person's or officer's id; empty for a visitor.
    pub id: String,
    pub name: String,
    /// An officer's unit; empty for everybody else.
    pub unit_code: String,
    pub unit: Text,
    /// The organisations that a citizen represents, by name; empty for everybody else.
    pub organisation: String,
    /// The hash of the session's secret, when the browser has a session.
    pub session: Option<String>,
    /// In which language the answer is read.
    pub lang: Lang,
    /// What the browser says of itself; empty outside a request.
    pub device: String,
    /// When the owner of the session last proved who they are.
    pub proved_at: Option<Millis>,
    /// A sign-in that is not whole yet: until it is, its owner is a visitor who can do nothing else.
    pub half: Option<Half>,
}

/// Who is about to sign in, and what is still asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    pub(crate) officer: String,
    pub step: Step,
}

impl Actor {
    /// Somebody without a session.
    #[must_use]
    pub fn visitor() -> Self {
        Self {
            role: Role::Visitor,
            id: String::new(),
            name: String::new(),
            unit_code: String::new(),
            unit: Text::default(),
            organisation: String::new(),
            session: None,
            lang: Lang::default(),
            device: String::new(),
            proved_at: None,
            half: None,
        }
    }

    /// The system itself: commands of the operator and jobs.
    #[must_use]
    pub fn system() -> Self {
        Self { role: Role::Administrator, name: "Hệ thống".to_owned(), ..Self::visitor() }
    }

    /// Goes on only when the role may do it.
    ///
    /// # Errors
    /// `SignInNeeded` for a visitor who could do it after signing in, else `NotAllowed`.
    pub fn may(&self, deed: Deed) -> Case<()> {
        if self.half.is_some() && !policy::WITHIN_SIGN_IN.contains(&deed) {
            return Err(Failure::SignInNeeded.into());
        }
        if policy::allows(deed, self.role) {
            return Ok(());
        }
        let failure = if self.role == Role::Visitor { Failure::SignInNeeded } else { Failure::NotAllowed };
        Err(failure.into())
    }

    /// The kind of actor for the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self.role {
            Role::Visitor => "visitor",
            Role::Citizen => "citizen",
            Role::Administrator if self.id.is_empty() => "system",
            _ => "officer",
        }
    }

    /// Name and unit as the applicant may see them.
    pub(crate) fn signature(&self) -> String {
        if self.unit.vi.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.unit.vi) }
    }
}
