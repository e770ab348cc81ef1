//! Which circular a paper follows, and that it prints the same for ever.

use casework::{Office, decision, intake, late_receipt, paper};
use domain::lifecycle::StatutoryForm;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use store::WriteError;
use store::entity::issued_paper;
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn the_day_of_issue_decides_which_circular_it_follows() {
    let world = World::new().await;
    for (day, template, basis) in [
        ("2025-09-12T09:00:00+07:00", "mau-01-2018", "Thông tư số 01/2018/TT-VPCP"),
        ("2025-09-15T09:00:00+07:00", "mau-01-2025", "Thông tư số 03/2025/TT-VPCP"),
    ] {
        let office = &world.at(day).await;
        let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
        let code = filed(office, &hoa).await;
        intake::accept(office, &one_stop, &code).await.unwrap();
        late_receipt::issue(office, &one_stop, &code).await.unwrap();
        let receipt = own(office, &hoa, &code).await.issued.remove(0);
        assert_eq!(receipt.template, template);
        let row = issued_paper::Entity::find_by_id(&receipt.id).one(office.database().reader()).await;
        let row = row.unwrap().unwrap();
        assert!(row.snapshot.contains(basis), "{}", row.snapshot);
        let printed = paper::print(office, &hoa, &receipt.id).await.unwrap();
        assert_eq!(printed.file_name, format!("{template}-{code}.pdf"));
        let bytes = std::fs::read(world.path_of(&printed.sha256)).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
    }
}

/// The circular of 2018 has no notice of a stop: law §1.2, 5 → 8.
#[tokio::test]
async fn under_the_circular_of_2018_what_is_not_supplemented_is_refused_in_writing() {
    let world = World::new().await;
    let office = &world.at("2025-08-01T09:00:00+07:00").await;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let code = filed(office, &hoa).await;
    let reasons = posted(&[("record_name", "Ghi đúng tên bằng")]);
    intake::ask_supplement(office, &one_stop, &code, reasons, "").await.unwrap();
    let after = world.at("2025-09-05T00:05:00+07:00").await;
    assert_eq!(decision::close_overdue(&after).await.unwrap(), 1);
    let told = own(&after, &hoa, &code).await.issued.pop().unwrap();
    assert_eq!((told.form, told.template.as_str()), (StatutoryForm::Refusal, "mau-03-2018"));
    let row = issued_paper::Entity::find_by_id(&told.id).one(office.database().reader()).await;
    let row = row.unwrap().unwrap();
    assert!(row.snapshot.contains("Do hồ sơ không được bổ sung"), "{}", row.snapshot);
    assert!(paper::print(&after, &hoa, &told.id).await.is_ok());
}

#[tokio::test]
async fn before_any_circular_nothing_is_issued() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, one_stop) = (hoa(office).await, staff(office, UNIT).await.one_stop);
    let code = filed(office, &hoa).await;
    let early = world.at("2018-06-01T09:00:00+07:00").await;
    assert_eq!(failure(intake::refuse(&early, &one_stop, &code, "Sai nơi").await), Failure::NoPaperSet);
    assert_eq!(world.events(&code).await, ["filed"], "and nothing happened");
}

#[tokio::test]
async fn the_numbers_of_each_kind_run_by_unit_and_year() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let mut numbers = Vec::new();
    for (day, refuses) in [
        ("2025-12-31T09:00:00+07:00", true),
        ("2025-12-31T09:00:00+07:00", true),
        ("2026-11-18T09:00:00+07:00", true),
        ("2026-11-18T09:00:00+07:00", false),
    ] {
        let office = &world.at(day).await;
        let code = filed(office, &hoa).await;
        if refuses {
            intake::refuse(office, &one_stop, &code, "Sai nơi").await.unwrap();
        } else {
            intake::accept(office, &one_stop, &code).await.unwrap();
            late_receipt::issue(office, &one_stop, &code).await.unwrap();
        }
        numbers.push(own(office, &hoa, &code).await.issued.remove(0).number);
    }
    assert_eq!(numbers, ["1/TCHS", "2/TCHS", "1/TCHS", "1/TNHS"]);
}

/// Changes the row of a paper behind the back of the use cases.
async fn changed(office: &Office, id: &str, change: impl FnOnce(&mut issued_paper::ActiveModel)) {
    let row = issued_paper::Entity::find_by_id(id).one(office.database().reader()).await.unwrap();
    let mut row = row.unwrap().into_active_model();
    change(&mut row);
    let write = office.database().write(move |tx| {
        Box::pin(async move {
            row.update(tx).await?;
            Ok::<_, WriteError>(())
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn a_paper_that_was_changed_after_it_was_issued_is_not_printed() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed(office, &hoa).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::refuse(office, &one_stop, &code, "Sổ gốc ở nơi khác").await.unwrap();
    let refusal = own(office, &hoa, &code).await.issued[0].id.clone();
    changed(office, &refusal, |row| {
        let snapshot = row.snapshot.clone().unwrap().replace("Sổ gốc ở nơi khác", "Sổ gốc đã mất");
        row.snapshot = Set(snapshot);
    })
    .await;
    assert!(paper::print(office, &hoa, &refusal).await.is_err());
}

#[tokio::test]
async fn a_paper_that_was_put_under_another_dossier_is_not_printed_there() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let one_stop = staff(office, UNIT).await.one_stop;
    let (code, others) = (filed(office, &hoa).await, filed(office, &nam).await);
    intake::refuse(office, &one_stop, &code, "Sai nơi").await.unwrap();
    let refusal = own(office, &hoa, &code).await.issued[0].id.clone();
    changed(office, &refusal, |row| row.dossier_code = Set(others.clone())).await;
    assert!(paper::print(office, &nam, &refusal).await.is_err());
}

#[tokio::test]
async fn a_reprint_is_the_same_bytes_even_when_the_first_print_is_lost() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed(office, &hoa).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    late_receipt::issue(office, &one_stop, &code).await.unwrap();
    let receipt = own(office, &hoa, &code).await.issued[0].id.clone();
    let first = paper::print(office, &hoa, &receipt).await.unwrap();
    let again = paper::print(office, &one_stop, &receipt).await.unwrap();
    assert_eq!(first.sha256, again.sha256);
    assert_eq!(first.file_name, format!("mau-01-2025-{code}.pdf"));

    // Printed anew from the snapshot, years later and under the layout that is kept beside it.
    changed(office, &receipt, |row| row.sha256 = Set(None)).await;
    let later = world.at("2031-01-02T09:00:00+07:00").await;
    assert_eq!(paper::print(&later, &hoa, &receipt).await.unwrap().sha256, first.sha256);
}

#[tokio::test]
async fn a_paper_keeps_the_version_of_its_layout() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed(office, &hoa).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::refuse(office, &one_stop, &code, "Sai nơi").await.unwrap();
    let refusal = own(office, &hoa, &code).await.issued[0].id.clone();
    let row = issued_paper::Entity::find_by_id(&refusal).one(office.database().reader()).await.unwrap();
    let row = row.unwrap();
    assert_eq!((row.template.as_str(), row.template_version), ("mau-03-2025", 2));
    let new = paper::print(office, &hoa, &refusal).await.unwrap();
    // The same snapshot under the version before looks as it did then.
    changed(office, &refusal, |row| (row.sha256, row.template_version) = (Set(None), Set(1))).await;
    assert_ne!(paper::print(office, &hoa, &refusal).await.unwrap().sha256, new.sha256);
}
