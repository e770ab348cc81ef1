//! Spans for a collector of OpenTelemetry, by OTLP over HTTP. Only with the feature `otel`, and only when
//! `OTEL_EXPORTER_OTLP_ENDPOINT` says where it is; the other variables of its specification hold as well.

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::runtime::Tokio;
use opentelemetry_sdk::trace::span_processor_with_async_runtime::BatchSpanProcessor;
use opentelemetry_sdk::trace::{SdkTracerProvider, Tracer};
use tracing_opentelemetry::OpenTelemetryLayer;
use tracing_subscriber::registry::LookupSpan;

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

/// What sends the spans. Those that wait are sent when it is dropped.
pub(super) struct Spans(SdkTracerProvider);

impl Spans {
    /// Nothing without an address to send to.
    pub(super) fn open() -> Option<Self> {
        std::env::var_os(ENDPOINT)?;
        let exporter = match SpanExporter::builder().with_http().build() {
            Ok(exporter) => exporter,
            Err(error) => {
                eprintln!("motcua: no spans are sent: {error}");
                return None;
            }
        };
        let resource = Resource::builder().with_service_name("motcua").build();
        // The usual one sends from a thread of its own, where the client finds no runtime.
        let sender = BatchSpanProcessor::builder(exporter, Tokio).build();
        let provider = SdkTracerProvider::builder().with_span_processor(sender).with_resource(resource);
        Some(Self(provider.build()))
    }

    pub(super) fn layer<S>(&self) -> OpenTelemetryLayer<S, Tracer>
    where
        S: tracing::Subscriber + for<'span> LookupSpan<'span>,
    {
        tracing_opentelemetry::layer().with_tracer(self.0.tracer("motcua"))
    }
}

impl Drop for Spans {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            eprintln!("motcua: the last spans were not sent: {error}");
        }
    }
}
