//! The catalogue says what the law report says (law §7): who decides, how soon, for what fee, on what papers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, iter};

use domain::text::{Lang, Text};
use forms::procedure::{Fee, Paper, PaperKind, Procedure, Validity};
use time::Date;
use time::macros::date;

/// The day of the report.
const TODAY: Date = date!(2026 - 11 - 23);

struct Law {
    code: &'static str,
    /// Those that decide on the day of the report.
    levels: &'static str,
    authority: &'static [&'static str],
    /// The portal's "1 OTHER" is within the day (law §7.0).
    deadline: &'static str,
    deadline_note: &'static [&'static str],
    /// Đồng in the order of the file; `HĐND` where the province decides.
    fees: &'static str,
    fee_notes: &'static [&'static str],
    /// With the end of the national code. `form`: the e-form; `shown`: not handed in; `or`: one is enough;
    /// `if`: in some cases; `may`: never a must.
    papers: &'static str,
    /// Those that the report leaves out. Of its starred procedures they are in the crawl on which it rests;
    /// of the others no source was read.
    unlisted: &'static str,
    /// What the report itself is not sure of has to be told.
    unverified: &'static [&'static str],
}

const COMMUNE: Law = Law {
    code: "",
    levels: "Commune",
    authority: &["Ủy ban nhân dân xã"],
    deadline: "within the day",
    deadline_note: &[],
    fees: "",
    fee_notes: &[],
    papers: "",
    unlisted: "",
    unverified: &[],
};

const PROVINCE: Law = Law { levels: "Province", ..COMMUNE };

