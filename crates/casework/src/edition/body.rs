//! The text of an edition: a procedure as YAML, as in the files of the catalogue.

use forms::procedure::Procedure;

use crate::{Case, CaseError};

/// Why a text cannot be read.
pub(super) struct Unreadable {
    pub line: u64,
    pub reason: String,
}

/// Reads a procedure, whether it can be published or not.
pub(super) fn read(text: &str) -> Result<Procedure, Unreadable> {
    serde_saphyr::from_str(text).map_err(|error| Unreadable {
        line: error.location().map_or(1, |location| location.line()),
        reason: error.to_string().lines().next().unwrap_or_default().to_owned(),
    })
}

/// Writes a procedure as a clerk would, one line a value, without what is left out.
pub(super) fn write(procedure: &Procedure) -> Case<String> {
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    let text = serde_saphyr::to_string_with_options(procedure, options);
    let text = text.map_err(|_| CaseError::Impossible("a procedure cannot be written as YAML"))?;
    let mut lines: Vec<&str> = text.lines().filter(|line| !left_out(line)).collect();
    lines.push("");
    Ok(lines.join("\n"))
}

/// A key without a value: a text of that word would stand in quotation marks, and no value takes a second line.
fn left_out(line: &str) -> bool {
    let key = line.trim_start().strip_suffix(": null");
    key.is_some_and(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use domain::text::Text;

    use super::*;

    fn catalogue() -> Vec<Procedure> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/procedures");
        let files = std::fs::read_dir(folder).unwrap();
        let text = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        text.map(|text| read(&text).unwrap_or_else(|_| panic!("a file does not read"))).collect()
    }

    #[test]
    fn what_is_written_reads_back_as_it_was() {
        let all = catalogue();
        assert!(all.len() > 10);
        for procedure in all {
            let text = write(&procedure).unwrap();
            assert!(!text.contains(": null\n"), "{text}");
            let back = read(&text).unwrap_or_else(|fault| panic!("{}: {}", fault.line, fault.reason));
            assert_eq!(back, procedure, "{}", procedure.code);
        }
    }

    #[test]
    fn words_that_look_like_yaml_survive() {
        let mut procedure = catalogue().remove(0);
        for odd in [
            "null",
            "note: null",
            "a\nhelp: null\nb",
            "yes",
            "# x",
            "- x",
            "2026-01-01",
            " x ",
            "\"",
            "{",
            "ớ:",
        ] {
            procedure.fees[0].name = Text::new(odd, odd);
            procedure.fees[0].basis = Some(odd.to_owned());
            let text = write(&procedure).unwrap();
            let back = read(&text).unwrap_or_else(|fault| panic!("{odd:?} {}", fault.reason));
            assert_eq!(back, procedure, "{odd:?}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let text = write(&catalogue()[0]).unwrap();
        let line = text.lines().position(|line| line.starts_with("service:")).unwrap() as u64 + 1;
        let fault = read(&text.replace("\nservice:", "\nservise:")).err().unwrap();
        assert_eq!(fault.line, line);
        assert!(fault.reason.contains("servise"), "{}", fault.reason);
    }
}
