//! Who does something.

use std::net::IpAddr;

use domain::role::Role;
use domain::text::{Lang, Text};
use store::moment::Millis;
use views::{Failure, Scope, Step};

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
    /// The organisation that a citizen acts for now, instead of for themselves.
    pub acting: Option<Acting>,
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
    /// The token by which a program acts, instead of a session; it then does what the token allows and nothing else.
    pub token: Option<Token>,
    /// From where the request comes, when that is known.
    pub address: Option<IpAddr>,
}

/// The token of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub id: String,
    pub scopes: Vec<Scope>,
}

/// For which organisation somebody acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    pub organisation_id: String,
    pub tax_code: String,
    /// As the issuer tells it; the tax code where no issuer did.
    pub name: String,
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
            acting: None,
            session: None,
            lang: Lang::default(),
            device: String::new(),
            proved_at: None,
            half: None,
            token: None,
            address: None,
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
        if self.token.as_ref().is_some_and(|token| !policy::allows_token(deed, &token.scopes)) {
            return Err(Failure::NotAllowed.into());
        }
        if policy::allows(deed, self.role) {
            return Ok(());
        }
        let failure = if self.role == Role::Visitor { Failure::SignInNeeded } else { Failure::NotAllowed };
        Err(failure.into())
    }

    /// Whether something belongs to whom the actor acts for: to their organisation while they act for one, else to
    /// themselves. What one does for an organisation is never mixed with one's own.
    pub(crate) fn stands_for(&self, person: Option<&str>, organisation: Option<&str>) -> bool {
        match (&self.acting, organisation) {
            (Some(acting), Some(organisation)) => acting.organisation_id == organisation,
            (None, None) => !self.id.is_empty() && person == Some(self.id.as_str()),
            _ => false,
        }
    }

    /// The organisation that the actor acts for.
    pub(crate) fn organisation_id(&self) -> Option<String> {
        self.acting.as_ref().map(|acting| acting.organisation_id.clone())
    }

    /// The kind of actor for the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self.role {
            _ if self.token.is_some() => "token",
            Role::Visitor => "visitor",
            Role::Citizen => "citizen",
            Role::Administrator if self.id.is_empty() => "system",
            _ => "officer",
        }
    }

    /// The id that goes with the kind.
    pub(crate) fn log_id(&self) -> &str {
        self.token.as_ref().map_or(&self.id, |token| &token.id)
    }

    /// Name, and unit or organisation, as the applicant may see them.
    pub(crate) fn signature(&self) -> String {
        let place = self.acting.as_ref().map_or(&self.unit.vi, |acting| &acting.name);
        if place.is_empty() { self.name.clone() } else { format!("{}, {place}", self.name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citizen(organisation: Option<&str>) -> Actor {
        let acting = organisation.map(|id| Acting {
            organisation_id: id.to_owned(),
            tax_code: "3702145001".to_owned(),
            name: "Công ty A".to_owned(),
        });
        Actor {
            role: Role::Citizen,
            id: "lan".to_owned(),
            name: "Lan".to_owned(),
            acting,
            ..Actor::visitor()
        }
    }

    #[test]
    fn what_one_does_for_an_organisation_is_not_mixed_with_ones_own() {
        let (own, for_a) = (citizen(None), citizen(Some("a")));
        assert!(own.stands_for(Some("lan"), None) && !own.stands_for(Some("lan"), Some("a")));
        assert!(for_a.stands_for(Some("lan"), Some("a")) && !for_a.stands_for(Some("lan"), None));
        assert!(for_a.stands_for(Some("nam"), Some("a")), "colleagues share what is the organisation's");
        assert!(!for_a.stands_for(Some("lan"), Some("b")) && !own.stands_for(Some("nam"), None));
        assert!(!Actor::visitor().stands_for(None, None) && !Actor::visitor().stands_for(Some(""), None));
    }

    #[test]
    fn whoever_acts_for_an_organisation_signs_with_both_names() {
        assert_eq!(citizen(Some("a")).signature(), "Lan, Công ty A");
        assert_eq!(citizen(None).signature(), "Lan");
    }
}
