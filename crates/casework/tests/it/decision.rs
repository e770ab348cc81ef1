//! Who drafts, who approves, and how a dossier stops.

use casework::{Actor, Office, applicant, decision, desk, intake};
use domain::lifecycle::{Action, Status};
use domain::role::Role;
use domain::text::Text;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use store::WriteError;
use store::entity::officer;
use views::Failure;

use crate::world::*;

/// Another handling officer in the same unit.
async fn colleague(office: &Office, of: &Actor) -> Actor {
    let mut row = officer::Entity::find_by_id(&of.id).one(office.database().reader()).await.unwrap().unwrap();
    row.id = format!("{}-2", of.id);
    row.username = format!("{}.hai", row.username);
    let id = row.id.clone();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                officer::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(tx)
                    .await?;
                Ok::<_, WriteError>(())
            })
        })
        .await
        .unwrap();
    become_(office, &id).await
}

async fn promote(office: &Office, id: &str) {
    let row = officer::Entity::find_by_id(id).one(office.database().reader()).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.role = Set(Role::Leader.as_str().to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                row.update(tx).await?;
                Ok::<_, WriteError>(())
            })
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn only_the_officer_who_handles_it_drafts() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let staff = staff(office, UNIT).await;
    let code = handled(office, &hoa, &staff).await;
    let colleague = colleague(office, &staff.handler).await;
    assert_eq!(failure(decision::draft(office, &colleague, &code, "Đồng ý").await), Failure::NotAllowed);
    assert!(!desk::open(office, &colleague, &code).await.unwrap().offered.contains(&Action::DraftResult));
    for other in [&staff.one_stop, &staff.leader, &hoa] {
        assert_eq!(failure(decision::draft(office, other, &code, "Đồng ý").await), Failure::NotAllowed);
    }
    assert_eq!(failure(decision::draft(office, &staff.handler, &code, "  ").await), Failure::ReasonMissing);
    decision::draft(office, &staff.handler, &code, "Đồng ý").await.unwrap();
}

#[tokio::test]
async fn who_drafted_does_not_approve_even_after_a_promotion() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let staff = staff(office, UNIT).await;
    let code = handled(office, &hoa, &staff).await;
    decision::draft(office, &staff.handler, &code, "Đồng ý").await.unwrap();
    assert_eq!(failure(decision::approve(office, &staff.handler, &code).await), Failure::NotAllowed);
    promote(office, &staff.handler.id).await;
    let promoted = become_(office, &staff.handler.id).await;
    assert_eq!(promoted.role, Role::Leader);
    assert_eq!(failure(decision::approve(office, &promoted, &code).await), Failure::SamePerson);
    decision::approve(office, &staff.leader, &code).await.unwrap();
    assert_eq!(failure(decision::approve(office, &staff.leader, &code).await), Failure::WrongState);
}

#[tokio::test]
async fn a_draft_that_goes_back_says_why_and_comes_again() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let staff = staff(office, UNIT).await;
    let code = handled(office, &hoa, &staff).await;
    decision::draft(office, &staff.handler, &code, "Cấp 1 bản").await.unwrap();
    assert_eq!(failure(decision::send_back(office, &staff.leader, &code, "").await), Failure::ReasonMissing);
    decision::send_back(office, &staff.leader, &code, "Người nộp xin 2 bản").await.unwrap();
    let result = desk::open(office, &staff.handler, &code).await.unwrap().result.unwrap();
    assert_eq!(result.returned_note.as_deref(), Some("Người nộp xin 2 bản"));
    decision::draft(office, &staff.handler, &code, "Cấp 2 bản").await.unwrap();
    let result = desk::open(office, &staff.leader, &code).await.unwrap().result.unwrap();
    assert_eq!((result.summary.as_str(), result.returned_note), ("Cấp 2 bản", None));
    // What officers write to each other is not the applicant's to read.
    let dossier = own(office, &hoa, &code).await;
    let text = serde_json::to_string(&dossier).unwrap();
    assert!(!text.contains("Người nộp xin 2 bản") && !text.contains("Cấp 2 bản"));
}

