//! What is somebody else's is not there.

use std::collections::BTreeMap;

use casework::attachment::{self, Rendition};
use casework::policy::{Deed, TABLE};
use casework::{
    Actor, applicant, assignment, decision, desk, draft, intake, late_receipt, paper, payment, reappointment,
    records, submit, survey,
};
use domain::role::Role;
use views::{Failure, TrackView};

use crate::world::*;

/// Everything that can be done to a draft and its file.
async fn on_a_draft(office: &casework::Office, actor: &Actor, id: &str, file: &str) -> Vec<Failure> {
    vec![
        failure(draft::load(office, actor, id).await),
        failure(draft::save(office, actor, id, "requester", "next", BTreeMap::new()).await),
        failure(draft::autosave(office, actor, id, "requester", BTreeMap::new()).await),
        failure(draft::delete(office, actor, id).await),
        failure(attachment::begin(office, actor, proof_of(id)).await),
        failure(attachment::remove(office, actor, id, file).await),
        failure(attachment::send(office, actor, file, Rendition::Whole).await),
        failure(attachment::send(office, actor, file, Rendition::Thumbnail).await),
    ]
}

/// Everything that an officer can do to a dossier.
async fn on_a_dossier(office: &casework::Office, unit: &Staff, code: &str) -> Vec<Failure> {
    let Staff { one_stop, handler, leader } = unit;
    let reasons = posted(&[("record_name", "Ghi rõ tên bằng")]);
    vec![
        failure(desk::open(office, one_stop, code).await),
        failure(desk::open(office, handler, code).await),
        failure(desk::open(office, leader, code).await),
        failure(intake::accept(office, one_stop, code).await),
        failure(intake::refuse(office, one_stop, code, "vì").await),
        failure(intake::ask_supplement(office, one_stop, code, reasons, "").await),
        failure(assignment::transfer(office, one_stop, code, &handler.id).await),
        failure(decision::draft(office, handler, code, "x").await),
        failure(decision::approve(office, leader, code).await),
        failure(decision::send_back(office, leader, code, "x").await),
        failure(decision::finish(office, handler, code).await),
        failure(decision::hand_over(office, one_stop, code, fetched()).await),
        failure(decision::confirm_withdrawal(office, one_stop, code).await),
        failure(decision::close_unsupplemented(office, one_stop, code).await),
        failure(attachment::begin(office, handler, attachment::Slot::Result { code: code.to_owned() }).await),
        failure(decision::draft_refusal(office, handler, code, "x", "y").await),
        failure(payment::ask(office, handler, code, payment::Posted::default(), "x").await),
        failure(payment::confirm(office, one_stop, code, payment::Settling::default()).await),
        failure(reappointment::reappoint(office, leader, code, "2026-12-01", "x").await),
        failure(records::control_slip(office, one_stop, code).await),
    ]
}

#[tokio::test]
async fn somebody_elses_draft_and_its_files_are_not_there() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let id = ready(office, &hoa).await;
    let file = draft::load(office, &hoa, &id).await.unwrap().draft.files[0].id.clone();
    let not_found = [Failure::NotFound; 8];
    assert_eq!(on_a_draft(office, &nam, &id, &file).await, not_found);
    assert_eq!(on_a_draft(office, &Actor::visitor(), &id, &file).await, not_found);
    assert_eq!(failure(submit::submit(office, &nam, &id).await), Failure::NotFound);
    assert_eq!(failure(submit::submit(office, &Actor::visitor(), &id).await), Failure::SignInNeeded);
    // An officer sees what was filed, not what is being written.
    let officer = staff(office, UNIT).await.one_stop;
    assert_eq!(failure(attachment::send(office, &officer, &file, Rendition::Whole).await), Failure::NotFound);
    assert_eq!(failure(draft::load(office, &officer, &id).await), Failure::NotFound);
    // And what does not exist looks the same.
    assert_eq!(on_a_draft(office, &nam, "no-such-draft", "no-such-file").await, not_found);
}

#[tokio::test]
async fn a_visitors_draft_belongs_to_the_browser() {
    let world = World::new().await;
    let office = &world.office;
    let started = draft::start(office, &Actor::visitor(), COPY).await.unwrap();
    let browser = holder(office, &started.cookie.unwrap()).await;
    assert_eq!((browser.role, browser.id.as_str()), (Role::Visitor, ""));
    draft::load(office, &browser, &started.draft_id).await.unwrap();
    assert_eq!(failure(submit::submit(office, &browser, &started.draft_id).await), Failure::SignInNeeded);
    let other = draft::start(office, &Actor::visitor(), COPY).await.unwrap();
    let other = holder(office, &other.cookie.unwrap()).await;
    for stranger in [&other, &Actor::visitor(), &hoa(office).await] {
        assert_eq!(failure(draft::load(office, stranger, &started.draft_id).await), Failure::NotFound);
    }
    assert_eq!(applicant::mine(office, &browser).await.unwrap().drafts.len(), 1);
}

