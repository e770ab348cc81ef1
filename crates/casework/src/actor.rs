//! Who does something.

use std::net::IpAddr;

use domain::rights::{NotGranted, Rights};
use domain::role::Role;
use domain::text::{Lang, Text};
use forms::procedure::Procedure;
use store::entity::dossier;
use store::moment::Millis;
use time::Date;
use views::{ActingView, Failure, Scope, Step};

use crate::Case;
use crate::fee::owed;
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
    /// The organisation that a citizen acts for now, instead of for themselves.
    pub acting: Option<Acting>,
    /// The name of the organisation that this session acted for until the rights to it ended. Nothing is done in
    /// anybody's name until the person says that they go on for themselves.
    pub lapsed: Option<String>,
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
    pub standing: Standing,
    /// The day of the request, on which the rights are judged.
    pub today: Date,
}

/// As what somebody acts for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Represents it in everything, and decides who else may.
    Owner,
    /// Within limits that an owner set.
    Staff(Rights),
}

impl Standing {
    /// Whether drafts and dossiers under this version of a procedure may be seen on a day.
    pub(crate) fn covers(&self, procedure_version_id: &str, today: Date) -> bool {
        let Self::Staff(rights) = self else { return true };
        let code = procedure_version_id.split('@').next().unwrap_or_default().parse();
        code.is_ok_and(|code| rights.judge_reading(&code, today).is_ok())
    }
}

