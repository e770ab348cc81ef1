//! Every procedure of the catalogue can be read and published, and reaches the browser whole.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::fs;
use std::path::Path;

use domain::text::{Lang, Text};
use forms::check::check;
use forms::evaluate::{Attached, Context, evaluate};
use forms::places::NoPlaces;
use forms::procedure::{Channel, Paper, Procedure};
use forms::schema::{Form, Kind, Question, Section};
use forms::tables::CodeTable;
use time::macros::date;

/// The files of the catalogue with their names.
fn catalogue() -> Vec<(String, String)> {
    yaml_in("procedures")
}

fn yaml_in(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(folder);
    let paths = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let files: Vec<_> = yaml
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    assert!(!files.is_empty(), "no file in {}", folder.display());
    files
}

#[test]
fn every_procedure_of_the_catalogue_is_sound() {
    let mut tables: Vec<CodeTable> =
        yaml_in("tables").iter().map(|(_, text)| serde_saphyr::from_str(text).unwrap()).collect();
    // The catalogue makes it of the communes of before.
    tables.push(CodeTable { id: "former_communes".to_owned(), ..tables[0].clone() });
    let mut wrong = Vec::new();
    for (name, text) in catalogue() {
        match serde_saphyr::from_str::<Procedure>(&text) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(procedure) => {
                wrong.extend(
                    check(&procedure, &tables)
                        .iter()
                        .map(|fault| format!("{name}: {}", fault.text(Lang::En))),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is typed, with its help and example.
fn typed(questions: &[Question]) -> Vec<&Question> {
    let all = questions.iter().flat_map(|question| match &question.kind {
        Kind::Group { questions, .. } => typed(questions),
        _ => vec![question],
    });
    all.filter(|question| {
        matches!(
            question.kind,
            Kind::Text { .. }
                | Kind::LongText { .. }
                | Kind::PersonName
                | Kind::Number { .. }
                | Kind::Money { .. }
                | Kind::NationalId { .. }
                | Kind::TaxCode
                | Kind::Phone
        )
    })
    .collect()
}

#[test]
fn whoever_types_is_told_how_and_the_examples_are_good_answers() {
    let none = Attached::new();
    let context = Context {
        today: date!(2026 - 11 - 23),
        channel: Channel::Online,
        attached: &none,
        places: &NoPlaces,
    };
    for (name, text) in catalogue() {
        let procedure: Procedure = serde_saphyr::from_str(&text).unwrap();
        for question in procedure.form.sections.iter().flat_map(|section| typed(&section.questions)) {
            assert!(question.help.is_some() || question.example.is_some(), "{name}: {}", question.id);
            let Some(example) = &question.example else { continue };
            let alone = Question { show_if: None, ..question.clone() };
            let section = Section {
                id: "s".into(),
                title: Text::default(),
                intro: None,
                show_if: None,
                questions: vec![alone],
            };
            let form = Form { sections: vec![section], rules: Vec::new() };
            let answers = [(question.id.clone(), example.clone())].into_iter().collect();
            let found = evaluate(&form, &[], &answers, &context);
            assert_eq!(found.problems, [], "{name}: {}", question.id);
        }
    }
}

#[test]
fn every_table_of_codes_is_sound() {
    for (name, text) in yaml_in("tables") {
        let table: CodeTable = serde_saphyr::from_str(&text).unwrap();
        assert_eq!(name, format!("{}.yaml", table.id));
        assert_eq!(table.faults(), [], "{name}");
    }
}

#[test]
fn every_form_reads_back_from_the_bytes_and_from_the_text_that_it_is_kept_as() {
    for (name, text) in catalogue() {
        let procedure: Procedure = serde_saphyr::from_str(&text).unwrap();
        let asked = (&procedure.form, &procedure.papers);
        let bytes = postcard::to_allocvec(&asked).unwrap();
        let read: (Form, Vec<Paper>) = postcard::from_bytes(&bytes).unwrap();
        assert_eq!((&read.0, &read.1), asked, "{name}");
        let json = serde_json::to_string(&procedure).unwrap();
        assert_eq!(serde_json::from_str::<Procedure>(&json).unwrap(), procedure, "{name}");
    }
}
