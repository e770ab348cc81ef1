use time::macros::date;

use super::*;
use crate::evaluate::{Attached, Context, evaluate};
use crate::places::{NoPlaces, PlaceBook};
use crate::problem::{Problem, ProblemCode};
use crate::procedure::{Channel, Paper};
use crate::samples::{COMPLETE, answers, household, papers};
use crate::schema::Severity;

fn words(kind: &str, pairs: &[(&str, &str)], lang: Lang) -> String {
    let question: Question =
        serde_saphyr::from_str(&format!("{{ id: q, label: {{ vi: V, en: E }}, kind: {kind} }}")).unwrap();
    let book = PlaceBook {
        provinces: [("79".to_owned(), "TP. Hồ Chí Minh".to_owned())].into(),
        communes: [("79".to_owned(), [("25747".to_owned(), "Phường Phú Lợi".to_owned())].into())].into(),
    };
    shown(&question, &answers(pairs), "q", lang, &book)
}

#[test]
fn answers_read_as_people_write_them() {
    let vi = |kind, typed| words(kind, &[("q", typed)], Lang::Vi);
    assert_eq!(vi("date", "2024-03-05"), "05/03/2024");
    assert_eq!(vi("date", "5/13/2024"), "5/13/2024");
    assert_eq!(vi("money", "1200000"), "1.200.000 đ");
    assert_eq!(words("money", &[("q", "1200000")], Lang::En), "1,200,000 đ");
    assert_eq!(vi("number, unit: { vi: m², en: m² }", "12000"), "12.000 m²");
    assert_eq!(vi("number", "2024"), "2024");
    assert_eq!(vi("yes_no", "yes"), "Có");
    assert_eq!(words("yes_no", &[("q", "no")], Lang::En), "No");
    assert_eq!(vi("phone", "+84912345678"), "0912 345 678");
    assert_eq!(vi("national_id", "074 090 123 456"), "074090123456");
    assert_eq!(vi("phone", "x"), "x");
    assert_eq!(vi("choice, options: [{ value: a, label: { vi: Một, en: One } }]", "a"), "Một");
    assert_eq!(vi("text", ""), "");
}

#[test]
fn an_address_reads_from_the_street_to_the_province() {
    let whole = [("q.province", "79"), ("q.commune", "25747"), ("q.street", "12 Yersin")];
    assert_eq!(words("address", &whole, Lang::Vi), "12 Yersin, Phường Phú Lợi, TP. Hồ Chí Minh");
    assert_eq!(words("address", &whole[..1], Lang::Vi), "TP. Hồ Chí Minh");
    assert_eq!(words("address", &[], Lang::Vi), "");
}

#[test]
fn a_date_in_parts_reads_as_typed() {
    assert_eq!(words("date", &[("q.day", "31"), ("q.month", "2")], Lang::Vi), "31/2");
}

#[test]
fn the_summary_holds_what_exists_and_names_the_rows() {
    let (form, given, none) = (household(), answers(&COMPLETE), Attached::new());
    let context = Context {
        today: date!(2026 - 11 - 23),
        channel: Channel::Online,
        attached: &none,
        places: &NoPlaces,
    };
    let evaluation = evaluate(&form, &papers(), &given, &context);
    let sections = summary(&form, &given, &evaluation, Lang::Vi, &NoPlaces);
    let titles: Vec<_> = sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Người đăng ký", "Hộ gia đình", "Nơi ở"]);
    let rows = &sections[1].rows;
    assert_eq!(rows[0].label, "Thành viên 1 – Họ tên");
    assert_eq!((&*rows[1].path, &*rows[1].value), ("members.0.member_birth", "02/01/2015"));
    assert!(sections[0].rows.iter().all(|row| row.path != "rent"), "a question that is not asked");
}

#[test]
fn a_problem_is_told_with_the_label_of_its_field() {
    let problem = |section: &str, path: &str, code| Problem {
        section: section.to_owned(),
        path: path.to_owned(),
        code,
        severity: Severity::Error,
    };
    let text = |problem: Problem| problem.text(&household(), &papers(), Lang::Vi);
    assert_eq!(text(problem("applicant", "full_name", ProblemCode::Missing)), "Nhập họ và tên");
    assert_eq!(
        text(problem("household", "members.1.member_name", ProblemCode::Missing)),
        "Thành viên 2 – Nhập họ tên"
    );
    assert_eq!(
        text(problem("place", "home.commune", ProblemCode::CommuneMissing)),
        "Chọn xã, phường, đặc khu của nơi ở"
    );
    assert_eq!(text(problem("files", "lease", ProblemCode::PaperMissing)), "Đính kèm hợp đồng thuê");
    assert_eq!(
        text(problem(
            "files",
            "title",
            ProblemCode::OnePaperMissing { of: vec!["title".into(), "contract".into()] }
        )),
        "Đính kèm một trong các giấy tờ: Giấy chứng nhận; Hợp đồng mua bán"
    );
    let mut papers = papers();
    let map = Paper {
        id: "map".into(),
        name: Text::new("Sơ đồ thửa đất", "Map of the plot"),
        ..papers.iter().find(|paper| paper.id == "contract").unwrap().clone()
    };
    papers.push(map);
    for paper in papers.iter_mut().filter(|paper| ["map", "contract"].contains(&&*paper.id)) {
        paper.together = Some("sale".to_owned());
    }
    let of = vec!["title".into(), "contract".into(), "map".into()];
    assert_eq!(
        problem("files", "title", ProblemCode::OnePaperMissing { of }).text(&household(), &papers, Lang::Vi),
        "Đính kèm một trong các giấy tờ: Giấy chứng nhận; Hợp đồng mua bán cùng với Sơ đồ thửa đất"
    );
}

#[test]
fn a_label_is_found_by_its_key() {
    let form = household();
    assert_eq!(label(&form, "members.1.member_name", Lang::En).as_deref(), Some("Member 2 – Name"));
    assert_eq!(label(&form, "birth.day", Lang::En).as_deref(), Some("Date of birth"));
    assert_eq!(label(&form, "rentals", Lang::En), None);
}
