//! What applicants are told: once for each event, in its transaction, and by mail only as they chose.

use casework::attachment::Slot;
use casework::outbox::{self, TRIES};
use casework::payment::{Posted, Settling};
use casework::{
    Actor, Office, applicant, assignment, contact, decision, intake, notice, officers, payment, submit,
};
use domain::role::Role;
use domain::text::Lang;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use store::entity::{mail, notice as table};
use views::{Failure, NoticeKind};

use crate::calendars::officer;
use crate::world::*;

/// The kinds that applicants were told of, oldest first.
async fn told(office: &Office) -> Vec<String> {
    let rows = table::Entity::find().order_by_asc(table::Column::EventSeq).all(office.database().reader());
    let kinds = rows.await.unwrap().into_iter().map(|row| row.kind);
    kinds.filter(|kind| !NoticeKind::from_code(kind).unwrap().for_officers()).collect()
}

async fn mails(office: &Office) -> Vec<mail::Model> {
    mail::Entity::find().order_by_asc(mail::Column::CreatedAt).all(office.database().reader()).await.unwrap()
}

/// The token in the link of the newest mail.
async fn token(office: &Office) -> String {
    let body = mails(office).await.pop().unwrap().body;
    let rest = body.split_once("/my/settings/confirm/").unwrap().1;
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

#[tokio::test]
async fn every_step_tells_the_applicant_once_and_handing_over_tells_nothing() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let Staff { one_stop, handler, leader } = staff(office, UNIT).await;
    let code = filed(office, &hoa).await;
    assert_eq!(told(office).await, ["filed"]);
    intake::accept(office, &one_stop, &code).await.unwrap();
    assignment::transfer(office, &one_stop, &code, &handler.id).await.unwrap();
    decision::draft(office, &handler, &code, "Đủ điều kiện").await.unwrap();
    decision::approve(office, &leader, &code).await.unwrap();
    assert_eq!(told(office).await, ["filed", "accepted"]);
    upload(office, &handler, Slot::Result { code: code.clone() }, "a.pdf", &pdf("a")).await.unwrap();
    decision::finish(office, &handler, &code).await.unwrap();
    decision::hand_over(office, &one_stop, &code, fetched()).await.unwrap();
    assert_eq!(told(office).await, ["filed", "accepted", "finished", "returned"]);
    // A step that is refused tells nothing.
    assert_eq!(failure(decision::hand_over(office, &one_stop, &code, fetched()).await), Failure::WrongState);
    assert_eq!(told(office).await.len(), 4);

    let inbox = notice::inbox(office, &hoa).await.unwrap();
    assert_eq!((inbox.unread, inbox.notices.len()), (4, 4));
    assert_eq!(inbox.notices[0].kind, NoticeKind::Returned, "the newest first");
    assert!(inbox.notices[2].words.vi.contains("18/11/2026"), "{:?}", inbox.notices[2].words);
    let nam = nam(office).await;
    assert_eq!(notice::inbox(office, &nam).await.unwrap().notices, []);
    assert_eq!(failure(notice::read(office, &nam, &inbox.notices[0].id).await), Failure::NotFound);
    notice::read(office, &hoa, &inbox.notices[3].id).await.unwrap();
    let inbox = notice::inbox(office, &hoa).await.unwrap();
    assert_eq!((inbox.unread, inbox.notices[3].kind), (3, NoticeKind::Filed), "what was read comes last");
    own(office, &hoa, &code).await;
    assert_eq!(notice::unread(office, &hoa).await.unwrap(), 0, "the dossier's page says all of it");
    assert_eq!(mails(office).await, [], "nobody gave an address");
}

#[tokio::test]
async fn stops_supplements_and_refusals_are_told() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let refused = filed(office, &hoa).await;
    intake::refuse(office, &one_stop, &refused, "Không đúng nơi").await.unwrap();
    let stopped = filed(office, &hoa).await;
    applicant::withdraw(office, &hoa, &stopped, "Không cần nữa").await.unwrap();
    decision::confirm_withdrawal(office, &one_stop, &stopped).await.unwrap();
    let id = ready(office, &hoa).await;
    let asked = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let reasons = posted(&[("record_name", "Ghi đúng tên")]);
    intake::ask_supplement(office, &one_stop, &asked, reasons, "").await.unwrap();
    submit::submit(office, &hoa, &id).await.unwrap();
    submit::submit(office, &hoa, &id).await.unwrap();
    assert_eq!(
        told(office).await,
        [
            "filed",
            "refused",
            "filed",
            "withdrawal_received",
            "stopped",
            "filed",
            "supplement_asked",
            "supplement_received"
        ]
    );
}

