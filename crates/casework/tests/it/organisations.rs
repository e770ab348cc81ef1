//! A business acts through its people, within their rights, and everything is told with both names.

use casework::organisation::{self, Asked, act_for};
use casework::{Actor, Office, applicant, attachment, draft, intake, late_receipt, message, notice, submit};
use sea_orm::EntityTrait as _;
use store::entity::{dossier, event, issued_paper};
use views::{Failure, MemberState, MessageSide, TrackView};

use crate::examples::{examples, filled};
use crate::world::*;

const FIRM: &str = "demo-co-khi";
const OTHER_FIRM: &str = "demo-go";
/// A procedure that the accountant was not given.
const BIRTH: &str = "1.001193";

/// The cookie of a demo person who acts for an organisation.
async fn acting(office: &Office, person: &str, organisation: &str) -> String {
    let begun = casework::demo::become_person(office, &Actor::visitor(), person).await.unwrap();
    let actor = holder(office, &begun.cookie).await;
    act_for(office, &actor, organisation).await.unwrap();
    begun.cookie
}

async fn as_(office: &Office, person: &str, organisation: &str) -> Actor {
    holder(office, &acting(office, person, organisation).await).await
}

fn everything() -> Asked {
    Asked { all_procedures: true, ..Asked::default() }
}

#[tokio::test]
async fn what_is_filed_for_an_organisation_is_its_own_and_names_both() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let code = filed(office, &mai).await;
    let row = dossier::Entity::find_by_id(&code).one(office.database().reader()).await.unwrap().unwrap();
    assert_eq!(
        (row.organisation_id.as_deref(), &*row.applicant_name),
        (Some(FIRM), "Công ty TNHH Cơ khí Bình An")
    );
    let view = own(office, &mai, &code).await;
    let filed_for = view.filed_for.unwrap();
    assert_eq!((&*filed_for.tax_code, &*filed_for.filed_by), ("0301234562", "Vũ Thị Mai"));
    assert_eq!(view.timeline[0].who, "Vũ Thị Mai, Công ty TNHH Cơ khí Bình An");

    let phuc = as_(office, "demo-phuc", FIRM).await;
    own(office, &phuc, &code).await;
    let alone = become_(office, "demo-mai").await;
    assert!(applicant::mine(office, &alone).await.unwrap().dossiers.is_empty(), "it is not her own");
    assert!(matches!(applicant::track(office, &alone, &code).await.unwrap(), TrackView::Public { .. }));
    let elsewhere = as_(office, "demo-phuc", OTHER_FIRM).await;
    assert!(matches!(applicant::track(office, &elsewhere, &code).await.unwrap(), TrackView::Public { .. }));

    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    late_receipt::issue(office, &one_stop, &code).await.unwrap();
    let paper = issued_paper::Entity::find().one(office.database().reader()).await.unwrap().unwrap();
    for words in ["Công ty TNHH Cơ khí Bình An", "0301234562", "Vũ Thị Mai"] {
        assert!(paper.snapshot.contains(words), "{words}: {}", paper.snapshot);
    }
    world.log_is_whole().await;
}

#[tokio::test]
async fn staff_do_and_see_what_they_were_given_and_no_more() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai", FIRM).await, as_(office, "demo-phuc", FIRM).await);
    let birth = draft::start(office, &mai, BIRTH).await.unwrap().draft_id;
    assert_eq!(failure(draft::load(office, &phuc, &birth).await), Failure::NotFound);
    assert_eq!(failure(draft::start(office, &phuc, BIRTH).await), Failure::RightsProcedure);
    assert!(applicant::mine(office, &phuc).await.unwrap().drafts.is_empty());

    let shared = ready(office, &phuc).await;
    draft::load(office, &mai, &shared).await.unwrap();
    let asked = Asked { procedures: vec![COPY.to_owned()], most: "20.000".to_owned(), ..Asked::default() };
    organisation::change(office, &mai, "demo-phuc", asked).await.unwrap();
    let code = code_in(&submit::submit(office, &phuc, &shared).await.unwrap());
    assert_eq!(world.events(&code).await, ["filed"]);

    let only_birth = Asked { procedures: vec![BIRTH.to_owned()], ..Asked::default() };
    organisation::change(office, &mai, "demo-phuc", only_birth).await.unwrap();
    let cookie = acting(office, "demo-phuc", FIRM).await;
    let phuc = holder(office, &cookie).await;
    assert!(matches!(applicant::track(office, &phuc, &code).await.unwrap(), TrackView::Public { .. }));
    assert_eq!(failure(applicant::withdraw(office, &phuc, &code, "Nhầm").await), Failure::NotFound);
    draft::load(office, &phuc, &birth).await.unwrap();
}

