// What people answer. A date is {day, month, year}, an address {province, commune, street}, as the forms ask.

export const date = (day, month, year) => ({ day: String(day), month: String(month), year: String(year) });
export const THU_DAU_MOT = { province: "79", commune: "25747", street: "12 đường số 3" };

/** Đăng ký khai sinh by the mother, with a birth notice on paper. */
export const BIRTH = {
  procedure: "1.001193",
  name: "Đăng ký khai sinh",
  paper: { id: "birth_notice", name: "Giấy chứng sinh" },
  sections: {
    requester: {
      requester_relation: "mother",
      requester_name: "Nguyễn Thị Hoa",
      requester_birth_date: date(8, 3, 1995),
      requester_id_kind: "national_id",
      requester_national_id: "074195000321",
      requester_residence: THU_DAU_MOT,
      requester_phone: "0901 000 001",
    },
    child: {
      birth_case: "usual",
      child_name: "Trần Minh An",
      child_birth_date: date(10, 11, 2026),
      child_sex: "female",
      child_ethnicity: "Kinh",
      child_nationality: "vietnam",
      child_birth_setting: "facility",
      child_birth_facility: "Bệnh viện Phụ sản Nhi Bình Dương",
      child_birth_place: { province: "79", commune: "25750", street: "455 đường Cách Mạng Tháng Tám" },
      child_home_town: "Phường Dĩ An, Thành phố Hồ Chí Minh",
      birth_proof: "birth_notice",
    },
    mother: { mother_ethnicity: "Kinh", mother_nationality: "Việt Nam" },
    father: {
      father_given: "yes",
      father_name: "Trần Văn Nam",
      father_birth_date: date(21, 7, 1990),
      father_ethnicity: "Kinh",
      father_nationality: "Việt Nam",
      father_residence: THU_DAU_MOT,
    },
    marriage: { parents_married: "yes", marriage_place: "UBND phường Phú Lợi" },
    copies: { wants_copies: "yes", copies_count: "2" },
  },
};

/** Chứng thực chữ ký: few questions and no files. */
export const SIGNATURE = {
  procedure: "2.000884",
  sections: {
    requester: { requester_name: "Lê Ngọc Lan", requester_birth_date: date(2, 11, 2001) },
    paper: { paper_name: "Giấy ủy quyền nhận lương hưu", paper_copies: "1", cannot_sign: "no", wants_home_visit: "no" },
  },
};

/** Cấp Phiếu lý lịch tư pháp: five working days, and a fee that is always owed. Filed at the centre of the province. */
export const RECORD = {
  procedure: "3.000333",
  sections: {
    request: { for_self: "yes", record_kind: "1", ban_information: "no", purpose: "work" },
    person: {
      person_name: "Nguyễn Thị Hoa",
      person_birth_date: date(8, 3, 1995),
      person_sex: "female",
      person_birth_place: "Phường Thủ Dầu Một",
      person_nationality: "Việt Nam",
      person_residence: THU_DAU_MOT,
    },
    result: { copies_count: "0", claims_reduction: "no" },
  },
};

/** Đăng ký thường trú: a long text and rows of family members. */
export const RESIDENCE = {
  procedure: "1.004222",
  name: "Đăng ký thường trú",
  sections: {
    person: {
      person_name: "Lê Ngọc Lan",
      person_birth_date: date(2, 11, 2001),
      person_sex: "female",
      person_national_id: "079301004455",
    },
    dwelling: {
      new_residence: THU_DAU_MOT,
      basis: "own",
      dwelling_in_database: "yes",
      request_content: "Đăng ký thường trú cho tôi và con gái.",
    },
    household: { is_householder: "yes" },
    members: { has_members: "no" },
  },
};

/** Thành lập doanh nghiệp tư nhân from a household business: a tax code, and capital in several parts. */
export const ENTERPRISE = {
  procedure: "2.001610",
  sections: {
    filer: { filed_by: "owner", origin: "household", household_tax_code: "3702145001 001", is_social: "no" },
    owner: {
      owner_name: "NGUYỄN THỊ HOA",
      owner_birth_date: date(8, 3, 1995),
      owner_sex: "female",
      owner_has_national_id: "yes",
      owner_national_id: "074195000321",
      owner_residence: THU_DAU_MOT,
      owns_another: "no",
    },
    enterprise: {
      enterprise_name: "DNTN CƠ KHÍ MINH AN",
      enterprise_address: THU_DAU_MOT,
      enterprise_phone: "0901 000 001",
      "industries.rows": "1",
      "industries.0.industry_name": "Gia công cơ khí",
      "industries.0.industry_code": "2592",
      "industries.0.industry_main": "yes",
    },
    capital: { capital: "500000000", capital_split: "yes", capital_cash: "420.000.000", capital_gold: "80000000 đ" },
    people: { director_is_owner: "yes" },
    tax: {
      tax_address_same: "yes",
      accounting: "independent",
      fiscal_year: "0101",
      employees: "3",
      vat_method: "deduction",
    },
  },
};
