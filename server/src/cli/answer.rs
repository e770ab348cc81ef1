//! What a question to the rules is answered with: JSON on standard output, or on standard error why there is none.

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use casework::catalogue::Fault;
use serde::Serialize;

/// The exit code when there is no answer, as for an option that is misspelt.
const NO_ANSWER: u8 = 2;

/// Why there is no answer, line by line.
#[derive(Debug)]
pub struct Refusal(Vec<String>);

impl Refusal {
    pub fn new(reason: impl Into<String>) -> Self {
        Self(vec![reason.into()])
    }
}

impl From<Vec<Fault>> for Refusal {
    fn from(faults: Vec<Fault>) -> Self {
        Self(faults.iter().map(Fault::to_string).collect())
    }
}

/// Tells the answer.
pub fn tell<T: Serialize>(answer: Result<T, Refusal>) -> ExitCode {
    match answer.and_then(|answer| print(&answer)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Refusal(lines)) => {
            for line in lines {
                eprintln!("motcua: {line}");
            }
            ExitCode::from(NO_ANSWER)
        }
    }
}

/// Writes the answer down.
///
/// # Errors
/// When it has no form in JSON, or cannot be written.
pub fn print<T: Serialize>(answer: &T) -> Result<(), Refusal> {
    let text = serde_json::to_string_pretty(answer).map_err(|error| Refusal::new(error.to_string()))?;
    match writeln!(std::io::stdout(), "{text}") {
        // Whoever reads the first lines only, as `head` does, has what they wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Refusal::new(error.to_string())),
        _ => Ok(()),
    }
}
