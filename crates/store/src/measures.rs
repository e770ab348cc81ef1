//! What the stores tell of themselves, for whoever watches the server.

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};

/// The writer at work. Clones share what they measure.
#[derive(Clone, Debug)]
pub struct WriterMeasures {
    /// Use cases that wait for their turn or run.
    pub waiting: Gauge,
    /// Use cases in a commit.
    pub group: Histogram,
    /// Seconds from the last use case of a group to the answer of the disk.
    pub commit: Histogram,
}

impl Default for WriterMeasures {
    fn default() -> Self {
        Self {
            waiting: Gauge::default(),
            group: Histogram::new(exponential_buckets(1.0, 2.0, 7)),
            commit: Histogram::new(exponential_buckets(0.000_5, 2.0, 14)),
        }
    }
}

/// The connections for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    pub open: u32,
    pub idle: usize,
}
