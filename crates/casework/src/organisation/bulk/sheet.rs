//! The cells of an XLSX file, read without trusting its sizes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx, open_workbook_from_rs};
use views::Failure;

/// Bytes that a file may have unpacked: a small file can hold a very large one.
const UNPACKED: u64 = 40 * 1024 * 1024;
/// Rows and columns beyond these are not read: the table is then too long, or not ours.
const LAST_ROW: u32 = 1000;
const LAST_COLUMN: u32 = 500;

/// Texts by row and column, both counted from 0.
pub(super) type Cells = BTreeMap<(u32, u32), String>;

/// Reads the first sheet.
///
/// # Errors
/// `SheetUnreadable` for what is no workbook, `SheetTooLong` for what is larger than any table of ours.
pub(super) fn read(bytes: Vec<u8>) -> Result<Cells, Failure> {
    fits(&bytes)?;
    let unreadable = |_| Failure::SheetUnreadable;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let name = workbook.sheet_names().first().cloned().ok_or(Failure::SheetUnreadable)?;
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        if row > LAST_ROW {
            return Err(Failure::SheetTooLong);
        }
        let text = text(cell.get_value());
        if column <= LAST_COLUMN && !text.trim().is_empty() {
            cells.insert((row, column), text);
        }
    }
    Ok(cells)
}

/// Unpacks everything into nothing first, because the sizes that the file tells of itself may be lies.
fn fits(bytes: &[u8]) -> Result<(), Failure> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Failure::SheetUnreadable)?;
    let mut left = UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Failure::SheetUnreadable)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink());
        let size = size.map_err(|_| Failure::SheetUnreadable)?;
        left = left.checked_sub(size).ok_or(Failure::SheetTooLong)?;
    }
    Ok(())
}

/// The words of a cell as a person would type them: whole numbers without a fraction, days without an hour.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
