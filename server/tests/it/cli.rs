//! Questions to the rules from a command line: JSON, or words on standard error and the exit code 2.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use domain::role::Role;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};
use store::Database;
use store::entity::{calendar_year, event, procedure_version, province, unit};

use crate::site::Site;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

fn run(args: &[&str], data: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(args).env("MOTCUA_DATA", data).stdin(Stdio::null()).output().unwrap()
}

fn answer(args: &[&str]) -> Value {
    let output = run(args, &data());
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What is told when there is no answer.
fn refusal(args: &[&str], data: &Path) -> String {
    let output = run(args, data);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

fn due(received: &str, period: &str, unit: &str) -> Value {
    let period = format!("--period={period}");
    answer(&["clock", "due", "--received", received, &period, "--unit", unit])
}

/// Law §6.4.
#[test]
fn deadlines_are_those_of_the_law() {
    let vectors = [
        ("2026-04-23T09:00", "3", "working_days", "2026-04-29"),
        ("2026-08-21T09:00", "7", "working_days", "2026-09-03"),
        ("2026-02-13T09:00", "1", "working_days", "2026-02-23"),
        ("2026-11-23T09:00", "3", "working_days", "2026-11-27"),
        ("2026-11-23T09:00", "10", "working_days", "2026-12-08"),
        ("2026-04-29T16:30", "3", "working_days", "2026-05-07"),
        ("2026-04-29T09:00", "3", "working_days", "2026-05-06"),
        ("2026-08-28T16:30", "7", "working_days", "2026-09-14"),
        ("2026-04-16T09:00", "10", "days", "2026-04-28"),
        ("2026-04-15T09:00", "15", "days", "2026-05-04"),
        ("2026-11-23T14:59", "0", "same_day", "2026-11-23"),
        ("2026-11-23T15:01", "0", "same_day", "2026-11-25"),
    ];
    for (received, period, unit, expected) in vectors {
        let told = due(received, period, unit);
        assert_eq!(told["due"], format!("{expected}T17:00:00+07:00"), "{received}");
    }
    assert_eq!(due("2026-11-23T02:00:00Z", "3", "working_hours")["due"], "2026-11-23T13:30:00+07:00");
}

#[test]
fn a_deadline_comes_with_its_sum() {
    let told = due("2026-04-23T09:00", "3", "working_days");
    assert_eq!(told["summary"], "3 ngày làm việc, bỏ qua 27/04 (Nghỉ bù Giỗ Tổ Hùng Vương) và một cuối tuần");
    assert_eq!(told["arithmetic"][0], "Nhận lúc 9 giờ 00, 23/04/2026");
    let english = ["clock", "due", "--received", "2026-04-23T09:00", "--unit", "same_day", "--lang", "en"];
    assert_eq!(answer(&english)["summary"], "within the day");
}

#[test]
fn a_closed_unit_is_told_by_its_code() {
    let folder = tempfile::tempdir().unwrap();
    copy(&data(), folder.path());
    let path = folder.path().join("units/units.yaml");
    let units = std::fs::read_to_string(&path).unwrap();
    let own = "  - code: H09.41.10\n    closures:\n      - {from: \"2026-04-24\", name: {vi: \"Cúp điện\", en: \"Power cut\"}}\n";
    std::fs::write(&path, units.replacen("  - code: H09.41.10\n", own, 1)).unwrap();
    let args = ["clock", "due", "--received", "2026-04-23T09:00", "--period", "3", "--unit", "working_days"];
    let of_unit = [&args[..], &["--unit-code", "H09.41.10"]].concat();
    let told: Value = serde_json::from_slice(&run(&of_unit, folder.path()).stdout).unwrap();
    assert_eq!(told["due"], "2026-05-04T17:00:00+07:00");
    assert_eq!(told["arithmetic"][2], "Bỏ qua 24/04 (Cúp điện)");
    let others: Value = serde_json::from_slice(&run(&args, folder.path()).stdout).unwrap();
    assert_eq!(others["due"], "2026-04-29T17:00:00+07:00");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

#[test]
fn what_cannot_be_answered_says_why() {
    let at = |received, unit| ["clock", "due", "--received", received, "--period", "3", "--unit", unit];
    let refused = [
        (at("2026-12-30T09:00", "working_days").to_vec(), "clock.no_calendar 2027"),
        (at("30/12/2026", "working_days").to_vec(), "2026-04-23T09:00"),
        (at("2026-04-23T09:00", "weeks").to_vec(), "working_days"),
        (vec!["clock", "due", "--received", "2026-04-23T09:00", "--unit", "days"], "--period is missing"),
        (
            [&at("2026-04-23T09:00", "days")[..], &["--unit-code", "H09.99"]].concat(),
            "there is no unit H09.99",
        ),
        (vec!["calendar", "2200"], "1900 to 2199"),
        (vec!["forms", "evaluate", "9.999999", "none.json"], "no version of 9.999999"),
        (vec!["forms", "evaluate", "birth", "none.json"], "no file and no code"),
        (vec!["forms", "evaluate", "1.001193", "none.json", "--today", "2026-11-18"], "none.json"),
    ];
    for (args, reason) in refused {
        let told = refusal(&args, &data());
        assert!(told.contains(reason), "{args:?}: {told}");
    }
    let nowhere = refusal(&["calendar", "2026"], Path::new("/nowhere"));
    assert!(nowhere.contains("/nowhere/calendars"), "{nowhere}");
}

#[test]
fn a_year_tells_tet_and_which_days_are_off() {
    let known = answer(&["calendar", "2026"]);
    assert_eq!(
        known["lunar"],
        json!({ "tet": "2026-02-17", "hung_kings": "2026-04-26", "leap_month": null })
    );
    assert_eq!(known["confirmed"], true);
    assert_eq!(known["announced"]["working_saturdays"], json!(["2026-01-10", "2026-08-22"]));
    let swaps: Vec<_> = known["differences"].as_array().unwrap().iter().map(|one| &one["date"]).collect();
    assert_eq!(swaps, ["2026-01-02", "2026-01-10", "2026-08-22", "2026-08-31"]);

    let next = answer(&["calendar", "2027"]);
    assert_eq!((&next["confirmed"], &next["announced"]), (&json!(false), &Value::Null));
    assert_eq!(next["lunar"]["tet"], "2027-02-06");
    let lieu = json!({
        "date": "2027-05-03", "weekday": "Monday", "basis": "in_lieu",
        "name": { "vi": "Nghỉ bù Ngày Quốc tế Lao động", "en": "Day in lieu of International Labour Day" },
    });
    assert!(next["proposed"].as_array().unwrap().contains(&lieu), "{next}");

    assert_eq!(answer(&["calendar", "2025"])["lunar"]["leap_month"], 6);
    assert_eq!(answer(&["calendar", "1968"])["proposed"], Value::Null);
}

#[test]
fn a_value_is_judged_as_every_kind() {
    let can_be = |value| answer(&["id", "check", value])["can_be"].clone();
    assert_eq!(can_be("074090123456"), json!(["national_id", "tax_code", "paper"]));
    assert_eq!(can_be("3702145001"), json!(["tax_code", "paper"]));
    assert_eq!(can_be("0912 345 678"), json!(["phone", "paper"]));
    assert_eq!(can_be("1.001193.000.00.00.H09"), json!(["procedure", "paper"]));
    assert_eq!(can_be("1.001193.01"), json!(["procedure_case", "paper"]));
    for code in ["000.00.12.H09-210512-0001", "H09.12.34-230520-0001", "H29.123.45-250901-0001"] {
        assert_eq!(can_be(code), json!(["dossier", "paper"]), "{code}");
    }
    assert_eq!(can_be(""), json!([]));
    let wrong = answer(&["id", "check", "3702145002"]);
    let tax_code = &wrong["kinds"][1];
    assert_eq!((&tax_code["kind"], &tax_code["valid"]), (&json!("tax_code"), &json!(false)));
    assert_eq!(tax_code["error"]["code"], "tax_code.check_digit");
    let says = |value, kind| {
        let judged = answer(&["id", "check", value]);
        let kinds = judged["kinds"].as_array().unwrap();
        kinds.iter().find(|judged| judged["kind"] == kind).unwrap()["says"].clone()
    };
    assert_eq!(says("H29.123.45-260301-010042", "dossier")["shape_of"][2]["id"], "tt_04_2025");
    assert_eq!(says("1.001193.000.00.00.H09", "procedure"), json!({ "issued_by": "000.00.00.H09" }));
    assert_eq!(says("1.001193.01", "procedure_case"), json!({ "procedure": "1.001193" }));
}

#[test]
fn a_warning_makes_no_national_id_invalid() {
    let args = ["id", "check", "999190123456", "--birth-date", "1991-01-31", "--sex", "male"];
    let judged = &answer(&args)["kinds"][0];
    assert_eq!(judged["valid"], true);
    let codes: Vec<_> = judged["warnings"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    let expected =
        ["national_id.unknown_province", "national_id.birth_year_disagrees", "national_id.sex_disagrees"];
    assert_eq!(codes, expected);
}

#[test]
fn a_form_is_checked_with_the_line_of_each_fault() {
    let good = data().join("procedures/2.000908.yaml");
    let checked = answer(&["forms", "check", good.to_str().unwrap()]);
    assert_eq!((&checked["valid"], &checked["code"]), (&json!(true), &json!("2.000908")));

    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.yaml");
    let text = std::fs::read_to_string(good).unwrap();
    std::fs::write(
        &bad,
        text.replacen("is: [applicant_relation, family]", "is: [applicant_relaton, family]", 1),
    )
    .unwrap();
    let output = run(&["forms", "check", bad.to_str().unwrap()], &data());
    assert_eq!(output.status.code(), Some(2));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["valid"], false);
    let fault = &told["faults"][0];
    assert!(fault["reason"].as_str().unwrap().contains("applicant_relaton"), "{fault}");
    let line = fault["line"].as_u64().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains(&format!("bad.yaml:{line}: ")));
}

#[tokio::test]
async fn a_catalogue_with_a_fault_is_refused_by_file_and_line_and_nothing_of_it_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    copy(&data(), folder.path());
    let path = folder.path().join("procedures/2.000908.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let broken = text.replacen("any_counter: false", "any_conter: false", 1);
    let at = broken.lines().position(|line| line.contains("any_conter")).unwrap() as u64 + 1;
    std::fs::write(&path, broken).unwrap();

    let fresh = testbed::Fresh::empty().await;
    Database::migrate(fresh.url()).await.unwrap();
    let output = run(&["catalogue", "load", "--database-url", fresh.url()], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    let told = String::from_utf8(output.stderr).unwrap();
    let place = format!("{}:", path.display());
    let fault = told.lines().find_map(|line| line.strip_prefix(place.as_str()));
    let (line, reason) = fault.and_then(|fault| fault.split_once(": ")).unwrap();
    // A field that nobody knows is told where it stands, or where its mapping begins.
    assert!(line.parse::<u64>().unwrap().abs_diff(at) <= 2, "{at}: {told}");
    assert!(reason.contains("any_conter"), "{told}");

    let database = Database::open(fresh.url()).await.unwrap();
    let reader = database.reader();
    let loaded = [
        procedure_version::Entity::find().count(reader).await.unwrap(),
        unit::Entity::find().count(reader).await.unwrap(),
        calendar_year::Entity::find().count(reader).await.unwrap(),
        province::Entity::find().count(reader).await.unwrap(),
        event::Entity::find().count(reader).await.unwrap(),
    ];
    assert_eq!(loaded, [0; 5]);
}

#[test]
fn answers_are_judged_as_the_site_judges_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.json");
    std::fs::write(&path, r#"{"applicant_relation": "family", "requester_birth_date": "2030-03-08"}"#)
        .unwrap();
    let args =
        ["forms", "evaluate", "2.000908", path.to_str().unwrap(), "--today", "2026-11-18", "--lang", "en"];
    let judged = answer(&args);
    assert_eq!(judged["complete"], false);
    let papers = judged["papers"].as_array().unwrap();
    let proof = papers.iter().find(|paper| paper["id"] == "relation_paper").unwrap();
    assert_eq!((&proof["required"], &proof["satisfied"]), (&json!(true), &json!(false)));
    let problems = judged["problems"].as_array().unwrap();
    let future = problems.iter().find(|problem| problem["path"] == "requester_birth_date").unwrap();
    assert_eq!(future["problem"], "date_in_future");
    assert!(!future["message"].as_str().unwrap().is_empty());

    let with_paper = [&args[..], &["--attached", "relation_paper=1"]].concat();
    let papers = answer(&with_paper)["papers"].clone();
    let proof =
        papers.as_array().unwrap().iter().find(|paper| paper["id"] == "relation_paper").unwrap().clone();
    assert_eq!(proof["satisfied"], true);

    let myself = r#"{"applicant_relation": "holder"}"#;
    std::fs::write(&path, myself).unwrap();
    assert!(!answer(&args)["papers"].to_string().contains("relation_paper"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_dossier_is_explained_without_anybodys_name() {
    let site = Site::new().await;
    let cookie = site.become_("demo-hoa").await;
    let code = site.filed(&cookie, "Bằng số 7", "khai sinh.pdf").await;
    let explain = |code: &str| {
        let args = ["explain", code, "--database-url", site.folder.url()];
        run(&args, &data())
    };
    let output = explain(&code.to_lowercase());
    let text = String::from_utf8(output.stdout).unwrap();
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(told["dossier"], code.as_str());
    assert_eq!((&told["status"], &told["status_code"]), (&json!("filed"), &json!(1)));
    assert_eq!(told["route"]["receiving_unit"], code.split('-').next().unwrap());
    assert!(
        told["route"]["could_be_filed_at"].as_array().unwrap().contains(&told["route"]["receiving_unit"])
    );
    assert_eq!(told["clock"]["check"]["arithmetic"].as_array().unwrap().len(), 3);
    assert_eq!(told["clock"]["promised"], Value::Null);
    assert_eq!(told["log"][0]["kind"], "filed");
    assert!(told["fees"].as_array().unwrap().iter().all(|fee| fee["applies"].is_boolean()));
    assert!(!text.contains("Hoa") && !text.contains("Bằng số 7"), "{text}");

    let unknown = explain("H09.41.10-261118-9999");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("there is no dossier"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_calendar_that_was_confirmed_in_the_browser_is_asked_for_by_its_database() {
    let site = Site::new().await;
    let administrator = site.with_role(Role::Administrator).await;
    let leader = site.with_role(Role::Leader).await;
    let year = ("year", "2027");
    let steps = [
        ("/fn/begin_calendar", vec![year]),
        ("/fn/add_day_off", vec![year, ("date", "2027-01-04"), ("name_vi", "Nghỉ hoán đổi")]),
        ("/fn/add_worked_saturday", vec![year, ("date", "2027-01-09")]),
        ("/fn/name_calendar_source", vec![year, ("source", "Thông báo số 1/TB-BNV")]),
    ];
    for (path, fields) in steps {
        let done = site.post(path, &administrator, &fields).await;
        assert_eq!(done.location(), "/admin/calendars/2027", "{path}: {done:?}");
    }
    let page = site.get("/admin/calendars/2027", &leader).await.text();
    let (_, seen) = page.split_once("name=\"seen\" value=\"").unwrap();
    let seen = seen.split('"').next().unwrap();
    let confirmed = site.post("/fn/confirm_calendar", &leader, &[year, ("seen", seen)]).await;
    assert_eq!(confirmed.location(), "/admin/calendars/2027", "{confirmed:?}");

    let stored = ["--database-url", site.folder.url()];
    let told = answer(&[&["calendar", "2027"][..], &stored].concat());
    assert_eq!(
        (&told["confirmed"], &told["announced"]["source"]),
        (&json!(true), &json!("Thông báo số 1/TB-BNV"))
    );
    assert_eq!(answer(&["calendar", "2027"])["confirmed"], false);
    let due = ["clock", "due", "--received", "2026-12-31T09:00", "--period", "1", "--unit", "working_days"];
    assert_eq!(answer(&[&due[..], &stored].concat())["due"], "2027-01-05T17:00:00+07:00");
    // Without a unit the hours count that all units have in common, wherever they are read.
    let hour = ["clock", "due", "--received", "2026-11-18T09:00", "--period", "8", "--unit", "working_hours"];
    assert_eq!(answer(&[&hour[..], &stored].concat()), answer(&hour));
    assert!(refusal(&due, &data()).contains("clock.no_calendar 2027"));
}

#[test]
fn a_form_goes_out_as_a_json_schema_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("copy.json");
    let out = answer(&["forms", "export", "2.000908", "--lang", "vi"]);
    let asked = &out["properties"]["requester"]["properties"]["requester_name"];
    assert_eq!(asked["title"], "Họ, chữ đệm, tên của bạn");
    std::fs::write(&schema, out.to_string()).unwrap();
    let back = answer(&["forms", "import", schema.to_str().unwrap(), "--lang", "vi"]);
    let sections = back["form"]["sections"].as_array().unwrap();
    assert_eq!(sections[0]["questions"][1]["id"], "requester_name");
    assert_eq!(back["lost"].as_array().unwrap().len(), 0, "{}", back["lost"]);
    std::fs::write(&schema, "[]").unwrap();
    let refused = run(&["forms", "import", schema.to_str().unwrap()], &data());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("no schema of an object"));
}
