//! How long things take, as metrics show it.

use prometheus_client::metrics::histogram::Histogram;

/// Upper bounds of what is counted by how long it took, in seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 15.0];

/// A histogram of durations in seconds.
pub(crate) fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}
