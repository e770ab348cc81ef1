//! `units/units.yaml`: agencies and one-stops, their hours and closures.

use std::path::Path;

use domain::clock::{HoursFrom, OfficeHours};
use serde::Deserialize;
use views::Operator;

use super::{Reader, line_of_code};
use crate::catalogue::{Unit, place_in};

/// What a unit can be.
const UNIT_KINDS: [&str; 5] = ["government", "one_stop", "department", "police", "land_registry"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    operator: Operator,
    #[serde(default)]
    default_office_hours: Vec<HoursFrom>,
    units: Vec<Unit>,
}

/// What the file says.
#[derive(Default)]
pub(in crate::catalogue) struct Units {
    /// Whose site it is; nothing when the file cannot be read.
    pub operator: Option<Operator>,
    /// Hours of all units that have none of their own.
    pub common_hours: Vec<HoursFrom>,
    /// Each with its hours whole, the common ones included.
    pub all: Vec<Unit>,
}

/// Reads the units.
pub(super) fn read(reader: &mut Reader, path: &Path) -> Units {
    let Some(file) = reader.file::<UnitsFile>(path) else { return Units::default() };
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if file.operator.place.vi.trim().is_empty() || file.operator.centre.vi.trim().is_empty() {
        reader.fault(path, line_of(&text, "operator"), "operator has no name".to_owned());
    }
    if let Err(error) = OfficeHours::new(file.default_office_hours.clone(), Vec::new()) {
        reader.fault(path, line_of(&text, "default_office_hours"), error.to_string());
    }
    let units: Vec<Unit> =
        file.units.into_iter().map(|unit| with_common_hours(unit, &file.default_office_hours)).collect();
    check(reader, &units, path, &text);
    Units { operator: Some(file.operator), common_hours: file.default_office_hours, all: units }
}

/// The line of a key that stands at the margin.
fn line_of(text: &str, key: &str) -> u64 {
    text.lines().position(|line| line.starts_with(key)).map_or(1, |line| line as u64 + 1)
}

/// Until the first hours of its own begin, a unit has those of all.
fn with_common_hours(mut unit: Unit, common: &[HoursFrom]) -> Unit {
    let own = unit.office_hours.iter().map(|set| set.from).min();
    let before = common.iter().filter(|set| own.is_none_or(|own| set.from < own));
    unit.office_hours.extend(before.copied().collect::<Vec<_>>());
    unit.office_hours.sort_by_key(|set| set.from);
    unit
}

fn check(reader: &mut Reader, units: &[Unit], path: &Path, text: &str) {
    for (index, unit) in units.iter().enumerate() {
        let mut fault = |reason: &str, nth: usize| {
            reader.fault(path, line_of_code(text, &unit.code, nth), format!("{} {reason}", unit.code));
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
        let find = |code: &str| units.iter().find(|unit| unit.code == code);
        // A parent that is not there is told above, and may be the one that has the place.
        if unit.kind == "one_stop" && unit.parent.as_ref().is_none_or(known) && place_in(unit, find).is_none()
        {
            fault("issues papers and has no place, nor has anybody above it", 0);
        }
        if let Err(error) = unit.hours() {
            fault(&format!("has hours that clash: {error}"), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::when::parse_iso_date;

    use super::*;

    const FILE: &str = r#"
operator: {place: {vi: Tỉnh A}, centre: {vi: Trung tâm A}}
default_office_hours:
  - {from: "2021-01-01", morning: {from: "07:30", to: "11:30"}, afternoon: {from: "13:00", to: "17:00"}}
  - {from: "2025-07-01", morning: {from: "08:00", to: "12:00"}, afternoon: {from: "13:00", to: "17:00"}}
units:
  - {code: H09.01, name: {vi: A}, level: province, kind: one_stop, valid: {from: "2021-01-01"}}
  - code: H09.02
    name: {vi: B}
    level: province
    kind: one_stop
    valid: {from: "2021-01-01"}
    office_hours:
      - {from: "2024-01-01", morning: {from: "07:00", to: "11:00"}, afternoon: {from: "13:00", to: "17:00"}}
    closures:
      - {from: "2026-12-15", name: {vi: Cúp điện}}
"#;

    #[test]
    fn a_unit_has_the_common_hours_until_its_own_begin() {
        let file: UnitsFile = serde_saphyr::from_str(FILE).unwrap_or_else(|error| panic!("{error}"));
        let common = file.default_office_hours;
        let units = file.units.into_iter().map(|unit| with_common_hours(unit, &common));
        let hours: Vec<OfficeHours> = units.map(|unit| unit.hours().unwrap_or_default()).collect();
        let day = |text: &str| parse_iso_date(text).unwrap_or(time::Date::MIN);
        let opening = |unit: usize, text: &str| hours[unit].on(day(text)).opening();
        assert_eq!(opening(0, "2026-01-01"), time::Time::from_hms(8, 0, 0).unwrap_or(time::Time::MIDNIGHT));
        assert_eq!(opening(1, "2023-12-31"), opening(0, "2023-12-31"));
        assert_eq!(opening(1, "2026-01-01").hour(), 7);
        assert!(hours[0].closure(day("2026-12-15")).is_none());
        assert!(hours[1].closure(day("2026-12-15")).is_some_and(|name| name.vi == "Cúp điện"));
    }
}
