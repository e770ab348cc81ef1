//! A program files everything at once, and the same request twice is one dossier.

use std::collections::{BTreeMap, BTreeSet};

use casework::filing::{self, Filing, Outcome, Target};
use casework::follow::{self, Wanted};
use casework::{Actor, Office, decision, intake, loose_file};
use domain::lifecycle::Status;
use futures::future::join_all;
use sea_orm::EntityTrait as _;
use store::entity::{attachment, draft, loose_file as files};
use views::{Failure, Filed, Scope};

use crate::acting::{owner_of, program};
use crate::world::*;

const TAX: &str = "3702145001";

/// A company's program that may do all of it.
async fn software(office: &Office) -> Actor {
    let owner = owner_of(office, &hoa(office).await, TAX).await;
    program(office, &owner, &[Scope::DossiersRead, Scope::DossiersWrite]).await
}

async fn sent(office: &Office, actor: &Actor, words: &str) -> String {
    let mut upload = loose_file::begin(office, actor).await.unwrap();
    upload.write(&pdf(words)).await.unwrap();
    upload.finish(office, actor, "khai sinh.pdf").await.unwrap().id
}

fn filing(file: &str) -> Filing {
    let answers = answers("family").into_iter().flat_map(|(_, answers)| answers);
    let answers = answers.filter(|(key, _)| key != "receiving_unit").collect();
    Filing {
        target: Target::New { procedure: COPY.to_owned(), receiving_unit: UNIT.to_owned() },
        answers,
        papers: BTreeMap::from([(PROOF.to_owned(), vec![file.to_owned()])]),
    }
}

#[track_caller]
fn filed_as(outcome: Outcome) -> Filed {
    match outcome {
        Outcome::Filed(filed) => filed,
        Outcome::Wrong(problems) => panic!("{problems:?}"),
    }
}

#[track_caller]
fn pointers(outcome: Outcome) -> Vec<(String, String)> {
    match outcome {
        Outcome::Filed(filed) => panic!("{filed:?}"),
        Outcome::Wrong(problems) => {
            problems.into_iter().map(|problem| (problem.pointer, problem.code)).collect()
        }
    }
}

