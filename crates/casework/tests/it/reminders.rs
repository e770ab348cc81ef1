//! Officers are reminded when 70 and 100 % of a period have passed: once for each mark, from the marks of the desk.

use casework::payment::{Posted, Settling};
use casework::reminder::remind;
use casework::{Actor, Office, contact, desk, intake, notice, outbox, payment, reappointment};
use domain::lifecycle::Alarm;
use sea_orm::EntityTrait as _;
use store::entity::mail;
use views::NoticeKind::{self, HundredPercent, SeventyPercent};

use crate::world::*;

async fn alarm(office: &Office, actor: &Actor, code: &str) -> Option<Alarm> {
    let inbox = desk::inbox(office, actor, "unit").await.unwrap();
    inbox.lines.iter().find(|line| line.code == code).unwrap().alarm
}

/// What marks the handling officer, the leader and the one-stop officer were told, the newest first.
async fn told_of(office: &Office, staff: &Staff) -> [Vec<NoticeKind>; 3] {
    let marks = async |officer: &Actor| {
        let mut told = told(office, officer).await;
        told.retain(|kind| matches!(kind, SeventyPercent | HundredPercent));
        told
    };
    [marks(&staff.handler).await, marks(&staff.leader).await, marks(&staff.one_stop).await]
}

#[tokio::test]
async fn each_mark_is_told_once_to_whoever_must_act() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let applicant_was = told(office, &hoa).await;
    // 32 hours 33 minutes of the 46 hours 30 are 70 %: reached on Wednesday at 9:33.
    for (at, mark, now_told) in [
        ("2026-11-25T09:32:00+07:00", None, 0),
        ("2026-11-25T09:34:00+07:00", Some(Alarm::Seventy), 1),
        ("2026-11-26T11:00:00+07:00", Some(Alarm::Seventy), 0),
        ("2026-11-26T16:59:00+07:00", Some(Alarm::Seventy), 0),
        ("2026-11-26T17:00:00+07:00", Some(Alarm::Hundred), 1),
        ("2026-12-24T17:00:00+07:00", Some(Alarm::Hundred), 0),
    ] {
        let now = &world.at(at).await;
        assert_eq!(alarm(now, &staff.handler, &code).await, mark, "{at}: the desk");
        assert_eq!(remind(now).await.unwrap(), now_told, "{at}");
        assert_eq!(remind(now).await.unwrap(), 0, "{at}: a second time");
    }
    let [handler, leader, one_stop] = told_of(office, &staff).await;
    assert_eq!(handler, [HundredPercent, SeventyPercent]);
    assert_eq!(leader, [HundredPercent]);
    assert_eq!(one_stop, []);
    assert_eq!(told(office, &hoa).await, applicant_was, "applicants are not alarmed");
    let inbox = notice::inbox(office, &staff.handler).await.unwrap();
    assert!(inbox.notices[0].words.vi.contains("26/11/2026"), "{:?}", inbox.notices[0].words);
    let events = world.events(&code).await;
    let told: Vec<&str> =
        events.iter().map(String::as_str).filter(|event| event.ends_with("_percent")).collect();
    assert_eq!(told, ["seventy_percent", "hundred_percent"], "{events:?}");
    world.log_is_whole().await;

    assert_eq!(notice::unread(office, &staff.handler).await.unwrap(), 3, "both marks, and that it is theirs");
    desk::open(office, &staff.handler, &code).await.unwrap();
    assert_eq!(notice::unread(office, &staff.handler).await.unwrap(), 0, "the page says all of it");
    assert_eq!(
        notice::unread(office, &staff.leader).await.unwrap(),
        2,
        "each for themselves: the eve and the end"
    );
}

/// NĐ 61/2018 Đ19.9: an apology at least a day before.
#[tokio::test]
async fn leaders_hear_of_the_eve_while_an_apology_is_still_possible() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    // All are due on Thursday the 26th.
    let code = handled_record(office, &hoa, &staff).await;
    let apologised = handled_record(office, &hoa, &staff).await;
    let thursday = world.at("2026-11-19T10:00:00+07:00").await;
    let leader = become_(&thursday, &staff.leader.id).await;
    reappointment::reappoint(&thursday, &leader, &apologised, "2026-12-15", "Chờ xác minh").await.unwrap();
    let eves = async |at: &str| {
        let now = &world.at(at).await;
        remind(now).await.unwrap();
        remind(now).await.unwrap();
        let told = told(office, &staff.leader).await;
        told.into_iter().filter(|kind| *kind == NoticeKind::ApologyDue).count()
    };
    // Tuesday the 24th is a day off.
    assert_eq!(eves("2026-11-23T16:00:00+07:00").await, 0);
    assert_eq!(eves("2026-11-25T07:30:00+07:00").await, 1);
    assert_eq!(eves("2026-11-25T16:00:00+07:00").await, 1);
    assert_eq!(eves("2026-11-26T09:00:00+07:00").await, 1);
    assert!(!told(office, &staff.handler).await.contains(&NoticeKind::ApologyDue));
    let words = notice::inbox(office, &staff.leader).await.unwrap().notices;
    let words = words.iter().find(|line| line.kind == NoticeKind::ApologyDue).unwrap();
    assert_eq!(words.dossier_code, code);
    assert!(words.words.vi.contains("26/11/2026"), "{:?}", words.words);
    world.log_is_whole().await;
}

