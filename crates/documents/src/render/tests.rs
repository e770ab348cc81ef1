use time::macros::datetime;
use typst::layout::{Frame, FrameItem};
use typst::visualize::ImageKind;

use super::*;
use crate::render::samples::{
    CODE, apology, applicant, for_applicants, letterhead, receipt, refusal, stop_notice, supplement_request,
    template_of, three,
};
use crate::{
    Apology, Applicant, DossierHead, Letterhead, PaperLine, Receipt, Refusal, StopNotice, SupplementItem,
    SupplementRequest,
};

const VIETNAMESE: &str = "ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ";
const MARKUP: &str = "#panic() *đậm* _nghiêng_ @x $a$ <b> `mã` \\ // = #{1+1} \"q\" [z] ~ -- ...";

/// The letters of a page in the order in which they are set.
fn letters(frame: &Frame) -> String {
    let texts = frame.items().map(|(_, item)| match item {
        FrameItem::Text(item) => item.text.to_string(),
        FrameItem::Group(group) => letters(&group.frame),
        _ => String::new(),
    });
    texts.collect()
}

/// The first drawing of a page, as SVG.
fn drawing(frame: &Frame) -> Option<String> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Image(image, ..) => match image.kind() {
            ImageKind::Svg(svg) => String::from_utf8(svg.data().to_vec()).ok(),
            _ => None,
        },
        FrameItem::Group(group) => drawing(&group.frame),
        _ => None,
    })
}

/// Without white space and without the marks that allow a break.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}').collect()
}

/// Lays out without a warning, exports under both standards, and gives the text of every page.
pub(super) fn pages(paper: &Paper) -> Vec<String> {
    pages_under(paper, template_of(paper))
}

pub(super) fn pages_under(paper: &Paper, template: Template) -> Vec<String> {
    let laid_out = lay_out(paper, template).unwrap();
    assert_eq!(messages(&laid_out.warnings), "");
    export(paper, template, &laid_out.output).unwrap();
    laid_out.output.pages().iter().map(|page| squeezed(&letters(&page.frame))).collect()
}

pub(super) fn assert_shows(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(&squeezed(text)), "{text:?} is not on the page: {page}");
    }
}

/// The head of a receipt for somebody.
fn of(applicant: Applicant) -> DossierHead {
    DossierHead { applicant, ..receipt().head }
}

#[test]
fn every_paper_carries_the_national_header_its_title_and_its_code() {
    for paper in for_applicants() {
        let pages = pages(&paper);
        assert_eq!(pages.len(), 1, "{}", paper.title_vi());
        assert_shows(
            &pages[0],
            &[
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "UBND TỈNH BÌNH DƯƠNG",
                "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG THỦ DẦU MỘT",
                "Bình Dương, ngày 05 tháng 01 năm 2026",
                paper.title_vi(),
                CODE,
                paper.tracking_url(),
                "Nguyễn Thị Thuỳ Dương",
                "Trang 1/1",
            ],
        );
        assert!(!pages[0].contains(&squeezed("THỬ NGHIỆM")));
    }
}

#[test]
fn a_search_in_the_pdf_finds_the_code_the_address_and_the_email() {
    for paper in three() {
        let laid_out = lay_out(&paper, template_of(&paper)).unwrap();
        let letters = letters(&laid_out.output.pages()[0].frame);
        for text in [CODE, paper.tracking_url(), "thuyduong@example.vn"] {
            assert!(letters.contains(text), "{text} is broken in {letters:?}");
        }
    }
}

#[test]
fn the_qr_code_of_the_receipt_holds_its_tracking_address() {
    let addresses = ["https://motcua.example.vn/track/A-1", "https://motcua.example.vn/track/A-2"];
    let codes = addresses.map(|address| {
        let head = DossierHead { tracking_url: address.into(), ..receipt().head };
        let paper = Paper::Receipt(Receipt { head, ..receipt() });
        let read: serde_json::Value = serde_json::from_slice(&input(&paper).unwrap()).unwrap();
        let code = qr_svg(address).unwrap();
        assert_eq!(read["qr"].as_str(), Some(&*code));
        let laid_out = lay_out(&paper, template_of(&paper)).unwrap();
        assert_eq!(drawing(&laid_out.output.pages()[0].frame).as_ref(), Some(&code));
        code
    });
    assert_ne!(codes[0], codes[1]);
}

