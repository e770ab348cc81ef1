use std::path::Path;

use forms::check::check;
use forms::schema::Question;
use forms::tables::CodeTable;

use super::*;
use crate::edition::parts::change_rows;

fn read_all<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(folder);
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| serde_saphyr::from_str(&std::fs::read_to_string(file.unwrap().path()).unwrap()).unwrap())
        .collect()
}

fn catalogue() -> Vec<Procedure> {
    read_all("procedures")
}

fn birth() -> Procedure {
    catalogue().into_iter().find(|procedure| procedure.code.as_str() == "1.001193").unwrap()
}

fn all_of(questions: &[Question]) -> Vec<Item> {
    let mut items = Vec::new();
    for question in questions {
        items.push(Item::Question(question.id.clone()));
        if let Kind::Group { questions, .. } = &question.kind {
            items.extend(all_of(questions));
        }
    }
    items
}

fn items(form: &Form) -> Vec<Item> {
    let of_section = |section: &Section| {
        let mut items = vec![Item::Section(section.id.clone())];
        items.extend(all_of(&section.questions));
        items
    };
    form.sections.iter().flat_map(of_section).collect()
}

fn question(id: &str) -> Item {
    Item::Question(id.to_owned())
}

/// The procedure after fields of a question were typed anew.
fn typed(before: &Procedure, id: &str, pairs: &[(&str, &str)]) -> Result<(Procedure, Item), Vec<Wrong>> {
    let mut fields = write(&before.form, &question(id)).unwrap();
    for (key, value) in pairs {
        fields.insert((*key).to_owned(), (*value).to_owned());
    }
    read(before, &question(id), &fields)
}

fn wrong(before: &Procedure, id: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    typed(before, id, pairs).unwrap_err().into_iter().map(|wrong| wrong.field).collect()
}

/// As a browser sends it: the lines of an area end otherwise, an input has one line.
fn as_sent(fields: &Fields) -> Fields {
    let sent = |key: &str, value: &str| {
        let area = ["help", "intro", "formula", "show_if.text"].iter().any(|area| key.starts_with(area));
        if area { value.replace('\n', "\r\n") } else { value.replace('\n', "") }
    };
    fields.iter().map(|(key, value)| (key.clone(), sent(key, value))).collect()
}

#[test]
fn whatever_is_opened_and_saved_stays_as_it_was() {
    let all = catalogue();
    assert!(all.len() >= 16, "{}", all.len());
    for procedure in all {
        for item in items(&procedure.form) {
            let fields = write(&procedure.form, &item).unwrap();
            for fields in [as_sent(&fields), fields] {
                let (after, same) = read(&procedure, &item, &fields).unwrap();
                assert_eq!(after, procedure, "{} {item}", procedure.code);
                assert_eq!(same, item);
            }
        }
    }
}

#[test]
fn what_has_no_field_on_the_page_stays() {
    for procedure in catalogue() {
        for item in
            all_of(&procedure.form.sections.iter().flat_map(|it| it.questions.clone()).collect::<Vec<_>>())
        {
            let mut fields = write(&procedure.form, &item).unwrap();
            let always = ["id", "kind", "required", "label.vi", "label.en"];
            fields.retain(|key, _| always.contains(&key.as_str()) || key.starts_with("options."));
            let (after, _) = read(&procedure, &item, &fields).unwrap();
            // A choice of a table has no options, and those of its own are always shown.
            assert_eq!(after, procedure, "{} {item}", procedure.code);
        }
    }
}

#[test]
fn words_stay_word_for_word_until_they_are_typed_anew() {
    let mut procedure = birth();
    let first = procedure.form.sections[0].questions[0].clone();
    let odd = Question {
        help: Some(Text::new(" hai  dấu cách\n\n- dòng\n", "two")),
        example: Some("a\tb ".to_owned()),
        ..first
    };
    procedure.form.put_question(odd.clone());
    let sent = as_sent(&write(&procedure.form, &question(&odd.id)).unwrap());
    assert_eq!(read(&procedure, &question(&odd.id), &sent).unwrap().0, procedure);
    let after = typed(&procedure, &odd.id, &[("help.vi", "một\r\nhai")]).unwrap().0;
    assert_eq!(after.form.question(&odd.id).unwrap().help.as_ref().unwrap().vi, "một\nhai");
}

