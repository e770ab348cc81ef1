//! Forms by circular and version, papers of the agency and of the office.

use super::samples::{
    CODE, OF_2018, OF_2025, apology, applicant, control_slip, for_applicants, letterhead, receipt, refusal,
    register, register_row, stop_notice, template_of, three,
};
use super::tests::{assert_shows, pages, pages_under, squeezed};
use super::*;
use crate::{
    Apology, Applicant, ControlSlip, DossierHead, FormName, Letterhead, Receipt, Refusal, Register,
    StopNotice, SupplementRequest, Template,
};

#[test]
fn a_paper_keeps_the_look_of_the_version_under_which_it_was_issued() {
    let under = |version| {
        let template = Template::find("mau-01-2025", version).unwrap();
        let form = FormName {
            number: "01".into(),
            title: "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ".into(),
            basis: OF_2025.into(),
        };
        let letterhead = Letterhead { form: Some(form), ..letterhead("12/TNHS") };
        pages_under(
            &Paper::Receipt(Receipt { head: DossierHead { letterhead, ..receipt().head }, ..receipt() }),
            template,
        )
        .concat()
    };
    assert!(!under(1).contains(&squeezed("Mẫu số 01")));
    assert_shows(&under(2), &["Mẫu số 01", OF_2025]);
}

#[test]
fn the_forms_of_2018_name_their_circular() {
    let form = FormName {
        number: "04".into(),
        title: "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ".into(),
        basis: OF_2018.into(),
    };
    let letterhead = Letterhead { form: Some(form), ..letterhead("02/PXL") };
    let paper = Paper::Apology(Apology { head: DossierHead { letterhead, ..apology().head }, ..apology() });
    let pages = pages_under(&paper, Template::find("mau-04-2018", 1).unwrap());
    assert_shows(
        &pages[0],
        &[
            "Mẫu số 04",
            OF_2018,
            "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
            "Kính gửi: Nguyễn Thị Thuỳ Dương",
            "Ngày 29 tháng 12 năm 2025, Trung tâm",
            "chưa trả kết quả giải quyết hồ sơ",
            "Lý do: Cơ quan lưu trữ chưa trả lời",
            "xin lỗi và hẹn trả kết quả vào 17 giờ 00 phút, ngày 09 tháng 01 năm 2026",
            "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ (Ký, đóng dấu) Lý Thị Kim Oanh",
        ],
    );
    for (name, paper) in ["mau-01-2018", "mau-02-2018", "mau-03-2018"].into_iter().zip(three()) {
        assert_eq!(pages_under(&paper, Template::find(name, 1).unwrap()).len(), 1, "{name}");
    }
}

#[test]
fn the_apology_of_2025_asks_for_more_time() {
    assert_shows(
        &pages(&Paper::Apology(apology()))[0],
        &[
            "Mẫu số 04",
            OF_2025,
            "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 06 tháng 01 năm 2026",
            "xin lỗi và đề nghị gia hạn thời gian giải quyết đến 17 giờ 00 phút, ngày 09 tháng 01 năm 2026",
        ],
    );
}

#[test]
fn the_stop_notice_says_on_what_ground_and_what_goes_back() {
    assert_shows(
        &pages(&Paper::StopNotice(stop_notice()))[0],
        &[
            "Mẫu số 05",
            "Ngày tiếp nhận hồ sơ: 08 giờ 30 phút",
            "Căn cứ yêu cầu rút hồ sơ của Ông (Bà)/Tổ chức ngày 05 tháng 01 năm 2026",
            "thông báo dừng giải quyết hồ sơ nêu trên kể từ ngày 05 tháng 01 năm 2026",
            "Tôi tìm được bản chính.",
            "Giấy tờ, phí, lệ phí hoàn trả: hồ sơ nộp trực tuyến",
            "Trần Văn Hữu",
        ],
    );
}

#[test]
fn a_refusal_after_appraisal_is_signed_by_the_head_of_the_agency() {
    let paper = Paper::Refusal(Refusal { leader: "Lý Thị Kim Oanh".into(), ..refusal() });
    let page = &pages(&paper)[0];
    assert_shows(page, &["Qua thẩm định,", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "Lý Thị Kim Oanh"]);
    assert!(!page.contains(&squeezed("NGƯỜI TIẾP NHẬN HỒ SƠ")));
}

#[test]
fn the_control_slip_has_a_row_for_each_hand_over() {
    let row = control_slip().rows[1].clone();
    let rows = vec![row; 40];
    let pages = pages(&Paper::ControlSlip(ControlSlip { rows, ..control_slip() }));
    assert!(pages.len() > 2, "{} pages", pages.len());
    for page in &pages {
        assert_shows(
            page,
            &["TÊN CƠ QUAN", "THỜI GIAN GIAO, NHẬN HỒ SƠ", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "GHI CHÚ", CODE],
        );
    }
    let all = pages.concat();
    assert_eq!(all.matches(&squeezed("2. Nhận:")).count(), 40);
    assert_eq!(all.matches(&squeezed("Trước hạn")).count(), 40);
}

/// TT 01/2018 Article 9: A5, and A4 for the register.
#[test]
fn all_papers_but_the_register_are_a5() {
    for paper in for_applicants().into_iter().chain([Paper::ControlSlip(control_slip())]) {
        let laid_out = lay_out(&paper, template_of(&paper)).unwrap();
        for page in laid_out.output.pages() {
            let size = page.frame.size();
            assert_eq!((size.x.to_mm().round(), size.y.to_mm().round()), (148.0, 210.0));
        }
    }
}

