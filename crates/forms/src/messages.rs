//! The words of each problem. They say what to do, and never blame.

use domain::text::Lang;

use crate::problem::ProblemCode;
use crate::values::grouped;

pub(crate) fn vietnamese(code: &ProblemCode, label: &str) -> String {
    let small = &inner(label);
    match code {
        ProblemCode::Missing if is_question(label) => format!("Trả lời câu hỏi “{label}”"),
        ProblemCode::NotChosen | ProblemCode::NotAChoice if is_question(label) => {
            format!("Chọn câu trả lời cho “{label}”")
        }
        ProblemCode::Missing => format!("Nhập {small}"),
        ProblemCode::NotChosen => format!("Chọn {small}"),
        ProblemCode::NotAChoice => format!("Chọn {small} trong danh sách"),
        ProblemCode::NotADate => {
            format!("{label}: nhập ngày, tháng, năm có trên lịch, ví dụ 5/3/2024")
        }
        ProblemCode::NotALunarDate => format!(
            "{label}: nhập ngày, tháng, năm có trong âm lịch, ví dụ 15/8/1954; chỉ đánh dấu tháng nhuận khi năm đó nhuận đúng tháng ấy"
        ),
        ProblemCode::DateInFuture => format!("{label} không được sau ngày hôm nay"),
        ProblemCode::DateInPast => format!("{label} không được trước ngày hôm nay"),
        ProblemCode::NotANumber => format!("{label}: nhập số nguyên, chỉ dùng chữ số, ví dụ 1200"),
        ProblemCode::TooSmall { min } => format!("{label} phải từ {} trở lên", grouped(*min, '.')),
        ProblemCode::TooLarge { max } => format!("{label} không được quá {}", grouped(*max, '.')),
        ProblemCode::TooLong { max } => {
            format!("{label} dài quá; viết gọn lại, nhiều nhất {} ký tự", grouped(i64::from(*max), '.'))
        }
        ProblemCode::WordsDiffer { words } => {
            format!("{label} không khớp với số tiền bằng số; theo số tiền đó thì ghi “{words}”")
        }
        ProblemCode::NationalIdLength { entered } => {
            format!("Số định danh có 12 chữ số; bạn đã nhập {entered}")
        }
        ProblemCode::NationalIdNotDigits => "Số định danh chỉ gồm 12 chữ số; bỏ chữ và dấu".to_owned(),
        ProblemCode::NationalIdProvince => {
            "Ba chữ số đầu của số định danh không phải mã của tỉnh nào; kiểm tra lại".to_owned()
        }
        ProblemCode::NationalIdBirthMismatch => {
            "Số định danh không khớp với năm sinh đã khai; kiểm tra lại cả hai".to_owned()
        }
        ProblemCode::NationalIdSexMismatch => {
            "Số định danh không khớp với giới tính đã khai; kiểm tra lại cả hai".to_owned()
        }
        ProblemCode::TaxCodeLength => "Mã số thuế có 10, 12 hoặc 13 chữ số; kiểm tra lại".to_owned(),
        ProblemCode::TaxCodeChecksum => {
            "Mã số thuế chưa đúng; kiểm tra lại từng chữ số trên giấy chứng nhận".to_owned()
        }
        ProblemCode::TaxCodeBranch => "Ba số cuối của mã số thuế chi nhánh phải từ 001 đến 999".to_owned(),
        ProblemCode::NameSmall => {
            format!("{label}: viết hoa chữ cái đầu của mỗi chữ, như trên giấy tờ")
        }
        ProblemCode::SignatureIllegible => {
            format!("{label}: nét ký quá nhỏ hoặc không đọc được, hãy xóa và ký lại")
        }
        ProblemCode::NameInvalid => {
            format!("{label}: chỉ ghi chữ cái, không ghi chữ số hay ký hiệu")
        }
        ProblemCode::PhoneInvalid => {
            format!("{label}: nhập số điện thoại Việt Nam, ví dụ 0912 345 678")
        }
        ProblemCode::EmailInvalid => format!("{label}: nhập địa chỉ thư điện tử, ví dụ ten@example.vn"),
        ProblemCode::ProvinceMissing => format!("Chọn tỉnh, thành phố của {small}"),
        ProblemCode::ProvinceUnknown => format!("Chọn tỉnh, thành phố của {small} trong danh sách"),
        ProblemCode::CommuneMissing => format!("Chọn xã, phường, đặc khu của {small}"),
        ProblemCode::CommuneUnknown => {
            format!(
                "Chọn lại xã, phường, đặc khu của {small}: đơn vị này không thuộc tỉnh, thành phố đã chọn"
            )
        }
        ProblemCode::TooFewRows { min } => format!("{label}: khai ít nhất {min} mục"),
        ProblemCode::TooManyRows { max } => format!("{label}: khai nhiều nhất {max} mục; xóa bớt"),
        ProblemCode::PaperMissing => format!("Đính kèm {small}"),
        ProblemCode::OnePaperMissing { .. } => format!("Đính kèm một trong các giấy tờ: {label}"),
        ProblemCode::TooManyFiles { max } => format!("{label}: nhiều nhất {max} tệp; xóa bớt"),
        ProblemCode::Rule { message, .. } => message.get(Lang::Vi).to_owned(),
    }
}

