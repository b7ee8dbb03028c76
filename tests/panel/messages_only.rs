//! Every displayed text is a message: visits every state a test can reach, with all messages replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};
use teamwork_connect::Catalogue;
use teamwork_connect_core::wire::AuthorizationMode;
use teamwork_connect_core::{FieldCode, ResultCode};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, CONFIRM, Clipboard, Component, Props, RECORD,
    SAVED_ID, START_URL, Stage, authorization, basic, begun, connection, end_pretending, messages,
    misdirected, next_frame, oauth, oauth_connection, press, press_and_look, pretend, problem,
    settled, visible,
};

/// Symbols and version numbers, which are the same in every language.
const SAME: [&str; 5] = ["*", "·", "v0", "v1", "v2"];

/// Messages shown by scripts when there is no panel.
const UNSAID: [&str; 4] =
    ["failure.internal", "failure.load_failed", "progress.slow", "progress.stuck"];

/// The German texts, which have the keys and placeholders of all messages.
fn german() -> BTreeMap<String, String> {
    messages("de").unwrap()
}

/// Texts that consist only of the key and the placeholders, in these brackets.
fn bracketed(open: char, close: char) -> Option<Catalogue> {
    let texts = german();
    Some(Arc::new(move |key| {
        let placeholders = texts.get(key)?.split('{').skip(1);
        let mut said = format!("{open}{key} ");
        for placeholder in placeholders {
            said += &format!("{{{}}} ", placeholder.split('}').next()?);
        }
        said.push(close);
        Some(said)
    }))
}

/// The messages shown so far.
#[derive(Default)]
struct Walk {
    said: BTreeSet<String>,
}

impl Walk {
    /// Checks a state: every text is a message, and follows the language.
    async fn look(&mut self, stage: &Component) {
        stage.open_disclosures().await;
        for (open, close) in [('⟦', '⟧'), ('⟪', '⟫')] {
            stage.set_messages(bracketed(open, close)).await;
            for utterance in stage.utterances() {
                let said = utterance.is_data || SAME.contains(&&*utterance.text);
                assert!(said || is_message(&utterance.text, open, close), "{:?}", utterance.text);
                self.hear(&utterance.text);
            }
        }
        stage.set_messages(None).await;
    }

    /// Presses the copy buttons: every copied line is a message.
    async fn copy(&mut self, stage: &Component) {
        stage.set_messages(bracketed('⟦', '⟧')).await;
        for button in stage.all("[part~=copy]").iter().filter(|button| visible(button)) {
            let clipboard = Clipboard::that("takes");
            press(button);
            settled().await;
            let copied = clipboard.copied();
            // The redirect URI is copied on its own.
            for line in copied.lines().filter(|line| !line.starts_with("https://")) {
                assert!(line.starts_with('⟦'), "{line:?}");
            }
            self.hear(&copied);
        }
        stage.set_messages(None).await;
    }

    /// Records the messages in a text.
    fn hear(&mut self, text: &str) {
        let keys = text.split(['⟦', '⟪']).filter_map(|rest| rest.split(' ').next());
        self.said.extend(keys.map(str::to_owned));
    }
}

fn is_message(text: &str, open: char, close: char) -> bool {
    // A link may split a sentence into several text nodes.
    let (begins, ends) = (text.starts_with(open), text.ends_with(close));
    begins && (ends || text.contains("where.")) || text == close.to_string()
}

async fn create(backend: Backend) -> Component {
    Stage::component(backend, Props::default()).await
}

async fn edit(backend: Backend) -> Component {
    let connection_id = Some(SAVED_ID.to_owned());
    Stage::component(backend, Props { connection_id, ..Props::default() }).await
}

#[wasm_bindgen_test]
async fn every_displayed_text_is_a_message() {
    let mut walk = Walk::default();
    settings(&mut walk).await;
    addresses(&mut walk).await;
    errors(&mut walk).await;
    saves(&mut walk).await;
    edits(&mut walk).await;
    tests_of_the_connection(&mut walk).await;
    clients(&mut walk).await;
    authorizations(&mut walk).await;
    endings(&mut walk).await;
    let unsaid: Vec<_> = german().into_keys().filter(|key| !walk.said.contains(key)).collect();
    assert_eq!(unsaid, UNSAID);
}

