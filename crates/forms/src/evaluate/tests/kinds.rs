use super::*;
use crate::places::NoPlaces;

#[test]
fn texts_may_be_as_long_as_the_question_says() {
    let at_most = "ă".repeat(50);
    assert_eq!(codes_with("full_name", &[("full_name", &at_most)]), []);
    let more = "ă".repeat(51);
    assert_eq!(codes_with("full_name", &[("full_name", &more)]), [ProblemCode::TooLong { max: 50 }]);
    assert_eq!(codes_with("full_name", &[("full_name", "   ")]), [ProblemCode::Missing]);
}

#[test]
fn dates_stand_on_the_calendar_and_on_the_right_side_of_today() {
    assert_eq!(codes_with("birth", &[("birth", "31/2/2020")]), [ProblemCode::NotADate]);
    assert_eq!(codes_with("birth", &[("birth", "2026-11-24")]), [ProblemCode::DateInFuture]);
    assert_eq!(codes_with("members.0.member_birth", &[("members.0.member_birth", "2026-11-23")]), []);
    assert_eq!(codes_with("move_in", &[("move_in", "22/11/2026")]), [ProblemCode::DateInPast]);
    assert_eq!(codes_with("move_in", &[("move_in", "23/11/2026")]), []);
}

#[test]
fn half_a_date_is_not_missing_but_wrong() {
    let parts = [("birth", ""), ("birth.day", "6"), ("birth.month", "5")];
    assert_eq!(codes_with("birth", &parts), [ProblemCode::NotADate]);
    let whole = [("birth", ""), ("birth.day", "6"), ("birth.month", "5"), ("birth.year", "1990")];
    assert_eq!(codes_with("birth", &whole), []);
}

#[test]
fn only_offered_answers_are_taken() {
    assert_eq!(codes_with("sex", &[("sex", "nam")]), [ProblemCode::NotAChoice]);
    assert_eq!(codes_with("sex", &[("sex", "")]), [ProblemCode::NotChosen]);
    assert_eq!(codes_with("rents", &[("rents", "on")]), [ProblemCode::NotAChoice]);
}

#[test]
fn numbers_and_money_stay_within_their_bounds() {
    assert_eq!(codes_with("area", &[("area", "70,5")]), [ProblemCode::NotANumber]);
    assert_eq!(codes_with("area", &[("area", "1.001")]), [ProblemCode::TooLarge { max: 1000 }]);
    let rent = |amount| codes_with("rent", &[("rents", "yes"), ("rent", amount)]);
    assert_eq!(rent("1.200.000 đ"), []);
    assert_eq!(rent("99 999"), [ProblemCode::TooSmall { min: 100_000 }]);
    assert_eq!(rent("một triệu"), [ProblemCode::NotANumber]);
}

#[test]
fn a_national_id_has_twelve_digits_and_agrees_with_birth_and_sex() {
    let id = |typed| codes_with("national_id", &[("national_id", typed)]);
    assert_eq!(id("074 090 123 456"), []);
    assert_eq!(id("07409012345"), [ProblemCode::NationalIdLength { entered: 11 }]);
    assert_eq!(id("074090123456a"), [ProblemCode::NationalIdNotDigits]);
    assert_eq!(id("999090123456"), [ProblemCode::NationalIdProvince]);
    assert_eq!(
        id("074195000321"),
        [ProblemCode::NationalIdBirthMismatch, ProblemCode::NationalIdSexMismatch]
    );
    let odd = judged_with(&changed(&[("national_id", "074195000321")]), &attached(&[("title", 1)]), &book());
    assert!(odd.is_complete(), "people keep their number when a record is corrected");
}

#[test]
fn a_national_id_is_compared_with_the_birth_of_its_own_row() {
    let row = [("members.0.member_birth", "1995-03-04"), ("members.0.member_id", "074195000321")];
    assert_eq!(codes_with("members.0.member_id", &row), []);
    let other = [("members.0.member_birth", "1996-03-04"), row[1]];
    assert_eq!(codes_with("members.0.member_id", &other), [ProblemCode::NationalIdBirthMismatch]);
}

#[test]
fn tax_codes_carry_a_check_digit() {
    let tax = |typed| codes_with("owner_tax", &[("rents", "yes"), ("rent", "500000"), ("owner_tax", typed)]);
    for good in ["0100047516", "3702145001-001", "074090123456"] {
        assert_eq!(tax(good), [], "{good}");
    }
    assert_eq!(tax("0100047517"), [ProblemCode::TaxCodeChecksum]);
    assert_eq!(tax("3702145001-000"), [ProblemCode::TaxCodeBranch]);
    assert_eq!(tax("01000475"), [ProblemCode::TaxCodeLength]);
}

