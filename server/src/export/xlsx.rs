//! A workbook, whose rows wait in a file of their own until it is packed: never all of them in memory.

use std::io::{self, Write};

use axum::body::Bytes;
use casework::CaseError;
use casework::organisation::Reading;
use domain::text::Lang;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use views::BoardLine;

use super::{AHEAD, MAKERS, Piece, broken_off, cells, heads};

pub(crate) const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Widths of the columns, in letters.
const WIDTHS: [f64; 11] = [26.0, 12.0, 36.0, 36.0, 24.0, 17.0, 24.0, 17.0, 14.0, 12.0, 17.0];
/// Bytes of a piece.
const PIECE: usize = 64 * 1024;

pub(super) fn write(reading: Reading, lang: Lang) -> mpsc::Receiver<Piece> {
    let (to, pieces) = mpsc::channel(AHEAD);
    let (lines_to, lines) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        let Ok(_turn) = MAKERS.acquire().await else { return };
        let broken = to.clone();
        let packing = spawn_blocking(move || pack(lines, lang, to));
        let read = read(reading, lines_to).await;
        let packed = packing.await;
        let failure = match (read, packed) {
            (Err(error), _) => Some(broken_off(&error.chain())),
            (_, Ok(Err(error))) => Some(broken_off(&error)),
            (_, Err(error)) => Some(broken_off(&error)),
            _ => None,
        };
        if let Some(failure) = failure {
            let _ = broken.send(Err(failure)).await;
        }
    });
    pieces
}

/// Hands the pages over; an error ends the file, which must then not look whole.
async fn read(mut reading: Reading, lines_to: mpsc::Sender<Option<Vec<BoardLine>>>) -> Result<(), CaseError> {
    loop {
        let lines = reading.next().await?;
        let page = Some(lines).filter(|lines| !lines.is_empty());
        let last = page.is_none();
        if lines_to.send(page).await.is_err() || last {
            return Ok(());
        }
    }
}

fn pack(
    mut lines: mpsc::Receiver<Option<Vec<BoardLine>>>,
    lang: Lang,
    to: mpsc::Sender<Piece>,
) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(heads(lang)) {
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    let mut row = 1;
    loop {
        match lines.blocking_recv() {
            Some(Some(page)) => {
                for line in page {
                    // Written as text: what begins with an equals sign stays a word.
                    for (column, cell) in (0..).zip(cells(line, lang)) {
                        sheet.write_string(row, column, cell)?;
                    }
                    row += 1;
                }
            }
            Some(None) => break,
            // The reading broke off before its end.
            None => return Ok(()),
        }
    }
    workbook.save_to_writer(Pieces { to, waiting: Vec::new() })
}

/// Sends what is written in pieces, and waits while the line is slow.
struct Pieces {
    to: mpsc::Sender<Piece>,
    waiting: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        let piece = Bytes::from(std::mem::take(&mut self.waiting));
        let given_up = || io::Error::new(io::ErrorKind::BrokenPipe, "the download was given up");
        self.to.blocking_send(Ok(piece)).map_err(|_| given_up())
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Pieces {
    fn drop(&mut self) {
        if !self.waiting.is_empty() {
            let _ = self.send();
        }
    }
}
