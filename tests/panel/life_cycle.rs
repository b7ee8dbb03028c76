//! Inserting and removing the element: it is one panel, or none.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Loader, Pending, Stage, press, script, settled};

const NOT_LOADED: &str =
    "Part of this component couldn’t be loaded. Check your network and try again.";

async fn run(code: &str, loader: &Loader) -> Value {
    let outcome = script(code, loader.as_ref()).await;
    settled().await;
    outcome
}

fn configs(stage: &Stage) -> usize {
    stage.backend.asked("GET /config").len()
}

#[wasm_bindgen_test]
async fn b05_an_element_removed_in_the_same_task_never_starts() {
    let stage = Stage::create().await;
    let loader = Loader::new();
    for code in [
        "{ given.api.mount(document.body, {backend: '/api'}).destroy(); }",
        "{
            const handle = given.api.mount(document.body, {});
            handle.destroy();
            handle.update({backend: '/api', lang: 'de', credentials: 'include'});
            handle.value = {name: 'Nobody'};
        }",
        "{
            const element = given.element({backend: '/api'});
            document.body.append(element);
            element.remove();
        }",
        "{
            const element = given.element();
            document.body.append(element);
            element.setAttribute('backend', '/api');
            element.remove();
            element.setAttribute('lang', 'de');
            element.setAttribute('credentials', 'include');
        }",
        "{
            const element = given.element({backend: '/api'});
            for (let times = 0; times < 3; times += 1) {
                document.body.append(element);
                element.remove();
            }
        }",
    ] {
        run(code, &loader).await;
        assert_eq!(loader.counts(), [0.0, 0.0, 0.0], "{code}");
        assert_eq!(loader.languages(), [""; 0], "{code}");
        assert_eq!(configs(&stage), 1, "{code}");
        assert_eq!(stage.events("teamwork-ready").len(), 1, "{code}");
    }
}

#[wasm_bindgen_test]
async fn b05_an_element_removed_while_loading_is_not_mounted() {
    let stage = Stage::create().await;
    for (come, go) in [
        ("given.here = given.api.mount(document.body, {backend: '/api'})", "given.here.destroy()"),
        (
            "document.body.append(given.here = given.element({backend: '/api'}))",
            "given.here.remove()",
        ),
    ] {
        let loader = Loader::new();
        loader.hold();
        run(&format!("void ({come})"), &loader).await;
        let save = Pending::begin("given.here.save()", loader.as_ref());
        settled().await;
        run(&format!("void ({go})"), &loader).await;
        assert_eq!(save.outcome()["thrown"]["code"], "user_cancelled", "{go}");
        let left = "(given.here.element ?? given.here).shadowRoot.childElementCount";
        assert_eq!(run(left, &loader).await, 0, "{go}");
        loader.arrives().await;
        assert_eq!(loader.counts(), [1.0, 0.0, 0.0], "{go}");
        assert_eq!(configs(&stage), 1, "{go}");
    }
}

#[wasm_bindgen_test]
async fn b05_an_element_removed_in_its_own_event_does_not_stay() {
    let stage = Stage::create().await;
    let loader = Loader::new();
    // An invalid value is reported as soon as it is mounted.
    let code = "{
        const element = given.element({backend: '/api'});
        element.value = {apiType: 'crm'};
        element.addEventListener('teamwork-error', () => element.remove());
        document.body.append(given.here = element);
    }";
    run(code, &loader).await;
    assert_eq!(run("given.here.shadowRoot.childElementCount", &loader).await, 0);
    assert_eq!(stage.events("teamwork-ready").len(), 1, "only the other panel's event");
}

#[wasm_bindgen_test]
async fn an_element_reinserted_in_the_same_task_is_one_panel() {
    let stage = Stage::create().await;
    for (times, code) in [
        "{
            given.api.mount(document.body, {backend: '/api'}).destroy();
            given.here = given.api.mount(document.body, {backend: '/api'}).element;
        }",
        "{
            given.here = given.element({backend: '/api'});
            document.body.append(given.here);
            given.here.remove();
            document.body.append(given.here);
        }",
        "{
            given.here = given.element({backend: '/api'});
            document.body.prepend(given.here);
            document.body.append(given.here);
        }",
    ]
    .into_iter()
    .enumerate()
    {
        let loader = Loader::new();
        run(code, &loader).await;
        assert_eq!(loader.counts(), [1.0, 0.0, 1.0], "{code}");
        assert_eq!(configs(&stage), times + 2, "{code}");
        run("given.here.remove()", &loader).await;
    }
}

/// What a page does to an element, in every order.
const EVERY_ORDER: &str = "{
    const steps = [
        (element) => document.body.append(element),
        (element) => element.setAttribute('backend', '/api'),
        (element) => element.setAttribute('credentials', 'include'),
        (element) => element.setAttribute('lang', 'de'),
    ];
    const orders = (left) => (left.length < 2 ? [left] : left.flatMap((step) => (
        orders(left.filter((other) => other !== step)).map((rest) => [step, ...rest])
    )));
    const elements = orders(steps).map((order) => {
        const element = given.element();
        for (const step of order) step(element);
        return element;
    });
    given.all = elements;
    return elements.length;
}";

#[wasm_bindgen_test]
async fn b06_an_element_is_one_panel_regardless_of_setup_order() {
    let stage = Stage::create().await;
    let loader = Loader::new();
    assert_eq!(run(EVERY_ORDER, &loader).await, 24);
    assert_eq!(loader.counts(), [24.0, 0.0, 24.0]);
    assert_eq!(loader.languages(), ["de"; 24]);
    let asked = &stage.backend.asked("GET /config")[1..];
    assert_eq!(asked.len(), 24);
    let titles =
        "given.all.map(({shadowRoot}) => shadowRoot.querySelector('[role=heading]').textContent)";
    assert_eq!(run(titles, &loader).await, json!(vec!["Verbindung erstellen"; 24]));
    run("given.all.forEach((element) => element.remove())", &loader).await;
}

