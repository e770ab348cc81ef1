//! A time that an officer gives at the acceptance for what no answer tells.

use casework::{applicant, assignment, desk, intake, submit};
use domain::text::Lang;
use views::Failure;

use crate::examples::filed_example;
use crate::world::*;

/// Certified copies: within the day, 2 working days for many or complex papers.
const COPIES: &str = "2.000815";

#[tokio::test]
async fn what_an_officer_finds_takes_its_own_time() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (code, staff) = filed_example(office, &hoa, COPIES).await;
    let page = desk::open(office, &staff.one_stop, &code).await.unwrap();
    assert!(page.period.is_same_day());
    let findings: Vec<_> = page.on_finding.iter().map(|found| found.period.label(Lang::Vi)).collect();
    assert_eq!(findings, ["2 ngày làm việc"]);
    assert_eq!(failure(intake::accept_on(office, &staff.one_stop, &code, Some(1)).await), Failure::NotFound);

    intake::accept_on(office, &staff.one_stop, &code, Some(0)).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    let due = domain::when::iso_local_datetime(dossier.due.unwrap().at);
    assert_eq!(due, "2026-11-20T17:00:00+07:00", "two working days after Wednesday");
    let accepted = dossier.timeline.iter().find(|line| line.kind == "accepted").unwrap();
    assert_eq!(
        accepted.note.as_deref(),
        Some("2 ngày làm việc: Số lượng lớn hoặc nội dung phức tạp"),
        "the applicant reads why"
    );
    assert_eq!(dossier.issued[0].template, "mau-01-2025", "it is no longer answered on the day itself");
    let database = office.database();
    let told = casework::explain::explain(database, &code, Lang::Vi).await.unwrap();
    let clock = &serde_json::to_value(told).unwrap()["clock"];
    assert_eq!(clock["finding"]["finding"]["vi"], "Số lượng lớn hoặc nội dung phức tạp");
    assert_eq!((&clock["period"]["amount"], &clock["usual_period"]["amount"]), (&2.into(), &0.into()));
}

#[tokio::test]
async fn the_usual_time_needs_no_finding() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (code, staff) = filed_example(office, &hoa, COPIES).await;
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    let dossier = own(office, &hoa, &code).await;
    assert_eq!(domain::when::iso_local_datetime(dossier.due.unwrap().at), "2026-11-18T17:00:00+07:00");
    assert!(dossier.issued.is_empty());
}

#[tokio::test]
async fn a_finding_does_not_outlive_the_period_that_it_gave() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (code, staff) = filed_example(office, &hoa, COPIES).await;
    intake::accept_on(office, &staff.one_stop, &code, Some(0)).await.unwrap();
    assignment::transfer(office, &staff.one_stop, &code, &staff.handler.id).await.unwrap();
    let target = desk::open(office, &staff.handler, &code).await.unwrap().targets.remove(0).target;
    let reasons = posted(&[(target.as_str(), "Ghi rõ hơn")]);
    intake::ask_supplement(office, &staff.handler, &code, reasons, "").await.unwrap();
    let draft = applicant::start_supplement(office, &hoa, &code).await.unwrap();
    submit::submit(office, &hoa, draft.strip_prefix("/drafts/").unwrap()).await.unwrap();
    assert!(
        desk::open(office, &staff.one_stop, &code).await.unwrap().period.is_same_day(),
        "the usual time is offered again"
    );
    intake::accept(office, &staff.one_stop, &code).await.unwrap();
    let due = own(office, &hoa, &code).await.due.unwrap().at;
    assert_eq!(domain::when::iso_local_datetime(due), "2026-11-18T17:00:00+07:00");
}
