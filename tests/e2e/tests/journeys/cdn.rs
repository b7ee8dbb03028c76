//! A single script tag: the CDN files, each with a content hash.

use std::path::Path;

use serde_json::{Value, json};
use teamwork_connect_e2e::{Engine, Stage, until_equal};

use crate::own_page::OwnPage;

/// Records the element's events.
const LISTEN: &str = r#"
    window.told = [];
    for (const kind of ["ready", "saved", "error"]) {
        document.addEventListener(`teamwork-${kind}`, ({ detail }) => window.told.push([kind, detail]));
    }
"#;

/// Names change with the content, so files are cached forever.
const FOR_EVER: (&str, &str) = ("cache-control", "public, max-age=31536000, immutable");

const NOT_LOADED: &str = "Part of this component couldn’t be loaded.";

/// Changes one byte in the middle of a file.
fn change_one_byte(path: &Path) {
    let mut content = std::fs::read(path).unwrap();
    let middle = content.len() / 2;
    content[middle] ^= 1;
    std::fs::write(path, content).unwrap();
}

/// Disables caching, so that repeated requests go over the network.
const KEEP_NOTHING: (&str, &str) = ("cache-control", "no-store");

/// Leaves the first request for the wasm file unanswered, and turns a delay of seconds into milliseconds.
const FIRST_REQUEST_HANGS: &str = r#"
    // In a block: constants of a script hide properties of the window from every other script.
    {
        window.asked = [];
        const { fetch, setTimeout } = window;
        window.fetch = (input, init) => {
            if (!String(input.url ?? input).endsWith(".wasm")) return fetch(input, init);
            const { signal } = init;
            window.asked.push(signal);
            if (window.asked.length > 1) return fetch(input, init);
            return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        };
        // The pauses of the outlines only: a hundredth of what a request may take would be too little.
        const short = (pause) => ([10_000, 20_000].includes(pause) ? pause / 100 : pause);
        window.setTimeout = (act, pause, ...given) => setTimeout(act, short(pause), ...given);
    }
"#;

/// How many times the script was fetched.
async fn scripts(stage: &Stage) -> Value {
    let count = "performance.getEntriesByType('resource')
        .filter(({ name }) => /\\/teamwork-connect-[0-9a-f]{16}\\.js$/.test(name)).length";
    stage.browser.script(count, json!([])).await
}

/// The recorded events of this type.
async fn told(stage: &Stage, kind: &str) -> Value {
    let details = "window.told.filter(([kind]) => kind === given[0]).map(([, detail]) => detail)";
    stage.browser.script(details, json!([kind])).await
}

/// The translations that were fetched.
async fn languages(stage: &Stage) -> Value {
    let tags = "performance.getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname.match(/^\\/(.*)-[0-9a-f]{16}\\.json$/)?.[1])
        .filter(Boolean)";
    stage.browser.script(tags, json!([])).await
}