const LAW: &[Law] = &[
    Law {
        code: "1.001193",
        deadline_note: &["sau 15 giờ"],
        fees: "0, HĐND free 2020-01-13.., 8000",
        fee_notes: &["60 ngày", "có công", "hộ nghèo", "khuyết tật", "mỗi bản"],
        papers: "electronic_declaration KQ003967 form or, paper_declaration KQ003204 or, \
            birth_notice KQ004389 if, witness_statement KQ004389 if, pledge KQ004389 if, \
            abandonment_record KQ003208 if, surrogacy_confirmation KQ003303 if, \
            certified_authorisation KQ003159 if, family_authorisation KQ003159 if, \
            identity_paper KQ004946 shown, residence_paper KQ003785 shown may",
        unverified: &["5 ngày làm việc"],
        ..COMMUNE
    },
    Law {
        code: "2.000986",
        authority: &["Ủy ban nhân dân xã", "Công an xã", "Bảo hiểm xã hội"],
        deadline: "3 working days",
        deadline_note: &["sau 15 giờ", "không quá 5 ngày làm việc"],
        fees: "0",
        papers: "electronic_declaration form, birth_notice if, witness_statement if, pledge if, \
            dwelling_paper if, householder_consent if",
        unlisted: "abandonment_record if, identity_paper shown",
        unverified: &["3 ngày (5 ngày khi xác minh)"],
        ..COMMUNE
    },
    Law {
        code: "1.000894",
        deadline_note: &["sau 15 giờ"],
        fees: "0, 8000",
        fee_notes: &["mỗi bản"],
        papers: "electronic_declaration KQ003969 form or, paper_declaration KQ003229 or, \
            identity_paper KQ004946 shown, residence_paper KQ003785 shown may",
        unverified: &["5 ngày làm việc", "cùng có mặt", "Giấy xác nhận tình trạng hôn nhân"],
        ..COMMUNE
    },
    Law {
        code: "1.000656",
        deadline_note: &["sau 15 giờ", "trường hợp 2 ngày", "không quá 5 ngày làm việc"],
        fees: "0, HĐND free 2020-01-13.., 8000",
        fee_notes: &["đúng hạn", "có công", "hộ nghèo", "khuyết tật", "mỗi bản"],
        papers: "electronic_declaration KQ003971 form or, paper_declaration KQ003281 or, \
            death_notice KQ004376 if, old_death_evidence KQ003285 if, \
            certified_authorisation KQ002966 if, family_authorisation KQ002966 if, \
            last_residence_paper KQ003852 shown may, death_place_paper KQ003289 shown may",
        unlisted: "identity_paper KQ004946 shown",
        unverified: &["15 ngày"],
        ..COMMUNE
    },
    Law {
        code: "1.004873",
        deadline: "3 working days",
        fees: "HĐND free 2020-01-13..",
        fee_notes: &["có công", "hộ nghèo", "khuyết tật"],
        papers: "electronic_declaration KQ004012 form or, paper_declaration KQ003448 or, \
            previous_certificate KQ003453 if, \
            certified_authorisation KQ003454 if, family_authorisation KQ003454 if",
        unlisted: "identity_paper KQ004946 shown, residence_paper KQ003785 shown may",
        unverified: &["6 tháng"],
        ..COMMUNE
    },
    Law {
        code: "2.000635",
        levels: "Commune, Province",
        authority: &["Ủy ban nhân dân xã", "Sở Tư pháp"],
        deadline_note: &["sau 15 giờ"],
        fees: "8000",
        fee_notes: &["mỗi bản"],
        papers: "electronic_declaration KQ003984 form or, paper_declaration KQ003037 or, \
            organisation_request KQ003037 if, \
            certified_authorisation KQ003040 if, family_authorisation KQ003040 if",
        unlisted: "identity_paper KQ004946 shown, residence_paper KQ003785 shown may",
        ..COMMUNE
    },
    Law {
        code: "2.000815",
        authority: &["Ủy ban nhân dân xã", "công chứng"],
        deadline_note: &["sau 15 giờ", "thêm không quá 2 ngày làm việc"],
        fees: "2000, 1000",
        fee_notes: &["2 trang đầu", "từ trang thứ 3", "Tối đa 200.000 đồng một bản"],
        papers: "original shown, copy may",
        ..COMMUNE
    },
    Law {
        code: "2.000884",
        deadline_note: &["sau 15 giờ"],
        fees: "10000",
        fee_notes: &["mỗi trường hợp"],
        papers: "paper_to_sign shown, identity_paper shown",
        ..COMMUNE
    },
    Law {
        code: "2.000908",
        levels: "Commune, Province",
        authority: &["lưu giữ sổ gốc"],
        deadline_note: &["sau 15 giờ"],
        fees: "0",
        unlisted: "identity_paper shown, relation_paper if, authorisation if",
        ..COMMUNE
    },
    Law {
        code: "1.001612",
        deadline: "3 working days",
        fees: "HĐND",
        papers: "application form, legal_paper if, family_minutes if, family_authorisation if",
        unlisted: "agent_authorisation if",
        unverified: &["168/2025/NĐ-CP"],
        ..COMMUNE
    },
    Law {
        code: "1.013225",
        deadline: r#"7 working days, 10 working days if Is("work_kind", "work")"#,
        fees: "HĐND",
        papers: "electronic_application KQ002668 form or, paper_application KQ002668 or, \
            land_paper KQ003215 if, drawings KQ002712, adjoining_pledge if",
        unlisted: "project_approval KQ003216 if",
        unverified: &["cam kết công trình liền kề", "1.009994"],
        ..COMMUNE
    },
    Law {
        code: "1.014027",
        deadline: "10 working days",
        deadline_note: &["nhận được văn bản đề nghị"],
        fees: "0",
        papers: "request form",
        unverified: &["10 ngày làm việc", "500.000 đồng"],
        ..COMMUNE
    },
    Law {
        code: "1.004222",
        authority: &["Công an xã"],
        deadline: "7 working days",
        fees: "10000 [Online] free 2023-02-05.. free 2026-08-15..2027-02-28, 20000 [Counter, Post] free 2023-02-05.. free 2026-08-15..2027-02-28",
        papers: "ct01 KQ003604 form, dwelling_paper KQ003605 if, relation_paper KQ003606 if, \
            lease KQ003607 if, area_confirmation KQ003608 if may",
        unlisted: "religious_paper KQ003611 if, care_paper KQ003615 if, vehicle_paper KQ003616 if, \
            barracks_paper KQ003619 if",
        ..COMMUNE
    },
    Law {
        code: "1.004194",
        authority: &["Công an xã"],
        deadline: "3 working days",
        fees: "7000 [Online] free 2023-02-05.. free 2026-08-15..2027-02-28, 15000 [Counter, Post] free 2023-02-05.. free 2026-08-15..2027-02-28, \
            5000 [Online] free 2023-02-05.. free 2026-08-15..2027-02-28, 10000 [Counter, Post] free 2023-02-05.. free 2026-08-15..2027-02-28",
        fee_notes: &["theo danh sách, mỗi người"],
        papers: "ct01 KQ003630 form, dwelling_paper KQ003631 if",
        unlisted: "list_request KQ003637 if, barracks_paper KQ003634 if",
        ..COMMUNE
    },
    Law {
        code: "1.014199",
        authority: &["Ủy ban nhân dân cấp tỉnh", "Sở Nội vụ", "Ban Quản lý khu công nghiệp"],
        deadline: "10 working days",
        deadline_note: &["trong 3 ngày làm việc"],
        fees: "HĐND",
        papers: "application form, health_certificate, passport, photos, police_record if, \
            work_form_paper, qualification_paper",
        unlisted: "authorisation if",
        unverified: &["10 ngày làm việc", "3 ngày làm việc"],
        ..PROVINCE
    },
    Law {
        code: "1.115778",
        authority: &["Văn phòng Đăng ký đất đai", "Chi nhánh"],
        // Of the report's 9 to 17 by case, the portal gives 9 to a sublease: 4, and 5 for the tax office.
        deadline: r#"13 working days, 9 working days if Is("change_kind", "sublease")"#,
        deadline_note: &["17 ngày làm việc", "Không tính thời gian bạn nộp thuế"],
        fees: "150000 [Counter, Post], 75000 [Online], 200000 [Counter, Post], 100000 [Online], HĐND",
        fee_notes: &["đất ở", "đất sản xuất kinh doanh hoặc của tổ chức", "Nộp trực tuyến: 50%"],
        papers: "electronic_application form or, paper_application or, certificate, transfer_contract if, \
            split_drawing if, survey_extract if, joint_agreement if, land_user_consent if, \
            mortgagee_consent if, representation if",
        unlisted: "asset_contract if, sublease_contract if",
        unverified: &["Đồng Tháp", "thời hạn và phí"],
        ..PROVINCE
    },
    Law {
        code: "2.001610",
        authority: &["Sở Tài chính", "Phòng Đăng ký kinh doanh"],
        deadline: "3 working days",
        fees: "100000",
        fee_notes: &["Phí công bố", "lệ phí đăng ký doanh nghiệp là 0 đồng"],
        papers: "application KQ3233 form, legal_paper KQ3234 if, person_authorisation KQ4427 if",
        unlisted: "household_certificate KQ014025 if, social_pledge KQ014026 if, \
            service_contract KQ4422 if, introduction_letter KQ014031 if",
        unverified: &["Lệ phí 0 đồng"],
        ..PROVINCE
    },
    Law {
        code: "3.000333",
        authority: &["Công an"],
        deadline: "5 working days",
        deadline_note: &["trong 8 giờ làm việc", "trong 1 giờ", "trong 1 ngày làm việc"],
        fees: "200000, 100000",
        fee_notes: &["Phí giảm"],
        papers: "electronic_declaration form or, paper_declaration or, authorisation if",
        unlisted: "reduction_paper if may",
        unverified: &["5 ngày làm việc", "200.000 và 100.000 đồng"],
        ..PROVINCE
    },
    Law {
        code: "2.001955",
        levels: "Province, Commune",
        authority: &["Sở Nội vụ", "Ủy ban nhân dân xã"],
        deadline: "7 working days",
        fees: "0",
        papers: "electronic_request KQ003210 form or, paper_request KQ003210 or, labour_rules KQ002548, \
            union_opinion KQ002549 if, discipline_papers KQ002550 may",
        ..PROVINCE
    },
];

