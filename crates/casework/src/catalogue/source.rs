//! Reading the files of the catalogue, so that every error names its file and line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::clock::{CalendarYear, HoursFrom};
use domain::text::{Lang, Text};
use forms::check::FaultReason;
use forms::procedure::Procedure;
use forms::tables::CodeTable;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use views::Operator;

use self::units::Units;
use super::competence::is_agency;
use super::former::{self, FORMER_COMMUNES};
use super::{Fault, FormerProvince, MessageTemplate, ONE_STOP, PaperSet, Unit};

mod alone;
mod calendars;
mod units;

pub(super) use alone::{places, procedure, procedures, units_and_common_hours, years};

/// Everything that the folder holds, read but not yet stored.
pub(super) struct Source {
    pub procedures: Vec<Procedure>,
    pub units: Vec<Unit>,
    pub operator: Option<Operator>,
    /// Hours of all units that have none of their own.
    pub common_hours: Vec<HoursFrom>,
    pub years: Vec<CalendarYear>,
    pub provinces: Vec<ProvinceFile>,
    pub communes: BTreeMap<String, BTreeMap<String, String>>,
    pub former: Vec<FormerProvince>,
    pub templates: Vec<MessageTemplate>,
    pub tables: Vec<CodeTable>,
    pub paper_sets: Vec<PaperSet>,
}

#[derive(Deserialize)]
struct ProvincesFile {
    provinces: Vec<ProvinceFile>,
}

#[derive(Deserialize)]
pub(super) struct ProvinceFile {
    pub code: String,
    pub name: Text,
    /// Provinces that are part of it today.
    #[serde(default)]
    pub merged: Vec<String>,
}

#[derive(Deserialize)]
struct CommuneFile {
    code: String,
    name: Text,
}

#[derive(Deserialize)]
struct CommunesFile {
    province: String,
    communes: Vec<CommuneFile>,
}

const UNITS: &str = "units/units.yaml";

