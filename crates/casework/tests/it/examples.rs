//! Every procedure of the catalogue, from the first answer to the result in the applicant's hands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use casework::attachment::Slot;
use casework::explain::explain;
use casework::payment::Settling;
use casework::{Actor, Office, assignment, decision, desk, draft, intake, payment, submit};
use domain::lifecycle::Status;
use domain::text::Lang;
use domain::when::iso_local_datetime;
use forms::schema::Kind;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde::Deserialize;
use store::WriteError;
use store::entity::person;
use views::Failure;

use crate::world::*;

/// An application that somebody filled in well (`crates/forms/tests/examples`).
#[derive(Deserialize)]
pub(crate) struct Example {
    /// The day on which it is filed, if it is not that of the others.
    day: Option<String>,
    pub(crate) unit: String,
    /// The unit that decides, if it is not the one above.
    decided_by: Option<String>,
    /// The day of the result, when it is accepted as soon as it is filed.
    due: String,
    /// Whether something must be paid before the result is handed over.
    owes: bool,
    pub(crate) answers: BTreeMap<String, String>,
    #[serde(default)]
    calculated: BTreeMap<String, String>,
    #[serde(default)]
    warnings: BTreeSet<String>,
    #[serde(default)]
    papers: BTreeSet<String>,
}

pub(crate) fn examples() -> Vec<(String, Example)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/tests/examples");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let code = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let read = |path: &Path| serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().map(|path| (code(path), read(path))).collect()
}

/// Answers section after section, as the pages lead, and attaches the papers.
pub(crate) async fn filled(office: &Office, actor: &Actor, code: &str, example: &Example) -> String {
    let id = draft::start(office, actor, code).await.unwrap().draft_id;
    let mut page = format!("/drafts/{id}/s/");
    let sections = draft::load(office, actor, &id).await.unwrap().procedure.form.sections;
    page.push_str(&sections[0].id);
    while let Some(section) = page.strip_prefix(&format!("/drafts/{id}/s/")).map(str::to_owned) {
        let mut posted = example.answers.clone();
        if section == "where" {
            posted = [("receiving_unit".to_owned(), example.unit.clone())].into();
        }
        page = draft::save(office, actor, &id, &section, "next", posted).await.unwrap();
        assert!(!page.ends_with("?check=1"), "{code}: {page}");
    }
    assert_eq!(page, format!("/drafts/{id}/files"), "{code}");
    for paper in &example.papers {
        let slot = Slot::Paper { draft: id.clone(), paper: paper.clone() };
        upload(office, actor, slot, "giấy tờ.pdf", &pdf(&format!("{code} {paper}"))).await.unwrap();
    }
    id
}

/// A dossier of a procedure as its example fills it in, and the officers who have it.
pub(crate) async fn filed_example(office: &Office, actor: &Actor, procedure: &str) -> (String, Staff) {
    let (code, example) = examples().into_iter().find(|(code, _)| code == procedure).unwrap();
    let id = filled(office, actor, code.split('@').next().unwrap(), &example).await;
    let code = code_in(&submit::submit(office, actor, &id).await.unwrap());
    let staff = staff_of(office, &code).await;
    (code, staff)
}

#[tokio::test]
async fn every_procedure_goes_from_the_first_answer_to_the_return_of_the_result() {
    let world = World::new().await;
    let examples = examples();
    assert_eq!(examples.len(), 22);
    for (name, example) in examples {
        let office = &match &example.day {
            Some(day) => world.with_the_units_of(&format!("{day}T09:00:00+07:00")).await,
            None => world.office.clone(),
        };
        // The version that runs on the day is found by the code.
        let procedure = name.split('@').next().unwrap();
        let hoa = hoa(office).await;
        let id = filled(office, &hoa, procedure, &example).await;
        let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
        let Staff { one_stop, handler, leader } = staff_of(office, &code).await;

        // What was worked out is kept with what was answered, and shown to the officer in words.
        let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
        let decides = example.decided_by.as_ref().unwrap_or(&example.unit);
        assert_eq!(row.competent_unit, *decides, "{procedure}");
        let kept: BTreeMap<String, String> = serde_json::from_str(&row.answers).unwrap();
        for (key, value) in &example.calculated {
            assert_eq!(kept.get(key), Some(value), "{procedure}: {key}");
        }
        let seen = desk::open(office, &one_stop, &code).await.unwrap();
        assert_eq!(seen.warnings.len(), example.warnings.len(), "{procedure}: {:?}", seen.warnings);
        let shown: Vec<&str> = seen
            .dossier
            .answers
            .iter()
            .flat_map(|section| &section.rows)
            .filter(|row| example.calculated.contains_key(&row.path))
            .map(|row| row.value.as_str())
            .collect();
        assert_eq!(shown.len(), example.calculated.len(), "{procedure}");
        assert!(shown.iter().all(|value| !value.is_empty()), "{procedure}: {shown:?}");
        for path in example.calculated.keys() {
            assert!(seen.targets.iter().all(|asked| asked.target != *path), "nobody can mend {path}");
        }

        intake::accept(office, &one_stop, &code).await.unwrap();
        let accepted = own(office, &hoa, &code).await;
        let due = accepted.due.unwrap().at;
        assert_eq!(iso_local_datetime(due), format!("{}T17:00:00+07:00", example.due), "{procedure}");
        assignment::transfer(office, &one_stop, &code, &handler.id).await.unwrap();
        decision::draft(office, &handler, &code, "Đủ điều kiện").await.unwrap();
        decision::approve(office, &leader, &code).await.unwrap();
        let slot = Slot::Result { code: code.clone() };
        upload(office, &handler, slot, "kết quả.pdf", &pdf(&code)).await.unwrap();
        decision::finish(office, &handler, &code).await.unwrap();
        // Whoever fetches a result pays what the answers say that they owe, and nothing else.
        let told = serde_json::to_value(explain(office.database(), &code, Lang::En).await.unwrap()).unwrap();
        let owes = told["charge"]["rule"] == "always";
        assert_eq!(owes, example.owes, "{procedure}: {}", told["charge"]);
        if owes {
            let unpaid = decision::hand_over(office, &one_stop, &code, fetched()).await;
            assert_eq!(failure(unpaid), Failure::FeesUnsettled, "{procedure}");
            let free = Settling { exemption: "Hộ nghèo".to_owned(), ..Settling::default() };
            payment::confirm(office, &one_stop, &code, free).await.unwrap();
        }
        decision::hand_over(office, &one_stop, &code, fetched()).await.unwrap();
        assert_eq!(status(office, &hoa, &code).await, Status::Returned, "{procedure}");
    }
    world.log_is_whole().await;
}

