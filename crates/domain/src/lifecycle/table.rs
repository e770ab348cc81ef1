use super::{Action, Guard, Status, StatutoryForm, Step};
use crate::role::Role;

/// What happens to the statutory period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockEffect {
    /// nothing
    None,
    /// The period starts.
    Starts,
    /// The period starts again from zero.
    Restarts,
    /// The period stops.
    Stops,
    /// The period waits.
    Pauses,
    /// The period goes on.
    Resumes,
    /// A new due date is promised; measures keep the first one.
    Moves,
    /// The period ends; on-time is judged on this moment.
    Ends,
}

/// The agency's step after a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// The agency does not have the dossier.
    None,
    /// This step.
    Set(Step),
    /// The step before.
    Keep,
}

/// What a transition counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// nothing
    Nothing,
    /// The one request for a supplement.
    SupplementRequest,
    /// The supplement itself.
    SupplementReceived,
    /// The one new due date.
    Reappointment,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// What is done.
    pub action: Action,
    /// In which status.
    pub from: Status,
    /// At which steps of the agency; none means at any.
    pub steps: &'static [Step],
    /// By whom.
    pub roles: &'static [Role],
    /// Under which conditions, in the order in which they are judged.
    pub guards: &'static [Guard],
    /// The status after.
    pub to: Status,
    /// The step after.
    pub step: NextStep,
    /// What is counted.
    pub counted: Counted,
    /// The statutory paper that is made.
    pub form: Option<StatutoryForm>,
    /// What happens to the clock.
    pub clock: ClockEffect,
}

impl Transition {
    const fn new(action: Action, from: Status, roles: &'static [Role], to: Status) -> Self {
        Self {
            action,
            from,
            steps: &[],
            roles,
            guards: &[],
            to,
            step: NextStep::None,
            counted: Counted::Nothing,
            form: None,
            clock: ClockEffect::None,
        }
    }

    const fn at(self, steps: &'static [Step]) -> Self {
        Self { steps, ..self }
    }

    const fn when(self, guards: &'static [Guard]) -> Self {
        Self { guards, ..self }
    }

    const fn then(self, step: NextStep) -> Self {
        Self { step, ..self }
    }

    const fn counting(self, counted: Counted) -> Self {
        Self { counted, ..self }
    }

    const fn making(self, form: StatutoryForm) -> Self {
        Self { form: Some(form), ..self }
    }

    const fn clock(self, clock: ClockEffect) -> Self {
        Self { clock, ..self }
    }

    /// Whether the row starts at this step of the agency.
    pub(super) fn starts_at(&self, step: Option<Step>) -> bool {
        self.steps.is_empty() || step.is_some_and(|step| self.steps.contains(&step))
    }
}

const CITIZEN: &[Role] = &[Role::Citizen];
const ONE_STOP: &[Role] = &[Role::OneStopOfficer];
const HANDLING: &[Role] = &[Role::HandlingOfficer];
const LEADER: &[Role] = &[Role::Leader];
const HANDLING_OR_ONE_STOP: &[Role] = &[Role::HandlingOfficer, Role::OneStopOfficer];
const UNDECIDED: &[Step] = &[Step::Received, Step::Drafted];

