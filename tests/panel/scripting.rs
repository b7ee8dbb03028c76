//! What a script of the page can do with the panel: save, test, reset, prefill, and use the core functions.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, Backend, Pending, SAVED_ID, Stage, basic, connection, oauth, problem,
    script, settled,
};

const NAME: &str = "Name your connection";

async fn on(stage: &Stage, code: &str) -> Value {
    script(code, &stage.element).await
}

#[wasm_bindgen_test]
async fn save_works_like_the_button_and_returns_the_saved_connection() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    let saved = on(&stage, "given.save()").await;
    assert_eq!(saved["connection"]["id"], SAVED_ID);
    assert_eq!(saved["authorizationId"], Value::Null);
    assert_eq!(stage.banners(), ["Connection saved."]);
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(stage.field("API key").value(), "");
    assert_eq!(stage.events("teamwork-saved").len(), 1);
}

#[wasm_bindgen_test]
async fn save_rejects_with_missing_settings_and_shows_them() {
    let stage = Stage::create().await;
    let thrown = on(&stage, "given.save()").await["thrown"].clone();
    assert_eq!(thrown["name"], "TeamworkConnectError");
    assert_eq!(thrown["code"], "invalid");
    assert_eq!(thrown["retryable"], false);
    let errors =
        json!([{"key": "name", "code": "required"}, {"key": "apiType", "code": "required"}]);
    assert_eq!(thrown["errors"], errors);
    assert!(stage.summary().is_some());
    assert!(stage.backend.saves().is_empty());
}

#[wasm_bindgen_test]
async fn save_rejects_with_the_backends_error() {
    let stage = Stage::create().await;
    let answer = problem(422, "invalid", &[("siteName", "unknown")]);
    stage.backend.on("POST /connections", [answer]);
    stage.fill(&basic()).await;
    let thrown = on(&stage, "given.save()").await["thrown"].clone();
    assert_eq!(thrown["code"], "invalid");
    assert_eq!(thrown["requestId"], "request-17");
    assert_eq!(thrown["errors"], json!([{"key": "siteName", "code": "unknown"}]));
    assert!(!thrown.to_string().contains("twp_key"), "{thrown}");
}

#[wasm_bindgen_test]
async fn two_simultaneous_saves_are_one() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    let ids = "Promise.all([given.save(), given.save()]).then((all) => all.map((one) => one.connection.id))";
    assert_eq!(on(&stage, ids).await, json!([SAVED_ID, SAVED_ID]));
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn a_save_is_rejected_while_the_panel_is_busy() {
    let stage = Stage::create().await;
    let report = json!({"ok": true, "checks": []});
    stage.backend.on("POST /connections/test", [Answer::json(200, &report).held()]);
    stage.fill(&basic()).await;
    let test = Pending::begin("given.test()", &stage.element);
    settled().await;
    let thrown = on(&stage, "given.save()").await["thrown"].clone();
    assert_eq!(thrown["code"], "conflict");
    stage.backend.release("POST /connections/test");
    settled().await;
    assert_eq!(test.outcome(), report);
}

#[wasm_bindgen_test]
async fn save_proceeds_after_a_failed_test() {
    let stage = Stage::create().await;
    let failed = json!({"name": "site", "status": "failed", "code": "not_found"});
    let report = json!({"ok": false, "checks": [failed]});
    stage.backend.on("POST /connections/test", [Answer::json(200, &report)]);
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    assert_eq!(on(&stage, "given.test()").await, report);
    assert_eq!(on(&stage, "given.save()").await["connection"]["id"], SAVED_ID);
}

#[wasm_bindgen_test]
async fn save_returns_the_started_authorization() {
    let stage = Stage::with(Backend::authorizing(), &[]).await;
    stage.fill(&oauth()).await;
    let saved = on(&stage, "given.save()").await;
    assert_eq!(saved["connection"]["id"], SAVED_ID);
    assert_eq!(saved["authorizationId"], AUTHORIZATION_ID);
    assert_eq!(stage.windows.opened().len(), 1);
}

#[wasm_bindgen_test]
async fn t85_promises_of_a_removed_panel_settle() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    stage.fill(&basic()).await;
    let save = Pending::begin("given.save()", &stage.element);
    settled().await;
    assert_eq!(save.outcome(), Value::Null);
    stage.element.remove();
    settled().await;
    assert_eq!(save.outcome()["thrown"]["code"], "user_cancelled");
    let thrown = on(&stage, "given.save()").await["thrown"].clone();
    assert_eq!(thrown["code"], "not_found");
}

