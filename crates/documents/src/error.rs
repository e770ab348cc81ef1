//! Why a paper or a code could not be made.

use typst::diag::SourceDiagnostic;

/// Why a paper or a code could not be made. The texts are for the log, never for the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The template does not fit the data.
    #[error("the template could not be laid out: {0}")]
    Template(String),
    /// The laid-out paper breaks a rule of the PDF standards that it claims.
    #[error("the paper could not be exported: {0}")]
    Export(String),
    /// The text is longer than the largest QR code holds.
    #[error("the text is too long for a QR code")]
    QrTooLong,
}

impl DocumentError {
    /// The stable code that the interface translates.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Template(_) => "document_template",
            Self::Export(_) => "document_export",
            Self::QrTooLong => "qr_too_long",
        }
    }
}

/// The messages of the typesetter, one after another.
pub(crate) fn messages(diagnostics: &[SourceDiagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect::<Vec<_>>().join("; ")
}
