//! Time that passes when a test says so.

use wasm_bindgen::prelude::*;

use super::settled;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Clock;

    #[wasm_bindgen(constructor)]
    fn new() -> Clock;

    #[wasm_bindgen(method)]
    fn restore(this: &Clock);

    /// The time in milliseconds, as the page has it.
    #[wasm_bindgen(method)]
    pub(crate) fn now(this: &Clock) -> f64;

    /// How many timers are set.
    #[wasm_bindgen(method)]
    pub(crate) fn timers(this: &Clock) -> u32;

    /// In how many milliseconds the next timer rings.
    #[wasm_bindgen(method)]
    pub(crate) fn next(this: &Clock) -> f64;

    #[wasm_bindgen(method)]
    fn ring(this: &Clock, until: f64) -> bool;
}

impl Clock {
    /// Stops the time of the page, until [`restart`](Self::restart).
    pub(super) fn stop() -> Self {
        Self::new()
    }

    pub(super) fn restart(&self) {
        self.restore();
    }

    /// Lets time pass, with everything that happens in it.
    pub(crate) async fn advance(&self, milliseconds: u32) {
        let until = self.now() + f64::from(milliseconds);
        while self.ring(until) {
            settled().await;
        }
        settled().await;
    }
}
