//! What is known of an officer who signs in, and what the next step is.

use std::time::Duration;

use domain::role::Role;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use store::Tx;
use store::entity::{account, officer, second_factor};
use store::moment::Millis;
use views::{Failure, Step};

use super::begin::{Begun, Proven, begin, begin_half};
use super::cookie::millis;
use super::{enrolment, guard};
use crate::{Actor, Case, CaseError, Office};

/// QCVN 12:2026/BCA: administrators change their password every 2 months, here 60 days.
const ADMINISTRATORS_PASSWORD: Duration = Duration::from_secs(60 * 86_400);

/// QCVN 12:2026/BCA: an account that nobody used for so long is closed.
pub(crate) const UNUSED: Duration = Duration::from_secs(45 * 86_400);

/// Whether nobody used an account for too long. Time counts from the last sign-in, from when it was made or opened,
/// or from a new password.
pub(crate) fn lapsed(account: &account::Model, now: Millis) -> bool {
    let used = account.last_signed_in_at.max(account.opened_at).max(Some(account.password_set_at));
    now - used.unwrap_or_default() >= millis(UNUSED)
}

/// The same, of an officer who may have no account.
pub(super) async fn has_lapsed(connection: &impl ConnectionTrait, officer: &str, now: Millis) -> Case<bool> {
    let account = account::Entity::find_by_id(officer).one(connection).await?;
    Ok(account.is_some_and(|account| lapsed(&account, now)))
}

/// An officer with the account and the second factor.
pub(crate) struct Account {
    pub officer: officer::Model,
    pub role: Role,
    account: Option<account::Model>,
    pub factor: Option<second_factor::Model>,
}

impl Account {
    /// The account of an active officer.
    ///
    /// # Errors
    /// `Refused` when there is none any more.
    pub(crate) async fn of(connection: &impl ConnectionTrait, officer: &str) -> Case<Self> {
        let officer = officer::Entity::find_by_id(officer).one(connection).await?;
        let officer = officer.filter(|officer| officer.active).ok_or(Failure::Refused)?;
        let role =
            officer.role.parse().map_err(|_| CaseError::Impossible("an officer has an unknown role"))?;
        let account = account::Entity::find_by_id(&officer.id).one(connection).await?;
        let factor = second_factor::Entity::find_by_id(&officer.id).one(connection).await?;
        Ok(Self { officer, role, account, factor })
    }

    /// Demo people have no account of their own: everybody knows their password, so nothing about it is forced, and
    /// a change by one visitor would lock out the next.
    pub(crate) fn is_demo(&self, office: &Office) -> bool {
        office.settings().demo && self.account.is_none()
    }

    /// The secret of the second factor, when one is in use.
    pub(crate) fn secret(&self) -> Option<&str> {
        self.factor.as_ref()?.secret.as_deref()
    }

    /// Whether the password that was judged is still the officer's: checking takes long, and it may have been reset
    /// meanwhile.
    pub(super) async fn still_holds(tx: &Tx, judged: &officer::Model) -> Case<bool> {
        let now = officer::Entity::find_by_id(&judged.id).one(tx).await?;
        Ok(now.is_some_and(|now| now.active && now.password_hash == judged.password_hash))
    }

    pub(super) fn password_set_at(&self) -> Option<Millis> {
        self.account.as_ref().map(|account| account.password_set_at)
    }

    /// Whether the password must be changed before anything else.
    fn password_is_due(&self, now: Millis) -> bool {
        let Some(account) = &self.account else { return true };
        let old = now - account.password_set_at >= millis(ADMINISTRATORS_PASSWORD);
        account.must_change || old && self.role == Role::Administrator
    }

    /// What is asked after `passed`, or after the password when that is none.
    fn next(&self, office: &Office, passed: Option<Step>) -> Option<Step> {
        if self.is_demo(office) {
            return None;
        }
        if passed.is_none() && self.secret().is_some() {
            return Some(Step::SecondFactor);
        }
        if self.password_is_due(office.now_millis()) {
            return Some(Step::Password);
        }
        let required = office.settings().second_factor.asks(self.role) && !office.settings().demo;
        (required && self.secret().is_none()).then_some(Step::Enrolment)
    }
}

impl Actor {
    /// The officer whose sign-in waits for this step.
    ///
    /// # Errors
    /// `Refused` when it waits for another, or none is under way.
    pub(super) fn waits_for(&self, step: Step) -> Case<&str> {
        let half = self.half.as_ref().filter(|half| half.step == step);
        Ok(half.map(|half| half.officer.as_str()).ok_or(Failure::Refused)?)
    }
}

/// Goes on with the sign-in after `passed`: to its next step, or into the session.
pub(super) async fn go_on(
    tx: &Tx,
    office: &Office,
    before: &Actor,
    officer: &str,
    passed: Option<Step>,
) -> Case<Begun> {
    let account = Account::of(tx, officer).await?;
    if let Some(step) = account.next(office, passed) {
        if step == Step::Enrolment {
            enrolment::prepare(tx, officer).await?;
        }
        return begin_half(tx, office, before, officer, step).await;
    }
    // Only now: a right password must not buy five more guesses at the code.
    guard::forget(tx, &account.officer.username).await?;
    note_sign_in(tx, office, officer).await?;
    begin(tx, office, before, Proven::Officer(officer.to_owned())).await
}

async fn note_sign_in(tx: &Tx, office: &Office, officer: &str) -> Case<()> {
    account::Entity::update_many()
        .col_expr(account::Column::LastSignedInAt, Some(office.now_millis()).into())
        .filter(account::Column::OfficerId.eq(officer))
        .exec(tx)
        .await?;
    Ok(())
}
