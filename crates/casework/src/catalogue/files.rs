//! The catalogue for commands: its folder without a database, or what the database has.

use std::path::Path;

use domain::clock::{Calendar, CalendarYear, OfficeHours};
use domain::when::iso_date;
use forms::places::PlaceBook;
use forms::procedure::Procedure;
use forms::tables::CodeTable;
use time::Date;

use super::{Catalogue, Fault, source};

/// What a deadline is computed with.
#[derive(Debug)]
pub struct RuleClock {
    pub calendar: Calendar,
    pub hours: OfficeHours,
}

impl RuleClock {
    /// Reads the calendars and the hours of a unit, or those that all units have in common.
    ///
    /// # Errors
    /// The faults of the files, or that no unit has this code.
    pub fn read(data: &Path, unit: Option<&str>) -> Result<Self, Vec<Fault>> {
        let folder_fault = |reason: String| {
            let file = data.join("units/units.yaml").display().to_string();
            vec![Fault { file, line: 1, reason }]
        };
        let units = source::units_and_common_hours(data)?;
        let hours = match unit {
            None => OfficeHours::new(units.common_hours, Vec::new()),
            Some(code) => {
                let found = units.all.iter().find(|unit| unit.code == code);
                found.ok_or_else(|| folder_fault(format!("there is no unit {code}")))?.hours()
            }
        };
        let hours = hours.map_err(|error| folder_fault(error.to_string()))?;
        let calendar =
            Calendar::from_years(years_in(data)?).map_err(|error| folder_fault(error.to_string()))?;
        Ok(Self { calendar, hours })
    }
}

impl Catalogue {
    /// The calendars in use and the hours of a unit, or those that all units have in common. Nothing when no unit has this
    /// code, or the common hours were not kept when the catalogue was loaded.
    #[must_use]
    pub fn clock(&self, unit: Option<&str>) -> Option<RuleClock> {
        let hours = match unit {
            None => self.common_hours.clone()?,
            Some(code) => self.unit(code).map(|unit| self.hours(&unit.code).as_ref().clone())?,
        };
        Some(RuleClock { calendar: self.calendar().clone(), hours })
    }

    /// A year as it is in use.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<CalendarYear> {
        self.years().get(&year).map(|known| known.body.clone())
    }
}

/// The years that were entered.
///
/// # Errors
/// The faults of the files.
pub fn years_in(data: &Path) -> Result<Vec<CalendarYear>, Vec<Fault>> {
    source::years(data)
}

/// The provinces and communes.
///
/// # Errors
/// The faults of the files.
pub fn places_in(data: &Path) -> Result<PlaceBook, Vec<Fault>> {
    source::places(data)
}

/// One file of a procedure, checked, as it is asked on a day: its choices of tables have the options of `data`.
///
/// # Errors
/// Its faults, with their lines.
pub fn procedure_file(data: &Path, path: &Path, day: Date) -> Result<Procedure, Vec<Fault>> {
    let (procedure, tables) = source::procedure(data, path)?;
    Ok(filled(procedure, &tables, day))
}

/// The version of a procedure that runs on a day, as it is asked then.
///
/// # Errors
/// The faults of the files, or that none runs.
pub fn procedure_in(data: &Path, code: &str, day: Date) -> Result<Procedure, Vec<Fault>> {
    let (all, tables) = source::procedures(data)?;
    let found = all.into_iter().find(|known| known.code.as_str() == code && known.valid.covers(day));
    let found = found.ok_or_else(|| {
        let file = data.join("procedures").display().to_string();
        let reason = format!("no version of {code} runs on {}", iso_date(day));
        vec![Fault { file, line: 1, reason }]
    })?;
    Ok(filled(found, &tables, day))
}

fn filled(mut procedure: Procedure, tables: &[CodeTable], day: Date) -> Procedure {
    procedure.form.fill_from_tables(day, |id| tables.iter().find(|table| table.id == id));
    procedure
}
