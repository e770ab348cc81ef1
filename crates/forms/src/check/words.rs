//! The words of each fault, for the clerk who keeps the catalogue.

use domain::text::Lang;

use super::fault::{FaultReason, Wanted};

pub(super) fn vietnamese(reason: &FaultReason) -> String {
    match reason {
        FaultReason::MissingText { lang: Lang::Vi } => "thiếu chữ tiếng Việt".to_owned(),
        FaultReason::MissingText { lang: Lang::En } => "thiếu chữ tiếng Anh".to_owned(),
        FaultReason::NotComposed => "chữ chưa ở dạng Unicode dựng sẵn (NFC)".to_owned(),
        FaultReason::BadId { id } => {
            format!("tên “{id}” chỉ được gồm chữ thường không dấu, chữ số và _, bắt đầu bằng chữ")
        }
        FaultReason::DuplicateId { id } => format!("tên “{id}” bị trùng"),
        FaultReason::ReservedId { id } => format!("tên “{id}” đã dành cho hệ thống"),
        FaultReason::Empty => "danh sách đang trống".to_owned(),
        FaultReason::UnknownQuestion { name } => format!("không có câu hỏi “{name}”"),
        FaultReason::UnknownOption { question, value } => {
            format!("câu hỏi “{question}” không có lựa chọn “{value}”")
        }
        FaultReason::WrongKind { question, wanted } => {
            format!("câu hỏi “{question}” không phải {}", wanted_words(*wanted).0)
        }
        FaultReason::DifferentKinds { first, second } => {
            format!("“{first}” và “{second}” khác loại, không so sánh được")
        }
        FaultReason::InsideGroup { name } => {
            format!("câu hỏi “{name}” nằm trong nhóm lặp, không gọi được từ bên ngoài")
        }
        FaultReason::OutsideGroup { name } => {
            format!("điều kiện so “{name}” với các dòng khác nhưng không nằm trong nhóm lặp")
        }
        FaultReason::Cycle { names } => format!("điều kiện đi vòng tròn: {}", names.join(" → ")),
        FaultReason::UnknownTable { id } => format!("không có danh mục “{id}”"),
        FaultReason::MisplacedPrefill => {
            "prefill không hợp với loại câu hỏi này hoặc nằm trong nhóm lặp".to_owned()
        }
        FaultReason::OptionsAndTable => "chỉ ghi options hoặc table, không ghi cả hai".to_owned(),
        FaultReason::NeverAsked => "điều kiện không bao giờ đúng, nên không bao giờ được hỏi".to_owned(),
        FaultReason::NeverHolds => "điều kiện không bao giờ đúng".to_owned(),
        FaultReason::NeverNeeded => "điều kiện không bao giờ đúng, nên không bao giờ cần giấy tờ".to_owned(),
        FaultReason::NeverBroken => "không câu trả lời nào vi phạm quy tắc này".to_owned(),
        FaultReason::AlwaysBroken => "mọi hồ sơ điền đủ đều vi phạm quy tắc này".to_owned(),
        FaultReason::RulesClash { other } => {
            format!("không hồ sơ điền đủ nào theo được cả quy tắc này và “{other}”")
        }
        FaultReason::GroupInGroup => "nhóm lặp không được chứa nhóm lặp".to_owned(),
        FaultReason::FileInGroup => "nhóm lặp không được chứa ô tệp".to_owned(),
        FaultReason::MinAboveMax => "mức ít nhất lớn hơn mức nhiều nhất".to_owned(),
        FaultReason::LengthOutOfBounds { most } => format!("độ dài phải từ 1 đến {most}"),
        FaultReason::UnknownPaper { id } => format!("không có giấy tờ “{id}”"),
        FaultReason::PaperTakesNoFile { id } => format!("giấy tờ “{id}” không nộp nên không có tệp"),
        FaultReason::PaperAskedTwice { id } => format!("giấy tờ “{id}” được hỏi hai lần"),
        FaultReason::LonelyOneOf { group } => format!("nhóm thay thế “{group}” chỉ có một giấy tờ"),
        FaultReason::LonelyTogether { set } => {
            format!(
                "bộ “{set}” phải có từ hai giấy tờ trở lên, ít nhất một bắt buộc, và nhóm thay thế phải có cách khác"
            )
        }
        FaultReason::Zero => "phải lớn hơn 0".to_owned(),
        FaultReason::BudgetAboveDeadline { budget, allowed } => {
            format!("các bước cộng lại {}, quá thời hạn {}", hours_vi(*budget), hours_vi(*allowed))
        }
        FaultReason::BudgetBelowDeadline { budget, allowed } => {
            format!("các bước cộng lại {}, chưa đủ thời hạn {}", hours_vi(*budget), hours_vi(*allowed))
        }
        FaultReason::NotADate { text } if text.is_empty() => "thiếu ngày".to_owned(),
        FaultReason::NotADate { text } => format!("“{text}” không phải ngày dạng 2026-11-23"),
        FaultReason::FromAfterTo => "ngày bắt đầu sau ngày kết thúc".to_owned(),
    }
}

