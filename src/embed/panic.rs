//! Panic isolation: the panel whose code panicked shows that it has stopped, while the page and all other panels
//! continue.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::*;

use crate::browser::instance::Instance;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// Installs the panic hook. Called by the loader of the standalone wasm module. In an app that includes this
/// crate, the app handles its panics.
#[wasm_bindgen(js_name = handlePanics)]
pub fn handle_panics() {
    std::panic::set_hook(Box::new(stop));
}

fn stop(panic: &PanicHookInfo<'_>) {
    // Not the message: it may quote text that contains a secret.
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    console_error(&format!("teamwork-connect: a panel crashed ({place})"));
    Instance::stop_current();
    // Tasks of other panels that were queued behind the panicked one run together with the next task that is
    // spawned.
    leptos::task::spawn_local(async {});
}