#[tokio::test]
async fn a_fee_above_the_limit_is_not_caused() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    // Residence costs 10.000 đồng online; what the province sets is not known.
    for (most, procedure, expected) in [
        ("9999", "1.004222", Some(Failure::RightsAmount)),
        ("10.000", "1.004222", None),
        ("1000000", "1.014199", Some(Failure::RightsAmount)),
        ("", "1.014199", None),
    ] {
        let asked = Asked { most: most.to_owned(), ..everything() };
        organisation::change(office, &mai, "demo-phuc", asked).await.unwrap();
        let phuc = as_(office, "demo-phuc", FIRM).await;
        let started = draft::start(office, &phuc, procedure).await;
        assert_eq!(started.err().map(|error| error.failure()), expected, "{most} {procedure}");
    }
    let asked = Asked { most: "nhiều".to_owned(), ..everything() };
    assert_eq!(failure(organisation::change(office, &mai, "demo-phuc", asked).await), Failure::AmountInvalid);
}

#[tokio::test]
async fn each_copy_that_is_asked_for_counts_against_the_limit() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    // A copy is 8.000 đồng.
    let asked = Asked { most: "20.000".to_owned(), ..everything() };
    organisation::change(office, &mai, "demo-phuc", asked).await.unwrap();
    let phuc = as_(office, "demo-phuc", FIRM).await;
    let (procedure, mut example) = examples().into_iter().find(|(code, _)| code == "2.000635").unwrap();
    for (copies, allowed) in [("3", false), ("2", true)] {
        example.answers.insert("copies_count".to_owned(), copies.to_owned());
        let id = filled(office, &phuc, &procedure, &example).await;
        let told = draft::overview(office, &phuc, &id).await.unwrap().refusal;
        let filed = submit::submit(office, &phuc, &id).await;
        let refused = filed.err().map(|error| error.failure());
        assert_eq!(told, refused, "the review tells it before the button");
        assert_eq!(refused, (!allowed).then_some(Failure::RightsAmount), "{copies} copies");
    }
}

#[tokio::test]
async fn a_limit_that_was_lowered_counts_for_what_was_begun_before() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let limit = async |most: &str| {
        let asked = Asked { most: most.to_owned(), ..everything() };
        organisation::change(office, &mai, "demo-phuc", asked).await.unwrap();
    };
    // A criminal record costs 200.000 đồng, or 100.000 for some; which of them its answers tell.
    limit("300000").await;
    let cookie = acting(office, "demo-phuc", FIRM).await;
    let phuc = holder(office, &cookie).await;
    let code = filed_record(office, &phuc).await;
    let id = ready_record(office, &phuc).await;

    limit("199999").await;
    let phuc = holder(office, &cookie).await;
    draft::load(office, &phuc, &id).await.unwrap();
    let place = || posted(&[("receiving_unit", CENTRE)]);
    let refused = [
        failure(draft::save(office, &phuc, &id, "where", "next", place()).await),
        failure(draft::autosave(office, &phuc, &id, "where", place()).await),
        failure(draft::delete(office, &phuc, &id).await),
        failure(submit::submit(office, &phuc, &id).await),
        failure(applicant::withdraw(office, &phuc, &code, "Nhầm").await),
        failure(message::compose(office, &phuc, MessageSide::Applicant, &code).await),
    ];
    assert_eq!(refused, [Failure::RightsAmount; 6]);
    assert_eq!(world.events(&code).await, ["filed"]);

    limit("300000").await;
    submit::submit(office, &holder(office, &cookie).await, &id).await.unwrap();
}

