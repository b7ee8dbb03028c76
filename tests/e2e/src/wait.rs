//! Waits for conditions.

use std::fmt::Debug;
use std::time::{Duration, Instant};

/// How long to wait for a condition.
const AT_MOST: Duration = Duration::from_secs(15);

/// How often to check it.
const EVERY: Duration = Duration::from_millis(30);

/// Waits until the probe returns something, and returns that.
///
/// # Panics
/// After 15 s, with a description of what was expected.
pub async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(value) = probe().await {
            return value;
        }
        assert!(begun.elapsed() < AT_MOST, "timed out waiting for {what}");
        tokio::time::sleep(EVERY).await;
    }
}

/// Waits until the probe returns the expected value.
///
/// # Panics
/// After 15 s, with the actual value.
pub async fn until_equal<T: PartialEq + Debug>(expected: T, mut probe: impl AsyncFnMut() -> T) {
    let begun = Instant::now();
    loop {
        let value = probe().await;
        if value == expected {
            return;
        }
        if begun.elapsed() >= AT_MOST {
            assert_eq!(value, expected, "unchanged for 15 s");
        }
        tokio::time::sleep(EVERY).await;
    }
}
