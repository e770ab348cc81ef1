//! The whole loop: apply, decide, track, rate.

use casework::attachment::{self, Rendition, Slot};
use casework::{assignment, decision, desk, draft, intake, late_receipt, submit, survey};
use domain::lifecycle::{Action, Status};
use domain::when::{format_datetime, parse_iso_datetime};
use tokio::io::AsyncReadExt as _;
use views::Failure;

use crate::world::*;

#[tokio::test]
async fn one_dossier_goes_from_the_first_answer_to_the_rating() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let Staff { one_stop, handler, leader } = staff(office, UNIT).await;

    // Apply: an unfinished draft is kept as it is, and cannot be filed.
    let id = draft::start(office, &hoa, COPY).await.unwrap().draft_id;
    let [(first, answers), ..] = answers("family");
    let unfinished = posted(&[("requester_name", "Nguyễn Thị"), ("requester_birth_date", "32/13/1995")]);
    let page = draft::save(office, &hoa, &id, first, "next", unfinished).await.unwrap();
    assert_eq!(page, format!("/drafts/{id}/s/requester?check=1"));
    assert_eq!(
        draft::load(office, &hoa, &id).await.unwrap().draft.answers.get("requester_name"),
        "Nguyễn Thị"
    );
    assert_eq!(submit::submit(office, &hoa, &id).await.unwrap(), format!("/drafts/{id}/review?check=1"));
    let page = draft::save(office, &hoa, &id, first, "next", answers).await.unwrap();
    assert_eq!(page, format!("/drafts/{id}/s/record"));
    for (section, answers) in crate::world::answers("family").into_iter().skip(1) {
        draft::save(office, &hoa, &id, section, "next", answers).await.unwrap();
    }
    assert_eq!(
        submit::submit(office, &hoa, &id).await.unwrap(),
        format!("/drafts/{id}/review?check=1"),
        "no proof yet"
    );

    // Papers: a photo, a PDF, and one that was a mistake.
    let photo = upload(office, &hoa, proof_of(&id), r"C:\Ảnh\sổ hộ khẩu.PNG", &picture()).await.unwrap();
    let scan = upload(office, &hoa, proof_of(&id), "scan.pdf", &pdf("scan")).await.unwrap();
    let mistake = upload(office, &hoa, proof_of(&id), "mistake.pdf", &pdf("mistake")).await.unwrap();
    attachment::remove(office, &hoa, &id, &mistake).await.unwrap();
    let files = draft::load(office, &hoa, &id).await.unwrap().draft.files;
    let names: Vec<_> =
        files.iter().map(|file| (file.name.as_str(), file.media_type.as_str(), file.pages)).collect();
    assert_eq!(names, [("sổ hộ khẩu.png", "image/png", None), ("scan.pdf", "application/pdf", Some(1))]);
    assert!(files[0].has_thumbnail && !files[1].has_thumbnail);

    // File: a code, and the date of the check, 8 working hours on.
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    assert_eq!(code, "H09.41.10-261118-0001");
    let dossier = own(office, &hoa, &code).await;
    let check_by = format_datetime(dossier.check_by.at, domain::text::Lang::En);
    assert!(
        dossier.check_by.at - parse_iso_datetime("2026-11-19T09:00:00+07:00").unwrap()
            < time::Duration::minutes(1),
        "{check_by}"
    );
    assert_eq!((dossier.lifecycle.status(), dossier.degree, dossier.due), (Status::Filed, 10, None));
    let expected = dossier.expected.unwrap().date_time(domain::text::Lang::Vi);
    assert_eq!(expected, "17 giờ 00, 19/11/2026", "accepted at the last moment, answered the same day");

    // Decide: what the officer reads is what was filed.
    let seen = desk::open(office, &one_stop, &code).await.unwrap();
    assert_eq!(seen.applicant.name, "Nguyễn Thị Hoa");
    for file in &seen.dossier.files {
        let sent = attachment::send(office, &one_stop, &file.id, Rendition::Whole).await.unwrap();
        let mut bytes = Vec::new();
        office.files().open_file(&sent.sha256).await.unwrap().read_to_end(&mut bytes).await.unwrap();
        let expected = if file.id == photo { picture() } else { pdf("scan") };
        assert!(bytes == expected && file.sha256 == store::id::sha256_hex(&expected), "{}", file.name);
        assert_eq!(file.size, expected.len() as u64);
    }
    let thumbnail = attachment::send(office, &one_stop, &photo, Rendition::Thumbnail).await.unwrap();
    assert_eq!(thumbnail.media_type, "image/jpeg");
    assert_eq!(
        failure(attachment::send(office, &one_stop, &scan, Rendition::Thumbnail).await),
        Failure::NotFound
    );

    // Monday after 15:00: a service of the same day is due on the next working day, and Tuesday is a holiday.
    let monday = world.at("2026-11-23T15:30:00+07:00").await;
    intake::accept(&monday, &one_stop, &code).await.unwrap();
    let dossier = own(&monday, &hoa, &code).await;
    let due = dossier.due.unwrap();
    assert_eq!(due.at, parse_iso_datetime("2026-11-25T17:00:00+07:00").unwrap());
    assert!(due.arithmetic.len() >= 2, "the page shows how it was counted: {:?}", due.arithmetic);
    // What is answered on the same day gets no Mẫu 01 unless somebody asks for it.
    assert!(dossier.issued.is_empty() && dossier.lacks_receipt);
    late_receipt::ask(&monday, &hoa, &code).await.unwrap();
    assert_eq!(failure(late_receipt::issue(&monday, &one_stop, &code).await), Failure::WrongState);
    let dossier = own(&monday, &hoa, &code).await;
    assert_eq!(dossier.issued.iter().map(|paper| paper.number.as_str()).collect::<Vec<_>>(), ["1/TNHS"]);

    assignment::transfer(&monday, &one_stop, &code, &handler.id).await.unwrap();
    let offered = desk::open(&monday, &handler, &code).await.unwrap().offered;
    assert!(
        offered.contains(&Action::DraftResult) && !offered.contains(&Action::ApproveResult),
        "{offered:?}"
    );
    decision::draft(&monday, &handler, &code, "Đủ điều kiện, đề nghị cấp 2 bản sao").await.unwrap();
    // To approve is to sign: five days after the sign-in it takes a fresh proof.
    assert_eq!(failure(decision::approve(&monday, &leader, &code).await), Failure::ProofNeeded);
    let leader = become_(&monday, &leader.id).await;
    decision::approve(&monday, &leader, &code).await.unwrap();
    assert_eq!(failure(decision::finish(&monday, &handler, &code).await), Failure::ResultFileMissing);

    // The result is the applicant's once it is finished, not before.
    let slot = Slot::Result { code: code.clone() };
    let result = upload(&monday, &handler, slot, "bản sao.pdf", &pdf("result")).await.unwrap();
    assert_eq!(failure(attachment::send(&monday, &hoa, &result, Rendition::Whole).await), Failure::NotFound);
    decision::finish(&monday, &handler, &code).await.unwrap();
    attachment::send(&monday, &hoa, &result, Rendition::Whole).await.unwrap();
    assert_eq!(own(&monday, &hoa, &code).await.rate_token, None, "nobody rates before the end");
    decision::hand_over(&monday, &one_stop, &code, fetched()).await.unwrap();

    // Track: every step with its officer, who read it, and the way to rate.
    let dossier = own(&monday, &hoa, &code).await;
    assert_eq!((dossier.lifecycle.status(), dossier.degree, dossier.late), (Status::Returned, 100, false));
    assert_eq!(dossier.timeline.len(), 8, "{:?}", dossier.timeline);
    let readers: Vec<_> = dossier.readers.iter().map(|reading| reading.who.as_str()).collect();
    assert!(
        readers.len() == 2 && readers[0].starts_with(&one_stop.name) && readers[1].starts_with(&handler.name)
    );
    let token = dossier.rate_token.unwrap();
    assert!(!survey::ticket(&monday, &token).await.unwrap().used);
    survey::answer(&monday, &casework::Actor::visitor(), &token, ["5", "4", "5", "5", "4"], "Nhanh")
        .await
        .unwrap();
    assert!(survey::ticket(&monday, &token).await.unwrap().used);
    assert_eq!(own(&monday, &hoa, &code).await.rate_token, None);

    // The log tells all of it, and holds.
    let steps = [
        "filed",
        "read",
        "accepted",
        "receipt_issued",
        "transferred",
        "read",
        "result_drafted",
        "result_approved",
        "result_attached",
        "finished",
        "returned",
    ];
    assert_eq!(world.events(&code).await, steps);
    let drafting = ["draft_started", "file_attached", "file_attached", "file_attached", "file_removed"];
    assert_eq!(world.events(&id).await, drafting);
    assert_eq!(world.events(UNIT).await, ["rated"]);
    world.log_is_whole().await;
}

#[tokio::test]
async fn five_working_days_skip_the_weekend_and_the_holiday() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed_record(office, &hoa).await;
    let officer = staff(office, CENTRE).await.one_stop;
    intake::accept(office, &officer, &code).await.unwrap();
    // Wednesday the 18th is day 0; then 19, 20, 23, 25 and 26.
    let due = own(office, &hoa, &code).await.due.unwrap().at;
    assert_eq!(due, parse_iso_datetime("2026-11-26T17:00:00+07:00").unwrap());
}