#[test]
fn a_question_is_changed_field_by_field() {
    let before = birth();
    let id = "requester_name";
    let pairs =
        [("label.vi", "Tên bạn"), ("required", ""), ("kind", "text"), ("max_length", "50"), ("example", "")];
    let after = typed(&before, id, &pairs).unwrap().0;
    let asked = after.form.question(id).unwrap();
    assert_eq!((asked.label.vi.as_str(), asked.required, asked.example.as_deref()), ("Tên bạn", false, None));
    assert_eq!(asked.autocomplete, before.form.question(id).unwrap().autocomplete);
    assert_eq!(wrong(&before, id, &[("kind", "text"), ("max_length", "nhiều")]), ["max_length"]);
    assert_eq!(wrong(&before, id, &[("kind", "picture")]), ["kind"]);
    assert_eq!(wrong(&before, id, &[("prefill", "income")]), ["prefill"]);
}

#[test]
fn limits_are_whole_and_may_be_below_zero() {
    let before = birth();
    let id = "requester_name";
    let limits = [("kind", "number"), ("min", "-12"), ("max", "1.200")];
    let after = typed(&before, id, &limits).unwrap().0;
    let kind = &after.form.question(id).unwrap().kind;
    assert_eq!(*kind, Kind::Number { min: Some(-12), max: Some(1200), unit: None });
    for nonsense in ["-", "ba", "1,5", "--1"] {
        assert_eq!(wrong(&before, id, &[("kind", "number"), ("min", nonsense)]), ["min"], "{nonsense}");
    }
}

#[test]
fn another_kind_takes_its_own_settings_and_leaves_those_of_the_old_one() {
    let before = birth();
    let tables: Vec<CodeTable> = read_all("tables");
    for kind in [
        "text",
        "long_text",
        "yes_no",
        "number",
        "money",
        "phone",
        "address",
        "date",
        "choice",
        "group",
        "file",
    ] {
        let (after, _) = typed(&before, "requester_relation", &[("kind", kind)]).unwrap();
        let text = serde_json::to_string(after.form.question("requester_relation").unwrap()).unwrap();
        assert_eq!(text.contains("\"options\""), kind == "choice", "{text}");
        // What is missing is told, and nothing else breaks.
        let _ = check(&after, &tables);
    }
    assert_eq!(wrong(&before, "requester_relation", &[("kind", "calculated")]), ["formula"]);
    let calculated = [("kind", "calculated"), ("formula", "sum: [1, 2]")];
    assert!(typed(&before, "requester_relation", &calculated).is_ok());
}

#[test]
fn a_group_with_questions_stays_a_group() {
    for procedure in catalogue() {
        for item in items(&procedure.form) {
            let group = procedure.form.question(item.id());
            if !group.is_some_and(|group| matches!(group.kind, Kind::Group { .. })) {
                continue;
            }
            assert_eq!(wrong(&procedure, item.id(), &[("kind", "text")]), ["kind"]);
            let after = typed(&procedure, item.id(), &[("label.vi", "Khác")]).unwrap().0;
            let inner = |of: &Procedure| all_of(std::slice::from_ref(of.form.question(item.id()).unwrap()));
            assert_eq!(inner(&after), inner(&procedure));
        }
    }
}

#[test]
fn options_are_added_moved_and_named() {
    let before = birth();
    let id = "requester_relation";
    let mut fields = write(&before.form, &question(id)).unwrap();
    let first = fields["options.0.value"].clone();
    change_rows(&mut fields, "up:options.1");
    change_rows(&mut fields, "add:options");
    let row =
        fields.keys().filter_map(|key| key.strip_prefix("options.")?.strip_suffix(".new")).next().unwrap();
    let label = format!("options.{row}.label");
    fields.insert(format!("{label}.vi"), "Ông bà".to_owned());
    fields.insert(format!("{label}.en"), "Grandparent".to_owned());
    let after = read(&before, &question(id), &fields).unwrap().0;
    let Kind::Choice { options, .. } = &after.form.question(id).unwrap().kind else { panic!("no choice") };
    assert_eq!(options[1].value, first);
    assert_eq!(options.last().unwrap().value, "ong_ba");
}

