//! The one request for more papers, and what the applicant and the office may do meanwhile.

use casework::explain::explain;
use casework::{Actor, Office, applicant, assignment, attachment, decision, desk, draft, intake, submit};
use domain::lifecycle::{Action, Status};
use domain::text::Lang;
use domain::when::iso_local_datetime;
use forms::schema::Kind;
use serde_json::json;
use views::{DeskDossier, Failure, NoticeKind, OwnDossier, ReceiptView, WaitsFor};

use crate::world::*;

const REASON: (&str, &str) = ("record_name", "Ghi đúng tên bằng như trong sổ");

/// Every answer on the officer's page.
async fn seen(office: &Office, officer: &Actor, code: &str) -> String {
    answers_of(&desk::open(office, officer, code).await.unwrap())
}

fn answers_of(seen: &DeskDossier) -> String {
    serde_json::to_string(&seen.dossier.answers).unwrap()
}

async fn rename(office: &Office, actor: &Actor, draft: &str, name: &str) -> casework::Case<String> {
    let record = [("record_name", name), ("holder_name", "Nguyễn Văn An"), ("copies_count", "2")];
    draft::save(office, actor, draft, "record", "next", posted(&record)).await
}

#[tokio::test]
async fn the_applicant_changes_a_filed_dossier_only_when_asked_and_once() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = ready(office, &hoa).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    assert_eq!(failure(rename(office, &hoa, &id, "Bằng khác").await), Failure::WrongState);
    assert_eq!(failure(draft::delete(office, &hoa, &id).await), Failure::WrongState);
    assert_eq!(failure(attachment::begin(office, &hoa, proof_of(&id)).await), Failure::WrongState);
    assert_eq!(failure(applicant::start_supplement(office, &hoa, &code).await), Failure::WrongState);

    intake::ask_supplement(
        office,
        &one_stop,
        &code,
        posted(&[REASON, ("paper:relation_paper", "Mờ quá")]),
        "Gọi số này",
    )
    .await
    .unwrap();
    let dossier = own(office, &hoa, &code).await;
    let asked = dossier.supplement.unwrap();
    assert_eq!(asked.items.len(), 2);
    assert!(asked.items.iter().all(|item| !item.label.is_empty() && !item.reason.is_empty()), "{asked:?}");
    assert_eq!(dossier.issued[0].template, "mau-02-2025");
    let mine = applicant::mine(office, &hoa).await.unwrap().dossiers;
    assert_eq!(mine[0].waits_for, Some(WaitsFor::Supplement { until: asked.deadline_at }));
    assert_eq!(applicant::start_supplement(office, &hoa, &code).await.unwrap(), format!("/drafts/{id}"));

    // What is being changed is not the office's to see until it is sent.
    let before = seen(office, &one_stop, &code).await;
    rename(office, &hoa, &id, "Bằng tốt nghiệp loại khá").await.unwrap();
    assert_eq!(seen(office, &one_stop, &code).await, before);
    assert!(before.contains("Bằng tốt nghiệp") && !before.contains("loại khá"));
    assert_eq!(failure(intake::accept(office, &one_stop, &code).await), Failure::WrongState);
    assert_eq!(failure(draft::delete(office, &hoa, &id).await), Failure::WrongState);

    // It stays where it was filed.
    let where_filed = draft::load(office, &hoa, &id).await.unwrap().procedure.form.sections.pop().unwrap();
    let Kind::Choice { options, .. } = &where_filed.questions[0].kind else { panic!("{where_filed:?}") };
    assert_eq!(options.iter().map(|option| option.value.as_str()).collect::<Vec<_>>(), [UNIT]);

    // Who has not touched a place hears of it before they send.
    let untouched =
        async || draft::load(office, &hoa, &id).await.unwrap().draft.supplement.unwrap().untouched;
    assert_eq!(untouched().await, ["paper:relation_paper"]);
    rename(office, &hoa, &id, "Bằng tốt nghiệp").await.unwrap();
    assert_eq!(untouched().await, ["paper:relation_paper", "record_name"], "as it was is not mended");
    rename(office, &hoa, &id, "Bằng tốt nghiệp loại khá").await.unwrap();

    let page = submit::submit(office, &hoa, &id).await.unwrap();
    assert_eq!(told(office, &one_stop).await[0], NoticeKind::SupplementArrived);
    assert_eq!(page, format!("/track/{code}"));
    let page = desk::open(office, &one_stop, &code).await.unwrap();
    assert!(answers_of(&page).contains("loại khá"));
    assert_eq!(page.changed, ["record_name"], "the officer sees at once what is new");
    assert_eq!(failure(rename(office, &hoa, &id, "Lại khác").await), Failure::WrongState);
    assert_eq!(
        submit::submit(office, &hoa, &id).await.unwrap(),
        format!("/track/{code}/receipt"),
        "a second click"
    );
    assert_eq!(world.dossiers().await.len(), 1);
    let steps = ["filed", "supplement_asked", "read", "supplement_answered"];
    assert_eq!(world.events(&code).await, steps);
    world.log_is_whole().await;
}

