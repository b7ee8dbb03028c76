//! An element whose files arrive on command.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::api::{Api, api};
use super::panel::Panel;
use super::settled;

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    pub(crate) type Loader;

    #[wasm_bindgen(constructor)]
    fn of(api: &Api) -> Loader;

    /// From now on, the wasm file is pending until it arrives or fails.
    #[wasm_bindgen(method)]
    pub(crate) fn hold(this: &Loader);

    #[wasm_bindgen(method)]
    fn arrive(this: &Loader);

    #[wasm_bindgen(method)]
    fn fail(this: &Loader);

    #[wasm_bindgen(method)]
    fn element(this: &Loader) -> HtmlElement;
}

impl Loader {
    /// An element with its own tag name, whose files are available at once.
    pub(crate) fn new() -> Self {
        Self::of(&api())
    }

    /// Puts an element with these attributes on the page.
    pub(crate) async fn open(&self, attributes: &[(&str, &str)]) -> Panel {
        let element = self.element();
        for (name, value) in [("backend", "/api")].iter().chain(attributes) {
            element.set_attribute(name, value).unwrap();
        }
        let document = web_sys::window().unwrap().document().unwrap();
        document.body().unwrap().append_child(&element).unwrap();
        settled().await;
        Panel { element }
    }

    /// Lets the wasm file arrive.
    pub(crate) async fn arrives(&self) {
        self.arrive();
        settled().await;
    }

    /// Lets the wasm file fail to load.
    pub(crate) async fn fails(&self) {
        self.fail();
        settled().await;
    }

    /// How many times the wasm module was requested, how many times again, and how many panels were mounted.
    pub(crate) fn counts(&self) -> [f64; 3] {
        ["loads", "restarts", "mounts"].map(|name| self.get(name).as_f64().unwrap())
    }

    /// The tags of the requested languages.
    pub(crate) fn languages(&self) -> Vec<String> {
        let tags: js_sys::Array = self.get("languages").unchecked_into();
        tags.iter().map(|tag| tag.as_string().unwrap()).collect()
    }

    fn get(&self, name: &str) -> JsValue {
        Reflect::get(self.as_ref(), &name.into()).unwrap()
    }
}
