use time::OffsetDateTime;

use crate::clock::{Calendar, OfficeHours, Period, due};

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
    /// Whether it came in at a counter or by post.
    pub filed_on_paper: bool,
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
            filed_on_paper: false,
            has_result: false,
            fee_askable: false,
            fees_settled: false,
            receipt_given: false,
            reason_given: false,
            actor_drafted: false,
        }
    }

    /// Computes until when the handling agency may ask for a supplement: `within` a period of the intake. Without the calendar of a year
    /// it needs, the deadline stays unknown, and only what is judged by it is refused.
    ///
    /// The applicant's deadline is no matter of computing: it was printed when the supplement was asked for.
    #[must_use]
    pub fn with_agency_deadline(self, within: Period, calendar: &Calendar, hours: &OfficeHours) -> Self {
        let intake = self.accepted_at.unwrap_or(self.received_at);
        let agency = due(intake, within, calendar, hours).ok();
        Self { agency_supplement_by: agency.map(|due| due.at), ..self }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::clock::{AGENCY_SUPPLEMENT, PeriodUnit};
    use crate::fixtures::calendar;

    #[test]
    fn nd61_d19_4_the_agency_has_3_working_days_of_intake() {
        let now = datetime!(2026-11-23 09:00 +7);
        let facts = Facts { accepted_at: Some(now), ..Facts::new(now, now) };
        let within = |period| facts.with_agency_deadline(period, &calendar(), &OfficeHours::default());
        assert_eq!(within(AGENCY_SUPPLEMENT).agency_supplement_by, Some(datetime!(2026-11-27 17:00 +7)));
        assert_eq!(within(AGENCY_SUPPLEMENT).applicant_supplement_by, None);
        let of_a_sector = within(Period::new(1, PeriodUnit::WorkingDays));
        assert_eq!(of_a_sector.agency_supplement_by, Some(datetime!(2026-11-25 17:00 +7)));
    }

    #[test]
    fn without_a_calendar_nobody_guesses_it() {
        let now = datetime!(2031-11-24 09:00 +7);
        let facts = Facts::new(now, now);
        assert_eq!(
            facts.with_agency_deadline(AGENCY_SUPPLEMENT, &calendar(), &OfficeHours::default()),
            facts
        );
    }
}