pub(crate) fn english(code: &ProblemCode, label: &str) -> String {
    let small = &inner(label);
    match code {
        ProblemCode::Missing if is_question(label) => format!("Answer “{label}”"),
        ProblemCode::NotChosen | ProblemCode::NotAChoice if is_question(label) => {
            format!("Choose an answer to “{label}”")
        }
        ProblemCode::Missing => format!("Enter {small}"),
        ProblemCode::NotChosen => format!("Choose {small}"),
        ProblemCode::NotAChoice => format!("Choose {small} from the list"),
        ProblemCode::NotADate => format!("{label}: enter a real date as day, month, year, such as 5/3/2024"),
        ProblemCode::NotALunarDate => format!(
            "{label}: enter a day of the lunar calendar, such as 15/8/1954; mark a leap month only if the year has it"
        ),
        ProblemCode::DateInFuture => format!("{label} must not be after today"),
        ProblemCode::DateInPast => format!("{label} must not be before today"),
        ProblemCode::NotANumber => format!("{label}: enter a whole number in digits, such as 1200"),
        ProblemCode::TooSmall { min } => format!("{label} must be {} or more", grouped(*min, ',')),
        ProblemCode::TooLarge { max } => format!("{label} must be {} or less", grouped(*max, ',')),
        ProblemCode::TooLong { max } => {
            format!("{label} is too long; shorten it to {} characters", grouped(i64::from(*max), ','))
        }
        ProblemCode::WordsDiffer { words } => {
            format!("{label} does not say the amount in figures, which reads “{words}”")
        }
        ProblemCode::NationalIdLength { entered } => {
            format!("A personal identification number has 12 digits; you entered {entered}")
        }
        ProblemCode::NationalIdNotDigits => {
            "A personal identification number has 12 digits and nothing else; remove letters and signs"
                .to_owned()
        }
        ProblemCode::NationalIdProvince => {
            "The first three digits of the identification number are no province's; check them".to_owned()
        }
        ProblemCode::NationalIdBirthMismatch => {
            "The identification number does not fit the year of birth; check both".to_owned()
        }
        ProblemCode::NationalIdSexMismatch => {
            "The identification number does not fit the sex; check both".to_owned()
        }
        ProblemCode::TaxCodeLength => "A tax code has 10, 12 or 13 digits; check it".to_owned(),
        ProblemCode::TaxCodeChecksum => {
            "The tax code is not right; check each digit against the certificate".to_owned()
        }
        ProblemCode::TaxCodeBranch => {
            "The last three digits of a branch's tax code run from 001 to 999".to_owned()
        }
        ProblemCode::NameSmall => format!("{label}: begin each word with a capital, as on papers"),
        ProblemCode::SignatureIllegible => {
            format!("{label}: too small or not legible, clear it and sign again")
        }
        ProblemCode::NameInvalid => format!("{label}: letters only, no digits or symbols"),
        ProblemCode::PhoneInvalid => {
            format!("{label}: enter a Vietnamese phone number, such as 0912 345 678")
        }
        ProblemCode::EmailInvalid => format!("{label}: enter an e-mail address, such as name@example.vn"),
        ProblemCode::ProvinceMissing => format!("Choose the province or city of {small}"),
        ProblemCode::ProvinceUnknown => format!("Choose the province or city of {small} from the list"),
        ProblemCode::CommuneMissing => format!("Choose the commune or ward of {small}"),
        ProblemCode::CommuneUnknown => {
            format!("Choose the commune or ward of {small} again: it is not in the chosen province or city")
        }
        ProblemCode::TooFewRows { min } => format!("{label}: give at least {min}"),
        ProblemCode::TooManyRows { max } => format!("{label}: give at most {max}; remove some"),
        ProblemCode::PaperMissing => format!("Attach {small}"),
        ProblemCode::OnePaperMissing { .. } => format!("Attach one of: {label}"),
        ProblemCode::TooManyFiles { max } => format!("{label}: at most {max} files; remove some"),
        ProblemCode::Rule { message, .. } => message.get(Lang::En).to_owned(),
    }
}

