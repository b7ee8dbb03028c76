//! Messages at a field: from the panel itself, and for errors found by the backend.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, SAVED_ID, Stage, basic, key, problem, settled};

/// The input, the field that is invalid, and its message.
type Case = (&'static [(&'static str, &'static str)], &'static str, &'static str);

const LONG_LABEL: &str = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg";

const NAME: &str = "Name your connection";
const SITE: &str = "Site name";
const BASE: [(&str, &str); 2] = [("API type", "Spaces"), ("Region", "US")];

/// Every possible error in text fields, except for secrets and names that are too long.
const CASES: [Case; 22] = [
    (&[(NAME, " \u{a0} ")], NAME, "Enter a name for this connection"),
    (&[(NAME, "a\u{202e}b")], NAME, "Remove the invisible characters from the name"),
    (&[(NAME, "a\u{7}b")], NAME, "Remove the invisible characters from the name"),
    (&[(SITE, " ")], SITE, "Enter the part before .teamwork.com, such as acme"),
    (&[(SITE, "acme inc")], SITE, "Enter the part before .teamwork.com, such as acme"),
    (&[(SITE, "-acme")], SITE, "Enter the part before .teamwork.com, such as acme"),
    (&[(SITE, "ac--me")], SITE, "Enter the part before .teamwork.com, such as acme"),
    (
        &[(SITE, "http://acme.teamwork.com")],
        SITE,
        "Enter the part before .teamwork.com, such as acme",
    ),
    (&[(SITE, "//acme.teamwork.com")], SITE, "Enter the part before .teamwork.com, such as acme"),
    (
        &[(SITE, "https://acme.teamwork.com:8443/")],
        SITE,
        "Enter the part before .teamwork.com, such as acme",
    ),
    (
        &[(SITE, "https://me@acme.teamwork.com/")],
        SITE,
        "Enter the part before .teamwork.com, such as acme",
    ),
    (&[(SITE, LONG_LABEL)], SITE, "Enter the part before .teamwork.com, up to 63 characters"),
    (
        &[(SITE, "www")],
        SITE,
        "Teamwork reserves that name; enter your own site’s name, such as acme",
    ),
    (
        &[(SITE, "https://eu.teamwork.com/")],
        SITE,
        "Teamwork reserves that name; enter your own site’s name, such as acme",
    ),
    (
        &[(SITE, "https://tasks.acme.com/")],
        SITE,
        "That looks like a custom domain; use the site address from Teamwork’s settings",
    ),
    (
        &[(SITE, "acme.teamwork.com.evil.example")],
        SITE,
        "That looks like a custom domain; use the site address from Teamwork’s settings",
    ),
    (
        &[("Space ID", "handbook")],
        "Space ID",
        "Enter the space’s number, such as 4321, not the code in its address",
    ),
    (
        &[("Space ID", "0")],
        "Space ID",
        "Enter the space’s number, such as 4321, not the code in its address",
    ),
    (
        &[("Space ID", "9223372036854775808")],
        "Space ID",
        "Enter the space’s number, such as 4321, not the code in its address",
    ),
    (
        &[("API version", "v0"), ("User ID", "-1")],
        "User ID",
        "Enter the number after /people/ in your profile’s address, such as 123456",
    ),
    (
        &[("API version", "v0"), ("User ID", "1.5")],
        "User ID",
        "Enter the number after /people/ in your profile’s address, such as 123456",
    ),
    (&[("API version", "v0"), ("User ID", "")], "User ID", "Enter the User ID, such as 123456"),
];

#[wasm_bindgen_test]
async fn every_text_error_has_a_message() {
    for (entered, label, message) in CASES {
        let stage = Stage::create().await;
        stage.fill(&BASE).await;
        stage.fill(entered).await;
        stage.press("Save and authorize").await;
        assert_eq!(stage.field(label).error().as_deref(), Some(message), "{entered:?}");
        assert!(stage.summary().unwrap().lines.contains(&message.to_owned()), "{entered:?}");
        assert!(stage.backend.saves().is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_name_has_at_most_a_hundred_characters() {
    for (count, message) in [(100, None), (101, Some("Shorten the name to 100 characters"))] {
        let stage = Stage::create().await;
        stage.fill(&[(NAME, &format!(" {} ", "ä".repeat(count)))]).await;
        stage.press("Save").await;
        assert_eq!(stage.field(NAME).error().as_deref(), message, "{count}");
    }
}

#[wasm_bindgen_test]
async fn every_key_error_has_a_message() {
    let format = "An API key has no spaces or special characters; copy it again";
    for (entered, message) in [
        (String::new(), "Enter your API key"),
        (" ".to_owned(), "Enter your API key"),
        ("two words".to_owned(), format),
        ("schlüssel".to_owned(), format),
        ("k".repeat(1025), "This is too long for an API key; copy it again"),
    ] {
        let stage = Stage::create().await;
        stage.fill(&basic()).await;
        stage.fill(&[("API key", &entered)]).await;
        stage.press("Save").await;
        assert_eq!(stage.field("API key").error().as_deref(), Some(message), "{entered}");
        assert_eq!(stage.summary().unwrap().lines, [message]);
    }
}

#[wasm_bindgen_test]
async fn enter_does_not_save_an_address_in_the_other_region() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let site = stage.field(SITE);
    site.type_text("https://acme.teamwork.com/").await;
    key(&site.control, "Enter");
    settled().await;
    let notices = stage.field(SITE).notices();
    let told = |notice: &String| notice.contains("The address you entered is in the US region.");
    assert!(notices.iter().any(told), "{notices:?}");
    assert!(stage.backend.saves().is_empty());
}

/// JSON key, label, and the message for each code that the backend can return.
const HOSTS: [(&str, &str, [&str; 7]); 10] = [
    (
        "name",
        NAME,
        [
            "Enter a name for this connection",
            "Shorten the name to 100 characters",
            "Remove the invisible characters from the name",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "Another connection has this name; enter a different one",
        ],
    ),
    (
        "apiType",
        "API type",
        [
            "Choose an API type",
            "This is too long",
            "This isn’t in the right format",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "apiVersion",
        "API version",
        [
            "Choose an API version",
            "This is too long",
            "This isn’t in the right format",
            "This name is reserved",
            "Choose one of the versions in the list",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "region",
        "Region",
        [
            "Choose the region of your Teamwork account",
            "This is too long",
            "This isn’t in the right format",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "siteName",
        SITE,
        [
            "Enter the part before .teamwork.com, such as acme",
            "Enter the part before .teamwork.com, up to 63 characters",
            "Enter the part before .teamwork.com, such as acme",
            "Teamwork reserves that name; enter your own site’s name, such as acme",
            "That looks like a custom domain; use the site address from Teamwork’s settings",
            "That address is in the other region; change Region or the address",
            "This already exists",
        ],
    ),
    (
        "userId",
        "User ID",
        [
            "Enter the User ID, such as 123456",
            "This is too long",
            "Enter the number after /people/ in your profile’s address, such as 123456",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "spaceId",
        "Space ID",
        [
            "Enter the Space ID, such as 4321",
            "This is too long",
            "Enter the space’s number, such as 4321, not the code in its address",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "authType",
        "Auth type",
        [
            "Choose how to sign in to Teamwork",
            "This is too long",
            "This isn’t in the right format",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "apiKey",
        "API key",
        [
            "Enter your API key",
            "This is too long for an API key; copy it again",
            "An API key has no spaces or special characters; copy it again",
            "This name is reserved",
            "This isn’t available here",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
    (
        "oauthClientId",
        "OAuth 2.0 client",
        [
            "Choose an OAuth 2.0 client",
            "This is too long",
            "This isn’t in the right format",
            "This name is reserved",
            "That client no longer exists; choose another one",
            "This conflicts with another setting",
            "This already exists",
        ],
    ),
];

const CODES: [&str; 7] =
    ["required", "too_long", "format", "reserved", "unknown", "mismatch", "duplicate"];

/// A panel with this setting whose next save is valid.
async fn with_setting(json_key: &str) -> Stage {
    let backend = Backend::new();
    let mut saved = json!({
        "id": SAVED_ID, "name": "Acme", "apiType": "spaces", "apiVersion": "v2", "region": "us",
        "siteName": "acme", "spaceId": "4321", "userId": "77", "oauthClientId": "client-1",
        "status": "online",
    });
    match json_key {
        "userId" => saved["apiVersion"] = "v0".into(),
        "spaceId" | "oauthClientId" => {}
        _ => {
            saved["apiType"] = "projects".into();
            saved["apiVersion"] = "v3".into();
            saved["authType"] = "basic".into();
        }
    }
    backend.has(&saved, "\"1\"");
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    if saved["apiType"] == "projects" {
        stage.fill(&[("API key", "twp_key")]).await;
    }
    stage
}

#[wasm_bindgen_test]
async fn every_backend_error_is_shown_at_its_field() {
    for (json_key, label, messages) in HOSTS {
        let stage = with_setting(json_key).await;
        let refusals = CODES.map(|code| problem(422, "invalid", &[(json_key, code)]));
        stage.backend.on(&format!("PUT /connections/{SAVED_ID}"), refusals);
        let save = if stage.buttons("Save").is_empty() { "Save and authorize" } else { "Save" };
        for (code, message) in CODES.iter().zip(messages) {
            stage.press(save).await;
            let field = stage.field(label);
            assert_eq!(field.error().as_deref(), Some(message), "{json_key} {code}");
            let summary = stage.summary().unwrap();
            assert_eq!(summary.lines, [message], "{json_key} {code}");
            assert!(stage.has_focus(&summary.element), "{json_key} {code}");
        }
        assert_eq!(stage.backend.saves().len(), CODES.len());
    }
}

#[wasm_bindgen_test]
async fn all_backend_errors_are_shown_at_once_in_panel_order() {
    let stage = Stage::create().await;
    let errors = [("apiKey", "format"), ("siteName", "reserved"), ("name", "too_long")];
    stage.backend.on("POST /connections", [problem(422, "invalid", &errors)]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(
        stage.summary().unwrap().lines,
        [
            "Shorten the name to 100 characters",
            "Teamwork reserves that name; enter your own site’s name, such as acme",
            "An API key has no spaces or special characters; copy it again",
        ]
    );
    assert!(stage.banners().is_empty(), "there is only the summary");
}

#[wasm_bindgen_test]
async fn a_duplicate_name_is_only_a_notice() {
    let backend = Backend::new();
    let others = json!([{
        "id": "other", "name": "ÄRGER", "apiType": "projects", "siteUrl": "https://a.teamwork.com",
        "status": "online", "updatedAt": "2026-01-01T00:00:00Z",
    }]);
    backend.on("GET /connections", [Answer::json(200, &others)]);
    backend.on("POST /connections", [Answer::json(201, &crate::stage::connection())]);
    let stage = Stage::with(backend, &[]).await;
    stage.fill(&basic()).await;
    assert!(stage.field(NAME).notices().is_empty());
    stage.field(NAME).set(" ärger ").await;
    assert_eq!(
        stage.field(NAME).notices(),
        ["Another connection has this name. You can still save it."]
    );
    stage.press("Save").await;
    assert_eq!(stage.backend.saves().len(), 1);
}
