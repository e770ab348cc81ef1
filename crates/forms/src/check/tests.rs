use domain::text::Lang;

use super::*;
use crate::procedure::Paper;
use crate::samples::{household, papers};
use crate::schema::{Condition, Demand, Kind, Prefill, Question};

pub(super) const PROCEDURE: &str = "
code: '1.004194'
name: { vi: Đăng ký tạm trú, en: Registration of temporary residence }
short_name: { vi: Tạm trú, en: Temporary residence }
summary: { vi: Ghi nơi ở, en: Records a residence }
field: { code: G01, name: { vi: Cư trú, en: Residence } }
audience: [citizen]
life_events: [residence]
levels:
  - { level: district, from: '2021-07-01', to: '2025-06-30' }
  - { level: commune, from: '2025-07-01' }
authority: { vi: Công an xã, en: Police of the commune }
service: full
valid: { from: '2025-07-01' }
deadline: { amount: 3, unit: working_days }
fees:
  - { name: { vi: Lệ phí, en: Fee }, channels: [online], amount: 7000 }
papers: []
results:
  - { id: notice, name: { vi: Thông báo, en: Notice } }
process:
  - { name: { vi: Tiếp nhận, en: Intake }, role: one_stop_officer, half_hours: 8 }
  - { name: { vi: Xử lý, en: Handling }, role: handling_officer, half_hours: 40 }
legal_basis:
  - { number: 68/2020/QH14 }
form: { sections: [] }
";

fn procedure() -> Procedure {
    let mut procedure: Procedure = serde_saphyr::from_str(PROCEDURE).unwrap();
    procedure.form = household();
    procedure.papers = papers();
    procedure
}

fn tables() -> Vec<CodeTable> {
    let colours = "{ id: colours, name: { vi: Màu, en: Colours }, source: x, rows: [{ code: red, name: { vi: Đỏ, en: Red } }] }";
    vec![serde_saphyr::from_str(colours).unwrap()]
}

/// The faults of the sample when one place of its form or papers is written otherwise.
fn faults_of(change: impl FnOnce(&mut Procedure)) -> Vec<(String, FaultReason)> {
    let mut procedure = procedure();
    change(&mut procedure);
    check(&procedure, &tables()).into_iter().map(|fault| (fault.path, fault.reason)).collect()
}

fn shown_if(yaml: &str) -> Vec<FaultReason> {
    let found = faults_of(|procedure| {
        procedure.form.sections[2].questions[3].show_if = Some(serde_saphyr::from_str(yaml).unwrap());
    });
    assert!(found.iter().all(|(path, _)| path.starts_with("form.place.notes")), "{found:?}");
    found.into_iter().map(|(_, reason)| reason).collect()
}

#[test]
fn a_sound_procedure_has_no_fault() {
    assert_eq!(faults_of(|_| {}), []);
}

#[test]
fn every_text_stands_in_both_languages_and_composed() {
    let found = faults_of(|procedure| {
        procedure.summary.en = " ".into();
        procedure.form.sections[0].questions[0].label.vi = "Họ va\u{300} tên".into();
    });
    let expected = [
        ("summary".to_owned(), FaultReason::MissingText { lang: Lang::En }),
        ("form.applicant.full_name.label".to_owned(), FaultReason::NotComposed),
    ];
    assert_eq!(found, expected);
}

