//! Hẹn lại: once, before the day, and without hiding that it is late.

use casework::{
    Actor, Case, Office, attachment::Slot, decision, demo, desk, figures, organisation, reappointment,
};
use domain::clock::ArithmeticStep;
use domain::lifecycle::{Action, Alarm, StatutoryForm};
use domain::when::parse_iso_datetime;
use views::{BoardAsked, Failure, NoticeKind};

use crate::world::*;

async fn move_to(office: &Office, actor: &Actor, code: &str, day: &str) -> Case<String> {
    reappointment::reappoint(office, actor, code, day, "Chờ cơ quan khác trả lời").await
}

#[tokio::test]
async fn the_leader_moves_the_promise_once_and_the_first_one_stays() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let first = parse_iso_datetime("2026-11-26T17:00:00+07:00").unwrap();
    for unfit in ["", "2026-11-26", "2026-11-20", "2026-11-28", "31/12/2026", "2026-11-31"] {
        assert_eq!(failure(move_to(office, &staff.leader, &code, unfit).await), Failure::DayUnfit, "{unfit}");
    }
    let silent = reappointment::reappoint(office, &staff.leader, &code, "2026-11-30", " ").await;
    assert_eq!(failure(silent), Failure::ReasonMissing);
    for other in [&staff.one_stop, &staff.handler, &hoa] {
        assert_eq!(failure(move_to(office, other, &code, "2026-11-30").await), Failure::NotAllowed);
    }
    move_to(office, &staff.leader, &code, "2026-11-30").await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    let due = dossier.due.unwrap();
    assert_eq!(due.at, parse_iso_datetime("2026-11-30T17:00:00+07:00").unwrap());
    assert_eq!(due.arithmetic.last(), Some(&ArithmeticStep::MovedTo { at: due.at }), "the sum ends there");
    assert_eq!(dossier.first_due.unwrap().at, first);
    let paper = dossier.issued.iter().find(|paper| paper.form == StatutoryForm::Apology).unwrap();
    assert_eq!((paper.template.as_str(), paper.number.as_str()), ("mau-04-2025", "1/PXL"));
    assert_eq!(paper.title, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT");
    assert_eq!(dossier.timeline.last().unwrap().note.as_deref(), Some("Chờ cơ quan khác trả lời"));
    assert_eq!(told(office, &hoa).await[0], NoticeKind::Reappointed);
    let again = move_to(office, &staff.leader, &code, "2026-12-01").await;
    assert_eq!(failure(again), Failure::SecondReappointment);
    let line = desk::inbox(office, &staff.handler, "").await.unwrap().lines.remove(0);
    assert_eq!(line.deadline_at.unwrap().at(), first, "the desk works towards the first promise");
    assert!(line.moved_to.is_some());
    world.log_is_whole().await;
}

#[tokio::test]
async fn where_no_calendar_follows_the_leader_still_works() {
    let world = World::new().await;
    let december = world.at("2026-12-23T09:00:00+07:00").await;
    let (hoa, staff) = (hoa(&december).await, staff_of_record(&december).await);
    let code = handled_record(&december, &hoa, &staff).await;
    let seen = desk::open(&december, &staff.leader, &code).await.unwrap();
    assert_eq!(seen.dossier.due.unwrap().at, parse_iso_datetime("2026-12-30T17:00:00+07:00").unwrap());
    assert!(seen.apology.is_none(), "no day can be proposed");
}

#[tokio::test]
async fn nd61_d19_9_on_the_day_itself_it_is_too_late_for_an_apology() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let move_at = async |at: &str| {
        let now = world.at(at).await;
        let leader = become_(&now, &staff.leader.id).await;
        move_to(&now, &leader, &code, "2026-11-30").await
    };
    assert_eq!(failure(move_at("2026-11-26T08:00:00+07:00").await), Failure::ReappointmentTooLate);
    move_at("2026-11-25T16:00:00+07:00").await.unwrap();
}