async fn settings(walk: &mut Walk) {
    let backend = Backend::new();
    let others = json!([{
        "id": "other", "name": "Acme", "apiType": "projects", "siteUrl": "https://a.teamwork.com",
        "status": "online", "updatedAt": "2026-01-01T00:00:00Z",
    }]);
    backend.on("GET /connections", [Answer::json(200, &others)]);
    let stage = create(backend).await;
    walk.look(&stage).await;
    stage.fill(&[("Name your connection", "acme")]).await;
    for (api_type, versions) in
        [("Projects", &["v3", "v2", "v1"][..]), ("Desk", &["v2", "v0"]), ("Spaces", &["v2", "v0"])]
    {
        stage.fill(&[("API type", api_type)]).await;
        for version in versions {
            stage.fill(&[("API version", version)]).await;
            walk.look(&stage).await;
        }
    }
    stage.fill(&[("API type", "Projects"), ("Region", "EU"), ("Site name", "acme")]).await;
    for auth in ["Basic", "OAuth 2.0"] {
        stage.fill(&[("Auth type", auth)]).await;
        walk.look(&stage).await;
    }
    stage.fill(&[("API type", "Desk"), ("API version", "v0")]).await;
    walk.look(&stage).await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic"), ("API key", " key ")]).await;
    walk.look(&stage).await;
    walk.copy(&stage).await;
    walk.look(&stage).await;
    let _clipboard = Clipboard::that("refuses");
    stage.press("Copy").await;
    walk.look(&stage).await;
}

async fn addresses(walk: &mut Walk) {
    let stage = create(Backend::new()).await;
    stage.field("Paste your Teamwork address").paste("no address").await;
    walk.look(&stage).await;
    for (api_type, version, region, address) in [
        ("Projects", "v3", None, "https://acme.eu.teamwork.com/app/people/123456/"),
        ("Projects", "v3", Some("US"), "https://acme.eu.teamwork.com/desk/tickets/1"),
        ("Spaces", "v0", Some("US"), "https://acme.teamwork.com/app/people/123456/"),
        ("Spaces", "v2", Some("US"), "https://acme.teamwork.com/spaces/api/v2/spaces/4321"),
        ("Spaces", "v2", Some("US"), "https://acme.teamwork.com/spaces/home/page/1"),
    ] {
        let stage = create(Backend::new()).await;
        stage.fill(&[("API type", api_type), ("API version", version)]).await;
        if let Some(region) = region {
            stage.fill(&[("Region", region)]).await;
        }
        stage.field("Site name").paste(address).await;
        walk.look(&stage).await;
    }
}

/// Every error that a setting can have, in the panel or from the backend.
async fn errors(walk: &mut Walk) {
    let stage = create(Backend::new()).await;
    stage.press("Save").await;
    walk.look(&stage).await;
    stage.fill(&[("Name your connection", "Acme")]).await;
    walk.look(&stage).await;
    for filled in [&basic()[..], &spaces("v2"), &spaces("v0")] {
        for code in FieldCode::ALL {
            let stage = create(Backend::new()).await;
            stage.fill(filled).await;
            let keys = [
                "name",
                "apiType",
                "apiVersion",
                "region",
                "siteName",
                "userId",
                "spaceId",
                "authType",
                "apiKey",
                "oauthClientId",
                "siteUrl",
                "apiBaseUrl",
            ];
            let errors = keys.map(|key| (key, code.as_str()));
            stage.backend.on("POST /connections", [problem(422, "invalid", &errors)]);
            let save = stage.buttons("Save").is_empty();
            stage.press(if save { "Save and authorize" } else { "Save" }).await;
            walk.look(&stage).await;
        }
    }
}

