//! The lives that the law describes, and the steps that it forbids.

use time::{Duration, OffsetDateTime, macros::datetime};

use super::*;
use Action::*;
use Role::{Administrator, Citizen, HandlingOfficer, Leader, OneStopOfficer, Visitor};

const NOW: OffsetDateTime = datetime!(2026-11-25 09:00 +7);

/// Facts under which every action is legal from some state, save closing and paying.
fn facts() -> Facts {
    Facts {
        accepted_at: Some(NOW),
        due_at: Some(NOW + Duration::days(10)),
        agency_supplement_by: Some(NOW + Duration::days(2)),
        applicant_supplement_by: Some(NOW + Duration::days(20)),
        has_result: true,
        fee_askable: true,
        fees_settled: true,
        reason_given: true,
        receipt_given: true,
        ..Facts::new(NOW, NOW)
    }
}

fn after(steps: &[(Action, Role)]) -> Lifecycle {
    steps.iter().fold(Lifecycle::filed(), |dossier, (action, role)| {
        let next = dossier.apply(*action, *role, &facts());
        next.unwrap_or_else(|refusal| panic!("{action} by {role} at {dossier:?}: {refusal}"))
    })
}

const TO_AGENCY: [(Action, Role); 2] = [(Accept, OneStopOfficer), (Transfer, OneStopOfficer)];
const DRAFTED: [(Action, Role); 3] = [TO_AGENCY[0], TO_AGENCY[1], (DraftResult, HandlingOfficer)];
const APPROVED: [(Action, Role); 4] = [DRAFTED[0], DRAFTED[1], DRAFTED[2], (ApproveResult, Leader)];
const ASKED: [(Action, Role); 1] = [(RequestSupplement, OneStopOfficer)];
const SUPPLEMENTED: [(Action, Role); 2] = [ASKED[0], (SubmitSupplement, Citizen)];

#[test]
fn the_usual_life_of_a_dossier() {
    let mut dossier = Lifecycle::filed();
    let mut seen = vec![(dossier.status().code(), dossier.degree_of_completion())];
    let rest = [(Finish, OneStopOfficer), (ReturnResult, OneStopOfficer)];
    for (action, role) in APPROVED.into_iter().chain(rest) {
        dossier = dossier.apply(action, role, &facts()).unwrap();
        seen.push((dossier.status().code(), dossier.degree_of_completion()));
    }
    assert_eq!(seen, [(1, 10), (2, 25), (4, 40), (4, 60), (4, 80), (9, 90), (10, 100)]);
    assert!(dossier.is_terminal());
}

#[test]
fn nd61_d16_the_one_stop_keys_in_what_somebody_brings_who_filed_on_paper() {
    let on_paper = Facts { filed_on_paper: true, ..facts() };
    for (steps, action) in [
        (&ASKED[..], SubmitSupplement),
        (&ASKED[..], Withdraw),
        (&TO_AGENCY[..1], Withdraw),
        (&TO_AGENCY[..], Withdraw),
    ] {
        let dossier = after(steps);
        let online = dossier.apply(action, OneStopOfficer, &facts());
        assert_eq!(online, Err(Illegal::FiledOnline), "nobody acts for an applicant who can act");
        let done = dossier.apply(action, OneStopOfficer, &on_paper).unwrap();
        assert_eq!(done, dossier.apply(action, Citizen, &facts()).unwrap(), "{action}");
        let unasked = Facts { reason_given: false, ..on_paper };
        assert_eq!(dossier.apply(action, OneStopOfficer, &unasked).is_ok(), action == SubmitSupplement);
        assert_eq!(dossier.apply(action, HandlingOfficer, &on_paper), Err(Illegal::WrongRole));
    }
}

#[test]
fn nd61_d19_4_a_supplement_restarts_the_clock_and_cannot_be_asked_twice() {
    let dossier = after(&SUPPLEMENTED);
    assert_eq!(dossier.status(), Status::SupplementRequested);
    let row = dossier.transition(Accept, OneStopOfficer).unwrap();
    assert_eq!(row.clock, ClockEffect::Restarts);
    assert_eq!(row.form, Some(StatutoryForm::Receipt));
    let accepted = dossier.apply(Accept, OneStopOfficer, &facts()).unwrap();
    let with_agency = accepted.apply(Transfer, OneStopOfficer, &facts()).unwrap();
    let again = with_agency.apply(RequestSupplement, HandlingOfficer, &facts());
    assert_eq!(again, Err(Illegal::SecondSupplement));
}

