//! A workbook, whose rows wait in a file of their own until it is packed: never all of them in memory.

use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Seek as _};

use casework::CaseError;
use casework::organisation::Reading;
use domain::text::Lang;
use futures::StreamExt as _;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio_util::io::ReaderStream;
use views::BoardLine;

use super::{AHEAD, MAKERS, Piece, broken_off, cells, heads};

pub(crate) const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Widths of the columns, in letters.
const WIDTHS: [f64; 11] = [26.0, 12.0, 36.0, 36.0, 24.0, 17.0, 24.0, 17.0, 14.0, 12.0, 17.0];
/// Bytes of a piece.
const PIECE: usize = 64 * 1024;

pub(super) fn write(reading: Reading, lang: Lang) -> mpsc::Receiver<Piece> {
    let (to, pieces) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        let sent = match packed(reading, lang, &to).await {
            Ok(Some(file)) => send(file, &to).await,
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = sent {
            let _ = to.send(Err(broken_off(&error))).await;
        }
    });
    pieces
}

/// The whole file, before any of it leaves: a slow line then holds a file, and nobody's turn. Nothing when the download
/// was given up meanwhile.
async fn packed(reading: Reading, lang: Lang, to: &mpsc::Sender<Piece>) -> Result<Option<File>, String> {
    let _turn = tokio::select! {
        turn = MAKERS.acquire() => turn.map_err(|error| error.to_string())?,
        () = to.closed() => return Ok(None),
    };
    let (lines_to, lines) = mpsc::channel(AHEAD);
    let packing = spawn_blocking(move || pack(lines, lang));
    tokio::select! {
        read = read(reading, lines_to) => read.map_err(|error| error.chain())?,
        () = to.closed() => return Ok(None),
    }
    packing.await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
}

async fn send(file: File, to: &mpsc::Sender<Piece>) -> Result<(), String> {
    let mut pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
    while let Some(piece) = pieces.next().await {
        if to.send(Ok(piece.map_err(|error| error.to_string())?)).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
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

fn pack(mut lines: mpsc::Receiver<Option<Vec<BoardLine>>>, lang: Lang) -> Result<Option<File>, XlsxError> {
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
            None => return Ok(None),
        }
    }
    let mut file = BufWriter::new(tempfile::tempfile()?);
    workbook.save_to_writer(&mut file)?;
    let mut file = file.into_inner().map_err(IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(Some(file))
}