#[test]
fn the_receipt_has_the_eleven_lines_of_form_01() {
    assert_shows(
        &pages(&Paper::Receipt(receipt()))[0],
        &[
            "Số: 12/TNHS",
            "1. Bộ phận Tiếp nhận và Trả kết quả: Trung tâm",
            "2. Tiếp nhận hồ sơ của: Nguyễn Thị Thuỳ Dương",
            "3. Địa chỉ: Số 12, đường Yersin",
            "Số điện thoại: 0912 345 678; Email: thuyduong@example.vn",
            "4. Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
            "5. Thành phần hồ sơ nộp gồm:",
            "Giấy chứng sinh Bản chính 01",
            "6. Số lượng hồ sơ: 01 (bộ)",
            "7. Thời gian giải quyết hồ sơ theo quy định là: 01 ngày làm việc",
            "8. Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 05 tháng 01 năm 2026",
            "9. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 30 phút, ngày 06 tháng 01 năm 2026",
            "+ 08 giờ làm việc = 08:30 06/01/2026",
            "10. Đăng ký nhận kết quả tại: Quầy số 3",
            "11. Vào Sổ theo dõi hồ sơ, Quyển số: 01; Số thứ tự: 12",
            "NGƯỜI NỘP HỒ SƠ",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
            "Trần Văn Hữu",
        ],
    );
}

#[test]
fn the_supplement_request_gives_a_reason_for_each_item_and_whom_to_ask() {
    assert_shows(
        &pages(&Paper::SupplementRequest(supplement_request()))[0],
        &[
            "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
            "1. Giấy chứng sinh Lý do: Ảnh chụp mờ",
            "2. Họ, chữ đệm, tên của mẹ Lý do: Không trùng",
            "Thời hạn bổ sung, hoàn thiện hồ sơ: trước 17 giờ 00 phút",
            "Ông (Bà) liên hệ với Bộ phận Hộ tịch, số điện thoại 0274 3822 825 để được hướng dẫn.",
            "NGƯỜI HƯỚNG DẪN",
            "Lê Thị Mỹ Hạnh",
        ],
    );
}

#[test]
fn the_refusal_gives_its_reason() {
    assert_shows(
        &pages(&Paper::Refusal(refusal()))[0],
        &[
            "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả phường Thủ Dầu Một thông báo không tiếp nhận",
            "đã được đăng ký tại phường Phú Cường",
            "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
            "NGƯỜI NỘP HỒ SƠ",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
        ],
    );
}

#[test]
fn an_organisation_stands_with_its_tax_code_and_the_person_who_filed() {
    let organisation = Applicant {
        name: "Công ty TNHH Cơ khí Bình An".into(),
        tax_code: "3702145001".into(),
        filed_by: "Đinh Văn Phúc".into(),
        ..applicant()
    };
    let shown = pages(&Paper::Receipt(Receipt { head: of(organisation), ..receipt() }));
    assert_shows(
        &shown[0],
        &["Công ty TNHH Cơ khí Bình An, mã số thuế 3702145001; người nộp: Đinh Văn Phúc", "NGƯỜI NỘP HỒ SƠ"],
    );
}

#[test]
fn every_vietnamese_letter_is_printed_composed_or_not() {
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(VIETNAMESE).collect();
    let upper = VIETNAMESE.to_uppercase();
    for name in [VIETNAMESE, &decomposed, &upper] {
        let name = name.to_owned();
        let expected = if name == decomposed { VIETNAMESE } else { &name };
        let head = of(Applicant { name: name.clone(), ..applicant() });
        let paper = Paper::Receipt(Receipt { head, ..receipt() });
        assert_shows(&pages(&paper)[0], &[expected]);
    }
}

