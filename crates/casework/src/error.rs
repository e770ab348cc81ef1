use domain::clock::ClockError;
use domain::lifecycle::Illegal;
use store::{WriteError, is_unstorable_text};
use views::Failure;

/// Why a use case did not happen. [`CaseError::failure`] is what its page tells; the rest is for the log.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    #[error("refused: {0:?}")]
    Refused(Failure),
    #[error("the database failed")]
    Database(#[from] sea_orm::DbErr),
    #[error("the write failed")]
    Write(#[from] WriteError),
    #[error("the file store failed")]
    Files(#[from] std::io::Error),
    #[error("something stored does not read back")]
    Stored(#[from] serde_json::Error),
    #[error("a paper could not be printed")]
    Paper(#[from] documents::DocumentError),
    #[error("no random bytes")]
    Randomness(#[from] store::id::NoRandomness),
    #[error("a background thread was lost")]
    Thread(#[from] tokio::task::JoinError),
    #[error("{0}")]
    Impossible(&'static str),
}

impl CaseError {
    /// What the person is told.
    #[must_use]
    pub fn failure(&self) -> Failure {
        match self {
            Self::Refused(failure) => *failure,
            // Nobody types a zero byte; whoever sends one is told no.
            Self::Database(error) | Self::Write(WriteError::Database(error)) if is_unstorable_text(error) => {
                Failure::Refused
            }
            _ => Failure::Broken,
        }
    }

    /// The whole chain of causes on one line, for the log.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut line = self.to_string();
        if let Self::Stored(error) = self {
            // Its own words quote what was read, which may be somebody's answer.
            return format!("{line}: {:?}, column {}", error.classify(), error.column());
        }
        let mut source = std::error::Error::source(self);
        while let Some(cause) = source {
            line.push_str(": ");
            line.push_str(&cause.to_string());
            source = cause.source();
        }
        line
    }
}

impl From<Failure> for CaseError {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl From<ClockError> for CaseError {
    fn from(_: ClockError) -> Self {
        Self::Refused(Failure::NoCalendar)
    }
}

impl From<Illegal> for CaseError {
    fn from(illegal: Illegal) -> Self {
        Self::Refused(crate::dossier::failure_of(illegal))
    }
}
