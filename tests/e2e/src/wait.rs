//! Waiting for a condition.

use std::fmt::Debug;
use std::time::{Duration, Instant};

/// How long a condition may take to come true.
const AT_MOST: Duration = Duration::from_secs(15);

/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(30);

/// Waits until the probe gives something, and gives that.
///
/// # Panics
/// After 15 s, saying what was waited for.
pub async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(value) = probe().await {
            return value;
        }
        assert!(begun.elapsed() < AT_MOST, "waited in vain for {what}");
        tokio::time::sleep(EVERY).await;
    }
}

/// Waits until the probe gives what is expected.
///
/// # Panics
/// After 15 s, showing what there is in its place.
pub async fn until_equal<T: PartialEq + Debug>(expected: T, mut probe: impl AsyncFnMut() -> T) {
    let begun = Instant::now();
    loop {
        let value = probe().await;
        if value == expected {
            return;
        }
        if begun.elapsed() >= AT_MOST {
            assert_eq!(value, expected, "it stayed so for 15 s");
        }
        tokio::time::sleep(EVERY).await;
    }
}
