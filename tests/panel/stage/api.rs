//! The JavaScript API, using this test's own wasm module.

use std::rc::Rc;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

use super::languages;
use teamwork_connect::GetHeaders;
use teamwork_connect::embed::{MountedPanel, mount_panel, mount_with, parse_account_url, validate};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = importText)]
    async fn import_text(source: &str) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    /// The return value of `createApi`.
    #[derive(Clone)]
    pub(crate) type Api;

    #[wasm_bindgen(method)]
    pub(crate) fn define(this: &Api);

    #[wasm_bindgen(method, catch)]
    pub(crate) fn mount(
        this: &Api,
        target: &JsValue,
        options: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = parseAccountUrl)]
    pub(crate) async fn parse_account_url(this: &Api, text: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) async fn validate(this: &Api, value: &JsValue) -> Result<JsValue, JsValue>;
}

/// The files of the API, each after those it imports.
const SOURCES: [&str; 11] = [
    include_str!("../../../src/embed/js/error.js"),
    include_str!("../../../src/embed/js/load-once.js"),
    include_str!("../../../src/embed/js/stand-in-sheet.js"),
    include_str!("../../../src/embed/js/stand-in.js"),
    include_str!("../../../src/embed/js/options.js"),
    include_str!("../../../src/embed/js/diagnose.js"),
    include_str!("../../../src/embed/js/language.js"),
    include_str!("../../../src/embed/js/controller.js"),
    include_str!("../../../src/embed/js/custom-element.js"),
    include_str!("../../../src/embed/js/mount.js"),
    include_str!("../../../src/embed/js/api.js"),
];

thread_local! {
    static API: std::cell::RefCell<Option<Api>> = const { std::cell::RefCell::new(None) };
}

/// The API loaded by [`load`].
pub(crate) fn api() -> Api {
    API.with_borrow(Clone::clone).expect("the API is loaded")
}

/// Loads the API once. All of it is one module, because the test runner's server may hang when a browser requests
/// many files at once.
pub(super) async fn load() {
    if API.with_borrow(Option::is_some) {
        return;
    }
    handle_panics();
    let own = |line: &&str| !line.starts_with("import ");
    let text = SOURCES.map(|source| source.lines().filter(own).collect::<Vec<_>>().join("\n"));
    let text = text.join("\n").replace("import(\"./diagnose.js\")", "Promise.resolve(LATER)");
    let text = format!("{text}\nconst LATER = {{ diagnose }};");
    let module = import_text(&text).await;
    let create: Function = get(&module, "createApi").unchecked_into();
    let files = files(get(&module, "languageOf").unchecked_into());
    let api = create.call1(&JsValue::UNDEFINED, &files).unwrap();
    // For tests that load something in another way.
    set(api.unchecked_ref(), "module", module);
    set(api.unchecked_ref(), "files", files.into());
    API.set(Some(api.unchecked_into()));
}

/// Handles the panic that [`PANICS`] triggers as in a page, and all others as the test runner does.
fn handle_panics() {
    let of_runner = std::panic::take_hook();
    teamwork_connect::embed::handle_panics();
    let of_page = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let wanted = panic.location().is_some_and(|place| place.file() == file!());
        if wanted { of_page(panic) } else { of_runner(panic) }
    }));
}

/// The package's other files.
fn files(language_of: Function) -> Object {
    let files = Object::new();
    let load_wasm = Closure::<dyn Fn() -> Promise>::new(|| Promise::resolve(&bindings()));
    let tags: Array = languages::TAGS.iter().map(|tag| JsValue::from_str(tag)).collect();
    let load_language = Closure::<dyn Fn(JsValue) -> Promise>::new(move |tag: JsValue| {
        let language = language_of.call2(&JsValue::UNDEFINED, &tag, &tags).unwrap();
        let file = language.as_string().and_then(|language| languages::file(&language));
        Promise::resolve(&file.map(|file| JSON::parse(file).unwrap()).unwrap_or_default())
    });
    set(&files, "loadWasm", load_wasm.into_js_value());
    set(&files, "loadLanguage", load_language.into_js_value());
    files
}

fn bindings() -> JsValue {
    type Mount = dyn Fn(ShadowRoot, JsValue, Function, Function) -> Option<MountedPanel>;
    let mount = Closure::<Mount>::new(|root: ShadowRoot, options, emit, stopped| {
        if root.host().has_attribute(PANICS) {
            return mount_with(&root, panicking(root.host()), stopped);
        }
        mount_panel(&root, &options, emit, stopped)
    });
    let parse = Closure::<dyn Fn(String) -> JsValue>::new(|text: String| parse_account_url(&text));
    let check = Closure::<dyn Fn(JsValue) -> JsValue>::new(|value: JsValue| validate(&value));
    let bindings = Object::new();
    set(&bindings, "mountPanel", mount.into_js_value());
    set(&bindings, "parseAccountUrl", parse.into_js_value());
    set(&bindings, "validate", check.into_js_value());
    bindings.into()
}

/// A panel whose element has this attribute panics at its next request once the value is `now`.
pub(crate) const PANICS: &str = "data-panics";

/// Headers of a panel that panics on the value of [`PANICS`].
pub(crate) fn panicking(element: Element) -> GetHeaders {
    Rc::new(move || {
        assert_ne!(element.get_attribute(PANICS).as_deref(), Some("now"), "twp_key");
        Box::pin(std::future::ready(Ok(None)))
    })
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn set(object: &Object, name: &str, value: JsValue) {
    Reflect::set(object, &name.into(), &value).unwrap();
}