fn spaces(version: &'static str) -> Vec<(&'static str, &'static str)> {
    let id = if version == "v2" { "Space ID" } else { "User ID" };
    vec![
        ("Name your connection", "Acme spaces"),
        ("API type", "Spaces"),
        ("API version", version),
        ("Region", "EU"),
        ("Site name", "acme"),
        (id, "77"),
        ("OAuth 2.0 client", "Acme app"),
    ]
}

async fn saves(walk: &mut Walk) {
    let stage = create(Backend::new()).await;
    stage.fill(&basic()).await;
    for code in ResultCode::ALL {
        stage.backend.on("POST /connections", [problem(500, code.as_str(), &[])]);
        stage.press("Save").await;
        walk.look(&stage).await;
    }
    stage.press("Cancel").await;
    walk.look(&stage).await;
    stage.press("Keep editing").await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    stage.press("Save").await;
    walk.look(&stage).await;
    stage.backend.release("POST /connections");
    settled().await;
    walk.look(&stage).await;
    let mut online = connection();
    online["status"] = "online".into();
    let stage = create(Backend::new()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &online)]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    walk.look(&stage).await;
    let mut untested = connection();
    untested["status"] = "untested".into();
    let stage = create(Backend::new()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &untested)]);
    stage.backend.on("POST /connections/test", [problem(500, "internal", &[])]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    walk.look(&stage).await;
    stage.press("Save anyway").await;
    walk.look(&stage).await;
    let backend = Backend::new();
    backend.on("GET /config", [Answer::unreachable()]);
    walk.look(&create(backend).await).await;
    let backend = Backend::new();
    backend.on("GET /config", [misdirected("https://app.example/api")]);
    walk.look(&create(backend).await).await;
}

async fn edits(walk: &mut Walk) {
    for status in ["online", "offline", "untested"] {
        let mut saved = connection();
        saved["status"] = status.into();
        saved["checkedAt"] = "2026-11-27T12:34:56Z".into();
        let backend = Backend::new();
        backend.has(&saved, "\"1\"");
        walk.look(&edit(backend).await).await;
    }
    let (get, put) =
        (format!("GET /connections/{SAVED_ID}"), format!("PUT /connections/{SAVED_ID}"));
    let backend = Backend::new();
    backend.on(&get, [Answer::json(200, &connection()).header("ETag", "\"1\"").held()]);
    let stage = edit(backend).await;
    // Progress is shown after a moment.
    while stage.texts("[part~=progress]").is_empty() {
        next_frame().await;
    }
    walk.look(&stage).await;
    stage.backend.release(&get);
    settled().await;
    walk.look(&stage).await;
    stage.fill(&[("API key", "twp_key"), ("Name your connection", "Mine")]).await;
    stage.backend.on(&put, [problem(412, "conflict", &[])]);
    stage.press("Save").await;
    walk.look(&stage).await;
    stage.backend.on(&get, [Answer::unreachable()]);
    stage.press("Load the other version").await;
    walk.look(&stage).await;
    stage.backend.on(&get, [Answer::json(200, &connection()).header("ETag", "\"2\"")]);
    stage.press("Keep mine").await;
    walk.look(&stage).await;
    stage.backend.on(&put, [problem(404, "not_found", &[])]);
    stage.press("Save").await;
    walk.look(&stage).await;
    for answer in [problem(404, "not_found", &[]), Answer::unreachable()] {
        let backend = Backend::new();
        backend.on(&get, [answer]);
        walk.look(&edit(backend).await).await;
    }
}

async fn tests_of_the_connection(walk: &mut Walk) {
    let stage = create(Backend::new()).await;
    stage.fill(&basic()).await;
    let test = "POST /connections/test";
    let report = |ok: bool, checks: Value| Answer::json(200, &json!({"ok": ok, "checks": checks}));
    let all = |status: &str, code: Option<&str>| {
        let check = |name| json!({"name": name, "status": status, "code": code});
        json!([check("site"), check("sign_in"), check("product")])
    };
    stage.backend.on(test, [report(true, all("passed", None)).held()]);
    stage.press("Test connection").await;
    walk.look(&stage).await;
    stage.backend.release(test);
    settled().await;
    walk.look(&stage).await;
    stage.backend.on(test, [report(true, all("skipped", None))]);
    stage.press("Test connection").await;
    walk.look(&stage).await;
    for code in ResultCode::ALL {
        stage.backend.on(test, [report(false, all("failed", Some(code.as_str())))]);
        stage.press("Test connection").await;
        walk.look(&stage).await;
    }
    stage.press("Save").await;
    walk.look(&stage).await;
}

