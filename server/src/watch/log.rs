//! The log: text for people, JSON for machines. What never stands in it: docs/logging.md.

use std::io::IsTerminal as _;

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

/// Without `RUST_LOG`.
const USUAL: &str = "info,sqlx=warn";

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    #[default]
    Text,
    /// One object a line, with the fields of the request.
    Json,
}

/// What has to live as long as the log.
pub(crate) struct Kept {
    #[cfg(feature = "otel")]
    _spans: Option<super::otel::Spans>,
}

/// Writes the log to standard output from now on.
#[must_use]
pub(crate) fn start(format: Format) -> Kept {
    let layers = Registry::default().with(lines(format, std::io::stdout)).with(filter());
    #[cfg(feature = "otel")]
    let spans = super::otel::Spans::open();
    #[cfg(feature = "otel")]
    let layers = layers.with(spans.as_ref().map(super::otel::Spans::layer));
    layers.init();
    Kept {
        #[cfg(feature = "otel")]
        _spans: spans,
    }
}

fn filter() -> EnvFilter {
    EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL))
}

/// The lines of the log, written somewhere.
pub fn lines<W>(format: Format, to: W) -> Box<dyn Layer<Registry> + Send + Sync>
where
    W: for<'w> fmt::MakeWriter<'w> + Send + Sync + 'static,
{
    match format {
        Format::Text => fmt::layer().with_writer(to).with_ansi(std::io::stdout().is_terminal()).boxed(),
        Format::Json => fmt::layer().with_writer(to).json().flatten_event(true).with_span_list(false).boxed(),
    }
}