#[tokio::test]
async fn a_mail_goes_only_to_an_address_that_was_confirmed_and_only_as_chosen() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    assert_eq!(failure(contact::set_email(office, &hoa, "hoa@").await), Failure::EmailInvalid);
    contact::set_email(office, &hoa, "hoa@example.vn").await.unwrap();
    assert_eq!(failure(contact::set_email(office, &hoa, "hoa@example.vn").await), Failure::TooSoon);
    filed(office, &hoa).await;
    assert_eq!(mails(office).await.len(), 1, "only the link: the address is not confirmed");
    let token = token(office).await;
    contact::set_email(office, &nam, "nam@example.vn").await.unwrap();
    assert_eq!(failure(contact::confirm(office, &nam, &token).await), Failure::LinkExpired);
    contact::set_email(office, &nam, "").await.unwrap();
    let again = contact::set_email(office, &nam, "nam@example.vn").await;
    assert_eq!(failure(again), Failure::TooSoon, "forgetting is no way to send more");
    let late = world.at("2026-11-19T09:00:01+07:00").await;
    assert_eq!(failure(contact::confirm(&late, &hoa, &token).await), Failure::LinkExpired);
    contact::confirm(office, &hoa, &token).await.unwrap();
    assert_eq!(failure(contact::confirm(office, &hoa, &token).await), Failure::LinkExpired, "once");

    // Only what the law wants told is chosen at first.
    let code = filed(office, &hoa).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    let to_hoa = |all: Vec<mail::Model>| all.into_iter().filter(|mail| mail.notice_id.is_some()).collect();
    let sent: Vec<mail::Model> = to_hoa(mails(office).await);
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].address.as_str(), sent[0].subject.contains(&code)), ("hoa@example.vn", true));
    for secret in ["Hoa", "Nguyễn", "074195000321", "bản sao", "Bằng tốt nghiệp"] {
        assert!(!sent[0].subject.contains(secret) && !sent[0].body.contains(secret), "{secret}: {sent:?}");
    }
    contact::choose(office, &hoa, vec![NoticeKind::Refused]).await.unwrap();
    let code = filed(office, &hoa).await;
    intake::refuse(office, &one_stop, &code, "Không đúng nơi").await.unwrap();
    let sent: Vec<mail::Model> = to_hoa(mails(office).await);
    assert_eq!(sent.len(), 2);
    contact::set_email(office, &hoa, "").await.unwrap();
    assert_eq!(contact::settings(office, &hoa).await.unwrap().email, None);
    world.log_is_whole().await;
}

#[tokio::test]
async fn a_mail_is_written_in_the_language_that_its_reader_chose() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = Actor { lang: Lang::En, ..hoa(office).await };
    contact::set_email(office, &hoa, "hoa@example.vn").await.unwrap();
    assert_eq!(mails(office).await[0].subject, "Một Cửa: confirm your e-mail address");
    contact::confirm(office, &hoa, &token(office).await).await.unwrap();
    let newest = async || {
        let code = filed(office, &hoa).await;
        (code, mails(office).await.pop().unwrap())
    };
    let (code, mail) = newest().await;
    assert_eq!(mail.subject, format!("Một Cửa: news about dossier {code}"));
    assert!(mail.body.starts_with("Your dossier has arrived. "), "{}", mail.body);

    let in_vietnamese = Actor { lang: Lang::Vi, ..hoa.clone() };
    contact::choose(office, &in_vietnamese, vec![NoticeKind::Filed]).await.unwrap();
    let (code, mail) = newest().await;
    assert_eq!(mail.subject, format!("Một Cửa: có tin mới về hồ sơ {code}"));
    assert!(mail.body.starts_with("Hệ thống đã nhận hồ sơ của bạn. "), "{}", mail.body);
}

#[tokio::test]
async fn two_senders_never_hold_the_same_mail() {
    let world = World::new().await;
    let office = &world.office;
    contact::set_email(office, &hoa(office).await, "hoa@example.vn").await.unwrap();
    let claims = futures::future::join_all((0..8).map(|_| outbox::claim(office))).await;
    let claimed: Vec<_> = claims.into_iter().filter_map(Result::unwrap).collect();
    assert_eq!(claimed.len(), 1);
    // One that died is followed by another after its claim ran out, and its late answer changes nothing.
    let later = world.at("2026-11-18T09:06:00+07:00").await;
    let second = outbox::claim(&later).await.unwrap().unwrap();
    assert_eq!(second.id, claimed[0].id, "the same mail, so the same Message-ID");
    outbox::failed(office, &claimed[0], "late".to_owned(), true).await.unwrap();
    outbox::sent(&later, &second).await.unwrap();
    let [mail]: [mail::Model; 1] = mails(office).await.try_into().unwrap();
    assert_eq!((mail.state.as_str(), mail.tries, mail.failure), ("sent", 2, None));
    assert!(outbox::claim(&later).await.unwrap().is_none());
}