async fn clients(walk: &mut Walk) {
    let with_clients = async |backend: Backend| {
        let stage = create(backend).await;
        stage.fill(&[("API type", "Desk"), ("Region", "EU"), ("Site name", "acme")]).await;
        stage
    };
    let backend = Backend::new();
    backend.has_clients(&json!([]));
    walk.look(&with_clients(backend).await).await;
    let backend = Backend::new();
    backend.offers(&["connections", "test", "authorizations"]);
    walk.look(&create(backend).await).await;
    let backend = Backend::new();
    backend.on("GET /oauth-clients", [Answer::unreachable()]);
    walk.look(&with_clients(backend).await).await;
    let backend = Backend::new();
    let help = json!({
        "redirectUri": "https://app.example/callback", "capabilities": ["oauthClients"],
        "links": {"oauthClient": "https://help.example/where"},
    });
    backend.on("GET /config", [Answer::json(200, &help)]);
    walk.look(&with_clients(backend).await).await;

    let stage = with_clients(Backend::new()).await;
    press(&stage.edit_button());
    settled().await;
    walk.look(&stage).await;
    stage.open_dialog(&stage.add_button()).await;
    walk.look(&stage).await;
    stage.press_in_dialog("Save client").await;
    walk.look(&stage).await;
    stage.fill(&[("Name", "New"), ("Client ID", "id-1"), ("Client secret", " secret ")]).await;
    walk.look(&stage).await;
    stage.backend.on("POST /oauth-clients", [Answer::unreachable()]);
    stage.press_in_dialog("Save client").await;
    walk.look(&stage).await;
    for code in FieldCode::ALL {
        let errors = ["name", "clientId", "clientSecret"].map(|key| (key, code.as_str()));
        stage.backend.on("POST /oauth-clients", [problem(422, "invalid", &errors)]);
        stage.press_in_dialog("Save client").await;
        walk.look(&stage).await;
    }
    let stage = with_clients(Backend::new()).await;
    stage.fill(&[("OAuth 2.0 client", "Acme app")]).await;
    stage.open_dialog(&stage.edit_button()).await;
    walk.look(&stage).await;
    stage.backend.on("PUT /oauth-clients/client-1", [problem(404, "not_found", &[])]);
    stage.fill(&[("Client secret", "secret")]).await;
    stage.press_in_dialog("Save client").await;
    walk.look(&stage).await;
    walk.copy(&stage).await;
    let stage = create(Backend::new()).await;
    stage.fill(&[("API type", "Desk")]).await;
    stage.open_dialog(&stage.add_button()).await;
    walk.copy(&stage).await;
}

/// A panel that waits for Teamwork.
async fn waiting(backend: Backend) -> Component {
    let stage = Stage::timed_component(backend, Props::default()).await;
    stage.fill(&oauth()).await;
    stage.press("Save and authorize").await;
    stage
}