#[wasm_bindgen_test]
async fn reset_discards_changes_without_asking() {
    let stage = Stage::edit(&connection()).await;
    stage.fill(&[(NAME, "Other")]).await;
    assert_eq!(on(&stage, "given.reset()").await, Value::Null);
    assert_eq!(stage.field(NAME).value(), "Acme projects");
    assert!(stage.texts("dialog").is_empty());
    assert_eq!(stage.title(), "Edit connection");
}

#[wasm_bindgen_test]
async fn d11_reset_restores_values_from_the_page() {
    let stage = Stage::create().await;
    on(&stage, "void (given.value = {name: 'Set', apiType: 'desk', siteName: 'beta'})").await;
    settled().await;
    stage.fill(&[(NAME, "Other"), ("Site name", "acme")]).await;
    assert_eq!(on(&stage, "given.reset()").await, Value::Null);
    assert_eq!(stage.field(NAME).value(), "Set");
    assert_eq!(stage.field("Site name").value(), "beta");
    stage.press("Cancel").await;
    assert!(stage.texts("dialog").is_empty(), "nothing would be lost");
    assert_eq!(stage.field(NAME).value(), "");
    on(&stage, "given.reset()").await;
    assert_eq!(stage.field(NAME).value(), "", "it was for the previous connection");
}

#[wasm_bindgen_test]
async fn the_value_is_the_draft_without_secrets() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let value = on(&stage, "given.value").await;
    let expected = json!({
        "name": "Acme projects", "apiType": "projects", "apiVersion": "v3", "region": "eu",
        "siteName": "acme", "authType": "basic",
    });
    assert_eq!(value, expected);
}

#[wasm_bindgen_test]
async fn a_value_prefills_the_panel() {
    let stage = Stage::create().await;
    let prefill = "void (given.value = {name: 'Set', apiType: 'spaces', siteName: 'https://beta.eu.teamwork.com/'})";
    on(&stage, prefill).await;
    settled().await;
    assert_eq!(stage.field(NAME).value(), "Set");
    assert_eq!(stage.field("API type").value(), "Spaces");
    assert_eq!(stage.field("API version").value(), "v2 (newest)");
    assert_eq!(stage.field("Region").value(), "EU");
    assert_eq!(stage.field("Site name").value(), "beta");
    // Leaving would lose nothing that the user entered.
    stage.press("Cancel").await;
    assert!(stage.texts("dialog").is_empty());
    assert_eq!(stage.events("teamwork-cancel").len(), 1);
}

#[wasm_bindgen_test]
async fn a_value_set_while_a_connection_is_loaded_waits_for_it() {
    let backend = Backend::new();
    let call = format!("GET /connections/{SAVED_ID}");
    backend.on(&call, [Answer::json(200, &connection()).header("ETag", "\"1\"").held()]);
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    on(&stage, "void (given.value = {...given.value, name: 'Renamed', apiType: 'desk'})").await;
    stage.backend.release(&call);
    settled().await;
    assert_eq!(stage.title(), "Edit connection");
    assert_eq!(stage.field(NAME).value(), "Renamed");
    assert_eq!(stage.field("API type").value(), "Desk");
}

#[wasm_bindgen_test]
async fn t85_mistakes_of_the_page_have_error_codes() {
    let stage = Stage::create().await;
    for (code, says) in [
        ("given.value = {apiKey: 'twp'}", "“value” can’t contain “apiKey”."),
        ("given.value = {apiType: 'crm'}", "“value” contains an invalid option."),
        ("given.value = {name: 7}", "“name” of “value” must be a string."),
        ("given.value = 'text'", "“value” must be an object."),
        ("given.getHeaders = 'Bearer x'", "“getHeaders” must be a function."),
        ("given.links = {help: 'https://x.example'}", "“links” can’t contain “help”."),
        ("given.messages = []", "“messages” must be an object."),
        ("api.mount(null)", "The target must be an element."),
        ("api.mount(document.body, {backed: '/api'})", "Unknown option “backed”."),
        ("api.mount(document.body, {theme: 'pink'})", "“theme” must be one of light, dark, auto."),
        ("api.mount(document.body, {backend: 7})", "“backend” must be a string."),
        ("api.define('nodash')", "“nodash” is not a valid custom element name."),
        ("api.parseAccountUrl(7)", "The address must be a string."),
        ("api.validate('text')", "The settings must be an object."),
    ] {
        let thrown = on(&stage, &format!("{{ return {code}; }}")).await["thrown"].clone();
        assert_eq!(thrown["name"], "TeamworkConnectError", "{code}");
        assert_eq!(
            (&thrown["code"], &thrown["detail"]),
            (&json!("invalid"), &json!(says)),
            "{code}"
        );
    }
    assert_eq!(stage.field(NAME).value(), "");
}