#[tokio::test]
async fn files_that_were_filed_stay_before_the_officer_until_the_supplement_is_sent() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = ready(office, &hoa).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let OwnDossier { files: filed, check_by: promised, .. } = own(office, &hoa, &code).await;
    intake::ask_supplement(office, &one_stop, &code, posted(&[REASON]), "").await.unwrap();

    let later = world.at("2026-11-18T10:00:00+07:00").await;
    attachment::remove(&later, &hoa, &id, &filed[0].id).await.unwrap();
    let fresh = upload(&later, &hoa, proof_of(&id), "rõ hơn.pdf", &pdf("better")).await.unwrap();
    let page = desk::open(&later, &one_stop, &code).await.unwrap();
    assert_eq!((page.dossier.files, page.replaced), (filed.clone(), vec![]), "nothing was sent yet");
    attachment::send(&later, &one_stop, &filed[0].id, attachment::Rendition::Whole).await.unwrap();

    let later = world.at("2026-11-18T11:00:00+07:00").await;
    submit::submit(&later, &hoa, &id).await.unwrap();
    let seen = desk::open(&later, &one_stop, &code).await.unwrap().dossier.files;
    assert_eq!(seen.iter().map(|file| file.id.as_str()).collect::<Vec<_>>(), [fresh.as_str()]);
    let page = desk::open(&later, &one_stop, &code).await.unwrap();
    assert_eq!(page.changed, [fresh]);
    assert_eq!(page.replaced, filed, "what it came instead of stays to be compared");
    let ReceiptView::Own { first, added, dossier } = applicant::receipt(&later, &hoa, &code).await.unwrap()
    else {
        panic!("not theirs");
    };
    assert_eq!(first, filed, "the receipt of the filing stays as it was");
    assert_eq!(dossier.first_check_by, Some(promised), "and so does what it promised");
    assert_eq!(
        iso_local_datetime(dossier.check_by.at),
        "2026-11-19T11:00:00+07:00",
        "from the supplement on"
    );
    let told = explain(later.database(), &code, Lang::En).await.unwrap();
    let clock = &serde_json::to_value(told).unwrap()["clock"];
    let (check, first) = (&clock["check"]["due"], &clock["check_first"]["due"]);
    assert_eq!((check, first), (&json!("2026-11-19T11:00:00+07:00"), &json!("2026-11-19T09:00:00+07:00")));
    assert_eq!(added, page.dossier.files);
    let mine = applicant::mine(&later, &hoa).await.unwrap().dossiers;
    assert_eq!(mine[0].waits_for, None, "now the office is waited for");
    let of_stranger = applicant::receipt(&later, &Actor::visitor(), &code).await.unwrap();
    assert_eq!(of_stranger, ReceiptView::Public { code });
}

#[tokio::test]
async fn nd61_d5_1d_nothing_is_asked_without_a_reason_or_beyond_the_list() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    for reasons in [
        posted(&[]),
        posted(&[("record_name", "   ")]),
        posted(&[("paper:authorisation", "không thuộc trường hợp này")]),
        posted(&[("household_book", "giấy không có trong danh mục")]),
    ] {
        let refused = failure(intake::ask_supplement(office, &one_stop, &code, reasons, "Bổ sung đi").await);
        assert_eq!(refused, Failure::NothingAsked);
    }
    let endless = "x".repeat(8_001);
    let refused =
        intake::ask_supplement(office, &one_stop, &code, posted(&[("record_name", &endless)]), "").await;
    assert_eq!(failure(refused), Failure::TooMuchText);
    assert_eq!(status(office, &hoa, &code).await, Status::Filed);
    assert_eq!(world.events(&code).await, ["filed"]);
}