#[test]
fn a_demonstration_says_so_on_every_page_and_hides_nothing() {
    let reason = "Không thuộc thẩm quyền. ".repeat(200);
    let paper = Paper::Refusal(Refusal {
        head: DossierHead { demo: true, ..refusal().head },
        reason: reason.clone(),
        ..refusal()
    });
    let pages = pages(&paper);
    assert!(pages.len() > 1);
    for page in &pages {
        assert_shows(page, &["THỬ NGHIỆM", "không có giá trị pháp lý", CODE]);
    }
    let said = pages.concat().matches(&squeezed("Không thuộc thẩm quyền.")).count();
    assert!(said >= 200 - pages.len(), "{said} sentences are left");
}

#[test]
fn sixty_papers_run_over_pages_under_a_repeated_head() {
    let line =
        |n| PaperLine {
            name: format!("Giấy tờ đặc biệt {n:02}"), kind: "Bản sao".into(), quantity: n
        };
    let paper = Paper::Receipt(Receipt { papers: (1..=60).map(line).collect(), ..receipt() });
    let pages = pages(&paper);
    assert!((3..=5).contains(&pages.len()), "{} pages", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert_shows(page, &[&format!("Trang {}/{}", index + 1, pages.len()), &format!("Mã hồ sơ: {CODE}")]);
    }
    assert_shows(&pages[1], &["STT Tên giấy tờ Loại Số lượng"]);
    let all = pages.concat();
    for n in 1..=60 {
        assert_shows(&all, &[&format!("Giấy tờ đặc biệt {n:02}")]);
    }
}

#[test]
fn the_signatures_never_stand_alone_on_a_page() {
    for lines in 10..30 {
        let reason = vec!["Hồ sơ không thuộc thẩm quyền."; lines].join("\n");
        let pages = pages(&Paper::Refusal(Refusal { reason, ..refusal() }));
        let last = pages.last().unwrap();
        assert_shows(last, &["NGƯỜI TIẾP NHẬN HỒ SƠ", "Xin thông báo cho Ông/Bà"]);
    }
}

#[test]
fn text_of_the_user_is_never_markup() {
    let letterhead = Letterhead { agency: MARKUP.into(), place: MARKUP.into(), ..letterhead(MARKUP) };
    let person = || Applicant {
        name: MARKUP.into(),
        tax_code: MARKUP.into(),
        filed_by: MARKUP.into(),
        address: MARKUP.into(),
        phone: MARKUP.into(),
        email: MARKUP.into(),
    };
    let item = || SupplementItem { what: MARKUP.into(), reason: MARKUP.into() };
    let line = PaperLine { name: MARKUP.into(), kind: MARKUP.into(), quantity: 1 };
    let papers = [
        Paper::Receipt(Receipt {
            head: DossierHead {
                letterhead,
                procedure: MARKUP.into(),
                tracking_url: MARKUP.into(),
                ..of(person())
            },
            papers: vec![line],
            due_arithmetic: vec![MARKUP.into()],
            ..receipt()
        }),
        Paper::SupplementRequest(SupplementRequest {
            head: DossierHead { applicant: person(), ..supplement_request().head },
            items: vec![item(), item()],
            guide: MARKUP.into(),
            ..supplement_request()
        }),
        Paper::Refusal(Refusal {
            head: DossierHead { applicant: person(), ..refusal().head },
            reason: MARKUP.into(),
            ..refusal()
        }),
        Paper::Apology(Apology {
            head: DossierHead { applicant: person(), ..apology().head },
            reason: MARKUP.into(),
            leader: MARKUP.into(),
            ..apology()
        }),
        Paper::StopNotice(StopNotice {
            head: DossierHead { applicant: person(), ..stop_notice().head },
            ground: MARKUP.into(),
            reason: MARKUP.into(),
            signer: MARKUP.into(),
            ..stop_notice()
        }),
    ];
    for (paper, at_least) in papers.iter().zip([9, 9, 5, 4, 6]) {
        let all = pages(paper).concat();
        let count = all.matches(&squeezed(MARKUP)).count();
        assert!(count >= at_least, "{}: {count} in {all}", paper.title_vi());
    }
}

