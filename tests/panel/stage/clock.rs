//! A clock that tests control.

use wasm_bindgen::prelude::*;

use super::settled;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Clock;

    #[wasm_bindgen(constructor)]
    fn new() -> Clock;

    #[wasm_bindgen(method)]
    fn restore(this: &Clock);

    /// The page's time in milliseconds.
    #[wasm_bindgen(method)]
    pub(crate) fn now(this: &Clock) -> f64;

    /// The number of pending timers.
    #[wasm_bindgen(method)]
    pub(crate) fn timers(this: &Clock) -> u32;

    /// In how many milliseconds the next timer fires.
    #[wasm_bindgen(method)]
    pub(crate) fn next(this: &Clock) -> f64;

    #[wasm_bindgen(method)]
    fn ring(this: &Clock, until: f64) -> bool;
}

impl Clock {
    /// Stops the page's time until [`restart`](Self::restart).
    pub(super) fn stop() -> Self {
        Self::new()
    }

    pub(super) fn restart(&self) {
        self.restore();
    }

    /// Advances the time, and lets everything happen that is due.
    pub(crate) async fn advance(&self, milliseconds: u32) {
        let until = self.now() + f64::from(milliseconds);
        while self.ring(until) {
            settled().await;
        }
        settled().await;
    }
}
