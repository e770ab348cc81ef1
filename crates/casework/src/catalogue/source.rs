//! Reading the files of the catalogue, so that every error names its file and line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::clock::{Calendar, CalendarYear};
use domain::text::{Lang, Text};
use forms::procedure::Procedure;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Fault, MessageTemplate, PaperSet, Unit};

/// Everything that the folder holds, read but not yet stored.
pub(super) struct Source {
    pub procedures: Vec<Procedure>,
    pub units: Vec<Unit>,
    pub years: Vec<CalendarYear>,
    pub provinces: Vec<ProvinceFile>,
    pub communes: BTreeMap<String, BTreeMap<String, String>>,
    pub templates: Vec<MessageTemplate>,
    pub paper_sets: Vec<PaperSet>,
}

/// What a unit can be.
const UNIT_KINDS: [&str; 5] = ["government", "one_stop", "department", "police", "land_registry"];

#[derive(Deserialize)]
struct UnitsFile {
    units: Vec<Unit>,
}

#[derive(Deserialize)]
struct ProvincesFile {
    provinces: Vec<ProvinceFile>,
}

#[derive(Deserialize)]
pub(super) struct ProvinceFile {
    pub code: String,
    pub name: Text,
}

#[derive(Deserialize)]
struct CommunesFile {
    province: String,
    communes: Vec<ProvinceFile>,
}

/// Reads the folder `data`. All faults of all files are told together.
pub(super) fn read(data: &Path) -> Result<Source, Vec<Fault>> {
    let mut reader = Reader { faults: Vec::new() };
    let procedures = reader.procedures(&data.join("procedures"));
    let years =
        reader.folder::<CalendarYear>(&data.join("calendars")).into_iter().map(|(_, year)| year).collect();
    let units =
        reader.file::<UnitsFile>(&data.join("units/units.yaml")).map_or_else(Vec::new, |file| file.units);
    let provinces = reader
        .file::<ProvincesFile>(&data.join("units/provinces.yaml"))
        .map_or_else(Vec::new, |file| file.provinces);
    let communes =
        reader.folder::<CommunesFile>(&data.join("units/communes")).into_iter().map(|(_, file)| {
            (
                file.province,
                file.communes.into_iter().map(|commune| (commune.code, commune.name.vi)).collect(),
            )
        });
    let templates = reader.templates(&data.join("messages"), &procedures);
    let paper_sets = reader.paper_sets(&data.join("papers"));
    let communes = communes.collect();
    let source = Source { procedures, units, years, provinces, communes, templates, paper_sets };
    reader.whole(&source, data);
    if reader.faults.is_empty() { Ok(source) } else { Err(reader.faults) }
}

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn procedures(&mut self, folder: &Path) -> Vec<Procedure> {
        let read = self.folder::<Procedure>(folder);
        for (path, procedure) in &read {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            for fault in forms::check::check(procedure) {
                let line = line_of(&text, &fault.path);
                self.fault(path, line, fault.text(Lang::En));
            }
        }
        for (index, (path, procedure)) in read.iter().enumerate() {
            let twin = read[..index]
                .iter()
                .any(|(_, other)| other.code == procedure.code && other.valid.from == procedure.valid.from);
            if twin {
                self.fault(
                    path,
                    1,
                    format!("another file has {} from {}", procedure.code, procedure.valid.from),
                );
            }
        }
        read.into_iter().map(|(_, procedure)| procedure).collect()
    }

    /// An office may do without them.
    fn templates(&mut self, folder: &Path, procedures: &[Procedure]) -> Vec<MessageTemplate> {
        if !folder.exists() {
            return Vec::new();
        }
        // A procedure whose own file has a fault is not told a second time.
        let all_read = self.faults.is_empty();
        let codes: Vec<String> = procedures.iter().map(|procedure| procedure.code.to_string()).collect();
        let codes = all_read.then_some(codes.as_slice());
        let read = self.folder::<MessageTemplate>(folder);
        for (index, (path, template)) in read.iter().enumerate() {
            if read[..index].iter().any(|(_, other)| other.id == template.id) {
                self.fault(path, 1, format!("another file has the id {}", template.id));
            }
            if let Some((place, reason)) = template.fault(codes) {
                let text = std::fs::read_to_string(path).unwrap_or_default();
                let line = domain::text::nfc(&text).lines().position(|line| line.contains(&place));
                self.fault(path, line.map_or(1, |line| line as u64 + 1), reason);
            }
        }
        read.into_iter().map(|(_, template)| template).collect()
    }

    /// Without them nothing can be issued, so the folder must be there.
    fn paper_sets(&mut self, folder: &Path) -> Vec<PaperSet> {
        let read = self.folder::<PaperSet>(folder);
        for (index, (path, set)) in read.iter().enumerate() {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if let Some((place, reason)) = set.fault() {
                let line = text.lines().position(|line| line.contains(&place));
                self.fault(path, line.map_or(1, |line| line as u64 + 1), reason);
            }
            let twin = read[..index].iter().find(|(_, other)| other.id == set.id || other.overlaps(set));
            if let Some((_, other)) = twin {
                let line = line_of(&text, "valid");
                self.fault(path, line, format!("the set {} is in force on the same days", other.id));
            }
        }
        read.into_iter().map(|(_, set)| set).collect()
    }

    /// All `.yaml` files of a folder, in the order of their names.
    fn folder<T: DeserializeOwned>(&mut self, folder: &Path) -> Vec<(PathBuf, T)> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.fault(folder, 1, error.to_string());
                return Vec::new();
            }
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
        paths.sort();
        paths.into_iter().filter_map(|path| self.file(&path).map(|value| (path, value))).collect()
    }

    fn file<T: DeserializeOwned>(&mut self, path: &Path) -> Option<T> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => domain::text::nfc(&text),
            Err(error) => {
                self.fault(path, 1, error.to_string());
                return None;
            }
        };
        match serde_saphyr::from_str(&text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = error.location().map_or(1, |location| location.line());
                let reason = error.to_string();
                self.fault(path, line, reason.lines().next().unwrap_or_default().to_owned());
                None
            }
        }
    }

    /// What only shows when all files are read.
    fn whole(&mut self, source: &Source, data: &Path) {
        if let Err(error) = Calendar::from_years(source.years.clone()) {
            self.fault(&data.join("calendars"), 1, format!("{error:?}"));
        }
        self.units(&source.units, &data.join("units/units.yaml"));
        let provinces = data.join("units/provinces.yaml");
        let text = std::fs::read_to_string(&provinces).unwrap_or_default();
        for (index, province) in source.provinces.iter().enumerate() {
            if source.provinces[..index].iter().any(|other| other.code == province.code) {
                let line = line_of_code(&text, &province.code, 1);
                self.fault(&provinces, line, format!("the code {} stands twice", province.code));
            }
        }
        for code in source.communes.keys() {
            if !source.provinces.iter().any(|province| province.code == *code) {
                self.fault(&data.join("units/communes"), 1, format!("{code} is not the code of a province"));
            }
        }
    }

    fn units(&mut self, units: &[Unit], path: &Path) {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        for (index, unit) in units.iter().enumerate() {
            let mut fault = |reason: &str, nth: usize| {
                self.fault(path, line_of_code(&text, &unit.code, nth), format!("{} {reason}", unit.code));
            };
            if units[..index].iter().any(|other| other.code == unit.code) {
                fault("stands twice", 1);
            }
            if !UNIT_KINDS.contains(&unit.kind.as_str()) {
                fault(&format!("has an unknown kind: {}", unit.kind), 0);
            }
            let known = |parent: &String| units.iter().any(|unit| unit.code == *parent);
            if !unit.parent.as_ref().is_none_or(known) {
                fault("has an unknown parent", 0);
            }
            let days = [Some(&unit.valid.from), unit.valid.to.as_ref()];
            if days.into_iter().flatten().any(|day| domain::when::parse_iso_date(day).is_err()) {
                fault("has a day that does not exist", 0);
            }
        }
    }

    fn fault(&mut self, path: &Path, line: u64, reason: String) {
        self.faults.push(Fault { file: path.display().to_string(), line, reason });
    }
}