/// The procedures in force on the day of the report.
fn catalogue() -> Vec<Procedure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/procedures");
    let files = fs::read_dir(folder).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let procedures = texts.map(|text| serde_saphyr::from_str::<Procedure>(&text).unwrap());
    procedures.filter(|procedure| procedure.valid.covers(TODAY)).collect()
}

fn levels(procedure: &Procedure, day: Date) -> String {
    let levels = procedure.levels.iter().filter(|level| level.valid.covers(day));
    levels.map(|level| format!("{:?}", level.level)).collect::<Vec<_>>().join(", ")
}

fn deadline(procedure: &Procedure) -> String {
    let cases = procedure.deadline.cases.iter();
    let cases = cases.map(|case| format!(", {} if {:?}", case.period.label(Lang::En), case.condition));
    procedure.deadline.period.label(Lang::En) + &cases.collect::<String>()
}

fn fee(fee: &Fee) -> String {
    let amount = fee.amount.map_or_else(|| "HĐND".to_owned(), |amount| format!("{amount}"));
    let channels = if fee.channels.is_empty() { String::new() } else { format!(" {:?}", fee.channels) };
    let free = fee.exemptions.iter().map(|exemption| {
        let Validity { from, to } = &exemption.valid;
        format!(" free {from}..{}", to.as_deref().unwrap_or_default())
    });
    amount + &channels + &free.collect::<String>()
}

