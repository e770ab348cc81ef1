//! The cells of an XLSX file. A process of its own reads them, because the library that does believes the sizes that a file
//! tells of itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{DataRef, Reader as _, Xlsx, open_workbook_from_rs};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use views::Failure;

use crate::confined::{Heard, Input, ask};
use crate::{Case, Office};

/// Bytes that a file may have unpacked: a small file can hold a very large one.
const UNPACKED: u64 = 40 * 1024 * 1024;
/// Bytes of all texts together: one text of a file can stand in every cell of it.
const TEXTS: usize = 4 * 1024 * 1024;
/// Rows and columns beyond these are not read: the table is then too long, or not ours.
const LAST_ROW: u32 = 1000;
const LAST_COLUMN: u32 = 500;

/// Texts by row and column, both counted from 0.
pub(super) type Cells = BTreeMap<(u32, u32), String>;
/// The same as JSON can hold it.
type Written = Vec<((u32, u32), String)>;

/// So many tables are read at a time.
static READING: Semaphore = Semaphore::const_new(1);
/// The texts as JSON, which writes a control character with six bytes, and the numbers of their cells.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// Reads the first sheet.
///
/// # Errors
/// `SheetUnreadable` for what is no workbook or exhausts its reader, `SheetTooLong` for what is larger than any table of ours,
/// `TooManyRequests` while others' tables are being read.
pub(super) async fn read(office: &Office, bytes: Vec<u8>) -> Case<Cells> {
    match office.settings().reader.as_deref() {
        Some(program) => {
            let heard = ask_for(program, &bytes).await.ok_or(Failure::TooManyRequests)?;
            Ok(spawn_blocking(move || told(&heard)).await??)
        }
        None => Ok(spawn_blocking(move || cells(bytes)).await??),
    }
}

async fn ask_for(program: &Path, bytes: &[u8]) -> Option<Heard> {
    ask(program, &["table"], Input::Bytes(bytes), &READING, MOST_BYTES).await
}

fn told(heard: &Heard) -> Result<Cells, Failure> {
    if !heard.whole {
        return Err(Failure::SheetUnreadable);
    }
    let read: Result<Written, Failure> =
        serde_json::from_slice(&heard.bytes).map_err(|_| Failure::SheetUnreadable)?;
    Ok(read?.into_iter().collect())
}

/// What the process of its own answers: the cells of the first sheet, or why there are none.
#[must_use]
pub fn read_aside(bytes: Vec<u8>) -> String {
    let read = cells(bytes).map(|cells| cells.into_iter().collect::<Written>());
    serde_json::to_string(&read).unwrap_or_default()
}

fn cells(bytes: Vec<u8>) -> Result<Cells, Failure> {
    fits(&bytes)?;
    let unreadable = |_| Failure::SheetUnreadable;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let name = workbook.sheet_names().first().cloned().ok_or(Failure::SheetUnreadable)?;
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
    let (mut cells, mut left) = (Cells::new(), TEXTS);
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        if row > LAST_ROW {
            return Err(Failure::SheetTooLong);
        }
        let text = text(cell.get_value());
        if column <= LAST_COLUMN && !text.trim().is_empty() {
            left = left.checked_sub(text.len()).ok_or(Failure::SheetTooLong)?;
            cells.insert((row, column), text.into_owned());
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
fn text<'a>(value: &'a DataRef<'_>) -> Cow<'a, str> {
    let written = match value {
        DataRef::String(text) => return Cow::Borrowed(text),
        DataRef::SharedString(text) => return Cow::Borrowed(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    Cow::Owned(written)
}