#[tokio::test]
async fn the_office_asks_for_papers_that_the_case_hands_in_online() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (procedure, example) = examples().into_iter().find(|(code, _)| code == "1.001193").unwrap();
    let one_stop = staff(office, &example.unit).await.one_stop;
    let id = filled(office, &hoa, &procedure, &example).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let targets = desk::open(office, &one_stop, &code).await.unwrap().targets;
    let papers: Vec<&str> = targets.iter().filter_map(|asked| asked.target.strip_prefix("paper:")).collect();
    assert_eq!(papers, ["birth_notice"], "the e-form stands for the declaration on paper");

    // A paper of another case hangs on the answer that makes it this one.
    let proof = targets.iter().find(|asked| asked.target == "birth_proof").unwrap();
    let others: Vec<&str> = proof.would_ask.iter().map(|paper| paper.vi.as_str()).collect();
    assert_eq!(others, ["Văn bản của người làm chứng xác nhận về việc sinh", "Giấy cam đoan về việc sinh"]);
}

#[tokio::test]
async fn rules_about_dates_look_at_the_day_of_filing() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (_, mut example) = examples().into_iter().find(|(code, _)| code == "1.001193").unwrap();
    // 59 days before the Wednesday of the filing.
    example.answers.insert("child_birth_date".to_owned(), "2026-09-20".to_owned());
    let id = filled(office, &hoa, "1.001193", &example).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let later = world.at("2026-11-23T09:00:00+07:00").await;
    let one_stop = staff(&later, &example.unit).await.one_stop;
    let seen = desk::open(&later, &one_stop, &code).await.unwrap();
    assert!(seen.warnings.is_empty(), "it was on time: {:?}", seen.warnings);

    // Whoever files on that Monday is late.
    let hoa = become_(&later, "demo-hoa").await;
    let id = filled(&later, &hoa, "1.001193", &example).await;
    let code = code_in(&submit::submit(&later, &hoa, &id).await.unwrap());
    assert_eq!(desk::open(&later, &one_stop, &code).await.unwrap().warnings.len(), 1);
}

/// Files a building permit for a `house` or another `work`, which takes longer.
pub(crate) async fn permit(office: &Office, kind: &str) -> String {
    let hoa = hoa(office).await;
    let (_, mut example) = examples().into_iter().find(|(code, _)| code == "1.013225").unwrap();
    example.answers.insert("work_kind".to_owned(), kind.to_owned());
    if kind == "work" {
        example.papers.insert("project_approval".to_owned());
    }
    let id = filled(office, &hoa, "1.013225", &example).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let one_stop = staff(office, &example.unit).await.one_stop;
    intake::accept(office, &one_stop, &code).await.unwrap();
    code
}

#[tokio::test]
async fn the_time_to_decide_is_that_of_the_case() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let mut due = Vec::new();
    for kind in ["house", "work"] {
        let code = permit(office, kind).await;
        due.push(own(office, &hoa, &code).await.due.unwrap().at);
    }
    // Seven and ten working days after Wednesday the 18th; Tuesday the 24th is a holiday.
    let at = |text| domain::when::parse_iso_datetime(text).unwrap();
    assert_eq!(due, [at("2026-11-30T17:00:00+07:00"), at("2026-12-03T17:00:00+07:00")]);
}

