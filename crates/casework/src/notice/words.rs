//! The words of notices. A subject names no person, no procedure and nothing of the contents, and a body says
//! little more: whoever looks over a shoulder or holds the mailbox learns next to nothing (law §9.1).

use domain::text::{Lang, Text};
use views::{Moment, NoticeKind};

use crate::outbox::Letter;

/// What happened, for the inbox.
pub(super) fn sentence(kind: NoticeKind, until: Option<Moment>, lang: Lang) -> String {
    let base = match lang {
        Lang::Vi => words(kind).0,
        Lang::En => words(kind).1,
    };
    match until {
        Some(until) => format!("{base} {}.", until.date_time(lang)),
        None => format!("{base}."),
    }
}

/// Each without its full stop: a moment may follow.
const fn words(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::Filed => (
            "Hệ thống đã nhận hồ sơ của bạn. Bộ phận Một cửa kiểm tra chậm nhất lúc",
            "Your dossier has arrived. The one-stop checks it at the latest at",
        ),
        NoticeKind::Accepted => (
            "Hồ sơ của bạn đã được tiếp nhận. Hẹn trả kết quả lúc",
            "Your dossier was accepted. The result is promised for",
        ),
        NoticeKind::SupplementAsked => {
            ("Bạn cần bổ sung hồ sơ. Hạn bổ sung đến", "More is needed for your dossier. Please send it by")
        }
        NoticeKind::SupplementReceived => (
            "Đã nhận phần bổ sung của bạn. Bộ phận Một cửa kiểm tra chậm nhất lúc",
            "Your supplement has arrived. The one-stop checks it at the latest at",
        ),
        NoticeKind::Refused => (
            "Hồ sơ của bạn không được tiếp nhận. Lý do ghi ở trang hồ sơ",
            "Your dossier was not taken in. The reason stands on its page",
        ),
        NoticeKind::WithdrawalReceived => {
            ("Đã nhận yêu cầu rút hồ sơ của bạn", "Your request to withdraw the dossier has arrived")
        }
        NoticeKind::Stopped => {
            ("Hồ sơ của bạn đã dừng giải quyết theo yêu cầu", "Your dossier was stopped as you asked")
        }
        NoticeKind::Closed => (
            "Hồ sơ của bạn đã đóng vì quá hạn bổ sung",
            "Your dossier was closed: no supplement came in time",
        ),
        NoticeKind::Finished => (
            "Hồ sơ của bạn đã có kết quả. Cách nhận ghi ở trang hồ sơ",
            "Your dossier has its result. How you get it stands on its page",
        ),
        NoticeKind::Returned => (
            "Kết quả đã được trả. Mời bạn đánh giá việc phục vụ ở trang hồ sơ",
            "The result was handed over. You can rate the service on the dossier's page",
        ),
        NoticeKind::PaymentAsked => (
            "Hồ sơ của bạn có khoản phí, lệ phí cần nộp. Số tiền và cách nộp ghi ở trang hồ sơ",
            "There is a fee to pay for your dossier. How much, and how, stands on its page",
        ),
        NoticeKind::PaymentSettled => (
            "Đã ghi nhận phí, lệ phí của hồ sơ. Ngày hẹn trả ghi ở trang hồ sơ",
            "The fee of your dossier is settled. The promised day stands on its page",
        ),
        NoticeKind::Reappointed => (
            "Cơ quan xin lỗi vì không kịp trả kết quả đúng hẹn và hẹn lại lúc",
            "The office apologises: the result will not be ready on the promised day. It is promised anew for",
        ),
        NoticeKind::Arrived => (
            "Có hồ sơ đến cần kiểm tra. Kiểm tra chậm nhất lúc",
            "A dossier has come in to be checked, at the latest at",
        ),
        NoticeKind::SupplementArrived => (
            "Người nộp đã bổ sung hồ sơ. Kiểm tra chậm nhất lúc",
            "The applicant has sent what was missing. It is to be checked at the latest at",
        ),
        NoticeKind::WithdrawalArrived => (
            "Người nộp yêu cầu rút hồ sơ. Xác nhận chậm nhất lúc",
            "The applicant wants the dossier back. It is to be confirmed at the latest at",
        ),
        NoticeKind::HandedOver => (
            "Bộ phận Một cửa đã chuyển hồ sơ cho bạn giải quyết. Hẹn trả kết quả lúc",
            "The one-stop handed you a dossier to handle. The result is promised for",
        ),
        NoticeKind::ResultDrafted => (
            "Có dự thảo kết quả chờ bạn duyệt. Hẹn trả kết quả lúc",
            "A drafted result waits for your approval. The result is promised for",
        ),
        NoticeKind::DraftReturned => (
            "Lãnh đạo trả lại dự thảo kết quả để sửa. Hẹn trả kết quả lúc",
            "The leader sent the drafted result back to be changed. The result is promised for",
        ),
        NoticeKind::PeriodResumed => (
            "Phí, lệ phí đã được ghi nhận, thời hạn được tính tiếp. Hẹn trả kết quả lúc",
            "The fee is settled and the period runs again. The result is promised for",
        ),
        NoticeKind::ResultApproved => (
            "Lãnh đạo đã duyệt kết quả, cần chuyển về Bộ phận Một cửa. Hẹn trả kết quả lúc",
            "The leader approved the result, which is to go to the one-stop. It is promised for",
        ),
        NoticeKind::ResultArrived => (
            "Đã có kết quả để trả người nộp. Hẹn trả kết quả lúc",
            "There is a result to hand to the applicant. It was promised for",
        ),
        NoticeKind::ApologyDue => (
            "Hồ sơ đến hạn trong ngày làm việc tới mà chưa có kết quả; hôm nay còn xin lỗi và hẹn lại được. Hẹn trả lúc",
            "A dossier without a result is due on the next working day; today it can still be promised anew with an apology. It is promised for",
        ),
        NoticeKind::SeventyPercent => (
            "Hồ sơ đã qua 70 % thời hạn giải quyết. Hẹn trả kết quả lúc",
            "70 % of the period of this dossier have passed. The result is promised for",
        ),
        NoticeKind::HundredPercent => (
            "Hồ sơ đã hết thời hạn giải quyết mà chưa có kết quả. Hẹn trả lúc",
            "The period of this dossier is over and there is no result. It was promised for",
        ),
        NoticeKind::Message => (
            "Bộ phận Một cửa đã nhắn tin cho bạn. Đọc và trả lời ở trang hồ sơ",
            "The one-stop has written to you. Read and answer it on the dossier's page",
        ),
    }
}