#[test]
fn phones_and_e_mail_are_of_their_form() {
    for good in ["0912345678", "+84 912 345 678", "0274 3822 123"] {
        assert_eq!(codes_with("phone", &[("phone", good)]), [], "{good}");
    }
    assert_eq!(codes_with("phone", &[("phone", "091234567")]), [ProblemCode::PhoneInvalid]);
    assert_eq!(codes_with("email", &[("email", "an@example")]), [ProblemCode::EmailInvalid]);
    assert_eq!(codes_with("email", &[("email", "an@example.vn")]), []);
}

#[test]
fn a_small_letter_in_a_name_is_told_and_holds_nobody_back() {
    let mut form = household();
    form.sections[0].questions[0].kind = Kind::PersonName;
    let none = Attached::new();
    let context =
        Context { today: date!(2026 - 11 - 23), channel: Channel::Online, attached: &none, places: &book() };
    for (name, codes) in [
        ("Nguyễn Văn An", vec![]),
        ("H'Hen Niê", vec![]),
        ("王小明", vec![]),
        ("nguyễn văn an", vec![ProblemCode::NameSmall]),
        ("Nguyễn văn An", vec![ProblemCode::NameSmall]),
    ] {
        let found = evaluate(&form, &[], &changed(&[("full_name", name)]), &context);
        assert_eq!(codes_at(&found, "full_name"), codes, "{name}");
        assert!(found.is_complete(), "{name}");
    }
}

#[test]
fn the_name_of_a_person_has_letters_only() {
    for good in ["Nguyễn Văn A", "Y Thanh Hà Niê Kđăm", "Anne-Marie O'Brien", "王小明", "Nguyễn Văn A."]
    {
        assert!(crate::values::is_person_name(good), "{good}");
    }
    for bad in ["Trần Minh 4n", "Trần @nh", "12", "-", "<b>An</b>", "An\u{0}"] {
        assert!(!crate::values::is_person_name(bad), "{bad}");
    }
}

#[test]
fn a_commune_lies_in_its_province() {
    let commune = |changes: &[(&str, &str)]| codes_with("home.commune", changes);
    assert_eq!(commune(&[("home.commune", "")]), [ProblemCode::CommuneMissing]);
    assert_eq!(commune(&[("home.commune", "1")]), [ProblemCode::CommuneUnknown]);
    assert_eq!(commune(&[("home.province", "74")]), [], "the list of that province is not at hand");
    assert_eq!(codes_with("home.province", &[("home.province", "1")]), [ProblemCode::ProvinceUnknown]);
    assert_eq!(codes_with("home.province", &[("home.province", "")]), [ProblemCode::ProvinceMissing]);
    let both = [("home.province", ""), ("home.commune", "")];
    assert_eq!(codes_with("home.province", &both), [ProblemCode::ProvinceMissing]);
    assert_eq!(commune(&both), [], "nobody can choose it before the province");
    let street = "x".repeat(201);
    assert_eq!(codes_with("home.street", &[("home.street", &street)]), [ProblemCode::TooLong { max: 200 }]);
}

#[test]
fn without_lists_any_code_passes() {
    let given = changed(&[("home.province", "1"), ("home.commune", "2")]);
    let found = judged_with(&given, &attached(&[("title", 1)]), &NoPlaces);
    assert!(found.is_complete());
}

#[test]
fn a_signature_is_drawn_legibly_or_is_the_name_of_who_signs() {
    let form: Form = serde_saphyr::from_str(
        "sections: [{ id: s, title: { vi: A }, questions: [{ id: signed, kind: signature, label: { vi: Chữ ký } }] }]",
    )
    .unwrap();
    let none = Attached::new();
    let context = Context {
        today: date!(2026 - 11 - 23),
        channel: Channel::Online,
        attached: &none,
        places: &NoPlaces,
    };
    let codes = |typed: &str| {
        let given = answers(&[("signed", typed)]);
        let found = evaluate(&form, &[], &given, &context);
        found.problems.into_iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(""), [ProblemCode::Missing]);
    assert_eq!(codes("Nguyễn Văn An"), []);
    assert_eq!(codes("Nguyễn Văn 4n"), [ProblemCode::NameInvalid]);
    let drawn = "ink:M10 100 30 40 50 120 70 60 90 110M200 90 240 90 260 95";
    assert_eq!(codes(drawn), []);
    assert_eq!(codes("ink:M10 100 11 100"), [ProblemCode::SignatureIllegible]);

    let given = answers(&[("signed", drawn)]);
    let found = evaluate(&form, &[], &given, &context);
    let [section] =
        crate::display::summary(&form, &given, &found, domain::text::Lang::Vi, &NoPlaces).try_into().unwrap();
    assert_eq!(section.rows[0].value, "Chữ ký vẽ trên màn hình");
    assert_eq!(section.rows[0].ink.as_deref(), drawn.strip_prefix("ink:"));
}