#[tokio::test]
async fn a_mail_is_tried_again_later_and_given_up_in_the_end() {
    let world = World::new().await;
    contact::set_email(&world.office, &hoa(&world.office).await, "hoa@example.vn").await.unwrap();
    let first = outbox::claim(&world.office).await.unwrap().unwrap();
    outbox::failed(&world.office, &first, "451".to_owned(), false).await.unwrap();
    assert!(outbox::claim(&world.office).await.unwrap().is_none(), "not at once");
    for day in 19..19 + TRIES - 1 {
        let office = world.at(&format!("2026-11-{day}T09:00:00+07:00")).await;
        let again = outbox::claim(&office).await.unwrap().unwrap();
        outbox::failed(&office, &again, "451".to_owned(), false).await.unwrap();
    }
    let end = world.at("2026-12-20T09:00:00+07:00").await;
    assert!(outbox::claim(&end).await.unwrap().is_none());
    let shown = outbox::list(&end, &Actor::visitor()).await.unwrap().lines;
    assert_eq!((shown[0].state.as_str(), shown[0].tries), ("given_up", 8));
    assert!(shown[0].path.as_ref().unwrap().starts_with("/my/settings/confirm/"));
}

/// An administrator, as after the mail server was mended.
fn administrator() -> Actor {
    Actor { role: Role::Administrator, id: "a".to_owned(), ..Actor::visitor() }
}

#[tokio::test]
async fn what_was_given_up_lately_is_tried_again_when_an_administrator_says_so() {
    let world = World::new().await;
    let office = &world.office;
    contact::set_email(office, &hoa(office).await, "hoa@example.vn").await.unwrap();
    let first = outbox::claim(office).await.unwrap().unwrap();
    outbox::failed(office, &first, "answer_550".to_owned(), true).await.unwrap();
    assert!(!outbox::list(office, &Actor::visitor()).await.unwrap().can_send_again);
    let weeks_later = world.at("2026-11-26T09:00:00+07:00").await;
    assert!(!outbox::list(&weeks_later, &administrator()).await.unwrap().can_send_again, "old news");
    outbox::send_again(&weeks_later, &administrator()).await.unwrap();
    assert!(outbox::claim(&weeks_later).await.unwrap().is_none());

    assert!(outbox::list(office, &administrator()).await.unwrap().can_send_again);
    outbox::send_again(office, &administrator()).await.unwrap();
    let again = outbox::claim(office).await.unwrap().unwrap();
    assert_eq!(again.id, first.id, "the same mail, so the same Message-ID");
    outbox::sent(office, &again).await.unwrap();
    outbox::send_again(office, &administrator()).await.unwrap();
    assert!(outbox::claim(office).await.unwrap().is_none(), "never what was sent");
    world.log_is_whole().await;
}

