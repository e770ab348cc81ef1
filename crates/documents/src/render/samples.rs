//! One ordinary example of each paper.

use time::OffsetDateTime;
use time::macros::datetime;

use crate::{
    Apology, Applicant, Contact, ControlSlip, DossierHead, FormName, HandOver, Letterhead, Paper, PaperLine,
    Receipt, Refusal, Register, RegisterRow, StopNotice, SupplementItem, SupplementRequest, Template,
};

pub(crate) const CODE: &str = "000.00.10.H08-260105-0001";

pub(crate) fn letterhead(number: &str) -> Letterhead {
    Letterhead {
        parent_agency: "UBND tỉnh Bình Dương".into(),
        agency: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        number: number.into(),
        place: "Bình Dương".into(),
        date_text: "ngày 05 tháng 01 năm 2026".into(),
        form: None,
    }
}

/// The head of a form of a circular.
fn headed(number: &str, form: &str, title: &str, basis: &str) -> Letterhead {
    let form = FormName { number: form.into(), title: title.into(), basis: basis.into() };
    Letterhead { form: Some(form), ..letterhead(number) }
}

pub(crate) const OF_2018: &str = "Thông tư số 01/2018/TT-VPCP";
pub(crate) const OF_2025: &str = "Thông tư số 03/2025/TT-VPCP";

pub(crate) fn applicant() -> Applicant {
    Applicant {
        name: "Nguyễn Thị Thuỳ Dương".into(),
        tax_code: String::new(),
        filed_by: String::new(),
        address: "Số 12, đường Yersin, phường Thủ Dầu Một, tỉnh Bình Dương".into(),
        phone: "0912 345 678".into(),
        email: "thuyduong@example.vn".into(),
    }
}

fn head(issued_at: OffsetDateTime, letterhead: Letterhead, procedure: &str) -> DossierHead {
    DossierHead {
        issued_at,
        demo: false,
        letterhead,
        applicant: applicant(),
        dossier_code: CODE.into(),
        tracking_url: format!("https://motcua.example.vn/track/{CODE}"),
        procedure: procedure.into(),
    }
}

pub(crate) fn receipt() -> Receipt {
    let line = |name: &str, kind: &str| PaperLine { name: name.into(), kind: kind.into(), quantity: 1 };
    Receipt {
        head: head(
            datetime!(2026-01-05 08:30 +7),
            letterhead("12/TNHS"),
            "Đăng ký khai sinh (1.001193.000.00.00.H08)",
        ),
        desk: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        papers: vec![
            line("Tờ khai đăng ký khai sinh", "Bản điện tử"),
            line("Giấy chứng sinh", "Bản chính"),
            line("Giấy chứng nhận kết hôn của cha, mẹ (nếu đã đăng ký kết hôn)", "Bản sao"),
        ],
        sets: 1,
        period_text: "01 ngày làm việc".into(),
        received_text: "08 giờ 30 phút, ngày 05 tháng 01 năm 2026".into(),
        due_text: "08 giờ 30 phút, ngày 06 tháng 01 năm 2026".into(),
        due_arithmetic: vec![
            "08:30 05/01/2026 (thứ Hai) + 08 giờ làm việc = 08:30 06/01/2026 (thứ Ba)".into(),
        ],
        result_place: "Quầy số 3, Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        book: "01".into(),
        sequence: "12".into(),
        receiver: "Trần Văn Hữu".into(),
    }
}

pub(crate) fn supplement_request() -> SupplementRequest {
    let item = |what: &str, reason: &str| SupplementItem { what: what.into(), reason: reason.into() };
    SupplementRequest {
        head: head(datetime!(2026-01-05 09:00 +7), letterhead("07/HDHS"), "Đăng ký khai sinh"),
        items: vec![
            item("Giấy chứng sinh", "Ảnh chụp mờ, không đọc được số và ngày cấp."),
            item("Họ, chữ đệm, tên của mẹ", "Không trùng với Giấy chứng nhận kết hôn đã nộp."),
        ],
        note: "Liên hệ 1022 nếu cần giúp.".to_owned(),
        deadline_text: "trước 17 giờ 00 phút, ngày 12 tháng 01 năm 2026".into(),
        contact: Contact { name: "Bộ phận Hộ tịch".into(), phone: "0274 3822 825".into() },
        guide: "Lê Thị Mỹ Hạnh".into(),
    }
}

pub(crate) fn refusal() -> Refusal {
    Refusal {
        head: head(datetime!(2026-01-05 10:15 +7), letterhead("03/TCTN"), "Đăng ký khai sinh"),
        desk: "phường Thủ Dầu Một".into(),
        reason: "Việc khai sinh đã được đăng ký tại phường Phú Cường ngày 02 tháng 12 năm 2025.".into(),
        receiver: "Trần Văn Hữu".into(),
        leader: String::new(),
    }
}