#[test]
fn nd61_d19_4_the_agency_asks_within_three_working_days_of_intake() {
    let dossier = after(&DRAFTED);
    let ask = |facts: Facts| dossier.apply(RequestSupplement, HandlingOfficer, &facts);
    assert_eq!(ask(facts()).map(Lifecycle::status), Ok(Status::SupplementRequested));
    assert_eq!(ask(facts()).map(Lifecycle::step), Ok(None));
    let by = Some(datetime!(2026-11-24 17:00 +7));
    assert_eq!(ask(Facts { agency_supplement_by: by, ..facts() }), Err(Illegal::TooLate));
    let last_day = Some(datetime!(2026-11-25 08:00 +7));
    assert!(ask(Facts { agency_supplement_by: last_day, ..facts() }).is_ok());
    let unknown = Facts { agency_supplement_by: None, ..facts() };
    assert_eq!(ask(unknown), Err(Illegal::DeadlineUnknown));
    let one_stop = dossier.apply(RequestSupplement, OneStopOfficer, &facts());
    assert_eq!(one_stop, Err(Illegal::WrongStatus));
}

#[test]
fn nd61_d19_4_nothing_goes_on_before_the_supplement_arrives() {
    let waiting = after(&ASKED);
    let never_accepted = Facts { accepted_at: None, ..facts() };
    for action in [Accept, Refuse] {
        let early = waiting.apply(action, OneStopOfficer, &never_accepted);
        assert_eq!(early, Err(Illegal::SupplementMissing));
    }
    let twice = after(&SUPPLEMENTED).apply(SubmitSupplement, Citizen, &facts());
    assert_eq!(twice, Err(Illegal::AlreadySupplemented));
}

#[test]
fn nd61_d19_8_what_was_accepted_is_refused_by_its_agency_alone() {
    let refuse = |facts| after(&SUPPLEMENTED).apply(Refuse, OneStopOfficer, &facts).map(Lifecycle::status);
    assert_eq!(refuse(Facts { accepted_at: None, ..facts() }), Ok(Status::NotAccepted));
    assert_eq!(refuse(facts()), Err(Illegal::AlreadyAccepted));
}

#[test]
fn nd118_a_dossier_is_closed_only_when_the_applicants_time_is_over() {
    let close = |dossier: Lifecycle, by| {
        let facts = Facts { applicant_supplement_by: by, ..facts() };
        dossier.apply(CloseUnsupplemented, OneStopOfficer, &facts).map(Lifecycle::status)
    };
    let over = Some(NOW - Duration::days(1));
    assert_eq!(close(after(&ASKED), over), Ok(Status::Stopped));
    assert_eq!(close(after(&ASKED), Some(NOW)), Err(Illegal::TooEarly));
    assert_eq!(close(after(&ASKED), None), Err(Illegal::DeadlineUnknown));
    assert_eq!(close(after(&SUPPLEMENTED), over), Err(Illegal::AlreadySupplemented));
}

#[test]
fn nd61_d17_1_refusals_requests_returned_drafts_and_new_dates_need_a_reason() {
    let told = Facts { accepted_at: None, ..facts() };
    let silent = Facts { reason_given: false, ..told };
    let cases = [
        (Lifecycle::filed(), Refuse, OneStopOfficer),
        (Lifecycle::filed(), RequestSupplement, OneStopOfficer),
        (after(&SUPPLEMENTED), Refuse, OneStopOfficer),
        (after(&TO_AGENCY), RequestSupplement, HandlingOfficer),
        (after(&DRAFTED), ReturnDraft, Leader),
        (after(&DRAFTED), Reappoint, Leader),
        (after(&TO_AGENCY), RequestPayment, HandlingOfficer),
    ];
    for (dossier, action, role) in cases {
        assert_eq!(dossier.apply(action, role, &silent), Err(Illegal::ReasonRequired));
        assert!(dossier.apply(action, role, &told).is_ok());
        assert!(dossier.offered(role, &silent).contains(&action));
    }
}

#[test]
fn who_drafted_a_result_does_not_approve_it() {
    let own = Facts { actor_drafted: true, ..facts() };
    let dossier = after(&DRAFTED);
    assert_eq!(dossier.apply(ApproveResult, Leader, &own), Err(Illegal::OwnDraft));
    assert!(!dossier.offered(Leader, &own).contains(&ApproveResult));
    let handling = dossier.apply(ApproveResult, HandlingOfficer, &facts());
    assert_eq!(handling, Err(Illegal::WrongRole));
}

#[test]
fn a_dossier_is_finished_only_with_an_approved_result_and_its_file() {
    let finish = |dossier: Lifecycle, facts| dossier.apply(Finish, HandlingOfficer, &facts);
    let no_file = Facts { has_result: false, ..facts() };
    assert_eq!(finish(after(&APPROVED), no_file), Err(Illegal::ResultMissing));
    assert_eq!(finish(after(&DRAFTED), facts()), Err(Illegal::WrongStep));
    let finished = finish(after(&APPROVED), facts()).unwrap();
    assert_eq!(finished.transition(ReturnResult, OneStopOfficer).unwrap().to, Status::Returned);
    let owing = Facts { fees_settled: false, ..facts() };
    let unpaid = finished.apply(ReturnResult, OneStopOfficer, &owing);
    assert_eq!(unpaid, Err(Illegal::FeesUnsettled));
}