fn is_question(label: &str) -> bool {
    label.trim_end().ends_with('?')
}

/// A label inside a sentence: its first letter small, unless the word is an abbreviation such as `UBND`.
pub(crate) fn inner(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    if letters.next().is_some_and(|second| second.is_uppercase() || second.is_ascii_digit()) {
        return label.to_owned();
    }
    first.to_lowercase().chain(label.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use domain::text::Text;

    use super::*;

    fn both(code: &ProblemCode, vi: &str, en: &str) -> [String; 2] {
        [code.message(Lang::Vi, vi), code.message(Lang::En, en)]
    }

    #[test]
    fn a_message_says_what_to_do() {
        assert_eq!(
            both(&ProblemCode::Missing, "Họ và tên của trẻ", "Full name of the child"),
            ["Nhập họ và tên của trẻ", "Enter full name of the child"]
        );
        assert_eq!(both(&ProblemCode::NotChosen, "Giới tính", "Sex"), ["Chọn giới tính", "Choose sex"]);
        assert_eq!(
            ProblemCode::NationalIdLength { entered: 11 }.message(Lang::Vi, "Số định danh"),
            "Số định danh có 12 chữ số; bạn đã nhập 11"
        );
        assert_eq!(
            ProblemCode::TooSmall { min: 1_000_000 }.message(Lang::Vi, "Vốn kinh doanh"),
            "Vốn kinh doanh phải từ 1.000.000 trở lên"
        );
    }

    #[test]
    fn a_label_that_is_a_question_is_quoted() {
        assert_eq!(
            both(&ProblemCode::NotChosen, "Cha mẹ đã kết hôn chưa?", "Are the parents married?"),
            [
                "Chọn câu trả lời cho “Cha mẹ đã kết hôn chưa?”",
                "Choose an answer to “Are the parents married?”"
            ]
        );
    }

    #[test]
    fn abbreviations_keep_their_capitals() {
        assert_eq!(inner("UBND xã"), "UBND xã");
        assert_eq!(inner("Ông, bà"), "ông, bà");
        assert_eq!(inner("Địa chỉ"), "địa chỉ");
        assert_eq!(inner(""), "");
    }

    #[test]
    fn a_rule_speaks_in_its_own_words() {
        let code = ProblemCode::Rule { id: "r".into(), message: Text::new("Sửa lại", "Correct it") };
        assert_eq!(both(&code, "Tổng", "Total"), ["Sửa lại", "Correct it"]);
    }
}
