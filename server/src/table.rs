//! `motcua table`: the cells of a table that somebody brought.

use std::io::{self, Read as _, Write as _};

use casework::organisation::read_aside;

use crate::confined::{Told, confine};

/// Reads a workbook from standard input, and writes its cells as JSON.
///
/// # Errors
/// When the limits cannot be set.
pub(crate) fn run() -> Told<()> {
    confine()?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let mut output = io::stdout().lock();
    output.write_all(read_aside(bytes).as_bytes())?;
    Ok(output.flush()?)
}
