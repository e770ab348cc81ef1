//! How a dossier stops: on request, for want of a supplement, by a refusal after the appraisal.

use casework::{applicant, decision, desk, intake, paper};
use domain::lifecycle::{Status, StatutoryForm};
use sea_orm::EntityTrait as _;
use store::WriteError;
use store::entity::{calendar_year, event, issued_paper};
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn tt03_d7_a_withdrawn_dossier_stops_with_a_notice_that_names_the_request() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let code = filed(office, &hoa).await;
    applicant::withdraw(office, &hoa, &code, "Tìm được bản chính").await.unwrap();
    decision::confirm_withdrawal(office, &one_stop, &code).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    let notice = &dossier.issued[0];
    assert_eq!((notice.template.as_str(), notice.number.as_str()), ("mau-05-2025", "1/TBD"));
    let row = issued_paper::Entity::find().one(office.database().reader()).await.unwrap().unwrap();
    for words in ["ngày 18 tháng 11 năm 2026", "Tìm được bản chính", "chưa thu phí", "Huỳnh Ngọc Ánh"]
    {
        assert!(row.snapshot.contains(words), "{words}: {}", row.snapshot);
    }
    assert!(paper::print(office, &hoa, &notice.id).await.is_ok());
}

#[tokio::test]
async fn nd118_what_is_not_supplemented_in_time_is_closed_by_the_system() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let code = filed(office, &hoa).await;
    let other = filed(office, &hoa).await;
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    intake::ask_supplement(office, &one_stop, &code, reasons, "").await.unwrap();
    assert_eq!(decision::close_overdue(office).await.unwrap(), 0);
    // 15 working days of 18 November, without the 24th: the last is 10 December, until midnight.
    let last = world.at("2026-12-10T20:00:00+07:00").await;
    assert_eq!(decision::close_overdue(&last).await.unwrap(), 0);
    assert_eq!(failure(decision::close_unsupplemented(&last, &one_stop, &code).await), Failure::WrongState);
    let after = world.at("2026-12-11T00:05:00+07:00").await;
    assert_eq!(decision::close_overdue(&after).await.unwrap(), 1);
    assert_eq!(decision::close_overdue(&after).await.unwrap(), 0);
    let dossier = own(&after, &hoa, &code).await;
    assert_eq!(dossier.lifecycle.status(), Status::Stopped);
    let step = dossier.timeline.last().unwrap();
    assert_eq!((step.kind.as_str(), step.who.as_str()), ("closed_unsupplemented", "Hệ thống"));
    assert_eq!(dossier.issued.last().unwrap().form, StatutoryForm::StopNotice);
    assert!(dossier.rate_token.is_some());
    let events = event::Entity::find().all(office.database().reader()).await.unwrap();
    assert_eq!(events.last().unwrap().actor_kind, "system");
    assert_eq!(status(&after, &hoa, &other).await, Status::Filed, "nothing else was touched");
    world.log_is_whole().await;
}

#[tokio::test]
async fn what_was_printed_long_ago_needs_no_calendar() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let code = filed(office, &hoa).await;
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    intake::ask_supplement(office, &one_stop, &code, reasons, "").await.unwrap();
    let forget = office.database().write(|tx| {
        Box::pin(async move {
            calendar_year::Entity::delete_many().exec(tx).await?;
            Ok::<_, WriteError>(())
        })
    });
    forget.await.unwrap();
    let after = world.at("2026-12-11T00:05:00+07:00").await;
    desk::open(&after, &one_stop, &code).await.unwrap();
    assert_eq!(decision::close_overdue(&after).await.unwrap(), 1);
    assert_eq!(status(&after, &hoa, &code).await, Status::Stopped);
}

#[tokio::test]
async fn a_refusal_does_not_wait_for_the_calendar_of_next_year() {
    let world = World::new().await;
    let late = &world.at("2026-12-30T09:00:00+07:00").await;
    let (hoa, one_stop) = (hoa(late).await, staff(late, UNIT).await.one_stop);
    let code = filed(late, &hoa).await;
    // Three working days from here end in a year that nobody has announced.
    intake::refuse(late, &one_stop, &code, "Sai nơi").await.unwrap();
    let other = filed(late, &hoa).await;
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    let asked = intake::ask_supplement(late, &one_stop, &other, reasons, "").await;
    assert_eq!(failure(asked), Failure::NoCalendar);
}

#[tokio::test]
async fn an_officer_closes_it_by_hand_as_well() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let code = filed(office, &hoa).await;
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    intake::ask_supplement(office, &one_stop, &code, reasons, "").await.unwrap();
    let after = world.at("2026-12-11T09:00:00+07:00").await;
    decision::close_unsupplemented(&after, &one_stop, &code).await.unwrap();
    let dossier = own(&after, &hoa, &code).await;
    assert_eq!(dossier.issued.last().unwrap().form, StatutoryForm::StopNotice);
    assert!(dossier.timeline.last().unwrap().who.starts_with(&one_stop.name));
}

#[tokio::test]
async fn a_refusal_after_the_appraisal_is_a_result_with_its_paper_and_no_file() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let code = handled(office, &hoa, &staff).await;
    let reason = "Sổ gốc không có tên người được cấp";
    let silent = decision::draft_refusal(office, &staff.handler, &code, "Không đủ điều kiện", " ").await;
    assert_eq!(failure(silent), Failure::RefusalReasonMissing);
    decision::draft_refusal(office, &staff.handler, &code, "Không đủ điều kiện", reason).await.unwrap();
    let seen = desk::open(office, &staff.leader, &code).await.unwrap().result.unwrap();
    assert_eq!(seen.refusal.as_deref(), Some(reason), "the leader reads what the applicant will read");
    assert_eq!(own(office, &hoa, &code).await.refusal, None, "not before it is finished");
    decision::approve(office, &staff.leader, &code).await.unwrap();
    decision::finish(office, &staff.handler, &code).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    assert_eq!((dossier.lifecycle.status(), dossier.refusal.as_deref()), (Status::Finished, Some(reason)));
    let paper = dossier.issued.last().unwrap();
    assert_eq!((paper.form, paper.template.as_str()), (StatutoryForm::Refusal, "mau-03-2025"));
    let row = issued_paper::Entity::find().one(office.database().reader()).await.unwrap().unwrap();
    assert!(row.snapshot.contains(reason) && row.snapshot.contains(&staff.leader.name), "{}", row.snapshot);
    decision::hand_over(office, &staff.one_stop, &code, fetched()).await.unwrap();
}

#[tokio::test]
async fn a_refusal_that_went_back_can_become_a_grant() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let code = handled(office, &hoa, &staff).await;
    decision::draft_refusal(office, &staff.handler, &code, "Từ chối", "Thiếu tên").await.unwrap();
    decision::send_back(office, &staff.leader, &code, "Xem lại sổ năm 1995").await.unwrap();
    decision::draft(office, &staff.handler, &code, "Có tên, đề nghị cấp").await.unwrap();
    decision::approve(office, &staff.leader, &code).await.unwrap();
    let no_file = decision::finish(office, &staff.handler, &code).await;
    assert_eq!(failure(no_file), Failure::ResultFileMissing);
}
