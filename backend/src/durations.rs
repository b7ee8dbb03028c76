//! Histograms of durations for the metrics.

use prometheus_client::metrics::histogram::Histogram;

/// The upper bounds of the histogram's buckets, in seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 15.0];

/// Returns a histogram of durations in seconds.
pub(crate) fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}
