//! The catalogue: everything or nothing, and found however people spell.

use std::path::Path;

use casework::catalogue::{Catalogue, Fault, Loaded, RuleClock, load, procedure, search};
use casework::{desk, draft, intake, submit};
use domain::text::Lang;
use domain::when::iso_local_datetime;
use forms::schema::Kind;
use proptest::prelude::*;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use store::Database;
use store::entity::{calendar_year, event, procedure_version, province, unit};
use store::moment::from_millis;
use views::Failure;

use crate::template::data;
use crate::world::{
    MORNING, OTHER_UNIT, UNIT, World, code_in, failure, filed, handled, hoa, own, posted, ready, staff,
};

/// A copy of `data/` in which one file is changed.
struct Tampered {
    folder: tempfile::TempDir,
    /// What was changed, for a failing test to tell.
    changed: Vec<String>,
}

impl Tampered {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&data(), folder.path());
        Self { folder, changed: Vec::new() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn replace(mut self, file: &str, from: &str, to: &str) -> Self {
        let path = self.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} no longer has {from:?}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        self.changed.push(format!("{file}: {from:?} to {to:?}"));
        self
    }

    async fn faults(&self, database: &Database) -> Vec<Fault> {
        match load(database, self.path()).await.unwrap() {
            Loaded::Refused(faults) => faults,
            stored @ Loaded::Stored { .. } => panic!("{stored:?} after {:?}", self.changed),
        }
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

async fn counts(database: &Database) -> [u64; 5] {
    let reader = database.reader();
    [
        procedure_version::Entity::find().count(reader).await.unwrap(),
        unit::Entity::find().count(reader).await.unwrap(),
        calendar_year::Entity::find().count(reader).await.unwrap(),
        province::Entity::find().count(reader).await.unwrap(),
        event::Entity::find().count(reader).await.unwrap(),
    ]
}

/// The line of the first line of a file that holds some words.
fn line_of(folder: &Path, file: &str, words: &str) -> u64 {
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    text.lines().position(|line| line.contains(words)).unwrap() as u64 + 1
}

const FILE: &str = "procedures/2.000908.yaml";
const UNITS: &str = "units/units.yaml";

#[tokio::test]
async fn a_bad_file_is_refused_with_its_line_and_nothing_is_loaded() {
    let world = World::new().await;
    let database = world.office.database();
    let before = counts(database).await;
    let faulty = [
        // What is wrong, where it is told, and a word of the reason.
        (FILE, "service: full", "service: [full", "service: [full", ""),
        (FILE, "any_counter: false", "any_conter: false", "any_conter", "any_conter"),
        (FILE, "kind: number", "kind: nummer", "kind: nummer", "nummer"),
        (
            FILE,
            "is: [applicant_relation, family]",
            "is: [applicant_relaton, family]",
            "is: [applicant_relaton",
            "applicant_relaton",
        ),
        (
            FILE,
            "is: [applicant_relation, family]",
            "is: [applicant_relation, famly]",
            "is: [applicant_relation, famly",
            "famly",
        ),
        (FILE, "  en: Copy from the original register\n", "", "short_name:", ""),
        (FILE, "  - id: authorisation", "  - id: relation_paper", "id: relation_paper", "relation_paper"),
        (FILE, "half_hours: 6", "half_hours: -6", "half_hours: -6", ""),
        ("calendars/2026.yaml", "2026-11-24", "2026-11-31", "2026-11-31", "no_such_day"),
        (UNITS, "    level: province", "    level: galaxy", "    level: galaxy", "galaxy"),
        (UNITS, "kind: one_stop", "kind: onestop", "code: H09.01", "onestop"),
        (UNITS, "parent: H09.41\n", "parnt: H09.41\n", "parnt", "parnt"),
        (UNITS, "code: H09.42.20", "code: H09.42.10", "vi: Công an phường Dĩ An", "stands twice"),
        (UNITS, "from: \"2025-07-01\"", "from: \"2025-07-32\"", "code: H09.41", "does not exist"),
        ("calendars/2026.yaml", "2026-01-10", "2026-01-12", "  - \"2026-01-12\"", "not_saturday"),
        ("calendars/2026.yaml", "year: 2026", "year: 2025", "year: 2025", "another file"),
        (UNITS, "to: \"17:00\"", "to: \"12:30\"", "default_office_hours", "not_ascending"),
        (UNITS, "  place: {vi: Tỉnh Bình Dương", "  place: {vi: \"\"", "operator:", "no name"),
        (UNITS, "morning: {", "moring: {", "default_office_hours", "moring"),
        (
            UNITS,
            "code: H09.01\n",
            "code: H09.01\n    closures: [{from: \"2026-12-15\", to: \"2026-12-14\", name: {vi: A}}]\n",
            "closures: [",
            "closure_reversed",
        ),
        (
            UNITS,
            "afternoon: {from: \"13:00\", to: \"17:00\"}}\n",
            "afternoon: {from: \"13:00\", to: \"17:00\"}}\n  - {from: \"2021-01-01\", morning: {from: \"08:00\", to: \"11:30\"}, afternoon: {from: \"13:00\", to: \"17:00\"}}\n",
            "default_office_hours",
            "begin_together",
        ),
        ("messages/received.yaml", "gửi {applicant}", "gửi {aplicant}", "{aplicant}", "placeholder"),
        ("messages/received.yaml", "id: received", "id: birth_name", "id: birth_name", "another file"),
        ("messages/birth_name.yaml", "1.001193", "1.001194", "1.001194", "no procedure"),
        ("messages/birth_name.yaml", "title:", "titel:", "titel:", "titel"),
        ("tables/ethnic_groups.yaml", "code: \"54\"", "code: \"53\"", "Rơ-măm", "53: the code stands twice"),
        ("tables/ethnic_groups.yaml", "en: Tày", "em: Tày", "em: Tày", "missing"),
        ("tables/ethnic_groups.yaml", "id: ethnic_groups", "id: countries", "#", "another file"),
        ("procedures/1.001193.yaml", "table: ethnic_groups", "table: ethnics", "table: ethnics", "ethnics"),
    ];
    for (file, from, to, at, reason) in faulty {
        let tampered = Tampered::new().replace(file, from, to);
        let faults = tampered.faults(database).await;
        let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
        let fault = faults
            .iter()
            .find(|fault| fault.file.ends_with(file))
            .unwrap_or_else(|| panic!("{to}: {told:?}"));
        let line = line_of(tampered.path(), file, at);
        assert!(fault.line.abs_diff(line) <= 2, "{to} is told at line {}, is at {line}", fault.line);
        assert!(fault.reason.contains(reason) && !fault.reason.is_empty(), "{to}: {told:?}");
        assert_eq!(counts(database).await, before, "{to}");
    }
}

#[tokio::test]
async fn what_only_shows_in_all_files_is_refused_too() {
    let world = World::new().await;
    let database = world.office.database();
    let before = counts(database).await;
    let twin = Tampered::new();
    std::fs::copy(twin.path().join(FILE), twin.path().join("procedures/copy.yaml")).unwrap();
    let faults = twin.faults(database).await;
    assert!(faults.len() == 1 && faults[0].reason.contains("2.000908"), "{faults:?}");

    let orphan = Tampered::new().replace("units/units.yaml", "parent: H09.41\n", "parent: H09.99\n");
    let faults = orphan.faults(database).await;
    assert!(faults.len() == 1 && faults[0].reason.contains("unknown parent"), "{faults:?}");

    let no_calendar = Tampered::new();
    std::fs::remove_dir_all(no_calendar.path().join("calendars")).unwrap();
    assert!(!no_calendar.faults(database).await.is_empty());

    // Faults of several files are told together.
    let two = Tampered::new().replace(FILE, "service: full", "service: fulll").replace(
        "procedures/1.001193.yaml",
        "code: \"1.001193\"",
        "code: \"1001193x\"",
    );
    assert_eq!(two.faults(database).await.len(), 2);
    assert_eq!(counts(database).await, before);
}

#[tokio::test]
async fn an_empty_database_stays_empty_after_a_bad_load() {
    let fresh = testbed::Fresh::empty().await;
    Database::migrate(fresh.url()).await.unwrap();
    let database = Database::open(fresh.url()).await.unwrap();
    Tampered::new().replace("units/provinces.yaml", "provinces:", "provnces:").faults(&database).await;
    assert_eq!(counts(&database).await, [0; 5]);
}

#[tokio::test]
async fn loading_again_changes_nothing_and_a_newer_catalogue_is_taken_up() {
    let world = World::new().await;
    let office = &world.office;
    let before = counts(office.database()).await;
    load(office.database(), &data()).await.unwrap();
    assert_eq!(counts(office.database()).await[..4], before[..4]);
    let renamed = Tampered::new().replace(FILE, "vi: Cấp bản sao từ sổ gốc", "vi: Cấp bản sao từ sổ");
    load(office.database(), renamed.path()).await.unwrap();
    let name = |found: forms::procedure::Procedure| found.short_name.vi;
    assert_eq!(name(procedure(office, "2.000908").await.unwrap()), "Cấp bản sao từ sổ gốc");
    office.refresh_catalogue().await.unwrap();
    assert_eq!(name(procedure(office, "2.000908").await.unwrap()), "Cấp bản sao từ sổ");
}

#[tokio::test]
async fn the_clock_takes_the_hours_and_closures_of_the_receiving_unit() {
    let world = World::new().await;
    let closed =
        "code: H09.41.10\n    closures: [{from: \"2026-11-19\", name: {vi: Cúp điện, en: Power cut}}]\n";
    let early = "code: H09.42.10\n    office_hours: [{from: \"2026-01-01\", morning: {from: \"07:00\", to: \"11:00\"}, afternoon: {from: \"12:30\", to: \"16:30\"}}]\n";
    let changed = Tampered::new().replace(UNITS, "code: H09.41.10\n", closed).replace(
        UNITS,
        "code: H09.42.10\n",
        early,
    );
    let loaded = load(world.office.database(), changed.path()).await.unwrap();
    assert!(matches!(loaded, Loaded::Stored { .. }), "{loaded:?}");
    world.office.refresh_catalogue().await.unwrap();
    let hoa = hoa(&world.office).await;
    let check = async |unit: &str| {
        let id = ready(&world.office, &hoa).await;
        let at = posted(&[("receiving_unit", unit)]);
        draft::save(&world.office, &hoa, &id, "where", "next", at).await.unwrap();
        let code = code_in(&submit::submit(&world.office, &hoa, &id).await.unwrap());
        let own = own(&world.office, &hoa, &code).await;
        (domain::when::iso_local_datetime(own.check_by.at), own.check_by.summary(Lang::Vi))
    };
    // Filed on the 18th at 9:00: six hours and a half are left of that day.
    let (at, sum) = check(UNIT).await;
    // The clock of the office goes on while the draft is filled in.
    assert!(at.starts_with("2026-11-20T09:0"), "{at}");
    assert_eq!(sum, "8 giờ làm việc, bỏ qua 19/11 (Cúp điện)");
    let (at, _) = check(OTHER_UNIT).await;
    assert!(at.starts_with("2026-11-19T09:0"), "{at}");
}

#[tokio::test]
async fn a_sectors_law_gives_other_times_for_supplements() {
    let world = World::new().await;
    let changed = Tampered::new().replace(
        FILE,
        "deadline:\n  amount: 0\n",
        "deadline:\n  supplement:\n    ask: {amount: 1, unit: working_days}\n    answer: {amount: 30, unit: days}\n  amount: 0\n",
    );
    let loaded = load(world.office.database(), changed.path()).await.unwrap();
    assert!(matches!(loaded, Loaded::Stored { .. }), "{loaded:?}");
    let office = &world.at(MORNING).await;
    let (hoa, staff) = (hoa(office).await, staff(office, UNIT).await);
    let reason = || posted(&[("record_name", "Ghi đúng tên bằng như trong sổ")]);
    let asked = filed(office, &hoa).await;
    let said = desk::open(office, &staff.one_stop, &asked).await.unwrap().supplement;
    assert_eq!(said.answer_within().label(Lang::Vi), "30 ngày");
    intake::ask_supplement(office, &staff.one_stop, &asked, reason(), "").await.unwrap();
    let until = own(office, &hoa, &asked).await.supplement.unwrap().deadline_at;
    let until = iso_local_datetime(from_millis(until.0));
    assert!(until.starts_with("2026-12-18"), "{until}");
    let codes = [handled(office, &hoa, &staff).await, handled(office, &hoa, &staff).await];
    let last_day = world.at("2026-11-19T16:00:00+07:00").await;
    intake::ask_supplement(&last_day, &staff.handler, &codes[0], reason(), "").await.unwrap();
    let too_late = world.at("2026-11-20T08:00:00+07:00").await;
    let refused = intake::ask_supplement(&too_late, &staff.handler, &codes[1], reason(), "").await;
    assert_eq!(failure(refused), Failure::SupplementTooLate);
}

#[tokio::test]
async fn people_find_what_they_look_for() {
    let world = World::new().await;
    let searches = [
        ("giay khai sanh", "1.001193"),
        ("giấy khai sinh", "1.001193"),
        ("Đăng ký khai sinh", "1.001193"),
        ("DANG KY KHAI SINH", "1.001193"),
        ("dang ky khai sinhh", "1.001193"),
        ("1.001193", "1.001193"),
        ("dang ky ket hon", "1.000894"),
        ("đăng kí kết hôn", "1.000894"),
        ("ket hon", "1.000894"),
        ("1.000894", "1.000894"),
    ];
    for (query, code) in searches {
        let found = search(&world.office, query, None).await.unwrap();
        assert_eq!(found.first().map(|line| line.code.as_str()), Some(code), "{query}");
    }
    assert!(search(&world.office, "hộ chiếu vũ trụ", None).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_procedure_runs_from_its_first_day_to_its_last() {
    let world = World::new().await;
    assert!(procedure(&world.office, " 2.000908 ").await.is_ok());
    let before = world.at("2025-06-30T12:00:00+07:00").await;
    assert_eq!(failure(procedure(&before, "2.000908").await), Failure::NotFound);
    for unknown in ["9.999999", "", "../etc", "2.000908'"] {
        assert_eq!(failure(procedure(&world.office, unknown).await), Failure::NotFound, "{unknown}");
    }
}

#[test]
fn no_words_break_the_search() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let world = runtime.block_on(World::new());
    let office = runtime.block_on(world.at(MORNING));
    let all = runtime.block_on(search(&office, "", None)).unwrap();
    proptest!(|(query in "\\PC*|[đĐ\u{300}-\u{323} .a-z0-9]{0,20}|\\p{Any}{0,40}")| {
        let found = runtime.block_on(search(&office, &query, None)).unwrap();
        prop_assert!(found.iter().all(|line| all.contains(line)), "nothing but what runs today");
    });
    proptest!(|(pick in 0..all.len(), cut in 0..3_usize)| {
        // Names without their last letters are still found.
        let name = &all[pick].name.vi;
        let letters: Vec<char> = name.chars().collect();
        let query: String = letters[..letters.len() - cut].iter().collect();
        let found = runtime.block_on(search(&office, &query, None)).unwrap();
        prop_assert!(found.iter().any(|line| line.code == all[pick].code), "{}", query);
    });
}

#[tokio::test]
async fn without_a_unit_the_hours_count_that_all_units_have_in_common() {
    let world = World::new().await;
    let database = world.office.database();
    let early = r#"morning: {from: "07:30", to: "11:30"}"#;
    let tampered = Tampered::new().replace(UNITS, early, r#"morning: {from: "07:00", to: "11:30"}"#);
    assert!(matches!(load(database, tampered.path()).await.unwrap(), Loaded::Stored { .. }));
    let stored = Catalogue::read(database.reader()).await.unwrap().clock(None).unwrap();
    let of_folder = RuleClock::read(tampered.path(), None).unwrap();
    assert_eq!(stored.hours, of_folder.hours);
    let day = domain::when::parse_iso_date("2026-11-18").unwrap();
    assert_eq!(stored.hours.on(day).opening().hour(), 7);
    assert_eq!(stored.hours.on(day).opening().minute(), 0);
}

#[tokio::test]
async fn whose_site_it_is_stands_in_the_units() {
    let world = World::new().await;
    let database = world.office.database();
    let tampered = Tampered::new().replace(UNITS, "Tỉnh Bình Dương, en", "Tỉnh Cà Mau, en");
    assert!(matches!(load(database, tampered.path()).await.unwrap(), Loaded::Stored { .. }));
    let operator = Catalogue::read(database.reader()).await.unwrap().operator().unwrap();
    assert_eq!(operator.place.vi, "Tỉnh Cà Mau");
    assert!(operator.centre.vi.starts_with("Trung tâm Phục vụ hành chính công"));
}

#[tokio::test]
async fn whoever_issues_papers_has_a_place() {
    let world = World::new().await;
    let tampered = Tampered::new().replace(UNITS, "    place: Bình Dương\n", "");
    let faults = tampered.faults(world.office.database()).await;
    let told = faults.iter().any(|fault| fault.reason.starts_with(&format!("{UNIT} issues papers")));
    assert!(told, "{faults:?}");
}

#[tokio::test]
async fn a_commune_of_before_is_found_by_its_name_and_a_divided_one_has_several() {
    let world = World::new().await;
    let places = world.office.places();
    let [found] = places.former("Phú Cường").unwrap().try_into().unwrap();
    assert_eq!((found.name.as_str(), found.district.as_str()), ("Phường Phú Cường", "Thành phố Thủ Dầu Một"));
    assert_eq!(found.now, ["Phường Thủ Dầu Một, Thành phố Hồ Chí Minh"]);
    let [divided] = places.former("phuong hiep thanh").unwrap().try_into().unwrap();
    assert_eq!(divided.now.len(), 2, "{divided:?}");
    assert!(places.former(" ").unwrap().is_empty() && places.former("Sài Gòn").unwrap().is_empty());
}

#[tokio::test]
async fn communes_of_before_are_a_table_of_codes_with_what_they_are_part_of_today() {
    let world = World::new().await;
    let before = world.at("2025-05-12T09:00:00+07:00").await;
    let form = procedure(&before, "1.001612").await.unwrap().form;
    let mut questions = form.sections.iter().flat_map(|section| &section.questions);
    let asked = questions.find(|question| question.id == "business_commune").unwrap();
    let Kind::Choice { options, .. } = &asked.kind else { panic!() };
    assert_eq!(options.len(), 91);
    let named = |code: &str| options.iter().find(|option| option.value == code).unwrap().label.vi.as_str();
    let was = "Phường Phú Cường, Thành phố Thủ Dầu Một, Tỉnh Bình Dương";
    assert_eq!(named("25747"), was, "nobody knew then what it would be part of");

    // A dossier of then is read with the names of then, a question of today with both.
    let catalogue = Catalogue::read(world.office.database().reader()).await.unwrap();
    let table = catalogue.table("former_communes").unwrap();
    let options = table.options_on(time::macros::date!(2026 - 11 - 18));
    let named = |code: &str| options.iter().find(|option| option.value == code).unwrap().label.vi.as_str();
    assert_eq!(named("25747"), format!("{was} (nay: Phường Thủ Dầu Một)"));
    let was = "Phường Hiệp Thành, Thành phố Thủ Dầu Một, Tỉnh Bình Dương";
    assert_eq!(named("25741"), format!("{was} (nay: Phường Thủ Dầu Một; Phường Phú Lợi)"));

    let taken =
        "{id: former_communes, name: {vi: A, en: A}, source: s, rows: [{code: a, name: {vi: A, en: A}}]}";
    let tampered = Tampered::new();
    std::fs::write(tampered.path().join("tables/former.yaml"), taken).unwrap();
    let faults = tampered.faults(world.office.database()).await;
    assert!(
        faults.iter().any(|fault| fault.reason.contains("made of the files in units/former")),
        "{faults:?}"
    );
}

#[tokio::test]
async fn a_commune_of_before_is_part_of_one_of_today() {
    let world = World::new().await;
    let file = "units/former/74.yaml";
    let tampered = Tampered::new().replace(file, r#"now: ["25747", "25750"]"#, r#"now: ["99999"]"#);
    let faults = tampered.faults(world.office.database()).await;
    let told = faults.iter().map(|fault| fault.reason.as_str()).collect::<Vec<_>>();
    assert_eq!(told, ["Phường Hiệp Thành is part of no commune of today"]);
}