/// The line on which a list of units or provinces states a code, for the `nth` time from 0.
fn line_of_code(text: &str, code: &str, nth: usize) -> u64 {
    let states_it = |line: &str| {
        let line = line.trim_start().trim_start_matches("- ").trim_start_matches('{').replace('"', "");
        let stated = line.strip_prefix("code: ").map(|rest| rest.split(',').next().unwrap_or_default());
        stated.is_some_and(|stated| stated.trim() == code)
    };
    let mut lines = text.lines().enumerate().filter(|(_, line)| states_it(line));
    lines.nth(nth).map_or(1, |(index, _)| index as u64 + 1)
}

/// The line of the thing that a fault names, such as `form.mother.mother_name.show_if`: the last part that stands
/// in the file as an `id` or a key. The first line when none does.
fn line_of(text: &str, path: &str) -> u64 {
    let names_it = |line: &str, part: &str| {
        let line = line.trim_start().trim_start_matches("- ").trim_start_matches('{');
        line == format!("id: {part}")
            || line.starts_with(&format!("id: {part},"))
            || line.starts_with(&format!("{part}:"))
    };
    let mut found = 1;
    let mut rest = 0;
    for part in path.split(['.', '[', ']']).filter(|part| !part.is_empty()) {
        let below = text.lines().enumerate().skip(rest);
        if let Some((index, _)) = below.into_iter().find(|(_, line)| names_it(line, part)) {
            found = index + 1;
            rest = index;
        }
    }
    found as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_found_below_its_section() {
        let text = "code: x\nform:\n  sections:\n    - id: mother\n      questions:\n        - id: name\n          show_if: {}\n";
        assert_eq!(line_of(text, "form.mother.name.show_if"), 7);
        assert_eq!(line_of(text, "form.mother.name"), 6);
        assert_eq!(line_of(text, "nothing.of.it"), 1);
    }
}
