//! A monotonic clock, and wall-clock time.

/// Milliseconds since the page's time origin. Unlike wall-clock time, this never jumps.
pub(crate) fn now() -> u64 {
    let now = web_sys::window().and_then(|window| window.performance()).map(|clock| clock.now());
    // Saturates, and drops fractions of a millisecond.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    now.map_or(0, |now| now as u64)
}

/// Milliseconds since 1970 by the browser's clock, which may be wrong and may jump.
pub(crate) fn time_of_day() -> f64 {
    js_sys::Date::now()
}
