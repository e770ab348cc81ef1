use domain::text::Lang;
use proptest::prelude::*;

use super::*;
use crate::samples::{COMPLETE, answers, household, posted};

fn after(before: &[(&str, &str)], section: &str, fields: &[(&str, &str)]) -> Answers {
    let mut given = answers(before);
    given.replace_section(&household(), section, &posted(fields)).unwrap();
    given
}

#[test]
fn only_keys_of_the_section_are_taken() {
    let given =
        after(&[], "applicant", &[("full_name", "An"), ("area", "7"), ("evil", "x"), ("full_name.x", "y")]);
    assert_eq!(given, answers(&[("full_name", "An")]));
}

#[test]
fn an_unknown_section_changes_nothing() {
    assert_eq!(after(&COMPLETE, "nowhere", &[("full_name", "x")]), answers(&COMPLETE));
}

#[test]
fn an_emptied_field_is_cleared_and_an_absent_one_is_kept() {
    let given = after(&[("full_name", "An"), ("phone", "1")], "applicant", &[("full_name", "")]);
    assert_eq!(given, answers(&[("phone", "1")]));
}

#[test]
fn an_unticked_box_is_cleared() {
    assert_eq!(after(&[("rents", "yes")], "applicant", &[("full_name", "")]).get("rents"), "");
}

#[test]
fn date_parts_that_form_a_date_become_one() {
    let parts = [("birth.day", "6"), ("birth.month", "5"), ("birth.year", "1990")];
    assert_eq!(after(&[], "applicant", &parts), answers(&[("birth", "1990-05-06")]));
    assert_eq!(after(&[], "applicant", &[("birth", "6/5/1990")]).get("birth"), "1990-05-06");
}

#[test]
fn date_parts_that_form_no_date_are_kept_as_typed() {
    let parts = [("birth.day", "31"), ("birth.month", "2"), ("birth.year", "")];
    let given = after(&[("birth", "1990-05-06")], "applicant", &parts);
    assert_eq!(given, answers(&[("birth.day", "31"), ("birth.month", "2")]));
    let corrected = [("birth.day", "28"), ("birth.month", "2"), ("birth.year", "1990")];
    let mut given = given;
    given.replace_section(&household(), "applicant", &posted(&corrected)).unwrap();
    assert_eq!(given, answers(&[("birth", "1990-02-28")]));
}

#[test]
fn emptied_date_parts_clear_the_date() {
    let parts = [("birth.day", ""), ("birth.month", ""), ("birth.year", "")];
    assert_eq!(after(&[("birth", "1990-05-06")], "applicant", &parts), answers(&[]));
}

#[test]
fn rows_follow_the_posted_number() {
    let rows = [
        ("members.rows", "2"),
        ("members.0.member_name", "An"),
        ("members.1.member_birth.day", "6"),
        ("members.1.member_birth.month", "5"),
        ("members.1.member_birth.year", "1990"),
        ("members.2.member_name", "Chi"),
        ("members.0.evil", "x"),
    ];
    let given = after(&[("members.rows", "3"), ("members.2.member_name", "Chi")], "household", &rows);
    let kept = answers(&[
        ("members.rows", "2"),
        ("members.0.member_name", "An"),
        ("members.1.member_birth", "1990-05-06"),
    ]);
    assert_eq!(given, kept);
}

#[test]
fn too_many_rows_are_told_and_not_cut_in_silence() {
    let given = after(&[], "household", &[("members.rows", "9999")]);
    assert_eq!(given.rows("members"), 4);
}

#[test]
fn a_text_that_is_too_long_stays_too_long() {
    let allowed = "ạ".repeat(8000);
    assert_eq!(after(&[], "place", &[("notes", &allowed)]).get("notes"), allowed);
    let more = "ạ".repeat(9000);
    assert_eq!(after(&[], "place", &[("notes", &more)]).get("notes").chars().count(), 8001);
}

#[test]
fn texts_are_composed_and_free_of_control_characters() {
    let given = after(&[], "applicant", &[("full_name", "Nguye\u{302}\u{303}n\u{0}\r\nAn")]);
    assert_eq!(given.get("full_name"), "Nguyễn\nAn");
}

#[test]
fn too_much_changes_nothing() {
    let form = household();
    let mut given = answers(&COMPLETE);
    for key in 0..30 {
        given.set(format!("old_{key}"), "x".repeat(7_000));
    }
    let before = given.clone();
    assert_eq!(given.replace_section(&form, "applicant", &posted(&[("full_name", "Bình")])), Err(TooMuch));
    assert_eq!(given, before);
}

fn known(key: &str) -> bool {
    let question = key.strip_prefix("members.").map_or(key, |rest| {
        rest.split_once('.').map_or(rest, |(row, rest)| if row.parse::<u16>().is_ok() { rest } else { "?" })
    });
    let alone = ["full_name", "birth", "sex", "national_id", "phone", "email", "rents", "rent", "owner_tax"];
    let rest =
        ["rows", "member_name", "member_birth", "member_id", "member_share", "area", "move_in", "notes"];
    let parts = ["birth", "member_birth", "move_in"]
        .iter()
        .flat_map(|date| date_keys(date))
        .chain(address_keys("home"))
        .any(|part| part == question);
    parts || alone.contains(&question) || rest.contains(&question)
}