/// Everything that can happen to a dossier after it was filed (law §1.2).
pub const TABLE: &[Transition] = &[
    Transition::new(Action::Accept, Status::Filed, ONE_STOP, Status::Accepted)
        .making(StatutoryForm::Receipt)
        .clock(ClockEffect::Starts),
    Transition::new(Action::RequestSupplement, Status::Filed, ONE_STOP, Status::SupplementRequested)
        .when(&[Guard::FirstSupplement, Guard::ReasonGiven])
        .counting(Counted::SupplementRequest)
        .making(StatutoryForm::SupplementRequest),
    Transition::new(Action::Refuse, Status::Filed, ONE_STOP, Status::NotAccepted)
        .when(&[Guard::ReasonGiven])
        .making(StatutoryForm::Refusal),
    Transition::new(Action::Transfer, Status::Accepted, ONE_STOP, Status::InProgress)
        .then(NextStep::Set(Step::Received)),
    reassignment(Status::InProgress),
    reassignment(Status::PaymentRequested),
    Transition::new(Action::DraftResult, Status::InProgress, HANDLING, Status::InProgress)
        .at(&[Step::Received])
        .then(NextStep::Set(Step::Drafted)),
    Transition::new(Action::ReturnDraft, Status::InProgress, LEADER, Status::InProgress)
        .at(&[Step::Drafted])
        .when(&[Guard::ReasonGiven])
        .then(NextStep::Set(Step::Received)),
    Transition::new(Action::ApproveResult, Status::InProgress, LEADER, Status::InProgress)
        .at(&[Step::Drafted])
        .when(&[Guard::AnotherDrafted])
        .then(NextStep::Set(Step::Approved)),
    Transition::new(Action::Finish, Status::InProgress, HANDLING_OR_ONE_STOP, Status::Finished)
        .at(&[Step::Approved])
        .when(&[Guard::Result])
        .clock(ClockEffect::Ends),
    Transition::new(Action::ReturnResult, Status::Finished, ONE_STOP, Status::Returned)
        .when(&[Guard::FeesSettled]),
    // The applicant hears of it from the one-stop only (NĐ 61/2018 Article 5.1e).
    Transition::new(Action::RequestSupplement, Status::InProgress, HANDLING, Status::SupplementRequested)
        .at(UNDECIDED)
        .when(&[Guard::FirstSupplement, Guard::WithinAgencyPeriod, Guard::ReasonGiven])
        .counting(Counted::SupplementRequest)
        .making(StatutoryForm::SupplementRequest)
        .clock(ClockEffect::Stops),
    Transition::new(
        Action::SubmitSupplement,
        Status::SupplementRequested,
        CITIZEN,
        Status::SupplementRequested,
    )
    .when(&[Guard::SupplementAwaited])
    .counting(Counted::SupplementReceived),
    // Who filed on paper brings or sends what is missing on paper, and the one-stop keys it in.
    Transition::new(
        Action::SubmitSupplement,
        Status::SupplementRequested,
        ONE_STOP,
        Status::SupplementRequested,
    )
    .when(&[Guard::FiledOnPaper, Guard::SupplementAwaited])
    .counting(Counted::SupplementReceived),
    Transition::new(Action::Accept, Status::SupplementRequested, ONE_STOP, Status::Accepted)
        .when(&[Guard::SupplementReceived])
        .making(StatutoryForm::Receipt)
        .clock(ClockEffect::Restarts),
    Transition::new(Action::Refuse, Status::SupplementRequested, ONE_STOP, Status::NotAccepted)
        .when(&[Guard::NeverAccepted, Guard::SupplementReceived, Guard::ReasonGiven])
        .making(StatutoryForm::Refusal)
        .clock(ClockEffect::Ends),
    Transition::new(Action::CloseUnsupplemented, Status::SupplementRequested, ONE_STOP, Status::Stopped)
        .when(&[Guard::SupplementAwaited, Guard::ApplicantPeriodOver])
        .making(StatutoryForm::StopNotice)
        .clock(ClockEffect::Ends),
    Transition::new(Action::RequestPayment, Status::InProgress, HANDLING, Status::PaymentRequested)
        .at(UNDECIDED)
        .when(&[Guard::FeeAskable, Guard::ReasonGiven])
        .then(NextStep::Keep)
        .clock(ClockEffect::Pauses),
    Transition::new(Action::ConfirmPayment, Status::PaymentRequested, ONE_STOP, Status::InProgress)
        .when(&[Guard::ReceiptGiven])
        .then(NextStep::Keep)
        .clock(ClockEffect::Resumes),
    // A fee that nobody asked for before is taken when the result is fetched (NĐ 61/2018 Article 22).
    Transition::new(Action::ConfirmPayment, Status::Finished, ONE_STOP, Status::Finished)
        .when(&[Guard::FeesOwed, Guard::ReceiptGiven]),
    Transition::new(Action::Reappoint, Status::InProgress, LEADER, Status::InProgress)
        .when(&[Guard::FirstReappointment, Guard::DayBeforeDue, Guard::ReasonGiven])
        .then(NextStep::Keep)
        .counting(Counted::Reappointment)
        .making(StatutoryForm::Apology)
        .clock(ClockEffect::Moves),
    withdrawal(CITIZEN, Status::Filed),
    withdrawal(CITIZEN, Status::Accepted),
    withdrawal(CITIZEN, Status::InProgress).when(&[Guard::NoDecision]),
    withdrawal(CITIZEN, Status::SupplementRequested),
    withdrawal(CITIZEN, Status::PaymentRequested),
    // Who filed on paper asks for it at the counter, or by letter.
    withdrawal(ONE_STOP, Status::Filed).when(&[Guard::FiledOnPaper, Guard::ReasonGiven]),
    withdrawal(ONE_STOP, Status::Accepted).when(&[Guard::FiledOnPaper, Guard::ReasonGiven]),
    withdrawal(ONE_STOP, Status::InProgress).when(&[
        Guard::FiledOnPaper,
        Guard::NoDecision,
        Guard::ReasonGiven,
    ]),
    withdrawal(ONE_STOP, Status::SupplementRequested).when(&[Guard::FiledOnPaper, Guard::ReasonGiven]),
    withdrawal(ONE_STOP, Status::PaymentRequested).when(&[Guard::FiledOnPaper, Guard::ReasonGiven]),
    Transition::new(Action::ConfirmWithdrawal, Status::WithdrawalRequested, ONE_STOP, Status::Stopped)
        .making(StatutoryForm::StopNotice)
        .clock(ClockEffect::Ends),
];

/// The leader names who handles a dossier (law §1.3, step B3); the period runs on.
const fn reassignment(status: Status) -> Transition {
    Transition::new(Action::Reassign, status, LEADER, status).then(NextStep::Keep)
}

const fn withdrawal(by: &'static [Role], from: Status) -> Transition {
    Transition::new(Action::Withdraw, from, by, Status::WithdrawalRequested).clock(ClockEffect::Stops)
}
