//! Registering the custom element.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::mounted::MountedPanel;

#[wasm_bindgen(module = "/src/embed/element.js")]
extern "C" {
    #[wasm_bindgen(js_name = defineElement)]
    fn define_element(name: &str, mount: &JsValue);
}

/// The name of the element where no other is given.
const NAME: &str = "teamwork-connect";

/// Registers the custom element `<teamwork-connect>`, or one of another name. A name that is taken
/// already stays with whoever has it.
#[wasm_bindgen]
pub fn define(name: Option<String>) {
    let mount = Closure::<dyn Fn(ShadowRoot, JsValue, Function) -> MountedPanel>::new(
        |root, options: JsValue, emit| MountedPanel::mount(&root, &options, emit),
    );
    // The registry of custom elements cannot forget a class either.
    define_element(name.as_deref().unwrap_or(NAME), &mount.into_js_value());
}