#[wasm_bindgen_test]
async fn a_mounted_panel_has_a_handle() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    let outcome = script(
        "{
            const target = document.body.appendChild(document.createElement('section'));
            const value = {name: 'Mounted', apiType: 'projects', region: 'eu', siteName: 'acme', authType: 'basic'};
            const handle = api.mount(target, {backend: '/api', theme: 'dark', headingLevel: 3, value});
            const {promise, resolve} = Promise.withResolvers();
            handle.element.addEventListener('teamwork-ready', resolve);
            await promise;
            const root = handle.element.shadowRoot;
            const panel = root.querySelector('[part=panel]');
            const before = [panel.dataset.theme, root.querySelector('[aria-level]')?.ariaLevel, handle.value.name];
            handle.update({theme: 'light'});
            handle.value = {...handle.value, name: 'Again'};
            await new Promise(requestAnimationFrame);
            const after = [panel.dataset.theme, handle.value.name, root.querySelector('input').value];
            handle.destroy();
            handle.destroy();
            const gone = [target.childElementCount, await handle.save().catch(({code}) => code)];
            target.remove();
            return {before, after, gone};
        }",
        &JsValue::NULL,
    )
    .await;
    let expected = json!({
        "before": ["dark", "3", "Mounted"],
        "after": ["light", "Again", "Again"],
        "gone": [0, "not_found"],
    });
    assert_eq!(outcome, expected);
}

#[wasm_bindgen_test]
async fn t85_properties_set_before_definition_are_applied() {
    let stage = Stage::create().await;
    let name = script(
        "{
            const early = document.createElement('early-connect');
            early.value = {name: 'Early'};
            early.setAttribute('backend', '/api');
            document.body.append(early);
            api.define('early-connect');
            api.define('early-connect');
            await new Promise((resolve) => early.addEventListener('teamwork-ready', resolve));
            const own = Object.hasOwn(early, 'value');
            const name = early.shadowRoot.querySelector('input').value;
            early.remove();
            return [own, name];
        }",
        &JsValue::NULL,
    )
    .await;
    assert_eq!(name, json!([false, "Early"]));
    drop(stage);
}

#[wasm_bindgen_test]
async fn the_core_functions_are_available_separately() {
    let stage = Stage::create().await;
    let address =
        on(&stage, "api.parseAccountUrl(' https://acme.eu.teamwork.com/app/people/7 ')").await;
    let expected = json!({
        "ok": true, "siteName": "acme", "region": "eu", "siteUrl": "https://acme.eu.teamwork.com",
        "apiType": "projects", "userId": "7", "spaceId": null,
    });
    assert_eq!(address, expected);
    assert_eq!(
        on(&stage, "api.parseAccountUrl('acme.example')").await,
        json!({"ok": false, "code": "unknown"})
    );

    let valid =
        "{name: 'A', apiType: 'projects', region: 'us', siteName: 'acme', authType: 'basic'}";
    let verdict = on(&stage, &format!("api.validate({valid})")).await;
    let base = "https://acme.teamwork.com/projects/api/v3";
    let expected = json!({"ok": true, "errors": [], "siteUrl": "https://acme.teamwork.com", "apiBaseUrl": base});
    assert_eq!(verdict, expected);
    let verdict =
        on(&stage, &format!("api.validate({{...{valid}, region: 'mars', apiKey: 'a b'}})")).await;
    let errors = json!([{"key": "region", "code": "unknown"}, {"key": "apiKey", "code": "format"}]);
    assert_eq!((&verdict["ok"], &verdict["errors"]), (&json!(false), &errors));
}

#[wasm_bindgen_test]
async fn a_diagnosis_has_facts_and_no_secrets() {
    let stage = Stage::create().await;
    stage.backend.on_page("HEAD /", Answer::text(200, ""));
    stage.fill(&basic()).await;
    on(&stage, "void (given.getHeaders = () => ({authorization: 'Bearer canary-token'}))").await;
    let diagnosis = on(&stage, "given.diagnose()").await;
    let reached = json!({"reachable": true, "status": 200, "worksAt": null});
    assert_eq!(diagnosis["backend"], reached);
    assert_eq!(diagnosis["framedAcrossSites"], false);
    let text = diagnosis["text"].as_str().unwrap();
    assert!(
        text.contains("backend") && !text.contains("twp_key") && !text.contains("canary"),
        "{text}"
    );
}
