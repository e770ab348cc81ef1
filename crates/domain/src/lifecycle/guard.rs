use super::{Facts, Lifecycle, Step};
use crate::{clock::is_late, codes::error_codes, when::local};

error_codes! {
    /// Why an action is not legal now.
    #[derive(PartialOrd, Ord)]
    pub enum Illegal {
        /// This role never does this here.
        WrongRole => "lifecycle.wrong_role",
        /// Not in this status.
        WrongStatus => "lifecycle.wrong_status",
        /// Not at this step of the agency's work.
        WrongStep => "lifecycle.wrong_step",
        /// A supplement was asked before; the law allows one request.
        SecondSupplement => "lifecycle.second_supplement",
        /// The applicant has not sent the supplement yet.
        SupplementMissing => "lifecycle.supplement_missing",
        /// The applicant has sent the supplement already.
        AlreadySupplemented => "lifecycle.already_supplemented",
        /// The due date was moved before; the law allows it once.
        SecondReappointment => "lifecycle.second_reappointment",
        /// A written reason is required.
        ReasonRequired => "lifecycle.reason_required",
        /// The file of the result is not attached.
        ResultMissing => "lifecycle.result_missing",
        /// Neither the number of a receipt nor a reason why nothing is to be paid was given.
        ReceiptMissing => "lifecycle.receipt_missing",
        /// A fee is owed.
        FeesUnsettled => "lifecycle.fees_unsettled",
        /// No fee is owed, or it was asked for already.
        NothingToPay => "lifecycle.nothing_to_pay",
        /// The decision is issued, so the dossier can no longer be withdrawn.
        DecisionIssued => "lifecycle.decision_issued",
        /// Who drafted a result does not approve it.
        OwnDraft => "lifecycle.own_draft",
        /// It has a receipt, so that it can only be refused after an appraisal.
        AlreadyAccepted => "lifecycle.already_accepted",
        /// It was filed online, so its applicant does this, and not the office for them.
        FiledOnline => "lifecycle.filed_online",
        /// The law's time for this is over.
        TooLate => "lifecycle.too_late",
        /// The due day has come, so it can no longer be moved.
        DueDayCome => "lifecycle.due_day_come",
        /// The applicant's time is not over.
        TooEarly => "lifecycle.too_early",
        /// The deadline against which this is judged is not known.
        DeadlineUnknown => "lifecycle.deadline_unknown",
    }
}

/// A condition of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guard {
    /// It came in at a counter or by post (NĐ 61/2018 Article 16), so that the one-stop keys in what its applicant brings.
    FiledOnPaper,
    /// It was never accepted: what was is refused by its agency after an appraisal (NĐ 61/2018 Article 19.8).
    NeverAccepted,
    /// No supplement was asked before (NĐ 61/2018 Articles 11.2c, 15.3).
    FirstSupplement,
    /// The supplement has arrived.
    SupplementReceived,
    /// The supplement has not arrived.
    SupplementAwaited,
    /// At most 3 working days since intake (NĐ 61/2018 Article 19.4), or what a sector's law says.
    WithinAgencyPeriod,
    /// 15 working days since the request are over (law §1.4), or what a sector's law says.
    ApplicantPeriodOver,
    /// A reason is given in writing.
    ReasonGiven,
    /// The file of the result is attached, or the result is a refusal.
    Result,
    /// The procedure has a fee that was not asked for yet.
    FeeAskable,
    /// The receipt has a number, or it is said why nothing is to be paid.
    ReceiptGiven,
    /// Every fee is paid, or none is owed.
    FeesSettled,
    /// A fee is owed.
    FeesOwed,
    /// The leader has not approved a result (NĐ 118/2025 Article 21).
    NoDecision,
    /// Another person drafted the result (law §9.4).
    AnotherDrafted,
    /// The due date was never moved (NĐ 61/2018 Article 19.9).
    FirstReappointment,
    /// The due day is tomorrow or later (law §1.2).
    DayBeforeDue,
}

impl Guard {
    /// Judges the condition.
    ///
    /// # Errors
    /// The reason why it does not hold.
    pub fn check(self, dossier: Lifecycle, facts: &Facts) -> Result<(), Illegal> {
        let (holds, refusal) = match self {
            Self::FiledOnPaper => (facts.filed_on_paper, Illegal::FiledOnline),
            Self::NeverAccepted => (facts.accepted_at.is_none(), Illegal::AlreadyAccepted),
            Self::FirstSupplement => (dossier.supplement_count() == 0, Illegal::SecondSupplement),
            Self::SupplementReceived => (dossier.supplement_received(), Illegal::SupplementMissing),
            Self::SupplementAwaited => (!dossier.supplement_received(), Illegal::AlreadySupplemented),
            Self::WithinAgencyPeriod => {
                let by = facts.agency_supplement_by.ok_or(Illegal::DeadlineUnknown)?;
                (!is_late(by, facts.now), Illegal::TooLate)
            }
            Self::ApplicantPeriodOver => {
                let by = facts.applicant_supplement_by.ok_or(Illegal::DeadlineUnknown)?;
                (is_late(by, facts.now), Illegal::TooEarly)
            }
            Self::ReasonGiven => (facts.reason_given, Illegal::ReasonRequired),
            Self::Result => (facts.has_result, Illegal::ResultMissing),
            Self::FeeAskable => (facts.fee_askable, Illegal::NothingToPay),
            Self::ReceiptGiven => (facts.receipt_given, Illegal::ReceiptMissing),
            Self::FeesSettled => (facts.fees_settled, Illegal::FeesUnsettled),
            Self::FeesOwed => (!facts.fees_settled, Illegal::NothingToPay),
            Self::NoDecision => (dossier.step() != Some(Step::Approved), Illegal::DecisionIssued),
            Self::AnotherDrafted => (!facts.actor_drafted, Illegal::OwnDraft),
            Self::FirstReappointment => (dossier.reappoint_count() == 0, Illegal::SecondReappointment),
            Self::DayBeforeDue => {
                let due_at = facts.due_at.ok_or(Illegal::DeadlineUnknown)?;
                (local(facts.now).date() < local(due_at).date(), Illegal::DueDayCome)
            }
        };
        if holds { Ok(()) } else { Err(refusal) }
    }

    /// The condition in plain English, for the page of the state machine.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::FiledOnPaper => "the dossier came in at a counter or by post",
            Self::NeverAccepted => "the dossier was never accepted",
            Self::FirstSupplement => "no supplement was asked before",
            Self::SupplementReceived => "the supplement has arrived",
            Self::SupplementAwaited => "the supplement has not arrived",
            Self::WithinAgencyPeriod => {
                "at most 3 working days since intake, or as the procedure's version says"
            }
            Self::ApplicantPeriodOver => {
                "15 working days since the request are over, or as the procedure's version says"
            }
            Self::ReasonGiven => "a reason is given",
            Self::Result => "the result file is attached, or the result is a refusal",
            Self::FeeAskable => "the procedure has a fee that was not asked for yet",
            Self::ReceiptGiven => "the receipt has a number, or it is said why nothing is to be paid",
            Self::FeesSettled => "fees are settled",
            Self::FeesOwed => "a fee is owed",
            Self::NoDecision => "no result is approved",
            Self::AnotherDrafted => "another person drafted the result",
            Self::FirstReappointment => "the due date was never moved",
            Self::DayBeforeDue => "at least a day before the due date",
        }
    }
}