#[tokio::test]
async fn tt01_d16_2d_a_code_alone_shows_the_degree_of_completion_and_no_more() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let code = filed(office, &hoa).await;
    let elsewhere = staff(office, OTHER_UNIT).await.one_stop;
    let public = TrackView::Public { code: code.clone(), degree: 10 };
    for stranger in [&nam, &Actor::visitor(), &elsewhere] {
        assert_eq!(applicant::track(office, stranger, &code).await.unwrap(), public);
    }
    let typed = format!(" {} ", code.to_lowercase().replace('-', " - "));
    assert_eq!(applicant::track(office, &nam, &typed).await.unwrap(), public);
    assert_eq!(failure(applicant::track(office, &nam, "H09.41.10-261118-9999").await), Failure::NotFound);
    assert_eq!(failure(applicant::track(office, &nam, "").await), Failure::NotFound);
}

#[tokio::test]
async fn somebody_elses_dossier_cannot_be_acted_upon() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let id = ready(office, &hoa).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let file = own(office, &hoa, &code).await.files[0].id.clone();
    assert_eq!(failure(applicant::withdraw(office, &nam, &code, "").await), Failure::NotFound);
    assert_eq!(failure(applicant::start_supplement(office, &nam, &code).await), Failure::NotFound);
    assert_eq!(
        failure(applicant::withdraw(office, &Actor::visitor(), &code, "").await),
        Failure::SignInNeeded
    );
    assert_eq!(on_a_draft(office, &nam, &id, &file).await, [Failure::NotFound; 8]);
}

#[tokio::test]
async fn officers_of_another_unit_find_nothing() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let code = filed(office, &hoa).await;
    let here = staff(office, UNIT).await;
    let elsewhere = staff(office, OTHER_UNIT).await;
    assert_eq!(on_a_dossier(office, &elsewhere, &code).await, [Failure::NotFound; 20]);
    assert_eq!(
        failure(assignment::transfer(office, &here.one_stop, &code, &elsewhere.handler.id).await),
        Failure::NotFound
    );
    intake::accept(office, &here.one_stop, &code).await.unwrap();
    assert_eq!(failure(late_receipt::issue(office, &elsewhere.one_stop, &code).await), Failure::NotFound);
    assert_eq!(failure(late_receipt::ask(office, &nam, &code).await), Failure::NotFound);
    late_receipt::issue(office, &here.one_stop, &code).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    let (file, receipt) = (&dossier.files[0].id, &dossier.issued[0].id);
    for stranger in [&elsewhere.one_stop, &elsewhere.leader, &nam] {
        assert_eq!(
            failure(attachment::send(office, stranger, file, Rendition::Whole).await),
            Failure::NotFound
        );
        assert_eq!(failure(paper::print(office, stranger, receipt).await), Failure::NotFound);
    }
    assert_eq!(failure(paper::print(office, &Actor::visitor(), receipt).await), Failure::NotFound);
    for filter in ["", "unit", "ended"] {
        assert!(desk::inbox(office, &elsewhere.one_stop, filter).await.unwrap().lines.is_empty());
    }
    assert_eq!(desk::inbox(office, &here.one_stop, "unit").await.unwrap().lines.len(), 1);
    assert_eq!(
        world.events(&code).await,
        ["filed", "accepted", "receipt_issued"],
        "no refusal left a trace of a reading"
    );
}

#[tokio::test]
async fn an_officer_never_sees_the_link_to_rate() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed(office, &hoa).await;
    let officer = staff(office, UNIT).await.one_stop;
    intake::refuse(office, &officer, &code, "Không thuộc thẩm quyền").await.unwrap();
    assert!(own(office, &hoa, &code).await.rate_token.is_some());
    assert_eq!(desk::open(office, &officer, &code).await.unwrap().dossier.rate_token, None);
    assert_eq!(failure(survey::ticket(office, &code).await), Failure::NotFound, "a code is no token");
}

