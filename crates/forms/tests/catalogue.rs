//! Every procedure of the catalogue can be read and published.

use std::fs;
use std::path::Path;

use domain::text::Lang;
use forms::check::check;
use forms::procedure::Procedure;

#[test]
fn every_procedure_of_the_catalogue_is_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/procedures");
    let mut wrong = Vec::new();
    let mut read = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        read += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match serde_saphyr::from_str::<Procedure>(&fs::read_to_string(&path).unwrap()) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(procedure) => {
                wrong.extend(
                    check(&procedure).iter().map(|fault| format!("{name}: {}", fault.text(Lang::En))),
                );
            }
        }
    }
    assert!(read > 0, "no procedure in {}", folder.display());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
