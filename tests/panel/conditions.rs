//! Which settings the panel shows. The tables are written by hand, so that a mistake in the core crate doesn't
//! carry over.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, press, settled};

const NAME: &str = "Name your connection";
const ADDRESS: &str = "Paste your Teamwork address";
const API_TYPE: &str = "API type";
const VERSION: &str = "API version";
const REGION: &str = "Region";
const SITE: &str = "Site name";
const USER_ID: &str = "User ID";
const SPACE_ID: &str = "Space ID";
const AUTH: &str = "Auth type";
const API_KEY: &str = "API key";
const CLIENT: &str = "OAuth 2.0 client";

/// API type, version and auth type (empty if not chosen), and their fields.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

const CASES: [Case; 13] = [
    ("Projects", "v3", "", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH]),
    ("Projects", "v3", "Basic", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH, API_KEY]),
    ("Projects", "v3", "OAuth 2.0", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH, CLIENT]),
    ("Projects", "v2", "", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH]),
    ("Projects", "v2", "Basic", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH, API_KEY]),
    ("Projects", "v2", "OAuth 2.0", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH, CLIENT]),
    ("Projects", "v1", "", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH]),
    ("Projects", "v1", "Basic", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH, API_KEY]),
    ("Projects", "v1", "OAuth 2.0", &[NAME, API_TYPE, VERSION, REGION, SITE, AUTH, CLIENT]),
    ("Desk", "v2", "", &[NAME, API_TYPE, VERSION, REGION, SITE, CLIENT]),
    ("Desk", "v0", "", &[NAME, API_TYPE, VERSION, REGION, SITE, CLIENT]),
    ("Spaces", "v2", "", &[NAME, API_TYPE, VERSION, REGION, SITE, SPACE_ID, CLIENT]),
    ("Spaces", "v0", "", &[NAME, API_TYPE, VERSION, REGION, SITE, USER_ID, CLIENT]),
];

#[wasm_bindgen_test]
async fn before_choosing_an_api_type_only_name_address_and_api_type_are_shown() {
    let stage = Stage::create().await;
    assert_eq!(stage.labels(), [NAME, ADDRESS, API_TYPE]);
    assert_eq!(stage.field(API_TYPE).options(), ["Projects", "Desk", "Spaces"]);
    assert_eq!(stage.field(API_TYPE).value(), "", "no default");
    for field in stage.fields() {
        let required = field.name() != ADDRESS;
        assert_eq!(
            (field.is_required(), field.has_star()),
            (required, required),
            "{}",
            field.name()
        );
    }
}

#[wasm_bindgen_test]
async fn every_combination_shows_exactly_its_settings_in_order() {
    for (api_type, version, auth, labels) in CASES {
        let stage = Stage::create().await;
        stage.fill(&[(API_TYPE, api_type), (VERSION, version)]).await;
        if !auth.is_empty() {
            stage.fill(&[(AUTH, auth)]).await;
        }
        assert_eq!(stage.labels(), labels, "{api_type} {version} {auth}");
    }
}

#[wasm_bindgen_test]
async fn settings_of_an_earlier_combination_are_removed() {
    // A selected auth type cannot be deselected, so the cases without one are left out.
    let cases = || CASES.iter().filter(|case| (case.0 == "Projects") != case.2.is_empty());
    let stage = Stage::create().await;
    for (from_type, from_version, ..) in cases() {
        for (api_type, version, auth, labels) in cases() {
            stage.fill(&[(API_TYPE, from_type), (VERSION, from_version)]).await;
            stage.fill(&[(API_TYPE, api_type), (VERSION, version)]).await;
            if !auth.is_empty() {
                stage.fill(&[(AUTH, auth)]).await;
            }
            let way = format!("{from_type} {from_version} to {api_type} {version} {auth}");
            assert_eq!(stage.labels(), *labels, "{way}");
        }
    }
}