/// Reads the folder `data`. All faults of all files are told together.
pub(super) fn read(data: &Path) -> Result<Source, Vec<Fault>> {
    let mut reader = Reader { faults: Vec::new() };
    let (provinces, communes) = reader.places(data);
    let former = reader.former(&data.join("units/former"), &communes);
    let tables = reader.tables(&data.join("tables"), &former, &communes);
    let procedures = reader.procedures(&data.join("procedures"), &tables);
    let years = calendars::read(&mut reader, &data.join("calendars"));
    let Units { operator, common_hours, all: units } = units::read(&mut reader, &data.join(UNITS));
    let templates = reader.templates(&data.join("messages"), &procedures);
    let paper_sets = reader.paper_sets(&data.join("papers"));
    let source = Source {
        procedures,
        units,
        operator,
        common_hours,
        years,
        provinces,
        communes,
        former,
        templates,
        tables,
        paper_sets,
    };
    reader.whole(&source, data);
    if reader.faults.is_empty() { Ok(source) } else { Err(reader.faults) }
}

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn places(&mut self, data: &Path) -> (Vec<ProvinceFile>, BTreeMap<String, BTreeMap<String, String>>) {
        let provinces = self
            .file::<ProvincesFile>(&data.join("units/provinces.yaml"))
            .map_or_else(Vec::new, |file| file.provinces);
        let communes =
            self.folder::<CommunesFile>(&data.join("units/communes")).into_iter().map(|(_, file)| {
                let communes = file.communes.into_iter().map(|commune| (commune.code, commune.name.vi));
                (file.province, communes.collect())
            });
        (provinces, communes.collect())
    }

    /// An office may do without them. What a commune of before is part of must be a commune of today.
    fn former(
        &mut self,
        folder: &Path,
        communes: &BTreeMap<String, BTreeMap<String, String>>,
    ) -> Vec<FormerProvince> {
        if !folder.exists() {
            return Vec::new();
        }
        let read = self.folder::<FormerProvince>(folder);
        for (path, former) in &read {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if domain::when::parse_iso_date(&former.until).is_err() {
                self.fault(path, line_of(&text, "until"), "until is no day that exists".to_owned());
            }
            for commune in &former.communes {
                let known = |code: &String| communes.values().any(|known| known.contains_key(code));
                if commune.now.is_empty() || !commune.now.iter().all(known) {
                    let line = line_of_code(&text, &commune.code, 0);
                    let reason = format!("{} is part of no commune of today", commune.name);
                    self.fault(path, line, reason);
                }
            }
        }
        read.into_iter().map(|(_, former)| former).collect()
    }

    /// Those of the folder, and that of the communes of before. An office may do without them.
    fn tables(
        &mut self,
        folder: &Path,
        former: &[FormerProvince],
        communes: &BTreeMap<String, BTreeMap<String, String>>,
    ) -> Vec<CodeTable> {
        let read = if folder.exists() { self.folder::<CodeTable>(folder) } else { Vec::new() };
        for (index, (path, table)) in read.iter().enumerate() {
            if read[..index].iter().any(|(_, other)| other.id == table.id) {
                self.fault(path, 1, format!("another file has the id {}", table.id));
            }
            if table.id == FORMER_COMMUNES {
                self.fault(path, 1, format!("{FORMER_COMMUNES} is made of the files in units/former"));
            }
            let text = std::fs::read_to_string(path).unwrap_or_default();
            for (code, reason) in table.faults() {
                let at = |line: &str| !code.is_empty() && states_code(line, &code);
                // What is told of a code that stands twice is told of the later one.
                let line = text.lines().collect::<Vec<_>>().iter().rposition(|line| at(line));
                let of = if code.is_empty() { table.id.clone() } else { code.clone() };
                self.fault(path, line.map_or(1, |line| line as u64 + 1), format!("{of}: {reason}"));
            }
        }
        read.into_iter().map(|(_, table)| table).chain(former::table(former, communes)).collect()
    }

    fn procedures(&mut self, folder: &Path, tables: &[CodeTable]) -> Vec<Procedure> {
        // A table whose own file has a fault is not told a second time.
        let all_tables_read = self.faults.is_empty();
        let read = self.folder::<Procedure>(folder);
        for (path, procedure) in &read {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let faults = forms::check::check(procedure, tables).into_iter();
            let is_told = |fault: &forms::check::Fault| {
                !all_tables_read && matches!(fault.reason, FaultReason::UnknownTable { .. })
            };
            for fault in faults.filter(|fault| !is_told(fault)) {
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
        let provinces = data.join("units/provinces.yaml");
        let text = std::fs::read_to_string(&provinces).unwrap_or_default();
        for (index, province) in source.provinces.iter().enumerate() {
            if source.provinces[..index].iter().any(|other| other.code == province.code) {
                let line = line_of_code(&text, &province.code, 1);
                self.fault(&provinces, line, format!("the code {} stands twice", province.code));
            }
        }
        for procedure in &source.procedures {
            let agencies = procedure.levels.iter().filter_map(|level| level.agency.as_ref());
            for agency in agencies {
                if !is_agency(source.units.iter(), agency) {
                    let reason = format!(
                        "{}: levels name {agency}, which is neither a unit nor a kind of which each body has one",
                        procedure.code
                    );
                    self.fault(&data.join("procedures"), 1, reason);
                }
            }
            let named = procedure.any_counter.periods().iter().flat_map(|period| &period.counters);
            for code in named {
                if !source.units.iter().any(|unit| unit.code == *code && unit.kind == ONE_STOP) {
                    let reason =
                        format!("{}: any_counter names {code}, which is no one-stop", procedure.code);
                    self.fault(&data.join("procedures"), 1, reason);
                }
            }
        }
        for code in source.communes.keys() {
            if !source.provinces.iter().any(|province| province.code == *code) {
                self.fault(&data.join("units/communes"), 1, format!("{code} is not the code of a province"));
            }
        }
    }

    fn fault(&mut self, path: &Path, line: u64, reason: String) {
        self.faults.push(Fault { file: path.display().to_string(), line, reason });
    }
}

/// The line on which a list of units or provinces states a code, for the `nth` time from 0.
fn line_of_code(text: &str, code: &str, nth: usize) -> u64 {
    let mut lines = text.lines().enumerate().filter(|(_, line)| states_code(line, code));
    lines.nth(nth).map_or(1, |(index, _)| index as u64 + 1)
}

fn states_code(line: &str, code: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ").trim_start_matches('{').replace('"', "");
    let stated = line.strip_prefix("code: ").map(|rest| rest.split(',').next().unwrap_or_default());
    stated.is_some_and(|stated| stated.trim() == code)
}

/// The line of the thing that a fault names, such as `form.mother.mother_name.show_if`: the last part that stands
/// in the file as an `id` or a key. The first line when none does.
pub(crate) fn line_of(text: &str, path: &str) -> u64 {
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