#[test]
fn tt03_d7_the_applicant_withdraws_until_the_decision_is_issued() {
    let withdraw = |dossier: Lifecycle| dossier.apply(Withdraw, Citizen, &facts());
    let open: [&[(Action, Role)]; 5] = [&[], &TO_AGENCY[..1], &TO_AGENCY, &DRAFTED, &ASKED];
    for steps in open {
        let asked = withdraw(after(steps)).unwrap();
        assert_eq!(asked.status(), Status::WithdrawalRequested);
        let stopped = asked.apply(ConfirmWithdrawal, OneStopOfficer, &facts()).unwrap();
        assert_eq!(stopped.status(), Status::Stopped);
    }
    assert_eq!(withdraw(after(&APPROVED)), Err(Illegal::DecisionIssued));
}

#[test]
fn paying_brings_the_dossier_back_to_where_it_was() {
    let drafted = after(&DRAFTED);
    let asked = drafted.apply(RequestPayment, HandlingOfficer, &facts()).unwrap();
    assert_eq!((asked.status(), asked.step()), (Status::PaymentRequested, drafted.step()));
    let no_receipt = Facts { receipt_given: false, ..facts() };
    assert_eq!(asked.apply(ConfirmPayment, OneStopOfficer, &no_receipt), Err(Illegal::ReceiptMissing));
    assert!(asked.offered(OneStopOfficer, &no_receipt).contains(&ConfirmPayment));
    assert_eq!(asked.apply(ConfirmPayment, OneStopOfficer, &facts()), Ok(drafted));
    let free = Facts { fee_askable: false, ..facts() };
    assert_eq!(drafted.apply(RequestPayment, HandlingOfficer, &free), Err(Illegal::NothingToPay));
}

#[test]
fn nd61_d22_a_fee_that_nobody_asked_for_is_taken_before_the_result_is_handed_over() {
    let finished = after(&APPROVED).apply(Finish, HandlingOfficer, &facts()).unwrap();
    let owing = Facts { fees_settled: false, ..facts() };
    assert_eq!(finished.offered(OneStopOfficer, &owing), [ConfirmPayment]);
    assert_eq!(finished.apply(ConfirmPayment, OneStopOfficer, &owing), Ok(finished));
    assert_eq!(finished.offered(OneStopOfficer, &facts()), [ReturnResult]);
}

#[test]
fn nd61_d19_9_the_due_date_moves_once_and_at_least_a_day_before() {
    let move_when_due =
        |dossier: Lifecycle, due_at| dossier.apply(Reappoint, Leader, &Facts { due_at, ..facts() });
    let dossier = after(&DRAFTED);
    let tonight = Some(datetime!(2026-11-25 17:00 +7));
    let tomorrow = Some(datetime!(2026-11-26 17:00 +7));
    assert_eq!(move_when_due(dossier, tonight), Err(Illegal::DueDayCome));
    assert_eq!(move_when_due(dossier, None), Err(Illegal::DeadlineUnknown));
    let moved = move_when_due(dossier, tomorrow).unwrap();
    assert_eq!((moved.step(), moved.reappoint_count()), (dossier.step(), 1));
    assert_eq!(move_when_due(moved, tomorrow), Err(Illegal::SecondReappointment));
}

#[test]
fn nd61_d17_1_only_the_one_stop_decides_at_intake() {
    let filed = Lifecycle::filed();
    let offered = filed.offered(OneStopOfficer, &facts());
    assert_eq!(offered, [Accept, RequestSupplement, Refuse]);
    assert_eq!(filed.offered(Citizen, &facts()), [Withdraw]);
    for role in [Visitor, HandlingOfficer, Leader, Administrator] {
        assert_eq!(filed.offered(role, &facts()), []);
        assert_eq!(filed.apply(Accept, role, &facts()), Err(Illegal::WrongRole));
    }
}

#[test]
fn a_stored_dossier_comes_back_and_an_impossible_one_does_not() {
    let dossier = after(&DRAFTED);
    let json = serde_json::to_string(&dossier).unwrap();
    assert_eq!(serde_json::from_str::<Lifecycle>(&json).unwrap(), dossier);
    let forged = json.replace("\"supplement_count\":0", "\"supplement_count\":2");
    let refusal = serde_json::from_str::<Lifecycle>(&forged).unwrap_err();
    assert!(refusal.to_string().contains("lifecycle_record.supplement_count"));
}