async fn authorizations(walk: &mut Walk) {
    let backend = Backend::authorizing();
    backend.on("POST /connections", [Answer::json(201, &oauth_connection()).held()]);
    backend.on(BEGIN, [Answer::json(201, &begun()).held()]);
    let stage = waiting(backend).await;
    walk.look(&stage).await;
    stage.backend.release("POST /connections");
    settled().await;
    walk.look(&stage).await;
    stage.backend.release(BEGIN);
    settled().await;
    walk.look(&stage).await;
    stage.backend.on(RECORD, [Answer::unreachable()]);
    stage.advance(60_000).await;
    walk.look(&stage).await;
    stage.windows.stray(START_URL);
    stage.advance(5_000).await;
    walk.look(&stage).await;
    stage.windows.set_page_has_focus(true);
    stage.windows.shut();
    stage.advance(5_000).await;
    walk.look(&stage).await;
    pretend("navigator", "onLine", &JsValue::FALSE);
    stage.advance(1_000).await;
    walk.look(&stage).await;
    end_pretending();
    stage.backend.knows(&authorization("checking"));
    stage.advance(10_000).await;
    walk.look(&stage).await;
    drop(stage);

    let stage = waiting(Backend::authorizing()).await;
    stage.backend.on(CONFIRM, [problem(422, "invalid", &[("verificationCode", "mismatch")])]);
    stage.backend.knows(&authorization("awaiting_confirmation"));
    stage.advance(4_000).await;
    stage.fill(&[("Verification code", "wrong")]).await;
    stage.press("Confirm").await;
    stage.advance(1_200).await;
    walk.look(&stage).await;
    drop(stage);

    let redirect = Props { authorize: AuthorizationMode::Redirect, ..Props::default() };
    let stage = Stage::timed_component(Backend::authorizing(), redirect).await;
    stage.fill(&oauth()).await;
    walk.look(&stage).await;
    stage.press("Save and authorize").await;
    walk.look(&stage).await;
    drop(stage);

    let mut pending = oauth_connection();
    pending["pendingAuthorization"] = AUTHORIZATION_ID.into();
    let backend = Backend::authorizing();
    backend.has(&pending, "\"1\"");
    let connection_id = Some(SAVED_ID.to_owned());
    let stage = Stage::timed_component(backend, Props { connection_id, ..Props::default() }).await;
    walk.look(&stage).await;
    drop(stage);

    let stage = Stage::timed_component(Backend::authorizing(), Props::default()).await;
    stage.windows.set_way("refuses");
    stage.fill(&oauth()).await;
    stage.press("Save and authorize").await;
    walk.look(&stage).await;
    drop(stage);

    let stage = Stage::timed_component(Backend::authorizing(), Props::default()).await;
    stage.fill(&oauth()).await;
    stage.set_messages(bracketed('⟦', '⟧')).await;
    let opened = press_and_look(&stage, "⟦action.save_and_authorize ⟧");
    walk.hear(&opened[0].text);
    settled().await;
}

async fn endings(walk: &mut Walk) {
    let mut records =
        vec![authorization("succeeded"), authorization("expired"), authorization("superseded")];
    let account = |site: &str| json!({"siteUrl": site, "userName": "Ada Lovelace"});
    let mut named = authorization("succeeded");
    named["account"] = account("https://acme.eu.teamwork.com");
    records.push(named);
    let mut elsewhere = authorization("failed");
    elsewhere["code"] = "site_mismatch".into();
    for site in ["https://beta.teamwork.com", "https://beta.eu.teamwork.com"] {
        elsewhere["account"] = account(site);
        records.push(elsewhere.clone());
    }
    let mut refused = authorization("failed");
    for code in ["denied", "client_invalid"] {
        refused["code"] = code.into();
        records.push(refused.clone());
    }
    for record in records {
        let stage = waiting(Backend::authorizing()).await;
        stage.backend.knows(&record);
        stage.advance(1200).await;
        walk.look(&stage).await;
        if record["code"] == "site_mismatch" {
            press(&stage.all("[part~=banner] button")[0]);
            settled().await;
            walk.look(&stage).await;
        }
    }
    let mut online = oauth_connection();
    online["status"] = "online".into();
    let backend = Backend::authorizing();
    backend.has(&online, "\"1\"");
    backend.knows(&refused);
    let connection_id = Some(SAVED_ID.to_owned());
    let stage = Stage::timed_component(backend, Props { connection_id, ..Props::default() }).await;
    stage.press("Save and authorize").await;
    stage.advance(1200).await;
    walk.look(&stage).await;
    drop(stage);

    let stage = waiting(Backend::authorizing()).await;
    stage.backend.on(
        &format!("DELETE /authorizations/{AUTHORIZATION_ID}"),
        [Answer::text(204, "").without_body()],
    );
    stage.press("Cancel").await;
    walk.look(&stage).await;
}