#[tokio::test]
async fn nd61_d19_9_an_apology_hides_no_lateness() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    move_to(office, &staff.leader, &code, "2026-11-30").await.unwrap();
    let friday = world.at("2026-11-27T10:00:00+07:00").await;
    assert!(own(&friday, &hoa, &code).await.late, "within the new promise, after the first");
    assert_eq!(figures::read(&friday).await.unwrap().late, 1);
    let line = desk::inbox(&friday, &staff.handler, "").await.unwrap().lines.remove(0);
    assert_eq!((line.urgency.as_str(), line.alarm), ("late", Some(Alarm::Hundred)));
    decision::draft(&friday, &staff.handler, &code, "Cấp").await.unwrap();
    let leader = become_(&friday, &staff.leader.id).await;
    decision::approve(&friday, &leader, &code).await.unwrap();
    upload(&friday, &staff.handler, Slot::Result { code: code.clone() }, "a.pdf", &pdf("a")).await.unwrap();
    decision::finish(&friday, &staff.handler, &code).await.unwrap();
    assert!(own(&friday, &hoa, &code).await.late, "a result after the first promise is late for ever");
}

#[tokio::test]
async fn the_desk_warns_at_seventy_percent_and_offers_the_apology_on_the_eve() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff_of_record(office).await);
    let code = handled_record(office, &hoa, &staff).await;
    let alarm = async |office: &Office, actor: &Actor| {
        desk::inbox(office, actor, "").await.unwrap().lines.first().and_then(|line| line.alarm)
    };
    assert_eq!(alarm(office, &staff.handler).await, None);
    assert!(desk::inbox(office, &staff.leader, "").await.unwrap().lines.is_empty());
    let eve = world.at("2026-11-25T16:00:00+07:00").await;
    assert_eq!(alarm(&eve, &staff.handler).await, Some(Alarm::Seventy));
    let inbox = desk::inbox(&eve, &staff.leader, "").await.unwrap();
    assert_eq!(inbox.waiting, 1, "the leader is asked");
    let page = desk::open(&eve, &staff.leader, &code).await.unwrap();
    assert!(page.offered.contains(&Action::Reappoint));
    let draft = page.apology.unwrap();
    assert_eq!(
        (draft.earliest.as_str(), draft.day.as_str(), draft.urgent),
        ("2026-11-27", "2026-12-01", true)
    );
    let after = world.at("2026-11-27T08:00:00+07:00").await;
    assert_eq!(
        alarm(&after, &staff.leader).await,
        Some(Alarm::Hundred),
        "what is overdue comes to the leader"
    );
}

#[tokio::test]
async fn the_board_and_the_calendar_of_an_organisation_show_both_days() {
    let world = World::new().await;
    let office = &world.office;
    let begun = demo::become_person(office, &Actor::visitor(), "demo-mai").await.unwrap();
    organisation::act_for(office, &holder(office, &begun.cookie).await, "demo-co-khi").await.unwrap();
    let mai = holder(office, &begun.cookie).await;
    let staff = staff_of_record(office).await;
    let code = handled_record(office, &mai, &staff).await;
    move_to(office, &staff.leader, &code, "2026-11-30").await.unwrap();
    let asked = BoardAsked::default();
    let line = organisation::board(office, &mai, &asked).await.unwrap().lines.remove(0);
    let first = line.deadline.unwrap().1.at();
    assert_eq!(first, parse_iso_datetime("2026-11-26T17:00:00+07:00").unwrap());
    let moved = line.moved_to.unwrap().at();
    assert_eq!(moved, parse_iso_datetime("2026-11-30T17:00:00+07:00").unwrap());
    organisation::make_feed(office, &mai).await.unwrap();
    let address = organisation::feed(office, &mai).await.unwrap().address.unwrap();
    let token = address.rsplit('/').next().unwrap().trim_end_matches(".ics");
    let calendar =
        organisation::calendar(office, &Actor::visitor(), token).await.unwrap().replace("\r\n ", "");
    assert!(calendar.contains("DTSTART:20261126T100000Z"), "{calendar}");
    assert!(calendar.contains("hẹn lại") && calendar.contains("30/11/2026"), "{calendar}");
    let friday = world.at("2026-11-27T10:00:00+07:00").await;
    let late = BoardAsked { status: "late".to_owned(), ..asked };
    assert_eq!(
        organisation::board(&friday, &mai, &late).await.unwrap().total,
        1,
        "late by the first promise"
    );
}