#[test]
fn the_register_has_the_columns_of_the_form() {
    let columns = [
        "STT",
        "Mã hồ sơ",
        "Tên thủ tục hành chính",
        "Số lượng hồ sơ (bộ)",
        "Tên cá nhân, tổ chức",
        "Địa chỉ, số điện thoại",
        "Cơ quan chủ trì giải quyết",
        "Nhận và trả kết quả",
        "Nhận hồ sơ",
        "Hẹn trả kết quả",
        "Trả kết quả",
        "Phương thức nhận kết quả",
        "Ký nhận",
        "Ghi chú",
    ];
    let paper = Paper::Register(register());
    for name in ["mau-06-2018", "mau-07-2025"] {
        assert_shows(&pages_under(&paper, Template::find(name, 2).unwrap())[0], &columns);
    }
    let slip = Paper::ControlSlip(control_slip());
    let slip = pages_under(&slip, Template::find("mau-05-2018", 2).unwrap());
    assert_shows(&slip[0], &["TÊN CƠ QUAN", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ"]);
}

#[test]
fn the_register_is_a4_and_numbers_its_dossiers() {
    let paper = Paper::Register(Register { rows: (1..=80).map(register_row).collect(), ..register() });
    let laid_out = lay_out(&paper, template_of(&paper)).unwrap();
    let size = laid_out.output.pages()[0].frame.size();
    assert_eq!((size.x.to_mm().round(), size.y.to_mm().round()), (297.0, 210.0));
    let pages = pages(&paper);
    for (index, page) in pages.iter().enumerate() {
        assert_shows(page, &["Mã hồ sơ", "Ký nhận", &format!("Trang {}/{}", index + 1, pages.len())]);
    }
    assert_shows(&pages[0], &["SỔ THEO DÕI HỒ SƠ", "Quyển số: 01", "Năm: 2026", "Mẫu số 07"]);
    assert_shows(
        &self::pages(&Paper::Register(Register { rows: vec![], ..register() }))[0],
        &["Chưa có hồ sơ nào."],
    );
}

#[test]
fn very_long_names_fit_every_paper() {
    let long = "Trung tâm Nghiên cứu, Ứng dụng và Chuyển giao Công nghệ Nguyễn Thị Phương Khuê ".repeat(4);
    let person =
        Applicant { name: long.clone(), address: long.clone(), filed_by: long.clone(), ..applicant() };
    let named = |mut head: DossierHead| {
        (head.letterhead.agency, head.letterhead.parent_agency) = (long.clone(), long.clone());
        DossierHead { applicant: person.clone(), procedure: long.clone(), ..head }
    };
    for paper in for_applicants() {
        let paper = match paper {
            Paper::Apology(it) => Paper::Apology(Apology {
                head: named(it.head.clone()),
                agency: long.clone(),
                leader: long.clone(),
                ..it
            }),
            Paper::StopNotice(it) => {
                Paper::StopNotice(StopNotice { head: named(it.head.clone()), signer: long.clone(), ..it })
            }
            Paper::Refusal(it) => {
                Paper::Refusal(Refusal { head: named(it.head.clone()), leader: long.clone(), ..it })
            }
            Paper::Receipt(it) => Paper::Receipt(Receipt { head: named(it.head.clone()), ..it }),
            Paper::SupplementRequest(it) => {
                Paper::SupplementRequest(SupplementRequest { head: named(it.head.clone()), ..it })
            }
            other => other,
        };
        let pages = pages(&paper);
        assert!(pages.len() <= 4, "{}: {} pages", paper.title_vi(), pages.len());
    }
}

#[test]
fn a_reason_of_three_pages_runs_on_and_ends_with_the_signature() {
    let reason = vec![
        "Cơ quan lưu trữ chưa trả lời kết quả tra cứu trong thời hạn quy định.";
        80
    ]
    .join("\n");
    let papers = [
        Paper::Apology(Apology { reason: reason.clone(), ..apology() }),
        Paper::StopNotice(StopNotice { reason: reason.clone(), ..stop_notice() }),
        Paper::Refusal(Refusal { reason, leader: "Lý Thị Kim Oanh".into(), ..refusal() }),
    ];
    let signed = ["Lý Thị Kim Oanh", "Trần Văn Hữu", "Lý Thị Kim Oanh"];
    for (paper, name) in papers.iter().zip(signed) {
        let pages = pages(paper);
        assert!(pages.len() >= 3, "{}: {} pages", paper.title_vi(), pages.len());
        assert_eq!(pages.concat().matches(&squeezed("Cơ quan lưu trữ chưa trả lời")).count(), 80);
        assert_shows(pages.last().unwrap(), &[name]);
        assert!(pages.last().unwrap().chars().count() > 100, "the signature does not stand alone");
    }
}

/// What PDF/UA-1 asks of a reader's way through the page: the export refuses much of it, but not a missing heading.
#[test]
fn every_paper_is_tagged_with_its_language_its_title_its_heading_and_what_its_picture_shows() {
    let mut papers = for_applicants();
    papers.extend([Paper::ControlSlip(control_slip()), Paper::Register(register())]);
    for paper in papers {
        let pdf = render(&paper, template_of(&paper)).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        let count = |what: &str| text.matches(what).count();
        let told = paper.title_vi();
        for needed in ["/Lang(vi-VN)", "/Marked true", "/StructTreeRoot ", "/DisplayDocTitle true"] {
            assert!(text.contains(needed), "{told}: {needed}");
        }
        assert_eq!(count("/S/H1"), 1, "{told}");
        let pictures = usize::from(!matches!(paper, Paper::Register(_)));
        assert_eq!((count("/S/Figure"), count("/Alt<")), (pictures, pictures), "{told}");
        let heads = match paper {
            Paper::Receipt(_) | Paper::ControlSlip(_) => 4,
            Paper::Register(_) => 14,
            _ => 0,
        };
        assert_eq!((count("/S/TH/"), count("/S/Link")), (heads, pictures), "{told}");
    }
}