#[tokio::test]
async fn tt03_d7_the_applicant_withdraws_and_the_one_stop_confirms() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let staff = staff(office, UNIT).await;
    let code = handled(office, &hoa, &staff).await;
    assert_eq!(
        failure(decision::confirm_withdrawal(office, &staff.one_stop, &code).await),
        Failure::WrongState
    );
    applicant::withdraw(office, &hoa, &code, "Tìm được bản chính").await.unwrap();
    assert_eq!(status(office, &hoa, &code).await, Status::WithdrawalRequested);
    assert_eq!(failure(applicant::withdraw(office, &hoa, &code, "").await), Failure::WrongState);
    assert_eq!(failure(decision::draft(office, &staff.handler, &code, "x").await), Failure::WrongState);
    let inbox = desk::inbox(office, &staff.one_stop, "").await.unwrap();
    assert_eq!(inbox.waiting, 1, "it waits for the one-stop");
    decision::confirm_withdrawal(office, &staff.one_stop, &code).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    assert_eq!((dossier.lifecycle.status(), dossier.time_left), (Status::Stopped, None));
    assert!(dossier.rate_token.is_some() && dossier.offered.is_empty());
    let steps = ["filed", "accepted", "transferred", "withdrawn", "stopped"];
    assert_eq!(world.events(&code).await, steps);
    world.log_is_whole().await;
}

#[tokio::test]
async fn an_approved_dossier_is_not_withdrawn() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let staff = staff(office, UNIT).await;
    let code = handled(office, &hoa, &staff).await;
    decision::draft(office, &staff.handler, &code, "Đồng ý").await.unwrap();
    decision::approve(office, &staff.leader, &code).await.unwrap();
    assert_eq!(failure(applicant::withdraw(office, &hoa, &code, "").await), Failure::WrongState);
    assert!(own(office, &hoa, &code).await.offered.is_empty());
}

#[tokio::test]
async fn nd61_d17_1_a_refusal_needs_a_reason_and_prints_it() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    assert_eq!(failure(intake::refuse(office, &one_stop, &code, " \n ").await), Failure::ReasonMissing);
    intake::refuse(office, &one_stop, &code, "Sổ gốc do cơ quan khác giữ").await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    assert_eq!(
        (dossier.lifecycle.status(), dossier.issued[0].template.as_str()),
        (Status::NotAccepted, "mau-03-2025")
    );
    assert_eq!(dossier.timeline.last().unwrap().note.as_deref(), Some("Sổ gốc do cơ quan khác giữ"));
    assert_eq!(failure(intake::accept(office, &one_stop, &code).await), Failure::WrongState);
}

#[tokio::test]
async fn the_inbox_is_in_order_of_deadline() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let noon = world.at("2026-11-18T13:30:00+07:00").await;
    let later = filed(&noon, &hoa).await;
    let first = filed(office, &hoa).await;
    let lines = desk::inbox(&noon, &one_stop, "").await.unwrap().lines;
    let order: Vec<&str> = lines.iter().map(|line| line.code.as_str()).collect();
    assert_eq!(order, [first.as_str(), later.as_str()]);
    let friday = world.at("2026-11-20T08:00:00+07:00").await;
    let inbox = desk::inbox(&friday, &one_stop, "").await.unwrap();
    assert_eq!((inbox.waiting, inbox.late), (2, 2));
    assert!(inbox.lines.iter().all(|line| line.urgency == "late"));
}

#[tokio::test]
async fn the_inbox_tells_how_much_working_time_is_left() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (ward, centre) = (staff(office, UNIT).await, staff_of_record(office).await);
    // To be checked by Thursday at 9:00, and promised for Thursday the 26th at 17:00, after a holiday.
    filed(office, &hoa).await;
    handled_record(office, &hoa, &centre).await;
    let left = async |at: &str| {
        // Half a minute past the full one, because the clock goes on while the test runs.
        let now = world.at(at).await;
        let mut told = Vec::new();
        for officer in [&ward.one_stop, &centre.handler] {
            let lines = desk::inbox(&now, officer, "").await.unwrap().lines;
            told.extend(lines.into_iter().map(|line| line.time_left));
        }
        told
    };
    assert_eq!(
        left("2026-11-18T14:00:30+07:00").await,
        [
            Text::new("Còn 4 giờ 29 phút làm việc", "4 working hours 29 minutes left"),
            Text::new("Còn 5 ngày làm việc", "5 working days left"),
        ]
    );
    assert_eq!(
        left("2026-11-19T08:20:30+07:00").await,
        [
            Text::new("Còn 39 phút làm việc", "39 working minutes left"),
            Text::new("Còn 4 ngày làm việc", "4 working days left"),
        ]
    );
    assert_eq!(
        left("2026-11-20T08:00:30+07:00").await,
        [Text::new("Quá hạn 1 ngày", "1 day late"), Text::new("Còn 3 ngày làm việc", "3 working days left")]
    );
}