#[tokio::test]
async fn a_program_files_for_its_organisation() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let file = sent(office, &software, "one").await;
    let mut filing_one = filing(&file);
    filing_one.answers.insert("result_way".to_owned(), "online".to_owned());
    let filed = filed_as(filing::file(office, &software, "k", filing_one).await.unwrap());
    assert_eq!(filed.code, "H09.41.10-261118-0001");
    assert_eq!(filed.files.len(), 1);
    let [row]: [_; 1] = world.dossiers().await.try_into().unwrap();
    assert_eq!(row.organisation_id.as_deref(), Some("org-3702145001"));
    assert_eq!(row.applicant_name, "Công ty 3702145001");
    assert!(row.answers.contains(r#""result_way":"online""#), "{}", row.answers);
    assert_eq!(world.events(&filed.code).await, ["filed"]);
    let (whole, _) = follow::one(office, &software, &filed.code).await.unwrap();
    assert_eq!((whole.files.len(), whole.lifecycle.status()), (1, Status::Filed));
    assert_eq!(whole.timeline[0].who, "Phần mềm kế toán, Công ty 3702145001");
    let owner = Actor { token: None, ..software.clone() };
    assert_eq!(
        casework::applicant::mine(office, &owner).await.unwrap().dossiers.len(),
        1,
        "pages show it too"
    );
    world.log_is_whole().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_request_is_answered_the_same_at_once_later_and_after_a_crash() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let file = sent(office, &software, "one").await;
    let request = filing(&file);
    let all = (0..8).map(|_| {
        let (office, software, request) = (office.clone(), software.clone(), request.clone());
        tokio::spawn(async move { filing::file(&office, &software, "k", request).await.unwrap() })
    });
    let answers: Vec<Filed> = join_all(all).await.into_iter().map(|one| filed_as(one.unwrap())).collect();
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    // Another process on the same data, days later, when the upload is long forgotten.
    let later = world.at("2026-11-25T09:00:00+07:00").await;
    loose_file::sweep(&later).await.unwrap();
    assert!(files::Entity::find().all(office.database().reader()).await.unwrap().is_empty());
    let again = filed_as(filing::file(&later, &software, "k", request.clone()).await.unwrap());
    assert_eq!(again, answers[0]);
    assert_eq!(world.dossiers().await.len(), 1);
    assert_eq!(draft::Entity::find().all(office.database().reader()).await.unwrap().len(), 1);

    // A program that begins again after a crash sends its file again too.
    assert_eq!(sent(office, &software, "one").await, file, "the same bytes are the same upload");

    let mut other = request.clone();
    other.answers.insert("copies_count".to_owned(), "3".to_owned());
    assert_eq!(failure(filing::file(office, &software, "k", other).await), Failure::KeyReused);
    let owner = owner_of(office, &nam(office).await, "0100109106").await;
    let stranger = program(office, &owner, &[Scope::DossiersWrite]).await;
    let theirs = pointers(filing::file(office, &stranger, "k", request).await.unwrap());
    assert!(
        theirs.contains(&("#/papers/relation_paper/0".to_owned(), "unknown_file".to_owned())),
        "{theirs:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn different_requests_at_once_under_one_key_make_one_dossier() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let file = sent(office, &software, "one").await;
    let all = (1..9).map(|copies| {
        let (office, software, mut request) = (office.clone(), software.clone(), filing(&file));
        request.answers.insert("copies_count".to_owned(), copies.to_string());
        tokio::spawn(async move { filing::file(&office, &software, "k", request).await })
    });
    let outcomes: Vec<_> = join_all(all).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter(Result::is_err) {
        assert_eq!(failure(refused), Failure::KeyReused);
    }
    assert_eq!(world.dossiers().await.len(), 1);
}

#[tokio::test]
async fn each_wrong_field_is_named_and_nothing_stays() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let file = sent(office, &software, "one").await;
    let mut wrong = filing(&file);
    wrong.answers.remove("requester_name");
    wrong.answers.insert("requester_birth_date".to_owned(), "2027-01-01".to_owned());
    wrong.answers.insert("shoe_size".to_owned(), "42".to_owned());
    wrong.papers.insert("family_photo".to_owned(), vec![file.clone()]);
    wrong.papers.insert(PROOF.to_owned(), vec!["nothing".to_owned()]);
    wrong.target = Target::New { procedure: COPY.to_owned(), receiving_unit: "H09".to_owned() };
    let found: BTreeSet<_> =
        pointers(filing::file(office, &software, "k", wrong).await.unwrap()).into_iter().collect();
    for (pointer, code) in [
        ("#/answers/requester_name", "missing"),
        ("#/answers/requester_birth_date", "date_in_future"),
        ("#/answers/shoe_size", "unknown_question"),
        ("#/papers/family_photo", "unknown_paper"),
        ("#/papers/relation_paper/0", "unknown_file"),
        ("#/papers/relation_paper", "paper_missing"),
        ("#/receiving_unit", "not_a_choice"),
    ] {
        assert!(found.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} {code}: {found:?}");
    }
    let nowhere = Target::New { procedure: "9.999999".to_owned(), receiving_unit: UNIT.to_owned() };
    let nowhere = Filing { target: nowhere, ..filing(&file) };
    assert_eq!(
        pointers(filing::file(office, &software, "k", nowhere).await.unwrap()),
        [("#/procedure".to_owned(), "unknown_procedure".to_owned())]
    );
    let reader = office.database().reader();
    assert!(draft::Entity::find().all(reader).await.unwrap().is_empty());
    assert!(attachment::Entity::find().all(reader).await.unwrap().is_empty());
    filed_as(filing::file(office, &software, "k", filing(&file)).await.unwrap());
}

#[tokio::test]
async fn a_program_answers_a_supplement_request() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let file = sent(office, &software, "one").await;
    let code = filed_as(filing::file(office, &software, "k", filing(&file)).await.unwrap()).code;
    let answer = |file: &str| Filing {
        target: Target::Supplement { dossier: code.clone() },
        answers: posted(&[("record_name", "Bằng tốt nghiệp đại học")]),
        papers: BTreeMap::from([(PROOF.to_owned(), vec![file.to_owned()])]),
    };
    let second = sent(office, &software, "two").await;
    assert_eq!(failure(filing::file(office, &software, "s", answer(&second)).await), Failure::WrongState);
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::ask_supplement(office, &one_stop, &code, posted(&[("record_name", "Ghi đúng tên")]), "")
        .await
        .unwrap();
    for _ in 0..2 {
        filed_as(filing::file(office, &software, "s", answer(&second)).await.unwrap());
    }
    assert_eq!(world.events(&code).await, ["filed", "supplement_asked", "supplement_answered"]);
    let (whole, _) = follow::one(office, &software, &code).await.unwrap();
    assert_eq!(whole.files.len(), 2);
    let shown = format!("{:?}", whole.answers);
    assert!(
        shown.contains("đại học") && shown.contains("Nguyễn Văn An"),
        "what was not named stays: {shown}"
    );
}

