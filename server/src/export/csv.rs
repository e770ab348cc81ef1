//! Comma-separated values (RFC 4180) in UTF-8 with its mark, which Excel asks for.

use axum::body::Bytes;
use casework::CaseError;
use casework::organisation::Reading;
use domain::text::Lang;
use tokio::sync::mpsc;

use super::{AHEAD, MAKERS, Piece, broken_off, cells, heads};

pub(super) const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

pub(super) fn write(reading: Reading, lang: Lang) -> mpsc::Receiver<Piece> {
    let (to, pieces) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        if let Err(error) = rows(reading, lang, &to).await {
            let _ = to.send(Err(broken_off(&error.chain()))).await;
        }
    });
    pieces
}

async fn rows(mut reading: Reading, lang: Lang, to: &mpsc::Sender<Piece>) -> Result<(), CaseError> {
    let mut text = String::from('\u{feff}');
    row(&mut text, &heads(lang));
    loop {
        // A turn for a page, not for the file: whoever stops reading keeps nobody waiting.
        let turn = MAKERS.acquire().await.map_err(|_| CaseError::Impossible("nobody closes the turns"))?;
        let lines = reading.next().await?;
        let last = lines.is_empty();
        for line in lines {
            row(&mut text, &cells(line, lang));
        }
        drop(turn);
        // Nobody listens any more: the download was given up.
        if to.send(Ok(Bytes::from(std::mem::take(&mut text)))).await.is_err() || last {
            return Ok(());
        }
    }
}

fn row(text: &mut String, cells: &[impl AsRef<str>]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&quoted(cell.as_ref()));
    }
    text.push_str("\r\n");
}

/// A cell in quotes. One that a table program would take for a formula begins with an apostrophe instead.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_ends_another() {
        assert_eq!(quoted("Bằng \"khá\", bản sao"), "\"Bằng \"\"khá\"\", bản sao\"");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(quoted(formula).starts_with("\"'"), "{formula}");
        }
    }
}