#[tokio::test]
async fn an_apology_moves_no_mark_and_a_wait_for_payment_does() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let moved = handled_record(office, &hoa, &staff).await;
    let waited = handled_record(office, &hoa, &staff).await;
    let thursday = world.at("2026-11-19T10:00:00+07:00").await;
    let leader = become_(&thursday, &staff.leader.id).await;
    reappointment::reappoint(&thursday, &leader, &moved, "2026-12-15", "Chờ xác minh").await.unwrap();
    let fee = Posted { counts: posted(&[("fee0", "1")]), amounts: posted(&[]) };
    payment::ask(&thursday, &staff.handler, &waited, fee, "Phí").await.unwrap();
    let over = world.at("2026-11-27T08:00:00+07:00").await;
    assert_eq!(remind(&over).await.unwrap(), 1, "the first promise counts, and who waits is not late");
    assert_eq!(told_of(office, &staff).await, [vec![HundredPercent], vec![HundredPercent], vec![]]);
    let settling = Settling { receipt: "1".to_owned(), ..Settling::default() };
    payment::confirm(&over, &staff.one_stop, &waited, settling).await.unwrap();
    assert_eq!(remind(&over).await.unwrap(), 0);
}

#[tokio::test]
async fn what_nobody_handles_yet_the_one_stop_is_reminded_of_and_a_new_period_begins_anew() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = filed_record(office, &hoa).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    let late = world.at("2026-11-25T16:00:00+07:00").await;
    assert_eq!(remind(&late).await.unwrap(), 1);
    assert_eq!(told_of(office, &staff).await, [vec![], vec![], vec![SeventyPercent]]);

    // The supplement sets the period back to its beginning.
    let code = handled_record(office, &hoa, &staff).await;
    let target = desk::open(office, &staff.handler, &code).await.unwrap().targets.remove(0).target;
    let friday = world.at("2026-11-20T16:00:00+07:00").await;
    let reasons = posted(&[(target.as_str(), "Ghi rõ hơn")]);
    intake::ask_supplement(&friday, &staff.handler, &code, reasons, "").await.unwrap();
    assert_eq!(remind(&world.at("2026-12-09T16:00:00+07:00").await).await.unwrap(), 1, "the other one alone");
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert_eq!(row.alarm_told, 0);
}

#[tokio::test]
async fn an_officer_chooses_whether_it_also_goes_by_mail() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let choices = contact::settings(office, &staff.handler).await.unwrap().choices;
    let kinds: Vec<_> = choices.iter().map(|choice| choice.kind).collect();
    let to_do = [
        NoticeKind::HandedOver,
        NoticeKind::DraftReturned,
        NoticeKind::PeriodResumed,
        NoticeKind::ResultApproved,
    ];
    assert_eq!(
        kinds,
        [&to_do[..], &[SeventyPercent, HundredPercent]].concat(),
        "and not of what others have to do"
    );
    assert!(choices.iter().all(|choice| !choice.by_mail));
    let page = contact::set_email(office, &staff.handler, "thinh@example.vn").await.unwrap();
    assert_eq!(page, "/desk/settings");
    let mails = async || mail::Entity::find().all(office.database().reader()).await.unwrap();
    let body = mails().await.pop().unwrap().body;
    let (_, rest) = body.split_once("/desk/settings/confirm/").unwrap();
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    contact::confirm(office, &staff.handler, &token).await.unwrap();
    // What applicants are told of is not for officers to choose.
    let chosen = vec![HundredPercent, NoticeKind::Filed];
    contact::choose(office, &staff.handler, chosen).await.unwrap();
    remind(&world.at("2026-11-25T16:00:00+07:00").await).await.unwrap();
    assert_eq!(mails().await.len(), 1, "70 % was not chosen");
    let over = world.at("2026-11-26T17:00:00+07:00").await;
    remind(&over).await.unwrap();
    let sent = mails().await;
    let mail = sent.iter().find(|mail| mail.notice_id.is_some()).unwrap();
    assert_eq!(mail.address, "thinh@example.vn");
    assert!(mail.body.contains(&format!("/desk/{code}\n")), "{}", mail.body);
    assert!(!mail.subject.contains("Hoa") && !mail.body.contains("Hoa"));
    assert!(outbox::claim(&over).await.unwrap().is_some());
}
