use std::path::Path;

use super::*;

fn catalogue() -> Vec<Procedure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/procedures");
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| serde_saphyr::from_str(&std::fs::read_to_string(file.unwrap().path()).unwrap()).unwrap())
        .collect()
}

fn birth() -> Procedure {
    catalogue().into_iter().find(|procedure| procedure.code.as_str() == "1.001193").unwrap()
}

/// The part after one field was typed anew.
fn typed(part: EditionPart, key: &str, value: &str) -> Result<Procedure, Vec<Wrong>> {
    let mut fields = write(part, &birth());
    fields.insert(key.to_owned(), value.to_owned());
    read(part, birth(), &fields)
}

fn wrong(part: EditionPart, key: &str, value: &str) -> Vec<String> {
    typed(part, key, value).unwrap_err().into_iter().map(|wrong| wrong.field).collect()
}

#[test]
fn a_part_that_nobody_touches_stays_as_it_was() {
    for procedure in catalogue() {
        for part in EditionPart::ALL {
            let fields = write(part, &procedure);
            assert_eq!(read(part, procedure.clone(), &fields), Ok(procedure.clone()), "{part:?}");
        }
    }
}

#[test]
fn a_deadline_is_typed() {
    let mut fields = write(EditionPart::Deadline, &birth());
    fields.insert("deadline.unit".to_owned(), "working_days".to_owned());
    fields.insert("deadline.amount".to_owned(), "3".to_owned());
    let after = read(EditionPart::Deadline, birth(), &fields).unwrap();
    assert_eq!(after.deadline.period.label(Lang::Vi), "3 ngày làm việc");
    fields.insert("deadline.amount".to_owned(), "ba".to_owned());
    let wrong = read(EditionPart::Deadline, birth(), &fields).unwrap_err();
    assert_eq!(wrong[0].field, "deadline.amount");
    assert_eq!(super::tests::wrong(EditionPart::Deadline, "deadline.unit", "weeks"), ["deadline.unit"]);
}

#[test]
fn a_sectors_times_for_supplements_are_typed_and_taken_away() {
    let (ask, answer) = ("deadline.supplement.ask", "deadline.supplement.answer");
    let mut fields = write(EditionPart::Deadline, &birth());
    for (key, amount, unit) in [(ask, "5", "working_days"), (answer, "30", "days")] {
        fields.insert(format!("{key}.amount"), amount.to_owned());
        fields.insert(format!("{key}.unit"), unit.to_owned());
    }
    let after = read(EditionPart::Deadline, birth(), &fields).unwrap();
    let said = after.deadline.supplement;
    assert_eq!(said.ask_within().label(Lang::Vi), "5 ngày làm việc");
    assert_eq!(said.answer_within().label(Lang::Vi), "30 ngày");
    fields.insert(format!("{ask}.amount"), " ".to_owned());
    let usual = read(EditionPart::Deadline, after, &fields).unwrap().deadline.supplement;
    assert_eq!((usual.ask, usual.ask_within().label(Lang::Vi)), (None, "3 ngày làm việc".to_owned()));
    assert!(usual.answer.is_some());
    for nonsense in ["0", "x", "-1"] {
        fields.insert(format!("{ask}.amount"), nonsense.to_owned());
        let wrong = read(EditionPart::Deadline, birth(), &fields).unwrap_err();
        assert_eq!(wrong[0].field, format!("{ask}.amount"), "{nonsense}");
    }
    fields.insert(format!("{ask}.amount"), "1".to_owned());
    fields.insert(format!("{ask}.unit"), "same_day".to_owned());
    let wrong = read(EditionPart::Deadline, birth(), &fields).unwrap_err();
    assert_eq!(wrong[0].field, format!("{ask}.unit"));
}

#[test]
fn budgets_are_hours_or_half_days() {
    let after = typed(EditionPart::Process, "process.0.amount", "1").unwrap();
    assert_eq!(after.process[0].half_hours, 2);
    let after = typed(EditionPart::Process, "process.0.amount", "2,5").unwrap();
    assert_eq!(after.process[0].half_hours, 5);
    let after = typed(EditionPart::Process, "process.0.unit", "half_days").unwrap();
    assert_eq!(after.process[0].half_hours, 16, "two half days are a day");
    for nonsense in ["2,7", "", "x", "-1", "99999"] {
        assert_eq!(wrong(EditionPart::Process, "process.0.amount", nonsense), ["process.0.amount"]);
    }
    assert_eq!(wrong(EditionPart::Process, "process.0.role", "citizen"), ["process.0.role"]);
}

