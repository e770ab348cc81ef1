//! A stored dossier with its state: loading, judging a step, saving.

use std::sync::Arc;

use domain::clock::{Due, is_late};
use domain::lifecycle::{Action, Facts, Illegal, Lifecycle, Status};
use domain::role::Role;
use domain::when::local;
use forms::answers::Answers;
use forms::evaluate::{Attached, Context};
use forms::places;
use forms::procedure::Channel;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use store::Tx;
use store::entity::{attachment, decision, dossier, payment, supplement_request};
use store::moment::{from_millis, to_millis};
use time::OffsetDateTime;
use views::Failure;

use crate::catalogue::{Catalogue, Places};
use crate::fee::Charge;
use crate::{Actor, Case, Office};

/// The origin of a file that the applicant handed in.
pub(crate) const APPLICANT: &str = "applicant";
/// The origin of a file of the office.
pub(crate) const OFFICE: &str = "office";
/// The origin of a file that came with a message.
pub(crate) const MESSAGE: &str = "message";
/// The paper id of the result.
pub(crate) const RESULT: &str = "result";

/// Whether the actor is the applicant, or acts for the organisation that is.
pub(crate) fn belongs_to(row: &dossier::Model, actor: &Actor) -> bool {
    actor.stands_for(Some(&row.person_id), row.organisation_id.as_deref(), &row.procedure_version_id)
}

/// The way in which it came in.
pub(crate) fn channel(row: &dossier::Model) -> Channel {
    Channel::named(&row.channel).unwrap_or(Channel::Online)
}

/// In what the evaluator judges a dossier: on the day and in the way in which it was filed.
pub(crate) fn filed_context<'a>(
    row: &dossier::Model,
    attached: &'a Attached,
    places: &'a dyn places::Places,
) -> Context<'a> {
    let today = local(from_millis(row.filed_at)).date();
    Context { today, channel: channel(row), attached, places }
}

/// A dossier as it is stored, with its state read.
pub(crate) struct Held {
    pub row: dossier::Model,
    pub lifecycle: Lifecycle,
    pub supplement: Option<supplement_request::Model>,
    pub decision: Option<decision::Model>,
    pub payment: Option<payment::Model>,
    pub has_result: bool,
}

