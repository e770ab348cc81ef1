//! Parts of the folder by themselves, for whoever needs no more.

use std::path::Path;

use domain::clock::CalendarYear;
use forms::places::PlaceBook;
use forms::procedure::Procedure;
use forms::tables::CodeTable;

use super::units::Units;
use super::{Reader, UNITS, calendars, line_of, units};
use crate::catalogue::Fault;

fn alone<T>(read: impl FnOnce(&mut Reader) -> T) -> Result<T, Vec<Fault>> {
    let mut reader = Reader { faults: Vec::new() };
    let read = read(&mut reader);
    if reader.faults.is_empty() { Ok(read) } else { Err(reader.faults) }
}

/// The years of the folder `data`.
pub(in crate::catalogue) fn years(data: &Path) -> Result<Vec<CalendarYear>, Vec<Fault>> {
    alone(|reader| calendars::read(reader, &data.join("calendars")))
}

/// The units of the folder `data`.
pub(in crate::catalogue) fn units_and_common_hours(data: &Path) -> Result<Units, Vec<Fault>> {
    alone(|reader| units::read(reader, &data.join(UNITS)))
}

/// The provinces and communes of the folder `data`.
pub(in crate::catalogue) fn places(data: &Path) -> Result<PlaceBook, Vec<Fault>> {
    alone(|reader| {
        let (provinces, communes) = reader.places(data);
        let provinces = provinces.into_iter().map(|province| (province.code, province.name.vi));
        PlaceBook { provinces: provinces.collect(), communes }
    })
}

fn tables(reader: &mut Reader, data: &Path) -> Vec<CodeTable> {
    let (_, communes) = reader.places(data);
    let former = reader.former(&data.join("units/former"), &communes);
    reader.tables(&data.join("tables"), &former, &communes)
}

/// The checked procedures of the folder `data`, and the tables from which they take options.
pub(in crate::catalogue) fn procedures(data: &Path) -> Result<(Vec<Procedure>, Vec<CodeTable>), Vec<Fault>> {
    alone(|reader| {
        let tables = tables(reader, data);
        (reader.procedures(&data.join("procedures"), &tables), tables)
    })
}

/// One checked file of a procedure, and the tables of the folder `data`.
pub(in crate::catalogue) fn procedure(
    data: &Path,
    path: &Path,
) -> Result<(Procedure, Vec<CodeTable>), Vec<Fault>> {
    let read = alone(|reader| {
        let tables = tables(reader, data);
        let procedure = reader.file::<Procedure>(path)?;
        let text = std::fs::read_to_string(path).unwrap_or_default();
        for fault in forms::check::check(&procedure, &tables) {
            reader.fault(path, line_of(&text, &fault.path), fault.text(domain::text::Lang::En));
        }
        Some((procedure, tables))
    })?;
    // Whatever does not read has left a fault.
    read.ok_or_else(Vec::new)
}
