//! One ordinary example of each paper.

use time::macros::datetime;

use crate::{
    Applicant, Contact, Letterhead, Paper, PaperLine, Receipt, Refusal, SupplementItem, SupplementRequest,
};

pub(crate) const CODE: &str = "000.00.10.H08-260105-0001";

pub(crate) fn letterhead(number: &str) -> Letterhead {
    Letterhead {
        parent_agency: "UBND tỉnh Bình Dương".into(),
        agency: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        number: number.into(),
        place: "Bình Dương".into(),
        date_text: "ngày 05 tháng 01 năm 2026".into(),
    }
}

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

pub(crate) fn receipt() -> Receipt {
    let line = |name: &str, kind: &str| PaperLine { name: name.into(), kind: kind.into(), quantity: 1 };
    Receipt {
        issued_at: datetime!(2026-01-05 08:30 +7),
        demo: false,
        letterhead: letterhead("12/TNHS"),
        applicant: applicant(),
        dossier_code: CODE.into(),
        tracking_url: format!("https://motcua.example.vn/track/{CODE}"),
        desk: "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một".into(),
        procedure: "Đăng ký khai sinh (1.001193.000.00.00.H08)".into(),
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
        issued_at: datetime!(2026-01-05 09:00 +7),
        demo: false,
        letterhead: letterhead("07/HDHS"),
        applicant: applicant(),
        dossier_code: CODE.into(),
        tracking_url: format!("https://motcua.example.vn/track/{CODE}"),
        procedure: "Đăng ký khai sinh".into(),
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
        issued_at: datetime!(2026-01-05 10:15 +7),
        demo: false,
        letterhead: letterhead("03/TCTN"),
        applicant: applicant(),
        dossier_code: CODE.into(),
        tracking_url: format!("https://motcua.example.vn/track/{CODE}"),
        procedure: "Đăng ký khai sinh".into(),
        desk: "phường Thủ Dầu Một".into(),
        reason: "Việc khai sinh đã được đăng ký tại phường Phú Cường ngày 02 tháng 12 năm 2025.".into(),
        receiver: "Trần Văn Hữu".into(),
    }
}

pub(crate) fn three() -> [Paper; 3] {
    [Paper::Receipt(receipt()), Paper::SupplementRequest(supplement_request()), Paper::Refusal(refusal())]
}
