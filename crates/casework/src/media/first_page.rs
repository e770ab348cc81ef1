//! The picture of a PDF's first page.

use std::path::Path;

use tokio::sync::Semaphore;

use crate::confined::{Input, ask};

/// One is drawn at a time, so that pages made to be slow keep one processor busy and nobody else's pictures waiting.
static DRAWING: Semaphore = Semaphore::const_new(1);
/// A picture of this size has fewer bytes.
const MOST_BYTES: u64 = 1 << 20;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct FirstPage {
    pub pages: u32,
    /// JPEG bytes; none when the page could not be drawn.
    pub picture: Option<Vec<u8>>,
}

/// Asks `program` for it; nothing when it says nothing in time. A file without a picture is as good as one with.
pub(super) async fn of(program: &Path, file: &Path, side: u16) -> Option<FirstPage> {
    let words = ["first-page", &side.to_string()];
    let heard = ask(program, &words, Input::File(file), &DRAWING, MOST_BYTES).await?;
    let (pages, picture) = heard.bytes.split_first_chunk()?;
    let picture = (heard.whole && !picture.is_empty()).then(|| picture.to_vec());
    Some(FirstPage { pages: u32::from_be_bytes(*pages), picture })
}