#[tokio::test]
async fn ended_rights_stop_a_session_that_is_open() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let cookie = acting(office, "demo-phuc", FIRM).await;
    let phuc = holder(office, &cookie).await;
    let draft = ready(office, &phuc).await;

    organisation::suspend(office, &mai, "demo-phuc").await.unwrap();
    let stopped = holder(office, &cookie).await;
    assert_eq!(
        (stopped.acting.is_none(), stopped.lapsed.as_deref()),
        (true, Some("Công ty TNHH Cơ khí Bình An"))
    );
    assert_eq!(failure(submit::submit(office, &stopped, &draft).await), Failure::RightsEnded);
    assert_eq!(
        failure(draft::start(office, &stopped, COPY).await),
        Failure::RightsEnded,
        "nothing becomes one's own by accident"
    );
    assert_eq!(
        failure(upload(office, &stopped, proof_of(&draft), "a.pdf", &pdf("a")).await),
        Failure::RightsEnded
    );
    organisation::resume(office, &mai, "demo-phuc").await.unwrap();
    assert!(holder(office, &cookie).await.acting.is_some());

    organisation::end(office, &mai, "demo-phuc").await.unwrap();
    let stopped = holder(office, &cookie).await;
    assert_eq!(act_for(office, &stopped, "").await.unwrap(), "/my");
    let alone = holder(office, &cookie).await;
    assert!(alone.lapsed.is_none() && alone.acting.is_none());
    assert_eq!(failure(draft::load(office, &alone, &draft).await), Failure::NotFound);
    assert_eq!(failure(act_for(office, &alone, FIRM).await), Failure::NotFound);
    draft::start(office, &alone, COPY).await.unwrap();
    assert_eq!(
        world.events(FIRM).await,
        ["acting_began", "acting_began", "member_suspended", "member_resumed", "member_ended"]
    );
}

#[tokio::test]
async fn rights_end_with_their_last_day() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let until = |day: &str| Asked { until: day.to_owned(), ..everything() };
    assert_eq!(
        failure(organisation::change(office, &mai, "demo-phuc", until("17/11/2026")).await),
        Failure::DayInvalid,
        "yesterday"
    );
    organisation::change(office, &mai, "demo-phuc", until("18/11/2026")).await.unwrap();
    let cookie = acting(office, "demo-phuc", FIRM).await;
    let same_day = world.at("2026-11-18T09:20:00+07:00").await;
    assert!(holder(&same_day, &cookie).await.acting.is_some());
    organisation::change(office, &mai, "demo-phuc", until("2026-11-19")).await.unwrap();
    let view = organisation::members(office, &mai).await.unwrap();
    let phuc = view.members.iter().find(|member| member.id == "demo-phuc").unwrap();
    assert_eq!(phuc.limits.as_ref().unwrap().until.as_deref(), Some("2026-11-19"));
    let later = world.at("2026-11-20T09:00:00+07:00").await;
    let begun = casework::demo::become_person(&later, &Actor::visitor(), "demo-phuc").await.unwrap();
    let phuc = holder(&later, &begun.cookie).await;
    assert_eq!(failure(act_for(&later, &phuc, FIRM).await), Failure::NotFound);
    let represented = casework::session::me(&later, &phuc).await.unwrap().organisation;
    assert!(!represented.contains("Bình An"), "{represented}");
    let view = organisation::members(&later, &mai).await.unwrap();
    let state = view.members.iter().find(|member| member.id == "demo-phuc").unwrap().state;
    assert_eq!(state, MemberState::Expired);
}