#[tokio::test]
async fn the_law_allows_one_request() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let Staff { one_stop, handler, .. } = staff(office, UNIT).await;
    let id = ready(office, &hoa).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    intake::ask_supplement(office, &one_stop, &code, posted(&[REASON]), "").await.unwrap();
    let again = intake::ask_supplement(office, &one_stop, &code, posted(&[REASON]), "").await;
    assert_eq!(failure(again), Failure::WrongState);
    submit::submit(office, &hoa, &id).await.unwrap();
    intake::accept(office, &one_stop, &code).await.unwrap();
    assignment::transfer(office, &one_stop, &code, &handler.id).await.unwrap();
    let done = desk::open(office, &one_stop, &code).await.unwrap().just_done.unwrap();
    assert_eq!(done.vi, "Đã chuyển người xử lý", "who pressed the button hears that it is done");
    let desk = desk::open(office, &handler, &code).await.unwrap();
    assert_eq!(desk.just_done, None, "nobody else does");
    assert!(!desk.offered.contains(&Action::RequestSupplement), "{:?}", desk.offered);
    let later = world.at("2026-11-18T09:30:00+07:00").await;
    assert_eq!(desk::open(&later, &one_stop, &code).await.unwrap().just_done, None);
    let again = intake::ask_supplement(office, &handler, &code, posted(&[REASON]), "").await;
    assert_eq!(failure(again), Failure::SecondSupplement);
}

#[tokio::test]
async fn the_handling_officer_asks_within_three_working_days() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let Staff { one_stop, handler, .. } = staff(office, UNIT).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let code = filed(office, &hoa).await;
        intake::accept(office, &one_stop, &code).await.unwrap();
        assignment::transfer(office, &one_stop, &code, &handler.id).await.unwrap();
        codes.push(code);
    }
    // Wednesday; then Thursday, Friday and Monday are the three, and a day lasts to its midnight.
    let in_time = world.at("2026-11-23T23:58:00+07:00").await;
    intake::ask_supplement(&in_time, &handler, &codes[0], posted(&[REASON]), "").await.unwrap();
    let asked = own(&in_time, &hoa, &codes[0]).await;
    assert_eq!(asked.due, None, "the clock stands still");
    // It was due on Wednesday. That it waits for the applicant since does not make it punctual.
    assert!(asked.late && asked.missed.is_some());
    let draft = asked.draft_id;
    rename(&in_time, &hoa, &draft, "Bằng tốt nghiệp").await.unwrap();
    submit::submit(&in_time, &hoa, &draft).await.unwrap();
    let refused = intake::refuse(&in_time, &one_stop, &codes[0], "Không đúng").await;
    assert_eq!(failure(refused), Failure::WrongState, "what was accepted is refused after an appraisal");
    intake::accept(&in_time, &one_stop, &codes[0]).await.unwrap();
    let again = own(&in_time, &hoa, &codes[0]).await;
    assert!(again.late && again.due.is_some(), "nor does a new day");
    let too_late = world.at("2026-11-24T00:01:00+07:00").await;
    let refused = intake::ask_supplement(&too_late, &handler, &codes[1], posted(&[REASON]), "").await;
    assert_eq!(failure(refused), Failure::SupplementTooLate);
}

#[tokio::test]
async fn nd118_what_nobody_supplements_is_closed_after_fifteen_working_days() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    intake::ask_supplement(office, &one_stop, &code, posted(&[REASON]), "").await.unwrap();
    // 18 November is day 0; the 24th is a holiday, so the fifteenth day is 10 December.
    let last_minute = world.at("2026-12-10T23:58:00+07:00").await;
    assert_eq!(
        failure(decision::close_unsupplemented(&last_minute, &one_stop, &code).await),
        Failure::WrongState
    );
    let over = world.at("2026-12-11T00:01:00+07:00").await;
    decision::close_unsupplemented(&over, &one_stop, &code).await.unwrap();
    assert_eq!(status(&over, &hoa, &code).await, Status::Stopped);
}

#[tokio::test]
async fn what_was_supplemented_and_waits_for_the_office_keeps_nothing_else_from_being_closed() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let answered = filed(office, &hoa).await;
    intake::ask_supplement(office, &one_stop, &answered, posted(&[REASON]), "").await.unwrap();
    let draft = own(office, &hoa, &answered).await.draft_id;
    rename(office, &hoa, &draft, "Bằng tốt nghiệp").await.unwrap();
    submit::submit(office, &hoa, &draft).await.unwrap();
    world.repeat(&answered, 120).await;
    let forgotten = filed(office, &hoa).await;
    intake::ask_supplement(office, &one_stop, &forgotten, posted(&[REASON]), "").await.unwrap();
    let over = world.at("2026-12-11T00:01:00+07:00").await;
    assert_eq!(decision::close_overdue(&over).await.unwrap(), 1);
    assert_eq!(status(&over, &hoa, &forgotten).await, Status::Stopped);
}