#[tokio::test]
async fn what_waits_goes_to_the_address_of_now_or_to_none() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    contact::set_email(office, &hoa, "cu@example.vn").await.unwrap();
    contact::confirm(office, &hoa, &token(office).await).await.unwrap();
    outbox::sent(office, &outbox::claim(office).await.unwrap().unwrap()).await.unwrap();
    filed(office, &hoa).await;
    // Its old mailbox is no more; another try is on its way.
    let refused = outbox::claim(office).await.unwrap().unwrap();
    outbox::failed(office, &refused, "answer_550".to_owned(), true).await.unwrap();
    outbox::send_again(office, &administrator()).await.unwrap();
    let on_its_way = outbox::claim(office).await.unwrap().unwrap();
    let later = world.at("2026-11-18T09:30:00+07:00").await;
    contact::set_email(&later, &hoa, "moi@example.vn").await.unwrap();
    contact::confirm(&later, &hoa, &token(&later).await).await.unwrap();
    outbox::failed(&later, &on_its_way, "answer_550".to_owned(), true).await.unwrap();
    let mut addresses = Vec::new();
    while let Some(mail) = outbox::claim(&later).await.unwrap() {
        addresses.push(mail.address.clone());
        outbox::failed(&later, &mail, "answer_451".to_owned(), false).await.unwrap();
    }
    assert_eq!(addresses, ["moi@example.vn", "moi@example.vn"], "the link, and what happened before");

    let held = world.at("2026-11-19T09:30:00+07:00").await;
    let on_its_way = outbox::claim(&held).await.unwrap().unwrap();
    contact::set_email(&held, &hoa, "").await.unwrap();
    outbox::failed(&held, &on_its_way, "answer_550".to_owned(), true).await.unwrap();
    let states: Vec<String> = mails(&held).await.into_iter().map(|mail| mail.state).collect();
    assert_eq!(states.iter().filter(|state| *state == "taken_back").count(), 1, "{states:?}");
    let first = outbox::list(&held, &Actor::visitor()).await.unwrap().lines.remove(0).state;
    assert!(["given_up", "waiting"].contains(&first.as_str()), "{first}: what did not leave stands first");
    outbox::send_again(&held, &administrator()).await.unwrap();
    let link = outbox::claim(&held).await.unwrap();
    assert!(link.is_none_or(|mail| mail.subject.contains("xác nhận")), "the notice goes nowhere");
}

#[tokio::test]
async fn outside_a_demonstration_nobody_reads_the_mails_of_others() {
    let world = World::new().await;
    let hoa = hoa(&world.office).await;
    contact::set_email(&world.office, &hoa, "hoa@example.vn").await.unwrap();
    assert_eq!(outbox::list(&world.office, &Actor::visitor()).await.unwrap().lines.len(), 1);
    let Staff { one_stop, handler, leader } = staff(&world.office, UNIT).await;
    let real = world.real_at(MORNING).await;
    for actor in [&Actor::visitor(), &hoa, &one_stop, &handler, &leader] {
        assert_eq!(failure(outbox::list(&real, actor).await), Failure::NotFound, "{}", actor.role);
    }
    // An administrator sees what became of them, and neither what they say nor to whom.
    let line = outbox::list(&real, &administrator()).await.unwrap().lines.remove(0);
    assert_eq!((line.state.as_str(), line.path), ("waiting", None));
    assert_eq!([line.address, line.subject, line.body], ["", "", ""]);
}

/// Law §1.4: within 2 working hours.
#[tokio::test]
async fn the_one_stop_is_told_at_once_of_what_came_in() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let elsewhere = become_(office, &format!("{OTHER_UNIT}-mot-cua")).await;
    let colleague = officer(office, "mot.cua.hai", Role::OneStopOfficer).await;
    let code = filed(office, &hoa).await;
    let told = async |officer: &Actor| crate::world::told(office, officer).await;
    assert_eq!(told(&staff.one_stop).await, [NoticeKind::Arrived]);
    let inbox = notice::inbox(office, &staff.one_stop).await.unwrap();
    assert!(inbox.notices[0].words.vi.contains("19/11/2026"), "by when: {:?}", inbox.notices[0].words);
    assert_eq!(unread(office, &colleague).await, [NoticeKind::Arrived]);
    for other in [&staff.handler, &staff.leader, &elsewhere] {
        assert_eq!(told(other).await, [], "nobody else checks it");
    }
    officers::close(office, &Actor::system(), "mot.cua.hai").await.unwrap();
    intake::refuse(office, &staff.one_stop, &code, "Sai nơi").await.unwrap();
    for officer in [&staff.one_stop, &colleague] {
        assert_eq!(unread(office, officer).await, [], "what is dealt with waits for nobody");
    }
}

