//! A small form that the tests of this crate share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::answers::Answers;
use crate::procedure::Paper;
use crate::schema::Form;

/// A registration of residence: the applicant, the members of the household, a place.
pub(crate) fn household() -> Form {
    static FORM: LazyLock<Form> = LazyLock::new(|| serde_saphyr::from_str(HOUSEHOLD).unwrap());
    FORM.clone()
}

pub(crate) fn papers() -> Vec<Paper> {
    static LIST: LazyLock<Vec<Paper>> = LazyLock::new(|| serde_saphyr::from_str(PAPERS).unwrap());
    LIST.clone()
}

pub(crate) fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn posted(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// Answers to every required question of [`household`], all valid.
pub(crate) const COMPLETE: [(&str, &str); 11] = [
    ("full_name", "Nguyễn Văn An"),
    ("birth", "1990-05-06"),
    ("sex", "male"),
    ("national_id", "074090123456"),
    ("phone", "0912 345 678"),
    ("rents", "no"),
    ("members.rows", "1"),
    ("members.0.member_name", "Nguyễn Thị Bình"),
    ("members.0.member_birth", "2015-01-02"),
    ("home.province", "79"),
    ("home.commune", "25747"),
];

const HOUSEHOLD: &str = "
sections:
  - id: applicant
    title: { vi: Người đăng ký, en: Applicant }
    questions:
      - { id: full_name, kind: text, max_length: 50, label: { vi: Họ và tên, en: Full name }, autocomplete: name }
      - { id: birth, kind: date, range: past, label: { vi: Ngày sinh, en: Date of birth } }
      - id: sex
        kind: choice
        label: { vi: Giới tính, en: Sex }
        options:
          - { value: male, label: { vi: Nam, en: Male } }
          - { value: female, label: { vi: Nữ, en: Female } }
      - { id: national_id, kind: national_id, birth: birth, sex: sex, label: { vi: Số định danh, en: Personal number } }
      - { id: phone, kind: phone, label: { vi: Số điện thoại, en: Phone } }
      - { id: email, kind: email, required: false, label: { vi: Thư điện tử, en: E-mail } }
      - { id: rents, kind: yes_no, label: { vi: Ông bà thuê nhà không?, en: Do you rent? } }
      - id: rent
        kind: money
        min: 100000
        show_if: { is: [rents, yes] }
        label: { vi: Tiền thuê mỗi tháng, en: Rent a month }
      - { id: owner_tax, kind: tax_code, required: false, show_if: { answered: rent }, label: { vi: Mã số thuế chủ nhà, en: Tax code of the owner } }
  - id: household
    title: { vi: Hộ gia đình, en: Household }
    questions:
      - id: members
        kind: group
        label: { vi: Thành viên, en: Members }
        row_title: { vi: Thành viên, en: Member }
        min_rows: 1
        max_rows: 3
        questions:
          - { id: member_name, kind: text, label: { vi: Họ tên, en: Name } }
          - { id: member_birth, kind: date, range: past, label: { vi: Ngày sinh, en: Date of birth } }
          - id: member_id
            kind: national_id
            birth: member_birth
            show_if: { not: { younger_than: [member_birth, 14] } }
            label: { vi: Số định danh, en: Personal number }
          - { id: member_share, kind: number, required: false, min: 0, max: 100, label: { vi: Phần diện tích, en: Share of the area }, unit: { vi: m², en: m² } }
  - id: place
    title: { vi: Nơi ở, en: Home }
    questions:
      - { id: home, kind: address, label: { vi: Nơi ở, en: Home } }
      - { id: area, kind: number, required: false, max: 1000, label: { vi: Diện tích, en: Area } }
      - { id: move_in, kind: date, range: future, required: false, label: { vi: Ngày chuyển đến, en: Day of moving in } }
      - { id: notes, kind: long_text, required: false, max_length: 8000, label: { vi: Ghi chú, en: Notes } }
  - id: lease
    title: { vi: Hợp đồng thuê, en: Lease }
    show_if: { is: [rents, yes] }
    questions:
      - { id: lease_file, kind: file, paper: lease, label: { vi: Ảnh hợp đồng thuê, en: Photo of the lease } }
rules:
  - id: shares
    at: area
    broken_if: { sum_differs: [area, [member_share]] }
    message: { vi: Tổng các phần phải bằng diện tích, en: The shares must add up to the area }
  - id: own_member
    at: member_name
    severity: warning
    broken_if: { same: [member_name, full_name] }
    message: { vi: Người đăng ký không cần khai lại, en: The applicant need not be given again }
";

const PAPERS: &str = "
- { id: declaration, name: { vi: Tờ khai, en: Declaration }, kind: electronic_form }
- { id: identity, name: { vi: Căn cước, en: Identity card }, kind: present }
- { id: lease, name: { vi: Hợp đồng thuê, en: Lease }, kind: hand_in, needed_if: { is: [rents, yes] } }
- { id: title, name: { vi: Giấy chứng nhận, en: Title deed }, kind: hand_in, one_of: home, needed_if: { is: [rents, no] } }
- { id: contract, name: { vi: Hợp đồng mua bán, en: Contract of sale }, kind: hand_in, one_of: home, needed_if: { is: [rents, no] } }
- { id: photo, name: { vi: Ảnh chân dung, en: Portrait }, kind: hand_in, required: false, max_files: 1 }
";