#[tokio::test]
async fn what_is_calculated_cannot_be_sent() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let (_, mut example) = examples().into_iter().find(|(code, _)| code == "2.000635").unwrap();
    example.answers.insert("copies_fee".to_owned(), "1".to_owned());
    let id = filled(office, &hoa, "2.000635", &example).await;
    assert_eq!(draft::load(office, &hoa, &id).await.unwrap().draft.answers.get("copies_fee"), "");
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert!(row.answers.contains(r#""copies_fee":"24000""#), "{}", row.answers);
}

#[tokio::test]
async fn the_account_of_whoever_has_signed_in_answers_what_it_knows() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let id = draft::start(office, &hoa, "1.004222").await.unwrap().draft_id;
    let answers = draft::load(office, &hoa, &id).await.unwrap().draft.answers;
    for (key, value) in [
        ("person_name", "Nguyễn Thị Hoa"),
        ("person_birth_date", "1995-03-08"),
        ("person_sex", "female"),
        ("person_national_id", "074195000321"),
        ("person_phone", "0901 000 001"),
        ("person_email", "demo-hoa@example.vn"),
    ] {
        assert_eq!(answers.get(key), value);
    }
    let visitor = draft::start(office, &Actor::visitor(), "1.004222").await.unwrap();
    let visitor_is = holder(office, visitor.cookie.as_deref().unwrap()).await;
    assert!(draft::load(office, &visitor_is, &visitor.draft_id).await.unwrap().draft.answers.is_empty());
}

#[tokio::test]
async fn an_address_of_before_the_mergers_is_filled_in_as_that_of_today() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    for (commune, expected) in
        [("phường Phú Cường", ["79", "25747", "12 đường Yersin"]), ("Phường Hiệp Thành", [""; 3])]
    {
        let address = format!("12 đường Yersin, {commune}, thành phố Thủ Dầu Một, tỉnh Bình Dương");
        let moved = office.database().write(move |tx| {
            Box::pin(async move {
                let row = person::Entity::find_by_id("demo-hoa").one(tx).await?;
                let mut row = row.unwrap().into_active_model();
                row.address = Set(address);
                row.update(tx).await?;
                Ok::<_, WriteError>(())
            })
        });
        moved.await.unwrap();
        let id = draft::start(office, &hoa, "1.000656").await.unwrap().draft_id;
        let answers = draft::load(office, &hoa, &id).await.unwrap().draft.answers;
        let parts = ["province", "commune", "street"]
            .map(|part| answers.get(&format!("requester_residence.{part}")).to_owned());
        assert_eq!(parts, expected, "a divided commune is nobody's to choose: {commune}");
    }
}

/// Where somebody may file a draft, by the code of the unit.
async fn offered(office: &Office, actor: &Actor, id: &str) -> Vec<String> {
    let sections = draft::load(office, actor, id).await.unwrap().procedure.form.sections;
    let Kind::Choice { options, .. } = &sections.last().unwrap().questions[0].kind else { panic!() };
    options.iter().map(|option| option.value.clone()).collect()
}

#[tokio::test]
async fn until_30_june_2025_the_district_decides_and_from_then_on_the_commune() {
    let world = World::new().await;
    let before = &world.with_the_units_of("2025-06-27T09:00:00+07:00").await;
    let hoa = hoa(before).await;
    let waiting = draft::start(before, &hoa, "1.001612").await.unwrap().draft_id;
    assert_eq!(offered(before, &hoa, &waiting).await, ["H09.31.10", "H09.32.10"]);
    let (code, district) = filed_example(before, &hoa, "1.001612@2021-01-04").await;
    intake::accept(before, &district.one_stop, &code).await.unwrap();
    let promised = own(before, &hoa, &code).await.due.unwrap();

    let after = &world.at("2025-07-01T09:00:00+07:00").await;
    let hoa = become_(after, "demo-hoa").await;
    let row = world.dossiers().await.into_iter().find(|row| row.code == code).unwrap();
    assert_eq!(row.procedure_version_id, "1.001612@2021-01-04", "a dossier keeps its version");
    assert_eq!(own(after, &hoa, &code).await.due, Some(promised), "and its promise");
    let communes = offered(after, &hoa, &waiting).await;
    assert!(communes.iter().any(|unit| unit == "H09.41.10"), "a draft goes on with the new version");
    assert!(!communes.iter().any(|unit| unit == "H09.31.10"), "{communes:?}");

    // Certification was done at both levels; each on its day.
    for (office, units) in [(before, vec!["H09.31.10", "H09.33.10", "H09.32.10"]), (after, vec!["H09.41.10"])]
    {
        let hoa = become_(office, "demo-hoa").await;
        let id = draft::start(office, &hoa, "2.000815").await.unwrap().draft_id;
        let offered = offered(office, &hoa, &id).await;
        assert!(units.iter().all(|unit| offered.iter().any(|known| known == unit)), "{offered:?}");
    }
}