/// The kind in a few words, for choosing.
pub(crate) fn short(kind: NoticeKind) -> Text {
    let (vi, en) = match kind {
        NoticeKind::Filed => ("Đã nhận hồ sơ", "Dossier received"),
        NoticeKind::Accepted => ("Đã tiếp nhận, có ngày hẹn trả", "Accepted, with the promised day"),
        NoticeKind::SupplementAsked => ("Cần bổ sung hồ sơ", "More is needed"),
        NoticeKind::SupplementReceived => ("Đã nhận phần bổ sung", "Supplement received"),
        NoticeKind::Refused => ("Không được tiếp nhận", "Not taken in"),
        NoticeKind::WithdrawalReceived => ("Đã nhận yêu cầu rút", "Withdrawal request received"),
        NoticeKind::Stopped => ("Đã dừng theo yêu cầu", "Stopped as asked"),
        NoticeKind::Closed => ("Đã đóng vì quá hạn bổ sung", "Closed, no supplement in time"),
        NoticeKind::Finished => ("Kết quả đã có", "Result ready"),
        NoticeKind::Returned => ("Đã trả kết quả, mời đánh giá", "Result handed over, rating open"),
        NoticeKind::PaymentAsked => ("Cần nộp phí, lệ phí", "A fee to pay"),
        NoticeKind::PaymentSettled => ("Đã ghi nhận phí, lệ phí", "Fee settled"),
        NoticeKind::Reappointed => ("Xin lỗi và hẹn lại", "Apology, with a new day"),
        NoticeKind::Arrived => ("Có hồ sơ đến cần kiểm tra", "A dossier to be checked"),
        NoticeKind::SupplementArrived => ("Người nộp đã bổ sung", "A supplement to be checked"),
        NoticeKind::WithdrawalArrived => ("Người nộp yêu cầu rút", "A withdrawal to be confirmed"),
        NoticeKind::HandedOver => ("Được giao giải quyết", "A dossier to handle"),
        NoticeKind::ResultDrafted => ("Có dự thảo chờ duyệt", "A draft to approve"),
        NoticeKind::DraftReturned => ("Dự thảo cần sửa", "A draft to change"),
        NoticeKind::PeriodResumed => ("Thời hạn được tính tiếp", "The period runs again"),
        NoticeKind::ResultApproved => ("Kết quả đã được duyệt", "A result was approved"),
        NoticeKind::ResultArrived => ("Có kết quả cần trả", "A result to hand over"),
        NoticeKind::ApologyDue => ("Mai đến hạn, còn xin lỗi được", "Due next, an apology is still possible"),
        NoticeKind::SeventyPercent => ("Đã qua 70 % thời hạn", "70 % of the period have passed"),
        NoticeKind::HundredPercent => ("Đã hết thời hạn", "The period is over"),
        NoticeKind::Message => ("Một cửa nhắn tin cho bạn", "The one-stop writes to you"),
    };
    Text::new(vi, en)
}