#[wasm_bindgen_test]
async fn b06_changes_while_loading_reach_the_panel() {
    let stage = Stage::create().await;
    stage.backend.on("GET /v2/config", [Answer::json(404, &json!({}))]);
    let loader = Loader::new();
    loader.hold();
    let panel = loader.open(&[("lang", "fr")]).await;
    for (name, value) in
        [("backend", "/elsewhere"), ("credentials", "include"), ("backend", "/api/v2")]
    {
        panel.element.set_attribute(name, value).unwrap();
        settled().await;
    }
    panel.element.set_attribute("lang", "de").unwrap();
    panel.element.set_attribute("theme", "dark").unwrap();
    loader.arrives().await;
    assert_eq!(loader.counts(), [1.0, 0.0, 1.0]);
    assert_eq!(stage.backend.asked("GET /v2/config").len(), 1);
    assert_eq!(panel.title(), "Verbindung erstellen");
    assert_eq!(panel.all("[part=panel][data-theme=dark]").len(), 1);

    // On a mounted panel, another backend means another panel: a single one, although both attributes change.
    panel.element.set_attribute("credentials", "omit").unwrap();
    panel.element.set_attribute("backend", "/api").unwrap();
    settled().await;
    assert_eq!(loader.counts(), [2.0, 0.0, 2.0]);
    assert_eq!(configs(&stage), 2);
    panel.element.remove();
}

#[wasm_bindgen_test]
async fn calls_right_after_insertion_wait_for_the_panel() {
    let stage = Stage::create().await;
    let loader = Loader::new();
    let code = "{
        const element = given.element();
        document.body.append(element);
        const outcome = element.save().catch(({code}) => code);
        element.setAttribute('backend', '/api');
        const code = await outcome;
        element.remove();
        return code;
    }";
    assert_eq!(run(code, &loader).await, "invalid");
    assert!(stage.backend.saves().is_empty());
}

#[wasm_bindgen_test]
async fn loading_a_panel_can_be_retried() {
    let stage = Stage::create().await;
    let loader = Loader::new();
    loader.hold();
    let panel = loader.open(&[]).await;
    loader.fails().await;
    assert_eq!(panel.texts("[role=alert]"), [NOT_LOADED]);
    assert_eq!(stage.events("teamwork-error")[0]["code"], "load_failed");
    let again = panel.button("Try again");
    press(&again);
    again.click();
    settled().await;
    assert_eq!(loader.counts(), [2.0, 0.0, 0.0], "two clicks count as one");
    assert!(panel.texts("[role=alert]").is_empty());
    loader.arrives().await;
    assert_eq!(panel.title(), "Create connection");
    assert_eq!(panel.focused().unwrap().get_attribute("role").as_deref(), Some("heading"));
    panel.element.remove();
}

/// A request that responds on command, and can be aborted.
const REQUESTS: &str = "{
    const asked = [];
    const load = (signal) => new Promise((resolve, reject) => {
        asked.push({resolve, reject});
        signal.addEventListener('abort', () => reject(signal.reason));
    });
    const {loadWasm, restartWasm} = api.module.loadOnce(load);
    const turn = () => new Promise(requestAnimationFrame);
";

#[wasm_bindgen_test]
async fn b28_a_hanging_request_is_aborted_and_retried_for_all_panels() {
    let stage = Stage::create().await;
    let code = format!(
        "{REQUESTS}
        const all = [loadWasm(), loadWasm()];
        restartWasm();
        await turn();
        all.push(loadWasm());
        const sent = asked.length;
        asked.at(-1).resolve('bindings');
        const got = await Promise.all(all);
        restartWasm();
        return [sent, got, await loadWasm(), asked.length];
    }}"
    );
    let outcome = script(&code, &JsValue::NULL).await;
    assert_eq!(outcome, json!([2, ["bindings", "bindings", "bindings"], "bindings", 2]));
    drop(stage);
}

#[wasm_bindgen_test]
async fn a_failed_load_fails_for_all_panels_and_can_be_retried() {
    let stage = Stage::create().await;
    let code = format!(
        "{REQUESTS}
        const all = [loadWasm(), loadWasm()].map((loading) => loading.catch(({{code}}) => code));
        asked[0].reject(new TypeError('Failed to fetch'));
        const failed = await Promise.all(all);
        const again = loadWasm();
        asked[1].resolve('bindings');
        return [failed, await again, asked.length];
    }}"
    );
    let outcome = script(&code, &JsValue::NULL).await;
    assert_eq!(outcome, json!([["load_failed", "load_failed"], "bindings", 2]));
    drop(stage);
}

#[wasm_bindgen_test]
async fn a_panic_during_removal_is_silent() {
    let stage = Stage::with(Backend::new(), &[]).await;
    let loader = Loader::new();
    let code = "{
        const files = {...api.files, loadWasm: async () => ({
            mountPanel: (root, options, emit, stopped) => { stopped(); },
        })};
        const name = `${given.name}-stopped`;
        const other = api.module.createApi(files);
        const stays = other.mount(document.body, {});
        other.define(name);
        const goes = document.createElement(name);
        document.body.append(goes);
        await new Promise(requestAnimationFrame);
        goes.remove();
        await new Promise(requestAnimationFrame);
        const shown = [stays.element, goes].map(({shadowRoot}) => shadowRoot.querySelectorAll('[role=alert]').length);
        stays.destroy();
        return shown;
    }";
    assert_eq!(run(code, &loader).await, json!([1, 0]));
    drop(stage);
}
