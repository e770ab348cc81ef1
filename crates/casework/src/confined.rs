//! Reading what strangers send in a process of its own, with little memory and little time: a file may be made to exhaust
//! whoever reads it (decision 0015).

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Its turn must come within this time, and it is given up after as long again, whatever keeps it.
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

/// Asks `program` with these words; nothing when its turn does not come or it cannot be started. Of what it says at most so many
/// bytes are heard.
pub(crate) async fn ask(
    program: &Path,
    words: &[&str],
    input: Input<'_>,
    turns: &Semaphore,
    most: u64,
) -> Option<Heard> {
    let _turn = timeout(PATIENCE, turns.acquire()).await.ok()?.ok()?;
    let asked = async {
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
    match timeout(PATIENCE, asked).await {
        Ok(heard) => heard,
        Err(_) => {
            tracing::warn!(what = words.first(), "a reader was ended, because it took too long");
            Some(Heard { bytes: Vec::new(), whole: false })
        }
    }
}

/// It reads its input to the end before it says anything.
async fn begun(mut command: Command, input: Input<'_>) -> Option<Child> {
    let bytes = match input {
        Input::File(path) => return started(command.stdin(std::fs::File::open(path).ok()?)),
        Input::Bytes(bytes) => bytes,
    };
    let mut child = started(command.stdin(Stdio::piped()))?;
    // One that ends before it has read everything tells so by how it ends.
    let _ = child.stdin.take()?.write_all(bytes).await;
    Some(child)
}

fn started(command: &mut Command) -> Option<Child> {
    command.spawn().inspect_err(|error| tracing::error!(%error, "a reader could not be started")).ok()
}