pub(super) fn english(reason: &FaultReason) -> String {
    match reason {
        FaultReason::MissingText { lang: Lang::Vi } => "the Vietnamese text is missing".to_owned(),
        FaultReason::MissingText { lang: Lang::En } => "the English text is missing".to_owned(),
        FaultReason::NotComposed => "the text is not in Unicode form NFC".to_owned(),
        FaultReason::BadId { id } => {
            format!("the id “{id}” may have lower-case letters, digits and _ only, a letter first")
        }
        FaultReason::DuplicateId { id } => format!("the id “{id}” is used twice"),
        FaultReason::ReservedId { id } => format!("the id “{id}” is reserved"),
        FaultReason::Empty => "the list is empty".to_owned(),
        FaultReason::UnknownQuestion { name } => format!("there is no question “{name}”"),
        FaultReason::UnknownOption { question, value } => {
            format!("the question “{question}” has no option “{value}”")
        }
        FaultReason::WrongKind { question, wanted } => {
            format!("the question “{question}” is not {}", wanted_words(*wanted).1)
        }
        FaultReason::DifferentKinds { first, second } => {
            format!("“{first}” and “{second}” are of different kinds and cannot be compared")
        }
        FaultReason::InsideGroup { name } => {
            format!("the question “{name}” is inside a group and cannot be named from outside")
        }
        FaultReason::OutsideGroup { name } => {
            format!("the condition compares “{name}” with other rows, but stands in no group")
        }
        FaultReason::Cycle { names } => format!("the conditions go in a circle: {}", names.join(" → ")),
        FaultReason::UnknownTable { id } => format!("there is no table “{id}”"),
        FaultReason::MisplacedPrefill => {
            "this prefill does not fit the kind of the question, or the question is inside a group".to_owned()
        }
        FaultReason::OptionsAndTable => "give options or a table, not both".to_owned(),
        FaultReason::NeverAsked => "the condition never holds, so it is never asked".to_owned(),
        FaultReason::NeverHolds => "the condition never holds".to_owned(),
        FaultReason::NeverNeeded => "the condition never holds, so the paper is never needed".to_owned(),
        FaultReason::NeverBroken => "no answers break this rule".to_owned(),
        FaultReason::AlwaysBroken => "all complete answers break this rule".to_owned(),
        FaultReason::RulesClash { other } => {
            format!("no complete answers keep both this rule and “{other}”")
        }
        FaultReason::GroupInGroup => "a group may not contain a group".to_owned(),
        FaultReason::FileInGroup => "a group may not contain a file slot".to_owned(),
        FaultReason::MinAboveMax => "the minimum is above the maximum".to_owned(),
        FaultReason::LengthOutOfBounds { most } => format!("the length must be from 1 to {most}"),
        FaultReason::UnknownPaper { id } => format!("there is no paper “{id}”"),
        FaultReason::PaperTakesNoFile { id } => {
            format!("the paper “{id}” is not handed in and takes no file")
        }
        FaultReason::PaperAskedTwice { id } => format!("the paper “{id}” is asked for twice"),
        FaultReason::LonelyOneOf { group } => format!("the one_of group “{group}” has only one paper"),
        FaultReason::LonelyTogether { set } => {
            format!(
                "the set “{set}” needs two papers or more, one of them required, and another way in the same one_of group"
            )
        }
        FaultReason::Zero => "must be more than 0".to_owned(),
        FaultReason::BudgetAboveDeadline { budget, allowed } => {
            format!(
                "the steps add up to {}, more than the deadline of {}",
                hours_en(*budget),
                hours_en(*allowed)
            )
        }
        FaultReason::BudgetBelowDeadline { budget, allowed } => {
            format!(
                "the steps add up to {}, less than the deadline of {}",
                hours_en(*budget),
                hours_en(*allowed)
            )
        }
        FaultReason::NotADate { text } if text.is_empty() => "the day is missing".to_owned(),
        FaultReason::NotADate { text } => format!("“{text}” is no date such as 2026-11-23"),
        FaultReason::FromAfterTo => "it begins after it ends".to_owned(),
    }
}

/// Half hours as hours of work: `7,5 giờ làm việc`.
fn hours_vi(half_hours: u32) -> String {
    format!("{}{} giờ làm việc", half_hours / 2, if half_hours % 2 == 1 { ",5" } else { "" })
}

fn hours_en(half_hours: u32) -> String {
    format!("{}{} working hours", half_hours / 2, if half_hours % 2 == 1 { ".5" } else { "" })
}

const fn wanted_words(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Date => ("câu hỏi ngày", "a date"),
        Wanted::Number => ("câu hỏi số hoặc số tiền", "a number or money"),
        Wanted::Value => ("câu hỏi có một giá trị", "a question with one value"),
        Wanted::Group => ("nhóm lặp", "a group"),
        Wanted::SexChoice => ("lựa chọn male và female", "a choice of male and female"),
    }
}