#[test]
fn ids_are_plain_and_unique_in_the_whole_form() {
    let found = faults_of(|procedure| {
        procedure.form.sections[0].id = "files".into();
        procedure.form.sections[0].questions[4].id = "paper_received_x".into();
        procedure.form.sections[0].questions[5].id = "E-mail".into();
        procedure.form.sections[2].questions[3].id = "member_share".into();
    });
    let reasons: Vec<_> = found.into_iter().map(|(_, reason)| reason).collect();
    let expected = [
        FaultReason::ReservedId { id: "files".into() },
        FaultReason::ReservedId { id: "paper_received_x".into() },
        FaultReason::BadId { id: "E-mail".into() },
        FaultReason::DuplicateId { id: "member_share".into() },
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn conditions_name_questions_and_options_that_exist() {
    let name = |name: &str| FaultReason::UnknownQuestion { name: name.into() };
    assert_eq!(shown_if("answered: nowhere"), [name("nowhere")]);
    assert_eq!(shown_if("answered: sex.province"), [name("sex.province")]);
    assert_eq!(shown_if("answered: home.street"), []);
    let option = |question: &str, value: &str| FaultReason::UnknownOption {
        question: question.into(),
        value: value.into(),
    };
    assert_eq!(shown_if("is: [sex, nam]"), [option("sex", "nam")]);
    assert_eq!(shown_if("one_of: [sex, [male, x]]"), [option("sex", "x")]);
    assert_eq!(shown_if("not: { is: [rents, true] }"), [option("rents", "true")]);
    assert_eq!(shown_if("all: []"), [FaultReason::Empty]);
}

#[test]
fn conditions_ask_what_the_kind_can_answer() {
    let wrong = |question: &str, wanted| FaultReason::WrongKind { question: question.into(), wanted };
    assert_eq!(shown_if("at_least: [sex, 1]"), [wrong("sex", Wanted::Number)]);
    assert_eq!(shown_if("before: [birth, phone]"), [wrong("phone", Wanted::Date)]);
    assert_eq!(shown_if("is: [home, '79']"), [wrong("home", Wanted::Value)]);
    let different = FaultReason::DifferentKinds { first: "birth".into(), second: "area".into() };
    assert_eq!(shown_if("same: [birth, area]"), [different]);
    let found = faults_of(|procedure| {
        let crate::schema::Kind::NationalId { sex, .. } = &mut procedure.form.sections[0].questions[3].kind
        else {
            unreachable!()
        };
        *sex = Some("rents".into());
    });
    assert_eq!(found, [("form.applicant.national_id".to_owned(), wrong("rents", Wanted::SexChoice))]);
}

#[test]
fn rows_are_named_from_inside_their_group_only() {
    let inside = FaultReason::InsideGroup { name: "member_name".into() };
    assert_eq!(shown_if("answered: member_name"), [inside]);
    assert_eq!(shown_if("sum_differs: [area, [member_share]]"), []);
}

#[test]
fn conditions_may_not_go_in_a_circle() {
    let found = faults_of(|procedure| {
        procedure.form.sections[0].questions[1].show_if = Some(Condition::Answered("phone".into()));
        procedure.form.sections[0].questions[4].show_if = Some(Condition::Answered("birth".into()));
    });
    let names = ["birth", "phone", "birth"].map(str::to_owned).to_vec();
    assert_eq!(found, [("form.applicant.birth.show_if".to_owned(), FaultReason::Cycle { names })]);
    let own = FaultReason::Cycle { names: vec!["notes".into(), "notes".into()] };
    assert_eq!(shown_if("answered: notes"), [own]);
}

/// The faults of the sample when its notes are a question of this kind.
fn with_kind(settings: &str) -> Vec<(String, FaultReason)> {
    faults_of(|procedure| {
        let yaml = format!("{{ id: notes, label: {{ vi: V, en: E }}, {settings} }}");
        procedure.form.sections[2].questions[3] = serde_saphyr::from_str(&yaml).unwrap();
    })
}

#[test]
fn a_formula_names_questions_that_give_it_numbers_and_dates() {
    for sound in [
        "kind: calculated, formula: { sum: [area, member_share, 5] }",
        "kind: calculated, formula: { product: [area, 8000] }",
        "kind: calculated, formula: { difference: [area, rent] }",
        "kind: calculated, formula: { rows: members }",
        "kind: calculated, formula: { age: birth }, unit: { vi: tuổi, en: years }",
        "kind: calculated, formula: { age_on: [birth, move_in] }",
        "kind: calculated, formula: { amount_in_words: rent }",
        "kind: calculated, formula: { date_in_words: birth }",
        "kind: amount_in_words, amount: rent",
    ] {
        assert_eq!(with_kind(sound), [], "{sound}");
    }
    let at = "form.place.notes.formula".to_owned();
    let wrong = |question: &str, wanted| FaultReason::WrongKind { question: question.into(), wanted };
    for (formula, reason) in [
        ("{ sum: [area, phone] }", wrong("phone", Wanted::Number)),
        ("{ product: [area, member_share] }", FaultReason::InsideGroup { name: "member_share".into() }),
        ("{ sum: [] }", FaultReason::Empty),
        ("{ rows: area }", wrong("area", Wanted::Group)),
        ("{ age: area }", wrong("area", Wanted::Date)),
        ("{ amount_in_words: nowhere }", FaultReason::UnknownQuestion { name: "nowhere".into() }),
    ] {
        let found = with_kind(&format!("kind: calculated, formula: {formula}"));
        assert_eq!(found, [(at.clone(), reason)], "{formula}");
    }
    let names = vec!["notes".to_owned(), "notes".to_owned()];
    assert_eq!(
        with_kind("kind: calculated, formula: { sum: [area, notes] }"),
        [(at, FaultReason::Cycle { names })]
    );
}

#[test]
fn a_choice_has_options_or_a_table() {
    let both = "kind: choice, table: colours, options: [{ value: a, label: { vi: A, en: A } }]";
    assert_eq!(with_kind(both), [("form.place.notes".to_owned(), FaultReason::OptionsAndTable)]);
    assert_eq!(with_kind("kind: choice, table: colours"), []);
    let unknown = FaultReason::UnknownTable { id: "colors".into() };
    assert_eq!(with_kind("kind: choice, table: colors"), [("form.place.notes.table".to_owned(), unknown)]);
    let is = |value: &str| {
        faults_of(|procedure| {
            procedure.form.sections[2].questions[1].kind =
                Kind::Choice { options: Vec::new(), table: Some("colours".into()) };
            procedure.form.rules.clear();
            procedure.form.sections[2].questions[3].show_if =
                Some(Condition::Is("area".into(), value.into()));
        })
    };
    assert_eq!(is("red"), []);
    assert!(matches!(is("reed")[..], [(_, FaultReason::UnknownOption { .. })]));
}

#[test]
fn what_an_account_says_answers_a_question_of_its_kind() {
    let misplaced = |settings: &str| !with_kind(settings).is_empty();
    for sound in [
        "kind: person_name, prefill: name",
        "kind: date, prefill: birth_date",
        "kind: choice, prefill: sex, options: [{ value: male, label: { vi: A, en: A } }, { value: female, label: { vi: A, en: A } }]",
        "kind: national_id, prefill: national_id",
        "kind: phone, prefill: phone",
        "kind: email, prefill: email",
        "kind: address, prefill: address",
    ] {
        assert!(!misplaced(sound), "{sound}");
    }
    assert_eq!(
        with_kind("kind: phone, prefill: name"),
        [("form.place.notes.prefill".to_owned(), FaultReason::MisplacedPrefill)]
    );
    assert!(misplaced("kind: yes_no, prefill: sex"));
    let in_a_row = faults_of(|procedure| {
        let Kind::Group { questions, .. } = &mut procedure.form.sections[1].questions[0].kind else {
            unreachable!()
        };
        questions[0].prefill = Some(Prefill::Name);
    });
    assert_eq!(in_a_row.len(), 1);
}

#[test]
fn other_rows_are_asked_about_from_a_row() {
    let rule = |at: &str| {
        faults_of(|procedure| {
            procedure.form.rules[1].at = at.into();
            procedure.form.rules[1].demand = Demand::BrokenIf(Condition::Repeated("member_name".into()));
        })
    };
    assert_eq!(rule("member_name"), []);
    let found: Vec<_> = rule("area").into_iter().map(|(_, reason)| reason).collect();
    let name = "member_name".to_owned();
    assert_eq!(found, [FaultReason::InsideGroup { name: name.clone() }, FaultReason::OutsideGroup { name }]);
}

#[test]
fn a_section_may_not_depend_on_its_own_question() {
    let found = faults_of(|procedure| {
        procedure.form.sections[2].show_if = Some(Condition::Answered("area".into()));
    });
    assert!(found.iter().any(|(_, reason)| matches!(reason, FaultReason::Cycle { .. })), "{found:?}");
}

#[test]
fn groups_hold_neither_groups_nor_files() {
    let found = faults_of(|procedure| {
        let lease = procedure.form.sections.pop().unwrap().questions.remove(0);
        let group = procedure.form.sections[1].questions[0].clone();
        let Kind::Group { questions, .. } = &mut procedure.form.sections[1].questions[0].kind else {
            unreachable!()
        };
        questions.push(lease);
        questions.push(Question { id: "inner".into(), ..group });
    });
    let reasons: Vec<_> = found.into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(reasons, [FaultReason::FileInGroup, FaultReason::GroupInGroup]);
}

#[test]
fn a_choice_has_options_and_bounds_are_in_order() {
    let found = faults_of(|procedure| {
        let questions = &mut procedure.form.sections[2].questions;
        questions[1].kind = Kind::Number { min: Some(2), max: Some(1), unit: None };
        questions[2].kind = Kind::Choice { options: Vec::new(), table: None };
        questions[3].kind = Kind::LongText { max_length: 8001 };
    });
    let expected = [
        ("form.place.area".to_owned(), FaultReason::MinAboveMax),
        ("form.place.move_in.options".to_owned(), FaultReason::Empty),
        ("form.place.notes".to_owned(), FaultReason::LengthOutOfBounds { most: 8000 }),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_rule_stands_at_a_question() {
    let found = faults_of(|procedure| procedure.form.rules[0].at = "nowhere".into());
    let name = "nowhere".to_owned();
    assert_eq!(found, [("form.rules.shares.at".to_owned(), FaultReason::UnknownQuestion { name })]);
}

#[test]
fn a_file_belongs_to_a_paper_that_is_handed_in() {
    let with = |id: &str| {
        let found = faults_of(|procedure| {
            procedure.form.sections[3].questions[0].kind = Kind::File { paper: id.to_owned() };
        });
        found.into_iter().map(|(_, reason)| reason).collect::<Vec<_>>()
    };
    assert_eq!(with("nothing"), [FaultReason::UnknownPaper { id: "nothing".into() }]);
    assert_eq!(with("identity"), [FaultReason::PaperTakesNoFile { id: "identity".into() }]);
    assert_eq!(with("photo"), []);
}

#[test]
fn papers_stand_for_each_other_in_twos_or_more() {
    let found = faults_of(|procedure| procedure.papers[4].one_of = None);
    assert_eq!(
        found,
        [("papers.title.one_of".to_owned(), FaultReason::LonelyOneOf { group: "home".into() })]
    );
}

#[test]
fn papers_of_one_group_go_together_in_twos_or_more() {
    let set = || Some("sale".to_owned());
    let reasons = |change: fn(&mut Procedure)| faults_of(change);
    let alone = reasons(|procedure| procedure.papers[4].together = Some("sale".to_owned()));
    let fault = FaultReason::LonelyTogether { set: "sale".into() };
    assert_eq!(alone, [("papers.contract.together".to_owned(), fault.clone())]);
    let elsewhere = faults_of(|procedure| {
        procedure.papers[2].together = set();
        procedure.papers[4].together = set();
    });
    let paths: Vec<_> = elsewhere.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["papers.lease.together", "papers.contract.together"]);
    let only_way = faults_of(|procedure| {
        procedure.papers[3].together = set();
        procedure.papers[4].together = set();
    });
    assert_eq!(only_way.len(), 2, "nothing else stands for them: {only_way:?}");
    let with_another = |required: bool| {
        faults_of(|procedure| {
            let other = Paper { id: "deed".to_owned(), ..procedure.papers[3].clone() };
            procedure.papers.push(other);
            for paper in &mut procedure.papers[3..5] {
                paper.together = set();
                paper.required = required;
            }
        })
    };
    assert_eq!(with_another(true), []);
    assert_eq!(with_another(false).len(), 2, "none of them is required");
}

#[test]
fn the_steps_fit_in_the_deadline() {
    let found = faults_of(|procedure| procedure.process[1].half_hours = 41);
    let reason = FaultReason::BudgetAboveDeadline { budget: 49, allowed: 48 };
    assert_eq!(found, [("process".to_owned(), reason)]);
}

#[test]
fn the_steps_leave_no_working_time_to_nobody() {
    let found = faults_of(|procedure| procedure.process[1].half_hours = 39);
    let reason = FaultReason::BudgetBelowDeadline { budget: 47, allowed: 48 };
    assert_eq!(
        reason.text(Lang::Vi),
        "các bước cộng lại 23,5 giờ làm việc, chưa đủ thời hạn 24 giờ làm việc"
    );
    assert_eq!(found, [("process".to_owned(), reason)]);
    // Nobody knows how many of 3 days of the calendar are worked.
    let found = faults_of(|procedure| {
        procedure.deadline.period.unit = domain::clock::PeriodUnit::Days;
        procedure.process[1].half_hours = 8;
    });
    assert_eq!(found, []);
}

#[test]
fn exemptions_and_counters_have_their_days() {
    let found = faults_of(|procedure| {
        procedure.any_counter = serde_saphyr::from_str("[{from: '2026-13-01', counters: [H09.01]}]").unwrap();
        procedure.fees[0].exemptions =
            serde_saphyr::from_str("[{who: {vi: Hộ nghèo}, from: '2027-01-01', to: '2026-12-31'}]").unwrap();
    });
    let expected = [
        ("any_counter.0".to_owned(), FaultReason::NotADate { text: "2026-13-01".into() }),
        ("fees.0.exemptions.0.who".to_owned(), FaultReason::MissingText { lang: Lang::En }),
        ("fees.0.exemptions.0".to_owned(), FaultReason::FromAfterTo),
    ];
    assert_eq!(found, expected);
}

#[test]
fn validity_is_a_span_of_dates() {
    let found = faults_of(|procedure| {
        procedure.levels[0].valid.to = Some("2021-06-30".into());
        procedure.valid.from = "1/7/2025".into();
    });
    let expected = [
        ("valid".to_owned(), FaultReason::NotADate { text: "1/7/2025".into() }),
        ("levels.0".to_owned(), FaultReason::FromAfterTo),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_fee_asks_questions_that_are_there_and_can_tell() {
    let found = faults_of(|procedure| {
        let fee = "[{ name: { vi: Phí, en: Fee }, owed_if: { answered: unknown }, count: full_name }]";
        procedure.fees = serde_saphyr::from_str(fee).unwrap();
    });
    let unknown = FaultReason::UnknownQuestion { name: "unknown".into() };
    let no_number = FaultReason::WrongKind { question: "full_name".into(), wanted: Wanted::Number };
    let expected = [("fees.0.owed_if".to_owned(), unknown), ("fees.0.count".to_owned(), no_number)];
    assert_eq!(found, expected);
}

#[test]
fn a_fault_says_where_and_what_in_both_languages() {
    let fault = Fault { path: "form.x".into(), reason: FaultReason::Empty };
    assert_eq!(fault.text(Lang::Vi), "form.x: danh sách đang trống");
    assert_eq!(fault.text(Lang::En), "form.x: the list is empty");
}