/// One call of a use case for each deed that has a precondition on the role.
async fn does(office: &casework::Office, actor: &Actor, deed: Deed, code: &str) -> Option<Failure> {
    let result = match deed {
        Deed::BeginDraft => applicant::mine(office, actor).await.map(|_| ()),
        Deed::WriteDraft => casework::draft::load(office, actor, "x").await.map(|_| ()),
        Deed::Submit => submit::submit(office, actor, "x").await.map(|_| ()),
        Deed::Track => applicant::track(office, actor, code).await.map(|_| ()),
        Deed::ActAsApplicant => applicant::withdraw(office, actor, "x", "").await.map(|_| ()),
        Deed::Rate => survey::answer(office, actor, "x", ["1"; 5], "").await.map(|_| ()),
        Deed::SeeFile => paper::print(office, actor, "x").await.map(|_| ()),
        Deed::SeeDesk => desk::inbox(office, actor, "").await.map(|_| ()),
        Deed::Intake => intake::accept(office, actor, "x").await.map(|_| ()),
        Deed::AskSupplement => {
            intake::ask_supplement(office, actor, "x", BTreeMap::new(), "").await.map(|_| ())
        }
        Deed::Appraise => decision::draft(office, actor, "x", "y").await.map(|_| ()),
        Deed::Finish => decision::finish(office, actor, "x").await.map(|_| ()),
        Deed::Approve => decision::approve(office, actor, "x").await.map(|_| ()),
        Deed::Assign => assignment::reassign(office, actor, "x", "y").await.map(|_| ()),
        Deed::Reappoint => reappointment::reappoint(office, actor, "x", "2026-12-01", "y").await.map(|_| ()),
        Deed::PrintRecords => records::hand_overs(office, actor, "x").await.map(|_| ()),
        Deed::ChangeSession => casework::session::sign_out(office, actor).await.map(|_| ()),
        Deed::FinishSignIn => match casework::session::give_code(office, actor, "1").await {
            // Nobody here is in the middle of signing in.
            Err(error) if error.failure() == Failure::Refused => Ok(()),
            other => other.map(|_| ()),
        },
        Deed::KeepSessions => casework::session::sessions(office, actor).await.map(|_| ()),
        Deed::KeepAccount => casework::session::account(office, actor).await.map(|_| ()),
        Deed::KeepOfficers => casework::officers::list(office, actor).await.map(|_| ()),
        Deed::SeeCalendars => casework::calendar::list(office, actor).await.map(|_| ()),
        Deed::KeepCalendars => casework::calendar::discard(office, actor, 2027).await.map(|_| ()),
        Deed::ConfirmCalendar => casework::calendar::confirm(office, actor, 2027, "x").await.map(|_| ()),
        Deed::SeeEditions => casework::edition::list(office, actor).await.map(|_| ()),
        Deed::KeepEditions => casework::edition::undo(office, actor, "x").await.map(|_| ()),
        Deed::PublishEdition => casework::edition::publish(office, actor, "x", "y").await.map(|_| ()),
        Deed::ReadNotices => casework::notice::inbox(office, actor).await.map(|_| ()),
        Deed::WriteMessages => casework::message::thread(office, actor, "x").await.map(|_| ()),
        Deed::AnswerMessages => casework::message::settle(office, actor, "x").await.map(|_| ()),
        Deed::LeaveNotes => casework::message::leave_note(office, actor, "x", "y").await.map(|_| ()),
        Deed::SeeMail => casework::outbox::list(office, actor).await.map(|_| ()),
        Deed::KeepMail => casework::outbox::send_again(office, actor).await.map(|_| ()),
        Deed::ActForOrganisation => casework::organisation::act_for(office, actor, "x").await.map(|_| ()),
        Deed::SeeInvitation => casework::organisation::invitation(office, actor, "x").await.map(|_| ()),
        Deed::ReadCalendar => casework::organisation::calendar(office, actor, "x").await.map(|_| ()),
        Deed::FollowDossiers => {
            casework::follow::list(office, actor, casework::follow::Wanted::default()).await.map(|_| ())
        }
        Deed::KeepTokens => casework::business::api_access(office, actor).await.map(|_| ()),
        Deed::KeepWebhooks => casework::webhook::list(office, actor).await.map(|_| ()),
        Deed::SeePublic => casework::catalogue::search(office, "", None).await.map(|_| ()),
    };
    result.err().map(|error| error.failure())
}

#[tokio::test]
async fn the_use_cases_themselves_ask_the_table() {
    let world = World::new().await;
    let office = &world.office;
    let code = filed(office, &hoa(office).await).await;
    for (deed, roles) in TABLE {
        for role in Role::ALL {
            let unit_code = if matches!(role, Role::Visitor | Role::Citizen) { "" } else { UNIT };
            let actor = Actor {
                role: *role,
                id: "x".to_owned(),
                unit_code: unit_code.to_owned(),
                ..Actor::visitor()
            };
            let failure = does(office, &actor, *deed, &code).await;
            let refused = matches!(failure, Some(Failure::NotAllowed | Failure::SignInNeeded));
            assert_eq!(refused, !roles.contains(role), "{deed:?} by {role}: {failure:?}");
            assert_eq!(failure == Some(Failure::SignInNeeded), refused && *role == Role::Visitor);
        }
    }
}