#[wasm_bindgen_test]
async fn required_settings_have_a_star_and_are_exposed_as_required() {
    for (api_type, version, auth, labels) in CASES {
        let stage = Stage::create().await;
        stage.fill(&[(API_TYPE, api_type), (VERSION, version)]).await;
        if !auth.is_empty() {
            stage.fill(&[(AUTH, auth)]).await;
        }
        for label in labels {
            let required = !(api_type == "Desk" && *label == VERSION);
            let field = stage.field(label);
            assert_eq!(field.is_required(), required, "{label} of {api_type} {version} {auth}");
            assert_eq!(
                field.has_star(),
                required,
                "star of {label} of {api_type} {version} {auth}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn versions_are_listed_newest_first_and_default_to_the_newest() {
    let undocumented = "v0 (ask your administrator first)";
    let rows: [(&str, &[&str]); 3] = [
        ("Projects", &["v3 (newest)", "v2", "v1"]),
        ("Desk", &["v2 (newest)", undocumented]),
        ("Spaces", &["v2 (newest)", undocumented]),
    ];
    for (api_type, versions) in rows {
        let stage = Stage::create().await;
        stage.fill(&[(API_TYPE, api_type)]).await;
        assert_eq!(stage.field(VERSION).options(), versions, "{api_type}");
        assert_eq!(stage.field(VERSION).value(), versions[0], "{api_type}");
    }
}

#[wasm_bindgen_test]
async fn the_other_choices_match_the_table_without_a_default() {
    let stage = Stage::create().await;
    stage.fill(&[(API_TYPE, "Projects")]).await;
    assert_eq!(stage.field(REGION).options(), ["US", "EU"]);
    assert_eq!(stage.field(REGION).value(), "");
    assert_eq!(stage.field(AUTH).options(), ["Basic", "OAuth 2.0"]);
    assert_eq!(stage.field(AUTH).value(), "");
    for url in ["https://yourcompany.teamwork.com", "https://yourcompany.eu.teamwork.com"] {
        assert!(stage.field(REGION).surroundings().contains(url), "{url}");
    }
}

#[wasm_bindgen_test]
async fn settings_that_do_not_apply_are_not_in_the_dom() {
    let stage = Stage::create().await;
    stage.fill(&[(API_TYPE, "Projects"), (AUTH, "Basic"), (API_TYPE, "Spaces")]).await;
    let html = stage.root().inner_html();
    for gone in ["apiKey", "authType", "userId", "type=\"password\""] {
        assert!(!html.contains(gone), "{gone} is still in the DOM");
    }
}

#[wasm_bindgen_test]
async fn a_setting_that_reappears_keeps_its_text() {
    let stage = Stage::create().await;
    stage.fill(&[(API_TYPE, "Spaces"), (SPACE_ID, "4321"), (VERSION, "v0"), (USER_ID, "77")]).await;
    stage.fill(&[(API_TYPE, "Desk"), (API_TYPE, "Spaces"), (VERSION, "v2")]).await;
    assert_eq!(stage.field(SPACE_ID).value(), "4321");
    stage.fill(&[(VERSION, "v0")]).await;
    assert_eq!(stage.field(USER_ID).value(), "77");
}

#[wasm_bindgen_test]
async fn another_api_type_keeps_name_region_site_and_auth_type() {
    let stage = Stage::create().await;
    stage
        .fill(&[
            (NAME, "Mine"),
            (API_TYPE, "Projects"),
            (REGION, "EU"),
            (SITE, "acme"),
            (AUTH, "OAuth 2.0"),
        ])
        .await;
    for api_type in ["Desk", "Spaces", "Projects"] {
        stage.fill(&[(API_TYPE, api_type)]).await;
        let values = [NAME, REGION, SITE].map(|label| stage.field(label).value());
        assert_eq!(values, ["Mine", "EU", "acme"], "{api_type}");
    }
    assert_eq!(stage.field(AUTH).value(), "OAuth 2.0");
}

#[wasm_bindgen_test]
async fn an_unavailable_version_is_replaced_by_the_newest() {
    let stage = Stage::create().await;
    stage.fill(&[(API_TYPE, "Projects"), (VERSION, "v1"), (API_TYPE, "Desk")]).await;
    assert_eq!(stage.field(VERSION).value(), "v2 (newest)");
    stage.fill(&[(API_TYPE, "Projects")]).await;
    assert_eq!(stage.field(VERSION).value(), "v3 (newest)");
}

#[wasm_bindgen_test]
async fn the_focus_never_moves_when_settings_appear() {
    let stage = Stage::create().await;
    for (label, value) in [
        (API_TYPE, "Projects"),
        (AUTH, "Basic"),
        (AUTH, "OAuth 2.0"),
        (API_TYPE, "Desk"),
        (API_TYPE, "Spaces"),
        (API_TYPE, "Projects"),
    ] {
        let choice = stage.field(label).choice(value);
        press(&choice);
        settled().await;
        assert!(stage.has_focus(&choice), "{label} {value}");
        assert!(choice.is_connected() && choice.checked(), "{label} {value}");
    }
    stage.fill(&[(API_TYPE, "Spaces")]).await;
    let version = stage.field(VERSION);
    version.set("v0").await;
    assert!(stage.has_focus(&version.control), "{VERSION}");
}

#[wasm_bindgen_test]
async fn a_setting_comes_after_the_one_that_made_it_appear() {
    let stage = Stage::create().await;
    let place =
        |stage: &Stage, label: &str| stage.labels().iter().position(|l| l == label).unwrap();
    stage.fill(&[(API_TYPE, "Projects"), (AUTH, "Basic")]).await;
    assert!(place(&stage, API_KEY) > place(&stage, AUTH));
    stage.fill(&[(API_TYPE, "Spaces")]).await;
    assert!(place(&stage, SPACE_ID) > place(&stage, VERSION));
}
