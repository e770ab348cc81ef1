//! The picture of a PDF's first page. A process of its own draws it, with little memory and little time: what strangers
//! send may be made to exhaust whoever reads it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::process::Command;
use tokio::sync::Semaphore;

/// It is given up after so long, whatever keeps it, waiting for its turn included.
const PATIENCE: Duration = Duration::from_secs(10);
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
    tokio::time::timeout(PATIENCE, asked(program, file, side)).await.ok()?
}

async fn asked(program: &Path, file: &Path, side: u16) -> Option<FirstPage> {
    let _turn = DRAWING.acquire().await.ok()?;
    let mut command = Command::new(program);
    command.arg("first-page").arg(side.to_string()).env_clear().kill_on_drop(true);
    // The allocator would take more addresses at once than the process may have.
    command.env("MIMALLOC_ARENA_RESERVE", "64MiB");
    command.stdin(std::fs::File::open(file).ok()?).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let mut bytes = Vec::new();
    child.stdout.take()?.take(MOST_BYTES).read_to_end(&mut bytes).await.ok()?;
    let whole = child.wait().await.ok()?.success();
    let (pages, picture) = bytes.split_first_chunk()?;
    let picture = (whole && !picture.is_empty()).then(|| picture.to_vec());
    Some(FirstPage { pages: u32::from_be_bytes(*pages), picture })
}