pub(super) fn letter(
    base_url: &str,
    kind: NoticeKind,
    code: &str,
    until: Option<Moment>,
    lang: Lang,
) -> Letter {
    let (page, home) = if kind.for_officers() { ("desk", "desk") } else { ("track", "my") };
    let link = format!("{base_url}/{page}/{code}");
    let told = sentence(kind, until, lang);
    let settings = format!("{base_url}/{home}/settings");
    match lang {
        Lang::Vi => Letter {
            subject: format!("Một Cửa: có tin mới về hồ sơ {code}"),
            body: format!(
                "{told}\n\nXem ở đây (cần đăng nhập):\n{link}\n\n-- \n\
                 Thư tự động, không cần trả lời. Chọn tin nào gửi qua thư điện tử: {settings}\n"
            ),
        },
        Lang::En => Letter {
            subject: format!("Một Cửa: news about dossier {code}"),
            body: format!(
                "{told}\n\nSee it here (sign-in needed):\n{link}\n\n-- \n\
                 This mail was sent by a machine. Choose what is sent by mail: {settings}\n"
            ),
        },
    }
}

/// The mail with the link that confirms an address.
pub(crate) fn confirmation(link: &str, lang: Lang) -> Letter {
    match lang {
        Lang::Vi => Letter {
            subject: "Một Cửa: xác nhận địa chỉ thư điện tử".to_owned(),
            body: format!(
                "Có người đề nghị nhận tin của Một Cửa tại địa chỉ này. Nếu là bạn, mở liên kết sau rồi bấm Xác \
                 nhận. Liên kết có hiệu lực 24 giờ.\n\n{link}\n\nNếu không phải bạn, bỏ qua thư này: sẽ không có \
                 thư nào nữa.\n"
            ),
        },
        Lang::En => Letter {
            subject: "Một Cửa: confirm your e-mail address".to_owned(),
            body: format!(
                "Somebody asked for notices of Một Cửa at this address. If it was you, follow this link and press \
                 Confirm. It works for 24 hours.\n\n{link}\n\nIf it was not you, do nothing: no other mail will \
                 come.\n"
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words_in_both_languages_and_the_same_subject() {
        for lang in [Lang::Vi, Lang::En] {
            let mut subjects = Vec::new();
            for kind in NoticeKind::all() {
                let letter = letter("https://a.vn", kind, "H09.41.10-261118-0001", Some(Moment(0)), lang);
                let page = if kind.for_officers() { "desk" } else { "track" };
                let link = format!("\nhttps://a.vn/{page}/H09.41.10-261118-0001\n");
                assert!(letter.body.contains(&link), "{}", letter.body);
                assert!(letter.body.contains("1970"), "{}", letter.body);
                subjects.push(letter.subject);
            }
            subjects.dedup();
            assert_eq!(subjects.len(), 1, "a subject tells nothing of what happened: {subjects:?}");
        }
    }

    #[test]
    fn kinds_read_back_and_are_not_confused() {
        for kind in NoticeKind::all() {
            assert_eq!(NoticeKind::from_code(kind.code()), Some(kind));
            assert!(!short(kind).vi.is_empty() && !short(kind).en.is_empty());
        }
    }
}
