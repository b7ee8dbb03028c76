//! A clock that only goes forward.

/// Milliseconds since the page began. Unlike the time of day it never jumps.
pub(crate) fn now() -> u64 {
    let now = web_sys::window().and_then(|window| window.performance()).map(|clock| clock.now());
    // Saturates, and knows no fractions of a millisecond.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    now.map_or(0, |now| now as u64)
}