/// The secret in the link of an invitation.
async fn link(office: &Office, owner: &Actor, page: &str) -> String {
    let id = page.strip_prefix("/business/members/invited/").unwrap();
    let link = organisation::invited(office, owner, id).await.unwrap().link.unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_invitation_is_accepted_once_by_whoever_has_its_link() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let asked = Asked { procedures: vec![COPY.to_owned()], most: "5000".to_owned(), ..Asked::default() };
    let page = organisation::invite(office, &mai, "Lê Ngọc Lan", "lan@example.vn", asked).await.unwrap();
    let token = link(office, &mai, &page).await;
    let mail = casework::outbox::claim(office).await.unwrap().unwrap();
    assert!(mail.address == "lan@example.vn" && mail.body.contains(&token));
    assert!(!mail.body.contains("Lan") && !mail.body.contains("Bình An"), "{}", mail.body);

    let seen = organisation::invitation(office, &Actor::visitor(), &token).await.unwrap();
    assert_eq!((&*seen.organisation, &*seen.invited_by), ("Công ty TNHH Cơ khí Bình An", "Vũ Thị Mai"));
    let id = page.rsplit('/').next().unwrap();
    assert!(organisation::invited(office, &mai, id).await.unwrap().mailed, "and she is told so");
    assert!(
        organisation::invitation(office, &mai, &token).await.unwrap().member,
        "nothing to accept for her"
    );
    let lan = become_(office, "demo-lan").await;
    assert!(!organisation::invitation(office, &lan, &token).await.unwrap().member);
    assert_eq!(organisation::accept(office, &lan, &token).await.unwrap(), "/business");
    let again = organisation::accept(office, &lan, &token).await;
    assert_eq!(failure(again), Failure::InvitationEnded, "it works once");
    let lan = as_(office, "demo-lan", FIRM).await;
    draft::start(office, &lan, COPY).await.unwrap();
    assert_eq!(failure(draft::start(office, &lan, BIRTH).await), Failure::RightsProcedure);
    let refused = |code| draft::refusal_to_start(office, &lan, code).unwrap();
    assert_eq!((refused(COPY), refused(BIRTH)), (None, Some(Failure::RightsProcedure)), "told on the page");

    // Whoever is a member already gets no other rights by a link.
    let page = organisation::invite(office, &mai, "Lan", "", everything()).await.unwrap();
    let token = link(office, &mai, &page).await;
    assert_eq!(failure(organisation::accept(office, &lan, &token).await), Failure::AlreadyMember);
    organisation::end(office, &mai, "demo-lan").await.unwrap();
    let lan = become_(office, "demo-lan").await;
    let older = organisation::accept(office, &lan, &token).await;
    assert_eq!(failure(older), Failure::InvitationEnded, "a link from before gives no ended rights back");
    world.log_is_whole().await;
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_or_when_it_is_taken_back() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let page = organisation::invite(office, &mai, "Lan", "", everything()).await.unwrap();
    let token = link(office, &mai, &page).await;
    let id = page.rsplit('/').next().unwrap();
    let soon = world.at("2026-11-18T09:11:00+07:00").await;
    assert_eq!(organisation::invited(&soon, &mai, id).await.unwrap().link, None, "shown for ten minutes");
    let late = world.at("2026-11-25T09:05:00+07:00").await;
    let lan = become_(&late, "demo-lan").await;
    assert_eq!(failure(organisation::accept(&late, &lan, &token).await), Failure::InvitationEnded);
    let lan = become_(office, "demo-lan").await;
    organisation::revoke(office, &mai, id).await.unwrap();
    assert_eq!(failure(organisation::accept(office, &lan, &token).await), Failure::InvitationEnded);
    assert_eq!(failure(organisation::invitation(office, &lan, "x").await), Failure::InvitationEnded);
    for (name, email, asked, expected) in [
        (" ", "", everything(), Failure::NameMissing),
        ("Lan", "lan", everything(), Failure::EmailInvalid),
        ("Lan", "", Asked::default(), Failure::ProceduresMissing),
    ] {
        assert_eq!(failure(organisation::invite(office, &mai, name, email, asked).await), expected);
    }
}

#[tokio::test]
async fn an_invitation_can_be_declined_and_is_gone_then() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let page = organisation::invite(office, &mai, "Lan", "", everything()).await.unwrap();
    let token = link(office, &mai, &page).await;
    let lan = become_(office, "demo-lan").await;
    let visitor = organisation::decline(office, &Actor::visitor(), &token).await;
    assert_eq!(failure(visitor), Failure::SignInNeeded, "a link that went astray is not used up by anybody");
    let after = organisation::decline(office, &lan, &token).await.unwrap();
    assert_eq!(after, format!("/business/invitation/{token}"));
    assert_eq!(failure(organisation::accept(office, &lan, &token).await), Failure::InvitationEnded);
    assert_eq!(failure(organisation::decline(office, &lan, &token).await), Failure::InvitationEnded);
    assert!(organisation::members(office, &mai).await.unwrap().invitations.is_empty());
    world.log_is_whole().await;
}

#[tokio::test]
async fn nobody_sends_invitations_without_end() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    let invite = async |office: &Office| organisation::invite(office, &mai, "Lan", "", everything()).await;
    for _ in 0..50 {
        invite(office).await.unwrap();
    }
    assert_eq!(failure(invite(office).await), Failure::TooManyInvitations, "fifty are open");
    // Taking one back makes room, but not for more than a hundred in a day.
    for _ in 0..50 {
        let page = organisation::members(office, &mai).await.unwrap();
        organisation::revoke(office, &mai, &page.invitations[0].id).await.unwrap();
        invite(office).await.unwrap();
    }
    let page = organisation::members(office, &mai).await.unwrap();
    organisation::revoke(office, &mai, &page.invitations[0].id).await.unwrap();
    assert_eq!(failure(invite(office).await), Failure::TooManyInvitations, "a hundred were made today");
    let tomorrow = world.at("2026-11-19T09:01:00+07:00").await;
    invite(&tomorrow).await.unwrap();
}