#[test]
fn a_single_tag_is_enough() {
    OwnPage::new(LISTEN).play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        assert_eq!(told(stage, "saved").await[0]["connection"]["name"], "Acme");
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

/// The requests for the wasm file: the initiator of each, and whether it used the network.
async fn wasm_requests(stage: &Stage) -> Value {
    let requests = "performance.getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.wasm'))
        .map(({ initiatorType, transferSize }) => [initiatorType, transferSize > 0])";
    stage.browser.script(requests, json!([])).await
}

#[test]
fn the_hints_make_the_files_load_in_parallel() {
    OwnPage::new("").play(async |stage| {
        let engine = stage.browser.engine();
        let kept = if engine == Engine::Chromium { KEEP_NOTHING } else { FOR_EVER };
        stage.server.send_headers_with_page(&[kept]);
        stage.open().await;
        assert_eq!(scripts(stage).await, 1);
        // The first request is never made by the script itself. For the second one, docs/embedding.md says:
        let expected = match engine {
            Engine::Chromium => json!([["link", true]]),
            Engine::Firefox => json!([["link", true], ["fetch", false]]),
            Engine::WebKit => json!([["link", true], ["fetch", true]]),
        };
        assert_eq!(wasm_requests(stage).await, expected);
    });
}

#[test]
fn b28_the_user_can_retry_a_wasm_file_that_never_arrives() {
    OwnPage::new(&format!("{LISTEN}{FIRST_REQUEST_HANGS}")).play(async |stage| {
        stage.browser.go(&stage.server.url()).await;
        let panel = stage.panel();
        panel.says("Loading is taking longer than usual.").await;
        panel.press("Try again").await;
        panel.says("Create connection").await;
        let asked = "window.asked.map(({ aborted }) => aborted)";
        assert_eq!(stage.browser.script(asked, json!([])).await[0], json!(true));
        assert_eq!(told(stage, "error").await, json!([]));
        panel.fill_basic("Acme", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
    });
}

#[test]
fn languages_are_fetched_on_demand() {
    OwnPage::new("").play(async |stage| {
        let panel = stage.open().await;
        assert_eq!(languages(stage).await, json!([]));
        stage.browser.script("element.lang = 'de-CH'", json!([])).await;
        panel.says("Verbindung erstellen").await;
        assert_eq!(languages(stage).await, json!(["de"]));
        stage.browser.script("element.lang = 'en'", json!([])).await;
        panel.says("Create connection").await;
        assert_eq!(languages(stage).await, json!(["de"]));
    });
}

#[test]
fn t82_a_modified_wasm_module_is_not_started() {
    let page = OwnPage::new(LISTEN);
    let module = page.file("teamwork-connect-", "wasm");
    let whole = std::fs::read(&module).unwrap();
    change_one_byte(&module);
    page.play(async |stage| {
        stage.server.send_headers_with_page(&[FOR_EVER]);
        stage.browser.go(&stage.server.url()).await;
        let panel = stage.panel();
        panel.says(NOT_LOADED).await;
        assert!(!panel.has_button("Save").await, "the panel is not rendered");
        assert!(stage.recorder.exchanges().is_empty(), "no request to the backend");
        let error = told(stage, "error").await;
        assert_eq!(error.as_array().unwrap().len(), 1, "{error}");
        assert_eq!(
            (&error[0]["code"], &error[0]["retryable"]),
            (&json!("load_failed"), &json!(true))
        );
        assert_eq!(told(stage, "ready").await, json!([]));

        // Fail once more, and then get the right file.
        panel.press("Try again").await;
        until_equal(json!(2), async || told(stage, "error").await.as_array().unwrap().len().into())
            .await;
        panel.says(NOT_LOADED).await;
        std::fs::write(&module, &whole).unwrap();
        panel.press("Try again").await;
        panel.says("Create connection").await;
        panel.fill_basic("Acme", "some-key").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
        // The integrity error is expected.
        stage.browser.console().await;
    });
}

#[test]
fn t82_a_corrupt_cached_file_is_fetched_again() {
    let page = OwnPage::new("");
    let module = page.file("teamwork-connect-", "wasm");
    let whole = std::fs::read(&module).unwrap();
    change_one_byte(&module);
    page.play(async |stage| {
        stage.server.send_headers_with_page(&[FOR_EVER]);
        stage.browser.go(&format!("{}/?one", stage.server.url())).await;
        stage.panel().says(NOT_LOADED).await;
        std::fs::write(&module, &whole).unwrap();
        stage.browser.go(&format!("{}/?other", stage.server.url())).await;
        stage.panel().says("Create connection").await;
        stage.browser.console().await;
    });
}

#[test]
fn t82_a_modified_script_is_not_run() {
    let page = OwnPage::new(LISTEN);
    change_one_byte(&page.file("teamwork-connect-", "js"));
    page.play(async |stage| {
        stage.browser.go(&stage.server.url()).await;
        let defined = "customElements.get('teamwork-connect') !== undefined";
        let loaded = "document.readyState === 'complete'";
        until_equal(json!(true), async || stage.browser.script(loaded, json!([])).await).await;
        assert_eq!(stage.browser.script(defined, json!([])).await, json!(false));
        stage.browser.console().await;
    });
}

#[test]
fn t82_without_its_translation_the_panel_is_in_english() {
    let page = OwnPage::with_body(
        "<teamwork-connect backend=\"/api\" lang=\"de\"></teamwork-connect>",
        LISTEN,
    );
    change_one_byte(&page.file("de-", "json"));
    page.play(async |stage| {
        let panel = stage.open().await;
        panel.says("Create connection").await;
        assert_eq!(told(stage, "error").await, json!([]));
        stage.browser.console().await;
    });
}