#[tokio::test]
async fn an_upload_is_of_one_organisation_and_of_one_day() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let file = sent(office, &software, "one").await;
    let late = world.at("2026-11-19T09:01:00+07:00").await;
    let found = pointers(filing::file(&late, &software, "k", filing(&file)).await.unwrap());
    assert!(found.iter().any(|(_, code)| code == "unknown_file"), "{found:?}");
    let mut program = loose_file::begin(office, &software).await.unwrap();
    program.write(b"MZ\x90\0 a program").await.unwrap();
    assert_eq!(failure(program.finish(office, &software, "a.pdf").await), Failure::FileKind);
    let mut large = loose_file::begin(office, &software).await.unwrap();
    let bytes = vec![b'x'; usize::try_from(LARGEST).unwrap() + 1];
    assert_eq!(failure(large.write(&bytes).await), Failure::FileTooLarge);
}

#[tokio::test]
async fn the_list_is_walked_page_by_page_and_shows_what_changed() {
    let world = World::new().await;
    let office = &world.office;
    let software = software(office).await;
    let mut codes = Vec::new();
    for number in 0..5 {
        let file = sent(office, &software, &format!("{number}")).await;
        let key = format!("k{number}");
        codes.push(filed_as(filing::file(office, &software, &key, filing(&file)).await.unwrap()).code);
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let wanted = Wanted { limit: 2, after, ..Wanted::default() };
        let (page, next) = follow::list(office, &software, wanted).await.unwrap();
        assert!(page.len() <= 2);
        seen.extend(page.into_iter().map(|line| line.code));
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, codes);

    let later = world.at("2026-11-18T10:00:00+07:00").await;
    let one_stop = staff(&later, UNIT).await.one_stop;
    intake::accept(&later, &one_stop, &codes[1]).await.unwrap();
    let all = Wanted { limit: 100, ..Wanted::default() };
    let (page, _) = follow::list(office, &software, all.clone()).await.unwrap();
    assert_eq!(page.last().unwrap().code, codes[1], "what changed comes last");
    let since = Some(store::moment::to_millis(later.now()) - 60_000);
    let (page, _) = follow::list(office, &software, Wanted { since, ..all.clone() }).await.unwrap();
    assert_eq!(page.iter().map(|line| &line.code).collect::<Vec<_>>(), [&codes[1]]);
    let accepted = Wanted { status: Some(Status::Accepted), ..all.clone() };
    assert_eq!(follow::list(office, &software, accepted).await.unwrap().0.len(), 1);
    let owner = owner_of(office, &nam(office).await, "0100109106").await;
    let stranger = program(office, &owner, &Scope::ALL).await;
    assert!(follow::list(office, &stranger, all).await.unwrap().0.is_empty());
    assert_eq!(failure(follow::one(office, &stranger, &codes[0]).await), Failure::NotFound);
    assert_eq!(failure(decision::finish(office, &software, &codes[0]).await), Failure::NotAllowed);
}