impl Held {
    /// The dossier, whoever asks.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub(crate) async fn load(
        connection: &impl ConnectionTrait,
        catalogue: &Catalogue,
        code: &str,
    ) -> Case<Self> {
        let row = dossier::Entity::find_by_id(code).one(connection).await?.ok_or(Failure::NotFound)?;
        Self::of(connection, catalogue, row).await
    }

    /// The dossier of a row.
    pub(crate) async fn of(
        connection: &impl ConnectionTrait,
        catalogue: &Catalogue,
        row: dossier::Model,
    ) -> Case<Self> {
        let lifecycle = serde_json::from_str(&row.lifecycle)?;
        let supplement = supplement_request::Entity::find_by_id(&row.code).one(connection).await?;
        let decision = decision::Entity::find_by_id(&row.code).one(connection).await?;
        // Nobody pays before the acceptance, or where every fee is 0.
        let charge = Charge::of(&catalogue.version(&row.procedure_version_id)?.procedure, channel(&row));
        let payment = if row.accepted_at.is_none() || charge == Charge::Never {
            None
        } else {
            payment::Entity::find_by_id(&row.code).one(connection).await?
        };
        let results = attachment::Entity::find()
            .filter(attachment::Column::DraftId.eq(&row.draft_id))
            .filter(attachment::Column::Origin.eq(OFFICE))
            .filter(attachment::Column::RemovedAt.is_null())
            .count(connection)
            .await?;
        Ok(Self { row, lifecycle, supplement, decision, payment, has_result: results > 0 })
    }

    /// The dossier, for an officer of the one-stop that took it in or of the agency that decides.
    ///
    /// # Errors
    /// `NotFound` for officers of other units, as if it were not there.
    pub(crate) async fn for_officer(
        connection: &impl ConnectionTrait,
        office: &Office,
        actor: &Actor,
        code: &str,
    ) -> Case<Self> {
        let held = Self::load(connection, &office.catalogue(), code).await?;
        if !actor.serves(&held.row) {
            return Err(Failure::NotFound.into());
        }
        Ok(held)
    }

    /// The dossier, for its applicant.
    ///
    /// # Errors
    /// `NotFound` for everybody else, as if it were not there.
    pub(crate) async fn for_applicant(
        connection: &impl ConnectionTrait,
        office: &Office,
        actor: &Actor,
        code: &str,
    ) -> Case<Self> {
        let held = Self::load(connection, &office.catalogue(), code).await?;
        if !held.belongs_to(actor) {
            return Err(Failure::NotFound.into());
        }
        Ok(held)
    }

    /// The dossier, for its applicant or for an officer who has to do with it.
    ///
    /// # Errors
    /// `NotFound` for everybody else.
    pub(crate) async fn for_side(
        connection: &impl ConnectionTrait,
        office: &Office,
        actor: &Actor,
        code: &str,
    ) -> Case<Self> {
        if !actor.is_officer() {
            return Self::for_applicant(connection, office, actor, code).await;
        }
        Self::for_officer(connection, office, actor, code).await
    }

    /// Whether the actor is its applicant, or acts for the organisation that is.
    pub(crate) fn belongs_to(&self, actor: &Actor) -> bool {
        belongs_to(&self.row, actor)
    }

    /// What the guards judge, for this actor. `given` is the reason or the receipt that the form of the action asks for.
    ///
    /// # Errors
    /// When the version of the procedure is gone.
    pub(crate) fn facts(&self, office: &Office, actor: &Actor, given: &str) -> Case<Facts> {
        let mut facts = Facts::new(office.now(), from_millis(self.row.filed_at));
        facts.accepted_at = self.row.accepted_at.map(from_millis);
        facts.due_at = self.row.due_at.map(from_millis);
        facts.filed_on_paper = channel(&self.row) != Channel::Online;
        facts.has_result = self.has_result || self.refusal().is_some();
        let catalogue = office.catalogue();
        let procedure = &catalogue.version(&self.row.procedure_version_id)?.procedure;
        let charge = Charge::of(procedure, channel(&self.row));
        facts.fee_askable = charge != Charge::Never && self.payment.is_none();
        facts.fees_settled = match &self.payment {
            Some(payment) => payment.settled_at.is_some(),
            // It is asked for when the result is fetched.
            None if self.lifecycle.status() == Status::Finished => self.charge(&catalogue)? != Charge::Always,
            None => charge != Charge::Always,
        };
        facts.reason_given = !given.trim().is_empty();
        facts.receipt_given = facts.reason_given;
        facts.actor_drafted = self.decision.as_ref().is_some_and(|decision| decision.drafted_by == actor.id);
        // What was printed holds, whatever a later calendar says.
        facts.applicant_supplement_by =
            self.supplement.as_ref().map(|supplement| from_millis(supplement.deadline_at));
        let hours = office.hours(&self.row.unit_code);
        let within = procedure.deadline.supplement.ask_within();
        Ok(facts.with_agency_deadline(within, &office.calendar(), &hours))
    }

    /// Whether it owes something, as far as its answers tell.
    pub(crate) fn charge(&self, catalogue: &Arc<Catalogue>) -> Case<Charge> {
        let filed_on = local(from_millis(self.row.filed_at)).date();
        let procedure = catalogue.asked(catalogue.version(&self.row.procedure_version_id)?, filed_on);
        let answers: Answers = serde_json::from_str(&self.row.answers)?;
        let (attached, places) = (Attached::new(), Places(Arc::clone(catalogue)));
        let context = filed_context(&self.row, &attached, &places);
        Ok(Charge::of_counts(&procedure, channel(&self.row), &procedure.fee_counts(&answers, &context)))
    }

    /// What this actor can do now.
    ///
    /// # Errors
    /// As [`Held::facts`].
    pub(crate) fn offered(&self, office: &Office, actor: &Actor) -> Case<Vec<Action>> {
        let facts = self.facts(office, actor, "")?;
        let mut offered = self.lifecycle.offered(actor.role, &facts);
        // A dossier in somebody's hands is drafted and charged by that officer alone.
        if self.row.handler_id.as_ref().is_some_and(|handler| *handler != actor.id) {
            offered.retain(|action| !matches!(action, Action::DraftResult | Action::RequestPayment));
        }
        Ok(offered)
    }

    /// Takes the step in memory; [`Held::save`] stores it.
    ///
    /// # Errors
    /// The failure that tells why the step is illegal.
    pub(crate) fn step(&mut self, office: &Office, actor: &Actor, action: Action, given: &str) -> Case<()> {
        let facts = self.facts(office, actor, given)?;
        // What the system does by itself it does for the one-stop (law §1.2).
        let role = if actor.is_system() { Role::OneStopOfficer } else { actor.role };
        self.lifecycle = self.lifecycle.apply(action, role, &facts)?;
        self.row.changed_at = office.now_millis();
        if self.lifecycle.is_terminal() {
            self.row.ended_at = Some(office.now_millis());
        }
        Ok(())
    }

    /// Stores the row with its state, and answers it.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn save(self, tx: &Tx) -> Case<dossier::Model> {
        let mut row = self.row;
        row.status = i32::from(self.lifecycle.status().code());
        row.lifecycle = serde_json::to_string(&self.lifecycle)?;
        let code = row.code.clone();
        let mut active = row.into_active_model().reset_all();
        active.code = sea_orm::ActiveValue::Unchanged(code);
        Ok(active.update(tx).await?)
    }

    /// The day by which the office must act next.
    pub(crate) fn attend_by(&mut self, due: &Due) {
        self.row.attention_at = to_millis(due.at);
    }

    /// The promised day, once accepted.
    pub(crate) fn due(&self) -> Case<Option<Due>> {
        Ok(self.row.due.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// The first promise, once an apology has moved it.
    pub(crate) fn first_due(&self) -> Case<Option<Due>> {
        Ok(self.row.first_due.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// Promises a day for the first time, or again after a supplement.
    pub(crate) fn promise(&mut self, due: &Due) -> Case<()> {
        self.attend_by(due);
        self.forget_promise();
        self.row.due_at = Some(to_millis(due.at));
        self.row.due = Some(serde_json::to_string(due)?);
        Ok(())
    }

    /// No day is promised while the applicant supplements. One that has passed already stays missed (law §5.2).
    pub(crate) fn suspend_promise(&mut self, now: OffsetDateTime) {
        let promised = self.row.first_due_at.or(self.row.due_at);
        let missed = promised.filter(|promised| is_late(from_millis(*promised), now));
        self.row.missed_due_at = self.row.missed_due_at.or(missed);
        self.forget_promise();
    }

    fn forget_promise(&mut self) {
        self.row.due_at = None;
        self.row.due = None;
        self.row.first_due_at = None;
        self.row.first_due = None;
        self.row.alarm_told = 0;
    }

    /// What the applicant is told when the result that was drafted is a refusal.
    pub(crate) fn refusal(&self) -> Option<&str> {
        self.decision.as_ref().and_then(|decision| decision.refusal.as_deref())
    }

    /// Whether somebody still works on it.
    pub(crate) fn open(&self) -> bool {
        !self.lifecycle.is_terminal()
    }

    /// Whether the statutory period runs now.
    pub(crate) fn clock_runs(&self) -> bool {
        matches!(self.lifecycle.status(), Status::Accepted | Status::InProgress)
    }
}

/// Stores the supplement request as answered.
pub(crate) async fn answered(tx: &Tx, request: supplement_request::Model, at: i64) -> Case<()> {
    let mut active = request.into_active_model();
    active.answered_at = Set(Some(at));
    active.update(tx).await?;
    Ok(())
}

/// What the page tells when the law forbids a step.
pub(crate) const fn failure_of(illegal: Illegal) -> Failure {
    match illegal {
        Illegal::WrongRole => Failure::NotAllowed,
        Illegal::SecondSupplement => Failure::SecondSupplement,
        Illegal::TooLate => Failure::SupplementTooLate,
        Illegal::SecondReappointment => Failure::SecondReappointment,
        Illegal::DueDayCome => Failure::ReappointmentTooLate,
        Illegal::ReceiptMissing => Failure::ReceiptMissing,
        Illegal::FeesUnsettled => Failure::FeesUnsettled,
        Illegal::NothingToPay => Failure::NothingToPay,
        Illegal::ReasonRequired => Failure::ReasonMissing,
        Illegal::ResultMissing => Failure::ResultFileMissing,
        Illegal::OwnDraft => Failure::SamePerson,
        // What is accepted has a promise and what is asked for a printed end; only a missing year hides a deadline.
        Illegal::DeadlineUnknown => Failure::NoCalendar,
        _ => Failure::WrongState,
    }
}
