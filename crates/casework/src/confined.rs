//! Reading what strangers send in a process of its own, with little memory and little time: a file may be made to exhaust
//! whoever reads it (decision 0015).

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// It is given up after so long, whatever keeps it, waiting for its turn included.
const PATIENCE: Duration = Duration::from_secs(10);

/// What such a process reads.
pub(crate) enum Input<'a> {
    File(&'a Path),
    Bytes(&'a [u8]),
}

/// What it wrote before it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub bytes: Vec<u8>,
    /// It ended of its own accord, and well.
    pub whole: bool,
}

/// Asks `program` with these words, when it is its turn; nothing when it cannot be asked or says nothing in time. Of what it
/// says at most so many bytes are heard.
pub(crate) async fn ask(
    program: &Path,
    words: &[&str],
    input: Input<'_>,
    turns: &Semaphore,
    most: u64,
) -> Option<Heard> {
    let asked = async {
        let _turn = turns.acquire().await.ok()?;
        let mut command = Command::new(program);
        command.args(words).env_clear().kill_on_drop(true);
        // The allocator would take more addresses at once than the process may have.
        command.env("MIMALLOC_ARENA_RESERVE", "64MiB");
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = begun(command, input).await?;
        let mut bytes = Vec::new();
        child.stdout.take()?.take(most).read_to_end(&mut bytes).await.ok()?;
        let whole = child.wait().await.ok()?.success();
        Some(Heard { bytes, whole })
    };
    timeout(PATIENCE, asked).await.ok()?
}

/// It reads its input to the end before it says anything.
async fn begun(mut command: Command, input: Input<'_>) -> Option<Child> {
    let bytes = match input {
        Input::File(path) => return command.stdin(std::fs::File::open(path).ok()?).spawn().ok(),
        Input::Bytes(bytes) => bytes,
    };
    let mut child = command.stdin(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(bytes).await.ok()?;
    Some(child)
}
