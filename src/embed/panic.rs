//! What becomes of a panic: the panel in which it happened says that it has stopped, and the page and all
//! other panels go on.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::*;

use crate::browser::instance::Instance;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// Has panics handled as this module says. Called by whoever loads the wasm module by itself; in an app that
/// this crate is a part of, panics are the app's.
#[wasm_bindgen(js_name = handlePanics)]
pub fn handle_panics() {
    std::panic::set_hook(Box::new(stop));
}

fn stop(panic: &PanicHookInfo<'_>) {
    // Not the message: it may quote a text, and the text may be a secret.
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    console_error(&format!("teamwork-connect: a panel crashed ({place})"));
    Instance::stop_current();
    // Tasks of other panels that stood behind the one that panicked run with the next one that begins.
    leptos::task::spawn_local(async {});
}