#[test]
fn a_condition_is_built_of_lines() {
    let before = birth();
    let shown = |pairs: &[(&str, &str)]| {
        let after = typed(&before, "requester_name", pairs)?.0;
        Ok::<_, Vec<Wrong>>(
            serde_json::to_string(&after.form.question("requester_name").unwrap().show_if).unwrap(),
        )
    };
    let line = |row: usize, question: &str, compare: &str, value: &str| {
        [("question", question), ("compare", compare), ("value", value)]
            .map(|(field, value)| (format!("show_if.{row}.{field}"), value.to_owned()))
    };
    let of = |lines: Vec<[(String, String); 3]>, join: &str| {
        let mut pairs: Vec<(String, String)> = lines.into_iter().flatten().collect();
        pairs.push(("show_if.join".to_owned(), join.to_owned()));
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        shown(&pairs)
    };
    let mother = line(0, "requester_relation", "is", "mother");
    assert_eq!(of(vec![mother.clone()], "any").unwrap(), r#"{"is":["requester_relation","mother"]}"#);
    let young = line(1, "child_birth_date", "younger_than", "14");
    assert_eq!(
        of(vec![mother.clone(), young], "any").unwrap(),
        r#"{"any":[{"is":["requester_relation","mother"]},{"younger_than":["child_birth_date",14]}]}"#
    );
    let not = line(1, "@channel", "is_not", "online");
    assert_eq!(
        of(vec![mother.clone(), not], "all").unwrap(),
        r#"{"all":[{"is":["requester_relation","mother"]},{"not":{"channel":"online"}}]}"#
    );
    assert_eq!(shown(&[("show_if.text", "repeated: x")]).unwrap(), r#"{"repeated":"x"}"#);
    let fields = |told: Result<String, Vec<Wrong>>| told.unwrap_err()[0].field.clone();
    assert_eq!(fields(of(vec![mother.clone(), line(1, "", "is", "x")], "all")), "show_if.1.question");
    assert_eq!(fields(of(vec![line(0, "requester_relation", "is", " ")], "all")), "show_if.0.value");
    assert_eq!(fields(of(vec![line(0, "x", "at_least", "ba")], "all")), "show_if.0.value");
    assert_eq!(fields(of(vec![line(0, "x", "sounds_like", "y")], "all")), "show_if.0.compare");
    assert_eq!(fields(shown(&[("show_if.text", "iss: [a, b]")])), "show_if.text");
}

#[test]
fn a_new_name_goes_wherever_the_old_one_was() {
    let before = birth();
    let tables: Vec<CodeTable> = read_all("tables");
    let (after, item) = typed(&before, "requester_relation", &[("id", "relation")]).unwrap();
    assert_eq!(item, question("relation"));
    assert_eq!(check(&after, &tables), []);
    for taken in ["requester_name", "Quan hệ", ""] {
        assert_eq!(wrong(&before, "requester_relation", &[("id", taken)]), ["id"], "{taken}");
    }
}

#[test]
fn what_was_just_added_is_named_by_its_first_words() {
    let mut before = birth();
    let section = before.form.sections[0].id.clone();
    let made = before.form.arrange(forms::edit::Action::Add, &Item::Section(section)).unwrap();
    let (after, item) = typed(&before, made.id(), &[("label.vi", "Nghề nghiệp của bạn")]).unwrap();
    assert_eq!(item, question("nghe_nghiep_cua_ban"));
    let (_, same) = typed(&after, item.id(), &[("label.vi", "Nghề")]).unwrap();
    assert_eq!(same, item, "later words do not rename it");
}

#[test]
fn a_fault_is_told_at_the_question_that_it_concerns() {
    let tables: Vec<CodeTable> = read_all("tables");
    let places = |procedure: &Procedure| -> Vec<Option<String>> {
        check(procedure, &tables).iter().map(|fault| place_of(fault, procedure, &Unread::new())).collect()
    };
    let told = |id: &str, pairs: &[(&str, &str)]| places(&typed(&birth(), id, pairs).unwrap().0);
    let at = |place: &str| vec![Some(place.to_owned())];
    assert_eq!(told("requester_name", &[("label.en", "")]), at("question.requester_name.label.en"));
    let option = [("options.0.label.vi", "")];
    assert_eq!(told("requester_relation", &option), at("question.requester_relation.options.0.label.vi"));
    let loops = [("show_if.text", "answered: requester_relation")];
    assert_eq!(told("requester_relation", &loops), at("question.requester_relation.show_if"));
    let never = [("show_if.text", "all: [{is: [parents_married, 'yes']}, {is: [parents_married, 'no']}]")];
    let told = told("child_name", &never);
    assert!(told.contains(&Some("question.child_name.show_if".to_owned())), "{told:?}");
    let mut contradictory = birth();
    let text = "{id: odd, at: child_birth_date, must_hold: {before: [child_birth_date, child_birth_date]}, message: {vi: A, en: B}}";
    contradictory.form.rules.push(serde_saphyr::from_str(text).unwrap());
    assert_eq!(places(&contradictory), at("question.child_birth_date"));
    let mut empty = birth();
    let id = empty.form.sections[0].id.clone();
    empty.form.sections[0].questions.clear();
    empty.form.rules.clear();
    assert!(places(&empty).contains(&Some(format!("section.{id}"))));
}