#[test]
fn a_fee_has_an_amount_or_the_province_decides() {
    let after = typed(EditionPart::Fees, "fees.2.amount", "15.000").unwrap();
    assert_eq!(after.fees[2].amount, Some(15_000));
    assert_eq!(typed(EditionPart::Fees, "fees.2.amount", " ").unwrap().fees[2].amount, None);
    assert_eq!(wrong(EditionPart::Fees, "fees.2.amount", "15.00"), ["fees.2.amount"]);
    let online = typed(EditionPart::Fees, "fees.2.online", "1").unwrap();
    assert_eq!(online.fees[2].channels, [forms::procedure::Channel::Online]);
    let late =
        typed(EditionPart::Fees, "fees.1.condition", "older_than_days: [child_birth_date, 90]").unwrap();
    assert_eq!(
        serde_json::to_string(&late.fees[1].owed_if).unwrap(),
        r#"{"older_than_days":["child_birth_date",90]}"#
    );
    assert_eq!(wrong(EditionPart::Fees, "fees.1.condition", "older: 90"), ["fees.1.condition"]);
    assert_eq!(typed(EditionPart::Fees, "fees.2.count", "").unwrap().fees[2].count, None);
}

#[test]
fn rows_are_added_moved_and_removed_whatever_they_say() {
    let mut fields = write(EditionPart::Fees, &birth());
    change_rows(&mut fields, "add:fees");
    change_rows(&mut fields, "add:fees.0.exemptions");
    let after = read(EditionPart::Fees, birth(), &fields).unwrap();
    assert_eq!(after.fees.len(), 4);
    assert_eq!(after.fees[0].exemptions.len(), 1);
    let first = birth().fees[0].name.clone();
    change_rows(&mut fields, "up:fees.1");
    let after = read(EditionPart::Fees, birth(), &fields).unwrap();
    assert_eq!(after.fees[1].name, first);
    change_rows(&mut fields, "remove:fees.0");
    let after = read(EditionPart::Fees, birth(), &fields).unwrap();
    assert_eq!((after.fees.len(), &after.fees[0].name), (3, &first));
    for nothing in ["up:fees.0", "remove:fees.9", "remove:fees.x", "turn:fees.0", "add", ""] {
        let before = fields.clone();
        change_rows(&mut fields, nothing);
        assert_eq!(fields, before, "{nothing}");
    }
}

#[test]
fn a_paper_is_needed_for_an_answer_and_a_way_of_applying() {
    let papers = |pairs: &[(&str, &str)]| {
        let mut fields = write(EditionPart::Papers, &birth());
        for (key, value) in pairs {
            fields.insert((*key).to_owned(), (*value).to_owned());
        }
        read(EditionPart::Papers, birth(), &fields)
    };
    let needed =
        |pairs: &[(&str, &str)]| serde_json::to_string(&papers(pairs).unwrap().papers[1].needed_if).unwrap();
    assert_eq!(needed(&[("papers.1.answer", "birth_proof=witness")]), r#"{"is":["birth_proof","witness"]}"#);
    assert_eq!(
        needed(&[("papers.1.answer", "birth_proof=witness"), ("papers.1.via.online", "1")]),
        r#"{"all":[{"is":["birth_proof","witness"]},{"channel":"online"}]}"#
    );
    assert_eq!(
        needed(&[("papers.1.via.counter", "1"), ("papers.1.via.post", "1")]),
        r#"{"any":[{"channel":"counter"},{"channel":"post"}]}"#
    );
    assert_eq!(needed(&[("papers.1.condition", "answered: child_name")]), r#"{"answered":"child_name"}"#);
    let wrong = papers(&[("papers.1.condition", "answerd: child_name")]).unwrap_err();
    assert_eq!(wrong[0].field, "papers.1.condition");
}

#[test]
fn a_new_paper_gets_a_name_for_the_machine() {
    let mut fields = write(EditionPart::Papers, &birth());
    change_rows(&mut fields, "add:papers");
    let row = birth().papers.len();
    let added = read(EditionPart::Papers, birth(), &fields).unwrap();
    let mut fields = write(EditionPart::Papers, &added);
    fields.insert(format!("papers.{row}.name.vi"), "Giấy xác nhận đã đóng phí (bản sao) số 2".to_owned());
    let after = read(EditionPart::Papers, added.clone(), &fields).unwrap();
    assert_eq!(after.papers[row].id, "giay_xac_nhan_da_dong_phi_ban_sao_so_2");
}

#[test]
fn counters_are_ticked_for_days() {
    let mut fields = write(EditionPart::Counters, &birth());
    fields.insert("any_counter".to_owned(), "during".to_owned());
    change_rows(&mut fields, "add:counters");
    fields.insert("counters.0.valid.from".to_owned(), "2026-12-01".to_owned());
    fields.insert("counters.0.at.H09.01".to_owned(), "1".to_owned());
    let after = read(EditionPart::Counters, birth(), &fields).unwrap();
    assert_eq!(
        serde_json::to_string(&after.any_counter).unwrap(),
        r#"[{"from":"2026-12-01","to":null,"counters":["H09.01"]}]"#
    );
    assert_eq!(read(EditionPart::Counters, after.clone(), &write(EditionPart::Counters, &after)), Ok(after));
}