proptest! {
    #[test]
    fn unknown_keys_are_never_kept(
        fields in prop::collection::btree_map(
            prop_oneof![
                "[a-z_.0-9]{0,16}",
                "(full_name|birth|members|members\\.rows|members\\.[0-9]{1,2}|home|notes)(\\.[a-z_]{1,12}|\\.day|\\.province)?",
                "members\\.[0-9]{1,2}\\.(member_name|member_birth|member_id|other)(\\.day|\\.x)?",
            ],
            any::<String>(),
            0..20,
        ),
    ) {
        let mut given = Answers::default();
        given.replace_all(&household(), &fields).unwrap();
        for (key, _) in given.iter() {
            prop_assert!(known(key), "{key}");
        }
    }

    #[test]
    fn posting_the_same_page_twice_changes_nothing_more(
        day in "[0-9]{0,2}", month in "[0-9]{0,2}", year in "[0-9]{0,4}", name in any::<String>(),
    ) {
        let page = posted(&[
            ("birth.day", &day), ("birth.month", &month), ("birth.year", &year), ("full_name", &name),
        ]);
        let mut once = Answers::default();
        once.replace_section(&household(), "applicant", &page).unwrap();
        let mut twice = once.clone();
        twice.replace_section(&household(), "applicant", &page).unwrap();
        prop_assert_eq!(once, twice);
    }
}

fn elder() -> Form {
    let yaml = "
        sections:
          - id: person
            title: { vi: A, en: A }
            questions:
              - { id: born, kind: date, calendar: lunar, range: past, label: { vi: Ngày sinh, en: Born } }
              - { id: young, kind: yes_no, show_if: { younger_than: [born, 60] }, label: { vi: B, en: B } }";
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}"))
}

fn lunar(day: &str, month: &str, year: &str) -> [(&'static str, String); 3] {
    [("born.lunar_day", day), ("born.lunar_month", month), ("born.lunar_year", year)]
        .map(|(key, value)| (key, value.to_owned()))
}

#[test]
fn a_lunar_date_becomes_its_solar_day_and_one_that_is_none_stays_as_typed() {
    let form = elder();
    let take = |before: &Answers, parts: [(&'static str, String); 3], leap: bool| {
        let mut posted: BTreeMap<String, String> =
            parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        if leap {
            posted.insert("born.lunar_leap".to_owned(), "yes".to_owned());
        }
        let mut after = before.clone();
        after.replace_section(&form, "person", &posted).unwrap();
        after
    };
    let tet = take(&Answers::default(), lunar("1", "1", "1950"), false);
    assert_eq!(tet, answers(&[("born", "1950-02-17")]));
    let leap = take(&tet, lunar("1", "6", "2025"), true);
    assert_eq!(leap, answers(&[("born", "2025-07-25")]));
    // There is no leap month 5 in that year: what was typed is kept, and nothing of the day before.
    let wrong = take(&leap, lunar("1", "5", "2025"), true);
    assert_eq!(
        wrong,
        answers(&[
            ("born.lunar_day", "1"),
            ("born.lunar_leap", "yes"),
            ("born.lunar_month", "5"),
            ("born.lunar_year", "2025"),
        ])
    );
    // Nothing was ticked the next time, so it is not a leap month any more.
    assert_eq!(take(&wrong, lunar("1", "5", "2025"), false), answers(&[("born", "2025-05-27")]));
    assert_eq!(take(&wrong, lunar("", "", ""), true), Answers::default());
}

#[test]
fn a_lunar_date_is_judged_and_shown_with_its_solar_day() {
    let form = elder();
    let context = crate::evaluate::Context {
        today: time::macros::date!(2026 - 11 - 18),
        channel: crate::procedure::Channel::Online,
        attached: &crate::evaluate::Attached::new(),
        places: &crate::places::NoPlaces,
    };
    let judged = |given: &Answers| crate::evaluate::evaluate(&form, &[], given, &context);
    let wrong = answers(&[("born.lunar_day", "31"), ("born.lunar_month", "5"), ("born.lunar_year", "1954")]);
    assert_eq!(judged(&wrong).problems[0].code, crate::problem::ProblemCode::NotALunarDate);
    assert!(!judged(&answers(&[("born", "1954-09-11")])).is_visible("young"));
    assert!(judged(&answers(&[("born", "1990-09-11")])).is_visible("young"), "rules look at the solar day");
    let question = &form.sections[0].questions[0];
    let shown = |given: &Answers, lang| {
        crate::display::shown(question, given, "born", lang, &crate::places::NoPlaces)
    };
    assert_eq!(
        shown(&answers(&[("born", "2025-07-25")]), Lang::Vi),
        "ngày 1 tháng 6 nhuận năm 2025 âm lịch, tức 25/07/2025 dương lịch"
    );
    assert_eq!(
        shown(&answers(&[("born", "1950-02-17")]), Lang::En),
        "lunar day 1 of month 1 of 1950, which is 17 Feb 1950"
    );
    assert_eq!(shown(&wrong, Lang::Vi), "31/5/1954");
}