#[test]
fn any_letters_at_all_can_be_exported() {
    let everything: String =
        ('\0'..'\u{3100}').chain('\u{e000}'..'\u{e010}').chain("😀👨‍👩‍👧 نص עב".chars()).collect();
    pages(&Paper::Refusal(Refusal { reason: everything, ..refusal() }));
}

#[test]
fn a_word_longer_than_the_line_stays_inside_the_page() {
    let reason = "https://".to_owned() + &"a".repeat(3000);
    let pages = pages(&Paper::Refusal(Refusal { reason: reason.clone(), ..refusal() }));
    assert!(pages.len() > 1, "it was not broken into lines");
    let letters = pages.concat().matches('a').count();
    assert!(letters >= 3000);
}

#[test]
fn empty_texts_are_no_error() {
    let none = String::new;
    let nobody = Applicant {
        name: none(),
        tax_code: none(),
        filed_by: none(),
        address: none(),
        phone: none(),
        email: none(),
    };
    let bare = Receipt {
        head: DossierHead { tracking_url: String::new(), ..of(nobody) },
        papers: vec![],
        due_arithmetic: vec![],
        book: String::new(),
        ..receipt()
    };
    assert_shows(
        &pages(&Paper::Receipt(bare))[0],
        &["Email: không có", "gồm: không có", "Quyển số: không có"],
    );
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_another_one_does_not() {
    let printed = |paper: &Paper| render(paper, template_of(paper)).unwrap();
    let bytes: Vec<Vec<u8>> = for_applicants().iter().map(printed).collect();
    assert_eq!(bytes, for_applicants().iter().map(printed).collect::<Vec<_>>());
    let head = DossierHead { issued_at: datetime!(2026-01-05 08:31 +7), ..receipt().head };
    let later = Receipt { head, ..receipt() };
    assert_ne!(bytes[0], printed(&Paper::Receipt(later)));
}

#[test]
fn the_pdf_claims_archival_and_accessible_conformance_and_its_own_date() {
    for paper in for_applicants() {
        let pdf = render(&paper, template_of(&paper)).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        let text = String::from_utf8_lossy(&pdf);
        for claim in [
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
            "<pdfuaid:part>1<",
            "2026-01-05T0",
            paper.title_vi(),
        ] {
            assert!(text.contains(claim), "{claim} is missing from {}", paper.title_vi());
        }
    }
}

#[test]
fn an_issued_paper_survives_storage_as_json() {
    for paper in for_applicants() {
        let stored = serde_json::to_string(&paper).unwrap();
        assert!(stored.contains("\"issued_at\":\"2026-01-05T"));
        assert_eq!(serde_json::from_str::<Paper>(&stored).unwrap(), paper);
    }
}

/// What is stored is read by every later version, so its shape never changes.
#[test]
fn a_stored_paper_has_its_fields_side_by_side() {
    let head =
        ["applicant", "demo", "dossier_code", "issued_at", "kind", "letterhead", "procedure", "tracking_url"];
    let own: [&[&str]; 5] = [
        &[
            "book",
            "desk",
            "due_arithmetic",
            "due_text",
            "papers",
            "period_text",
            "received_text",
            "receiver",
            "result_place",
            "sequence",
            "sets",
        ],
        &["contact", "deadline_text", "guide", "items", "note"],
        &["desk", "reason", "receiver"],
        &["agency", "due_text", "leader", "new_due_text", "reason", "received_day"],
        &["ground", "reason", "received_text", "returned", "signer"],
    ];
    for (paper, own) in for_applicants().iter().zip(own) {
        let mut expected = [&head[..], own].concat();
        expected.sort_unstable();
        let stored = serde_json::to_value(paper).unwrap();
        let mut keys: Vec<&String> = stored.as_object().unwrap().keys().collect();
        keys.sort_unstable();
        assert_eq!(keys, expected);
    }
}