pub(crate) fn apology() -> Apology {
    Apology {
        head: head(
            datetime!(2026-01-05 14:00 +7),
            headed("02/PXL", "04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", OF_2025),
            "Cấp Phiếu lý lịch tư pháp",
        ),
        agency: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        received_day: "Ngày 29 tháng 12 năm 2025".into(),
        due_text: "17 giờ 00 phút, ngày 06 tháng 01 năm 2026".into(),
        reason: "Cơ quan lưu trữ chưa trả lời kết quả tra cứu.".into(),
        new_due_text: "17 giờ 00 phút, ngày 09 tháng 01 năm 2026".into(),
        leader: "Lý Thị Kim Oanh".into(),
    }
}

pub(crate) fn stop_notice() -> StopNotice {
    StopNotice {
        head: head(
            datetime!(2026-01-05 15:00 +7),
            headed("01/TBD", "05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", OF_2025),
            "Đăng ký khai sinh",
        ),
        received_text: "08 giờ 30 phút, ngày 05 tháng 01 năm 2026".into(),
        ground: "yêu cầu rút hồ sơ của Ông (Bà)/Tổ chức ngày 05 tháng 01 năm 2026".into(),
        reason: "Tôi tìm được bản chính.".into(),
        returned: "hồ sơ nộp trực tuyến, không giữ bản giấy; chưa thu phí, lệ phí".into(),
        signer: "Trần Văn Hữu".into(),
    }
}

pub(crate) fn control_slip() -> ControlSlip {
    let row = |agency: &str, giver: &str, receiver: &str, outcome: &str| HandOver {
        agency: agency.into(),
        giver: giver.into(),
        given_text: "08 giờ 30 phút, ngày 05 tháng 01 năm 2026".into(),
        receiver: receiver.into(),
        received_text: "08 giờ 30 phút, ngày 05 tháng 01 năm 2026".into(),
        outcome: outcome.into(),
        note: "Chuyển xử lý".into(),
    };
    ControlSlip {
        issued_at: datetime!(2026-01-05 16:00 +7),
        demo: false,
        letterhead: headed("", "06", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", OF_2025),
        dossier_code: CODE.into(),
        tracking_url: format!("https://motcua.example.vn/track/{CODE}"),
        procedure: "Đăng ký khai sinh".into(),
        agency: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        helping: String::new(),
        due_text: "17 giờ 00 phút, ngày 06 tháng 01 năm 2026".into(),
        rows: vec![
            row("Bộ phận Một cửa", "Nguyễn Thị Thuỳ Dương", "Trần Văn Hữu", ""),
            row("Cán bộ thụ lý", "Trần Văn Hữu", "Phan Đức Thịnh", "Trước hạn"),
        ],
    }
}

pub(crate) fn register_row(number: u32) -> RegisterRow {
    RegisterRow {
        number: number.to_string(),
        code: CODE.into(),
        procedure: "Cấp Giấy xác nhận tình trạng hôn nhân".into(),
        sets: 1,
        applicant: "Nguyễn Thị Thuỳ Dương".into(),
        contact: "Số 12, đường Yersin, phường Thủ Dầu Một; 0912 345 678".into(),
        agency: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        received: "05/01/2026".into(),
        promised: "06/01/2026, hẹn lại 09/01/2026".into(),
        returned: "09/01/2026".into(),
        delivery: "Trực tuyến".into(),
        note: "Xin lỗi và hẹn lại".into(),
    }
}

pub(crate) fn register() -> Register {
    Register {
        issued_at: datetime!(2026-01-05 16:30 +7),
        demo: false,
        letterhead: headed("", "07", "SỔ THEO DÕI HỒ SƠ", OF_2025),
        book: "01".into(),
        year: "2026".into(),
        rows: (1..=3).map(register_row).collect(),
    }
}

/// The papers that applicants get, each under the newest template of 2025.
pub(crate) fn for_applicants() -> Vec<Paper> {
    let mut papers = three().to_vec();
    papers.extend([Paper::Apology(apology()), Paper::StopNotice(stop_notice())]);
    papers
}

/// The newest template of 2025 for a paper.
pub(crate) fn template_of(paper: &Paper) -> Template {
    let (name, version) = match paper {
        Paper::Receipt(_) => ("mau-01-2025", 2),
        Paper::SupplementRequest(_) => ("mau-02-2025", 2),
        Paper::Refusal(_) => ("mau-03-2025", 2),
        Paper::Apology(_) => ("mau-04-2025", 1),
        Paper::StopNotice(_) => ("mau-05-2025", 1),
        Paper::ControlSlip(_) => ("mau-06-2025", 2),
        Paper::Register(_) => ("mau-07-2025", 2),
    };
    Template::find(name, version).unwrap()
}

pub(crate) fn three() -> [Paper; 3] {
    [Paper::Receipt(receipt()), Paper::SupplementRequest(supplement_request()), Paper::Refusal(refusal())]
}
