//! *HTTP settings*: what the simple settings stand for.

use std::collections::BTreeMap;

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Clipboard, Stage, basic, press, settled, text_of, visible};

/// Opens the disclosure, and returns its rows.
async fn rows(stage: &Stage) -> BTreeMap<String, String> {
    open(stage).await;
    let texts = |selector| stage.all(selector).iter().map(|e| text_of(e)).collect::<Vec<_>>();
    let names = texts("[part~=http-settings] dt");
    let values = texts("[part~=http-settings] dd");
    assert_eq!(names.len(), values.len());
    names.into_iter().zip(values).collect()
}

async fn open(stage: &Stage) {
    let details = stage.all("[part~=http-settings]").remove(0);
    if !details.has_attribute("open") {
        press(&stage.all("[part~=http-settings] summary")[0]);
        settled().await;
    }
    assert!(visible(&stage.all("[part~=http-settings] dl")[0]));
}

fn map(rows: &[(&str, &str)]) -> BTreeMap<String, String> {
    rows.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[wasm_bindgen_test]
async fn http_settings_are_initially_collapsed() {
    let stage = Stage::create().await;
    assert!(stage.all("[part~=http-settings]").is_empty());
    stage.fill(&basic()).await;
    assert!(
        stage.all("[part~=http-settings] dl").is_empty(),
        "they are built when they are opened"
    );
}

#[wasm_bindgen_test]
async fn basic_is_shown_without_the_key() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let expected = map(&[
        ("Base URL", "https://acme.eu.teamwork.com/projects/api/v3"),
        ("Authentication", "Basic: API key as username, any password"),
        ("Test request", "GET https://acme.eu.teamwork.com/projects/api/v3/me.json"),
    ]);
    assert_eq!(rows(&stage).await, expected);
    assert!(!stage.root().inner_html().contains("twp_key"));
}

#[wasm_bindgen_test]
async fn every_row_of_the_table_shows_its_test_request() {
    for (api_type, version, request) in [
        ("Projects", "v1", "GET https://acme.teamwork.com/me.json"),
        ("Projects", "v2", "GET https://acme.teamwork.com/me.json"),
        ("Projects", "v3", "GET https://acme.teamwork.com/projects/api/v3/me.json"),
        ("Desk", "v2", "GET https://acme.teamwork.com/desk/api/v2/me.json"),
        ("Spaces", "v2", "GET https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json"),
        ("Desk", "v0", "None: only sign-in is checked"),
        ("Spaces", "v0", "None: only sign-in is checked"),
    ] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", "Spaces"), ("Space ID", "4321"), ("Region", "US")]).await;
        stage
            .fill(&[("Site name", "acme"), ("API type", api_type), ("API version", version)])
            .await;
        let rows = rows(&stage).await;
        assert_eq!(rows["Test request"], request, "{api_type} {version}");
        let decided = rows["Base URL"] == "Chosen by this application";
        assert_eq!(decided, version == "v0", "{rows:?}");
    }
}

#[wasm_bindgen_test]
async fn oauth_is_shown() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Desk"), ("Region", "US"), ("Site name", "acme")]).await;
    let expected = map(&[
        ("Base URL", "https://acme.teamwork.com/desk/api/v2"),
        ("Authentication", "OAuth 2.0: bearer token"),
        ("Authorization URL", "https://www.teamwork.com/launchpad/login"),
        ("Token URL", "https://www.teamwork.com/launchpad/v1/token.json"),
        ("Redirect URI", "https://app.example/api/oauth/callback"),
        ("Test request", "GET https://acme.teamwork.com/desk/api/v2/me.json"),
    ]);
    assert_eq!(rows(&stage).await, expected);
}

#[wasm_bindgen_test]
async fn unknown_values_are_marked_as_unknown() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects")]).await;
    let rows = rows(&stage).await;
    for name in ["Base URL", "Authentication", "Test request"] {
        assert_eq!(rows[name], "Not known yet", "{name}");
    }
}

async fn copy(stage: &Stage) -> String {
    open(stage).await;
    let button = stage.all("[part~=http-settings] [part~=copy]").remove(0);
    press(&button);
    settled().await;
    text_of(&stage.all("[part~=http-settings] [role=status]")[0])
}

#[wasm_bindgen_test]
async fn the_copy_button_copies_the_rows_and_confirms() {
    let clipboard = Clipboard::that("takes");
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    assert_eq!(copy(&stage).await, "Copied.");
    assert_eq!(
        clipboard.copied(),
        "Base URL: https://acme.eu.teamwork.com/projects/api/v3\n\
         Authentication: Basic: API key as username, any password\n\
         Test request: GET https://acme.eu.teamwork.com/projects/api/v3/me.json\n"
    );
}

#[wasm_bindgen_test]
async fn a_browser_that_forbids_copying_is_reported() {
    for way in ["refuses", "is missing"] {
        let _clipboard = Clipboard::that(way);
        let stage = Stage::create().await;
        stage.fill(&basic()).await;
        let said = copy(&stage).await;
        assert_eq!(said, "Your browser blocked copying. Select the text and copy it.");
    }
}
