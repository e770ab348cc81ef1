use time::OffsetDateTime;

use crate::clock::{Calendar, ClockError, OfficeHours, agency_supplement_by, applicant_supplement_by};

/// What the guards need to know besides the state of the dossier.
///
/// [`Facts::new`] claims nothing: no file, nothing paid, no reason, no deadline. Add what is
/// known by struct update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The present.
    pub now: OffsetDateTime,
    /// When the dossier arrived.
    pub received_at: OffsetDateTime,
    /// When it was accepted, last if more than once.
    pub accepted_at: Option<OffsetDateTime>,
    /// The due date promised now.
    pub due_at: Option<OffsetDateTime>,
    /// Until when the handling agency may ask for a supplement.
    pub agency_supplement_by: Option<OffsetDateTime>,
    /// Until when the applicant may supplement.
    pub applicant_supplement_by: Option<OffsetDateTime>,
    /// Whether the file of the result is attached, or the result is a refusal, whose paper is made when it is finished.
    pub has_result: bool,
    /// Whether the procedure has a fee that nobody has asked for yet.
    pub fee_askable: bool,
    /// Whether every fee is paid, or none is owed.
    pub fees_settled: bool,
    /// Whether the acting person gave the number of the receipt, or why nothing is to be paid.
    pub receipt_given: bool,
    /// Whether the acting person gave a reason.
    pub reason_given: bool,
    /// Whether the acting person drafted the result that waits (law §9.4).
    pub actor_drafted: bool,
}

impl Facts {
    /// Facts that claim nothing.
    #[must_use]
    pub const fn new(now: OffsetDateTime, received_at: OffsetDateTime) -> Self {
        Self {
            now,
            received_at,
            accepted_at: None,
            due_at: None,
            agency_supplement_by: None,
            applicant_supplement_by: None,
            has_result: false,
            fee_askable: false,
            fees_settled: false,
            receipt_given: false,
            reason_given: false,
            actor_drafted: false,
        }
    }

    /// Computes both deadlines of supplements from intake and from the request for one.
    ///
    /// # Errors
    /// `NoCalendar` when a needed year was not entered.
    pub fn with_supplement_deadlines(
        self,
        requested_at: Option<OffsetDateTime>,
        calendar: &Calendar,
        hours: &OfficeHours,
    ) -> Result<Self, ClockError> {
        let intake = self.accepted_at.unwrap_or(self.received_at);
        let agency = agency_supplement_by(intake, calendar, hours)?;
        let applicant = requested_at.map(|at| applicant_supplement_by(at, calendar, hours)).transpose()?;
        Ok(Self {
            agency_supplement_by: Some(agency.at),
            applicant_supplement_by: applicant.map(|due| due.at),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::fixtures::calendar;

    #[test]
    fn the_agency_has_3_working_days_of_intake_and_the_applicant_15_of_the_request() {
        let now = datetime!(2026-11-23 09:00 +7);
        let facts = Facts { accepted_at: Some(now), ..Facts::new(now, now) };
        let hours = OfficeHours::default();
        let asked = datetime!(2026-11-26 09:00 +7);
        let facts = facts.with_supplement_deadlines(Some(asked), &calendar(), &hours).unwrap();
        assert_eq!(facts.agency_supplement_by, Some(datetime!(2026-11-27 17:00 +7)));
        assert_eq!(facts.applicant_supplement_by, Some(datetime!(2026-12-17 17:00 +7)));
    }
}