fn paper(paper: &Paper) -> String {
    let code = paper.code.as_deref().and_then(|code| code.find("KQ").map(|at| &code[at..]));
    let marks = [
        (paper.kind == PaperKind::ElectronicForm, "form"),
        (paper.kind == PaperKind::Present, "shown"),
        (paper.one_of.is_some(), "or"),
        (paper.needed_if.is_some(), "if"),
        (!paper.required, "may"),
    ];
    let marks = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark);
    iter::once(paper.id.as_str()).chain(code).chain(marks).collect::<Vec<_>>().join(" ")
}

fn vietnamese<'a>(texts: impl IntoIterator<Item = &'a Text>) -> String {
    texts.into_iter().map(|text| text.vi.as_str()).collect::<Vec<_>>().join("\n")
}

fn faults(law: &Law, procedure: &Procedure) -> Vec<String> {
    let fees = procedure.fees.iter().map(fee).collect::<Vec<_>>().join(", ");
    let facts = [
        ("levels", law.levels, levels(procedure, TODAY)),
        ("deadline", law.deadline, deadline(procedure)),
        ("fees", law.fees, fees),
    ];
    let differ = facts
        .into_iter()
        .filter(|(_, said, found)| said != found)
        .map(|(field, said, found)| format!("{field}: the law says {said}; the file says {found}"));

    let fee_texts = procedure.fees.iter().flat_map(|fee| {
        let exempt = fee.exemptions.iter().map(|exemption| &exemption.who);
        iter::once(&fee.name).chain(&fee.note).chain(exempt)
    });
    let texts = [
        ("authority", law.authority, vietnamese([&procedure.authority])),
        ("deadline.note", law.deadline_note, vietnamese(&procedure.deadline.note)),
        ("fees", law.fee_notes, vietnamese(fee_texts)),
        ("unverified", law.unverified, vietnamese(&procedure.unverified)),
    ];
    let unsaid = texts.into_iter().flat_map(|(field, words, text)| {
        let missing = words.iter().filter(move |word| !text.contains(**word));
        missing.map(move |word| format!("{field}: the file does not say \"{word}\""))
    });

    let listed = [law.papers, law.unlisted].into_iter().filter(|list| !list.is_empty());
    let listed: BTreeSet<String> = listed.flat_map(|list| list.split(", ")).map(str::to_owned).collect();
    let asked: BTreeSet<String> = procedure.papers.iter().map(paper).collect();
    let missing = listed.difference(&asked).map(|paper| format!("papers: the file has no {paper}"));
    let excess = asked.difference(&listed).map(|paper| format!("papers: the law has no {paper}"));

    let faults = differ.chain(unsaid).chain(missing).chain(excess);
    faults.map(|fault| format!("{}: {fault}", law.code)).collect()
}

#[test]
fn every_procedure_of_the_report_says_what_the_law_says() {
    let catalogue = catalogue();
    let wrong = LAW.iter().flat_map(|law| {
        let procedure = catalogue.iter().find(|procedure| procedure.code.as_str() == law.code);
        procedure.map_or_else(|| vec![format!("{}: no file", law.code)], |procedure| faults(law, procedure))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_district_decided_went_to_the_commune_on_1_july_2025() {
    let catalogue = catalogue();
    // Before, 1.009994 stood where 1.013225 stands now.
    for (code, before) in [("1.001612", "District"), ("1.013225", ""), ("2.000815", "District, Commune")] {
        let procedure = catalogue.iter().find(|procedure| procedure.code.as_str() == code).unwrap();
        assert_eq!(levels(procedure, date!(2025 - 06 - 30)), before, "{code}: levels");
        assert_eq!(levels(procedure, date!(2025 - 07 - 01)), "Commune", "{code}: levels");
    }
}

/// Thousands are set apart and full hours written differently in the two languages.
fn figures(text: &str) -> Vec<String> {
    let text = text.replace(":00", "");
    let groups = text.split(|letter: char| !letter.is_ascii_digit() && !".,".contains(letter));
    groups.map(|group| group.replace(['.', ','], "")).filter(|figure| !figure.is_empty()).collect()
}

#[test]
fn a_note_has_the_same_figures_in_both_languages() {
    for procedure in catalogue() {
        let fees = procedure.fees.iter().filter_map(|fee| Some(("fees", fee.note.as_ref()?)));
        let exempt = procedure.fees.iter().flat_map(|fee| &fee.exemptions);
        let exempt = exempt.map(|exemption| ("exemptions", &exemption.who));
        let deadline = procedure.deadline.note.iter().map(|note| ("deadline.note", note));
        for (field, note) in fees.chain(exempt).chain(deadline) {
            assert_eq!(figures(&note.vi), figures(&note.en), "{}: {field}", procedure.code);
        }
    }
}