/// Law §1.4: from desk to desk without a delay, and no desk is told of what another has done already.
#[tokio::test]
async fn whoever_must_act_next_is_told_and_nobody_else() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let code = handled(office, &hoa, &staff).await;
    let colleague = officer(office, "chuyen.vien.hai", Role::HandlingOfficer).await;
    let waiting = async || {
        assert_eq!(unread(office, &colleague).await, [], "it is not theirs");
        unread_of(office, &staff).await
    };
    let none: Vec<NoticeKind> = Vec::new();
    assert_eq!(waiting().await, [none.clone(), vec![NoticeKind::HandedOver], none.clone()]);
    decision::draft(office, &staff.handler, &code, "Đủ điều kiện").await.unwrap();
    assert_eq!(waiting().await, [none.clone(), none.clone(), vec![NoticeKind::ResultDrafted]]);
    decision::send_back(office, &staff.leader, &code, "Ghi rõ nơi sinh").await.unwrap();
    assert_eq!(waiting().await, [none.clone(), vec![NoticeKind::DraftReturned], none.clone()]);
    decision::draft_refusal(office, &staff.handler, &code, "Không đủ", "Thiếu điều kiện").await.unwrap();
    decision::approve(office, &staff.leader, &code).await.unwrap();
    assert_eq!(waiting().await, [none.clone(), vec![NoticeKind::ResultApproved], none.clone()]);
    decision::finish(office, &staff.handler, &code).await.unwrap();
    assert_eq!(waiting().await, [vec![NoticeKind::ResultArrived], none.clone(), none.clone()]);
    decision::hand_over(office, &staff.one_stop, &code, fetched()).await.unwrap();
    assert_eq!(waiting().await, [none.clone(), none.clone(), none]);

    let back = filed(office, &hoa).await;
    applicant::withdraw(office, &hoa, &back, "Nhầm").await.unwrap();
    assert_eq!(waiting().await, [vec![NoticeKind::WithdrawalArrived], vec![], vec![]]);
}

async fn unread(office: &Office, officer: &Actor) -> Vec<NoticeKind> {
    let inbox = notice::inbox(office, officer).await.unwrap().notices;
    inbox.into_iter().filter(|notice| !notice.read).map(|notice| notice.kind).collect()
}

/// What the one-stop, the handling officer and the leader have not read.
async fn unread_of(office: &Office, staff: &Staff) -> [Vec<NoticeKind>; 3] {
    [
        unread(office, &staff.one_stop).await,
        unread(office, &staff.handler).await,
        unread(office, &staff.leader).await,
    ]
}

#[tokio::test]
async fn a_fee_that_is_settled_gives_the_work_back_to_whose_it_was() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let fee = || Posted { counts: posted(&[("fee0", "1")]), amounts: posted(&[]) };
    let paid = || Settling { receipt: "1".to_owned(), ..Settling::default() };
    for (drafted, then) in [
        (false, [vec![], vec![NoticeKind::PeriodResumed], vec![]]),
        (true, [vec![], vec![], vec![NoticeKind::ResultDrafted]]),
    ] {
        let code = handled_record(office, &hoa, &staff).await;
        if drafted {
            decision::draft(office, &staff.handler, &code, "Đủ điều kiện").await.unwrap();
        }
        payment::ask(office, &staff.handler, &code, fee(), "Phí").await.unwrap();
        assert_eq!(
            unread_of(office, &staff).await,
            [vec![], vec![], vec![]],
            "nobody can act while it waits"
        );
        payment::confirm(office, &staff.one_stop, &code, paid()).await.unwrap();
        assert_eq!(unread_of(office, &staff).await, then);
        for officer in [&staff.handler, &staff.leader] {
            notice::read(office, officer, "").await.unwrap();
        }
    }
}

#[tokio::test]
async fn where_the_handling_officer_has_left_whoever_can_act_is_told() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let handler = officer(office, "chuyen.vien.hai", Role::HandlingOfficer).await;
    let code = filed(office, &hoa).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    assignment::transfer(office, &staff.one_stop, &code, &handler.id).await.unwrap();
    decision::draft(office, &handler, &code, "Đủ điều kiện").await.unwrap();
    officers::close(office, &Actor::system(), "chuyen.vien.hai").await.unwrap();
    decision::approve(office, &staff.leader, &code).await.unwrap();
    assert_eq!(unread_of(office, &staff).await, [vec![NoticeKind::ResultApproved], vec![], vec![]]);
}

#[tokio::test]
async fn a_notice_names_what_it_is_about_to_whoever_may_still_see_it() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let code = filed(office, &hoa).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    let of_hoa = notice::inbox(office, &hoa).await.unwrap().notices.remove(0);
    assert!(of_hoa.procedure.is_some() && of_hoa.people == ["Nguyễn Văn An"], "{of_hoa:?}");
    let of_officer = notice::inbox(office, &staff.one_stop).await.unwrap().notices.remove(0);
    assert!(of_officer.people.contains(&"Nguyễn Thị Hoa".to_owned()), "{of_officer:?}");
    // Somebody who was moved to another unit keeps the notice, and learns no more by it.
    let moved = Actor { unit_code: CENTRE.to_owned(), ..staff.one_stop.clone() };
    let kept = notice::inbox(office, &moved).await.unwrap().notices.remove(0);
    assert_eq!((kept.procedure, kept.people), (None, vec![]));
}
