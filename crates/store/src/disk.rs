//! Whether the file store can take more.

use std::io;
use std::path::Path;

/// Bytes that are free on the disk of a folder, for this process.
pub(crate) fn free(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