impl Acting {
    /// Whether they decide who else may act.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.standing == Standing::Owner
    }

    pub(crate) fn view(&self) -> ActingView {
        ActingView { name: self.name.clone(), tax_code: self.tax_code.clone(), owner: self.is_owner() }
    }

    /// Whether they may see drafts and dossiers under this version of a procedure.
    pub(crate) fn covers(&self, procedure_version_id: &str) -> bool {
        self.standing.covers(procedure_version_id, self.today)
    }
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
            acting: None,
            lapsed: None,
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

    /// Whether they are an officer of a unit.
    pub(crate) fn is_officer(&self) -> bool {
        !self.unit_code.is_empty()
    }

    /// Whether they are an officer of this unit.
    pub(crate) fn is_of(&self, unit_code: &str) -> bool {
        self.is_officer() && self.unit_code == unit_code
    }

    /// Whether a dossier is theirs to work on: the one-stop's that took it in, or, for who appraises and decides, that of
    /// the agency that decides.
    pub(crate) fn serves(&self, dossier: &dossier::Model) -> bool {
        self.is_of(match self.role {
            Role::HandlingOfficer | Role::Leader => &dossier.competent_unit,
            _ => &dossier.unit_code,
        })
    }

    /// The column that [`Actor::serves`] looks at.
    pub(crate) const fn dossier_column(&self) -> dossier::Column {
        match self.role {
            Role::HandlingOfficer | Role::Leader => dossier::Column::CompetentUnit,
            _ => dossier::Column::UnitCode,
        }
    }

    /// Goes on only when the role may do it.
    ///
    /// # Errors
    /// `SignInNeeded` for a visitor who could do it after signing in, `RightsEnded` for somebody whose rights ended
    /// while they acted for an organisation, else `NotAllowed`.
    pub fn may(&self, deed: Deed) -> Case<()> {
        if self.lapsed.is_some() && policy::IN_SOMEBODYS_NAME.contains(&deed) {
            return Err(Failure::RightsEnded.into());
        }
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
    /// themselves. What one does for an organisation is never mixed with one's own, and of an organisation's, staff
    /// have what is within their rights.
    pub(crate) fn stands_for(
        &self,
        person: Option<&str>,
        organisation: Option<&str>,
        procedure_version_id: &str,
    ) -> bool {
        match (&self.acting, organisation) {
            (Some(acting), Some(organisation)) => {
                acting.organisation_id == organisation && acting.covers(procedure_version_id)
            }
            (None, None) => !self.id.is_empty() && person == Some(self.id.as_str()),
            _ => false,
        }
    }

    /// Whether the actor may write, file, supplement and withdraw in this procedure: always for themselves and as an
    /// owner, as staff within their rights.
    ///
    /// # Errors
    /// `RightsEnded`, `RightsProcedure` or `RightsAmount`.
    pub(crate) fn may_act_in(&self, procedure: &Procedure) -> Case<()> {
        self.may_spend_in(procedure, &[])
    }

    /// The same for an application whose answers tell how often it owes each fee ([`Procedure::fee_counts`]).
    ///
    /// # Errors
    /// As [`Actor::may_act_in`].
    pub(crate) fn may_spend_in(&self, procedure: &Procedure, counts: &[Option<u32>]) -> Case<()> {
        let Some(Acting { standing: Standing::Staff(rights), today, .. }) = &self.acting else {
            return Ok(());
        };
        rights.judge_acting(&procedure.code, owed(procedure, counts), *today).map_err(|refused| {
            let failure = match refused {
                NotGranted::Ended => Failure::RightsEnded,
                NotGranted::Procedure => Failure::RightsProcedure,
                NotGranted::Amount => Failure::RightsAmount,
            };
            failure.into()
        })
    }

    /// For which organisation the actor acts as its owner.
    ///
    /// # Errors
    /// `ActForNone` for somebody who acts for themselves, `NotAllowed` for staff.
    pub(crate) fn as_owner(&self) -> Case<&Acting> {
        let acting = self.acting.as_ref().ok_or(Failure::ActForNone)?;
        if acting.is_owner() { Ok(acting) } else { Err(Failure::NotAllowed.into()) }
    }

    /// The organisation that the actor acts for.
    pub(crate) fn organisation_id(&self) -> Option<String> {
        self.acting.as_ref().map(|acting| acting.organisation_id.clone())
    }

    /// Whether nobody acts but the system.
    pub(crate) fn is_system(&self) -> bool {
        self.role == Role::Administrator && self.id.is_empty()
    }

    /// The kind of actor for the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self.role {
            _ if self.token.is_some() => "token",
            Role::Visitor => "visitor",
            Role::Citizen => "citizen",
            Role::Administrator if self.is_system() => "system",
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
            standing: Standing::Owner,
            today: Date::MIN,
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
        let stands_for = |actor: &Actor, person, organisation| {
            actor.stands_for(Some(person), organisation, "2.000908@2026-01-01")
        };
        assert!(stands_for(&own, "lan", None) && !stands_for(&own, "lan", Some("a")));
        assert!(stands_for(&for_a, "lan", Some("a")) && !stands_for(&for_a, "lan", None));
        assert!(stands_for(&for_a, "nam", Some("a")), "colleagues share what is the organisation's");
        assert!(!stands_for(&for_a, "lan", Some("b")) && !stands_for(&own, "nam", None));
        assert!(!Actor::visitor().stands_for(None, None, "") && !stands_for(&Actor::visitor(), "", None));
    }

    #[test]
    fn staff_share_only_what_is_within_their_rights() {
        let mut staff = citizen(Some("a"));
        let granted = ["2.000908".parse().unwrap()].into();
        let rights = Rights { procedures: Some(granted), ..Rights::whole() };
        staff.acting.as_mut().unwrap().standing = Standing::Staff(rights);
        assert!(staff.stands_for(Some("nam"), Some("a"), "2.000908@2026-01-01"));
        assert!(
            !staff.stands_for(Some("lan"), Some("a"), "1.001193@2026-04-15"),
            "not even their own of before"
        );
        assert!(!staff.stands_for(Some("lan"), Some("a"), "no code"));
    }

    #[test]
    fn whoever_acts_for_an_organisation_signs_with_both_names() {
        assert_eq!(citizen(Some("a")).signature(), "Lan, Công ty A");
        assert_eq!(citizen(None).signature(), "Lan");
    }
}