#[tokio::test]
async fn only_owners_decide_and_one_of_them_stays() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai", FIRM).await, as_(office, "demo-phuc", FIRM).await);
    assert_eq!(
        failure(organisation::invite(office, &phuc, "Lan", "", everything()).await),
        Failure::NotAllowed
    );
    assert_eq!(
        failure(organisation::change(office, &phuc, "demo-phuc", everything()).await),
        Failure::NotAllowed
    );
    assert_eq!(failure(organisation::end(office, &phuc, "demo-quyen").await), Failure::NotAllowed);
    assert_eq!(failure(organisation::suspend(office, &mai, "demo-mai").await), Failure::WrongState);
    assert_eq!(failure(organisation::end(office, &mai, "demo-mai").await), Failure::LastOwner);
    let tam = as_(office, "demo-tam", OTHER_FIRM).await;
    assert_eq!(failure(organisation::end(office, &tam, "demo-mai").await), Failure::NotFound, "of another");
    let seen = organisation::members(office, &phuc).await.unwrap();
    let names: Vec<&str> = seen.members.iter().map(|member| &*member.name).collect();
    assert_eq!(names, ["Vũ Thị Mai", "Đinh Văn Phúc"], "owners and oneself, no colleague's limits");
    assert_eq!(organisation::end(office, &phuc, "demo-phuc").await.unwrap(), "/my", "anybody may leave");
}

#[tokio::test]
async fn notices_of_somebody_who_left_go_to_the_owners() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai", FIRM).await, as_(office, "demo-phuc", FIRM).await);
    let code = filed(office, &phuc).await;
    assert_eq!(notice::inbox(office, &phuc).await.unwrap().notices.len(), 1);
    assert!(notice::inbox(office, &mai).await.unwrap().notices.is_empty());
    organisation::end(office, &mai, "demo-phuc").await.unwrap();
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    assert_eq!(notice::inbox(office, &mai).await.unwrap().notices.len(), 1);
    let gone = become_(office, "demo-phuc").await;
    assert_eq!(notice::inbox(office, &gone).await.unwrap().notices.len(), 1, "only what he was told before");
}

#[tokio::test]
async fn notices_of_somebody_whose_rights_no_longer_reach_the_dossier_go_to_the_owners() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, quyen) = (as_(office, "demo-mai", FIRM).await, as_(office, "demo-quyen", FIRM).await);
    let code = filed(office, &quyen).await;
    let narrower = Asked { procedures: vec![BIRTH.to_owned()], ..Asked::default() };
    organisation::change(office, &mai, "demo-quyen", narrower).await.unwrap();
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    assert_eq!(notice::inbox(office, &mai).await.unwrap().notices.len(), 1);
    let quyen = become_(office, "demo-quyen").await;
    assert_eq!(
        notice::inbox(office, &quyen).await.unwrap().notices.len(),
        1,
        "only what she was told before"
    );
}

#[tokio::test]
async fn every_change_of_rights_is_an_event_with_both_names() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai", FIRM).await;
    organisation::suspend(office, &mai, "demo-phuc").await.unwrap();
    let rows = event::Entity::find().all(office.database().reader()).await.unwrap();
    let row = rows.iter().find(|row| row.kind == "member_suspended").unwrap();
    assert_eq!((&*row.subject, &*row.actor_id), (FIRM, "demo-mai"));
    assert!(row.payload.contains("Vũ Thị Mai, Công ty TNHH Cơ khí Bình An"), "{}", row.payload);
    assert!(row.payload.contains("demo-phuc"));
}

#[tokio::test]
async fn files_of_an_organisation_follow_the_rights() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, quyen) = (as_(office, "demo-mai", FIRM).await, as_(office, "demo-quyen", OTHER_FIRM).await);
    let draft = ready(office, &mai).await;
    let file = draft::load(office, &mai, &draft).await.unwrap().draft.files.remove(0);
    let send = |actor: Actor, id: String| async move {
        attachment::send(office, &actor, &id, attachment::Rendition::Whole).await.map(|_| ())
    };
    assert_eq!(failure(send(quyen, file.id.clone()).await), Failure::NotFound);
    send(as_(office, "demo-phuc", FIRM).await, file.id.clone()).await.unwrap();
    let only = Asked { procedures: vec![BIRTH.to_owned()], ..Asked::default() };
    organisation::change(office, &mai, "demo-phuc", only).await.unwrap();
    assert_eq!(failure(send(as_(office, "demo-phuc", FIRM).await, file.id).await), Failure::NotFound);
}
