use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::check::check;
use crate::procedure::Procedure;
use crate::samples::household;
use crate::tables::CodeTable;

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

/// With one that the catalogue makes of the communes of before.
fn tables() -> Vec<CodeTable> {
    let mut tables: Vec<CodeTable> = read_all("tables");
    tables.push(CodeTable { id: "former_communes".to_owned(), ..tables[0].clone() });
    tables
}

fn items(form: &Form) -> Vec<Item> {
    let sections = form.sections.iter().map(|section| Item::Section(section.id.clone()));
    sections
        .chain(form.spots().into_iter().map(|(_, question)| Item::Question(question.id.clone())))
        .collect()
}

fn order(form: &Form) -> Vec<&str> {
    form.spots().into_iter().map(|(_, question)| question.id.as_str()).collect()
}

/// The form after one action on one item; nothing when it cannot be done.
fn after(form: &Form, action: Action, item: &Item) -> Option<(Form, Item)> {
    let mut form = form.clone();
    let item = form.arrange(action, item)?;
    Some((form, item))
}

#[test]
fn up_and_down_again_is_as_before() {
    for form in catalogue().into_iter().map(|procedure| procedure.form).chain([household()]) {
        for item in items(&form) {
            for (there, back) in [(Action::Up, Action::Down), (Action::Down, Action::Up)] {
                let Some((moved, found)) = after(&form, there, &item) else { continue };
                assert_ne!(moved, form, "{item}");
                assert_eq!(found, item);
                assert_eq!(after(&moved, back, &item).unwrap().0, form, "{item}");
            }
        }
    }
}

#[test]
fn what_is_added_or_doubled_and_removed_again_leaves_nothing() {
    for form in catalogue().into_iter().map(|procedure| procedure.form) {
        for item in items(&form) {
            for action in [Action::Add, Action::Duplicate] {
                let Some((more, made)) = after(&form, action, &item) else { continue };
                assert!(more.has(&made), "{made}");
                assert!(!form.is_taken(&made), "{made}");
                assert_eq!(after(&more, Action::Remove, &made).unwrap().0, form, "{item}");
            }
        }
    }
}

#[test]
fn a_copy_names_its_own_questions() {
    let form = household();
    let (copied, item) = after(&form, Action::Duplicate, &Item::Section("applicant".to_owned())).unwrap();
    assert_eq!(item, Item::Section("applicant_2".to_owned()));
    let Kind::NationalId { birth, sex } = &copied.question("national_id_2").unwrap().kind else { panic!() };
    assert_eq!((birth.as_deref(), sex.as_deref()), (Some("birth_2"), Some("sex_2")));
    let Kind::NationalId { birth, .. } = &copied.question("national_id").unwrap().kind else { panic!() };
    assert_eq!(birth.as_deref(), Some("birth"), "the original stays what it was");
}

#[test]
fn a_copy_of_the_catalogue_has_no_new_faults_of_names() {
    let tables = tables();
    for procedure in catalogue() {
        for item in items(&procedure.form) {
            let Some((form, _)) = after(&procedure.form, Action::Duplicate, &item) else { continue };
            let copied = Procedure { form, ..procedure.clone() };
            let mut faults = check(&copied, &tables);
            // The slot of a paper stands twice then, which somebody must decide.
            faults.retain(|fault| !matches!(fault.reason, crate::check::FaultReason::PaperAskedTwice { .. }));
            assert_eq!(faults, [], "{} {item}", procedure.code);
        }
    }
}

#[test]
fn a_new_name_is_written_wherever_the_old_one_stood() {
    let tables = tables();
    for procedure in catalogue() {
        for id in order(&procedure.form) {
            let mut renamed = procedure.clone();
            assert!(renamed.rename_question(id, "another_name"), "{id}");
            assert_eq!(check(&renamed, &tables), [], "{} {id}", procedure.code);
            let written = serde_json::to_string(&renamed).unwrap();
            assert!(!written.contains(&format!("\"{id}.")), "{id}: a part of an address keeps its old name");
            assert!(renamed.rename_question("another_name", id));
            assert_eq!(renamed, procedure, "{id}");
        }
    }
}

#[test]
fn a_name_that_is_taken_or_none_is_refused() {
    let mut procedure = catalogue().remove(0);
    let before = procedure.clone();
    let ids: Vec<String> = order(&before.form).into_iter().map(str::to_owned).collect();
    for (from, to) in [(ids[0].as_str(), ids[1].as_str()), (&ids[0], ""), (&ids[0], "Tên"), ("nobody", "x")]
    {
        assert!(!procedure.rename_question(from, to), "{from} {to}");
    }
    assert_eq!(procedure, before);
}

#[test]
fn an_id_that_two_have_names_neither() {
    let mut form = household();
    let mut twin = form.question("rents").unwrap().clone();
    twin.help = None;
    form.sections[0].questions.push(twin);
    let item = Item::Question("rents".to_owned());
    assert!(!form.has(&item) && form.is_taken(&item));
    for action in Action::ALL {
        assert_eq!(after(&form, action, &item), None);
    }
}

#[test]
fn a_condition_names_what_stands_outside_of_groups_and_its_own_row() {
    let form = household();
    let names = |item: Item| -> Vec<String> {
        form.named_from(&item).into_iter().map(|question| question.id.clone()).collect()
    };
    let inside = names(Item::Question("member_name".to_owned()));
    assert!(inside.contains(&"member_birth".to_owned()) && inside.contains(&"rents".to_owned()));
    assert!(!inside.contains(&"member_name".to_owned()), "not itself");
    let outside = names(Item::Section("applicant".to_owned()));
    assert!(!outside.contains(&"member_birth".to_owned()));
}

#[test]
fn new_ids_are_numbered() {
    let form = household();
    assert_eq!(form.unused_id("street"), "street");
    assert_eq!(form.unused_id("rents"), "rents_2");
    let long = "a".repeat(80);
    assert!(is_id(&form.unused_id(&long)));
    for wrong in ["", "1a", "Ab", "tên", "a-b", "a.b", long.as_str()] {
        assert!(!is_id(wrong), "{wrong}");
    }
}

proptest! {
    /// Whatever is done in whatever order: ids stay unique, and only what is removed goes.
    #[test]
    fn a_form_stays_one(steps in prop::collection::vec((0_usize..5, 0_usize..1000), 1..40)) {
        let mut form = household();
        for (action, place) in steps {
            let all = items(&form);
            if all.is_empty() {
                form.add_section();
                continue;
            }
            let (action, item) = (Action::ALL[action], &all[place % all.len()]);
            let before = all.len();
            let done = form.arrange(action, item);
            let now = items(&form);
            let mut unique = now.clone();
            unique.sort();
            unique.dedup();
            prop_assert_eq!(unique.len(), now.len());
            match (action, done) {
                (_, None) | (Action::Up | Action::Down, _) => prop_assert_eq!(now.len(), before),
                (Action::Add, Some(_)) => prop_assert_eq!(now.len(), before + 1),
                (Action::Duplicate, Some(made)) => prop_assert!(now.len() > before && form.has(&made)),
                (Action::Remove, Some(_)) => prop_assert!(now.len() < before && !form.is_taken(item)),
            }
        }
    }
}
