//! Submitting an incomplete form: all errors at once, and nothing is sent.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Answer, Stage, basic, connection, press, problem, settled};

/// The input, and what is then missing: field and message.
type Case = (&'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

const NAME: (&str, &str) = ("Name your connection", "Enter a name for this connection");
const API_TYPE: (&str, &str) = ("API type", "Choose an API type");
const REGION: (&str, &str) = ("Region", "Choose the region of your Teamwork account");
const SITE: (&str, &str) = ("Site name", "Enter the part before .teamwork.com, such as acme");
const USER_ID: (&str, &str) = ("User ID", "Enter the User ID, such as 123456");
const SPACE_ID: (&str, &str) = ("Space ID", "Enter the Space ID, such as 4321");
const AUTH: (&str, &str) = ("Auth type", "Choose how to sign in to Teamwork");
const API_KEY: (&str, &str) = ("API key", "Enter your API key");
const CLIENT: (&str, &str) = ("OAuth 2.0 client", "Choose an OAuth 2.0 client");

const CASES: [Case; 8] = [
    (&[], &[NAME, API_TYPE]),
    (&[("API type", "Projects")], &[NAME, REGION, SITE, AUTH]),
    (&[("API type", "Projects"), ("Auth type", "Basic")], &[NAME, REGION, SITE, API_KEY]),
    (&[("API type", "Projects"), ("Auth type", "OAuth 2.0")], &[NAME, REGION, SITE, CLIENT]),
    (&[("API type", "Desk")], &[NAME, REGION, SITE, CLIENT]),
    (&[("API type", "Desk"), ("API version", "v0")], &[NAME, REGION, SITE, CLIENT]),
    (&[("API type", "Spaces")], &[NAME, REGION, SITE, SPACE_ID, CLIENT]),
    (&[("API type", "Spaces"), ("API version", "v0")], &[NAME, REGION, SITE, USER_ID, CLIENT]),
];

async fn save(stage: &Stage) {
    press(&save_button(stage));
    settled().await;
}

fn save_button(stage: &Stage) -> HtmlElement {
    let with_oauth = stage.buttons("Save and authorize").into_iter().next();
    with_oauth.unwrap_or_else(|| stage.button("Save"))
}

#[wasm_bindgen_test]
async fn an_empty_form_reports_everything_missing_and_sends_nothing() {
    for (filled, missing) in CASES {
        let stage = Stage::create().await;
        stage.fill(filled).await;
        save(&stage).await;

        let summary = stage.summary().expect("a summary");
        let count = missing.len();
        assert_eq!(summary.title, format!("There are {count} things to fix"), "{filled:?}");
        let messages: Vec<_> = missing.iter().map(|(_, message)| *message).collect();
        assert_eq!(summary.lines, messages, "{filled:?}");
        assert!(stage.has_focus(&summary.element), "focus after {filled:?}");

        for field in stage.fields() {
            let expected = missing.iter().find(|(label, _)| *label == field.name());
            let message = expected.map(|(_, message)| (*message).to_owned());
            assert_eq!(field.error(), message, "{} of {filled:?}", field.name());
        }
        assert!(stage.backend.saves().is_empty(), "sent {:?}", stage.backend.saves());
        assert!(stage.events("teamwork-saved").is_empty());
    }
}

#[wasm_bindgen_test]
async fn one_missing_setting_is_one_thing_to_fix() {
    let stage = Stage::create().await;
    stage.fill(&basic()[1..]).await;
    stage.press("Save").await;
    let summary = stage.summary().unwrap();
    assert_eq!(summary.title, "There is 1 thing to fix");
    assert_eq!(summary.lines, [NAME.1]);
}

#[wasm_bindgen_test]
async fn every_summary_line_focuses_its_control() {
    for (filled, missing) in CASES {
        let stage = Stage::create().await;
        stage.fill(filled).await;
        save(&stage).await;
        for (label, message) in missing {
            let links = stage.all("[part~=summary] a");
            let link = links.iter().find(|link| link.text_content().as_deref() == Some(message));
            press(link.expect("a link"));
            settled().await;
            let focused = stage.focused().expect("a focus");
            assert!(stage.field(label).control.contains(Some(&focused)), "{label} of {filled:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn no_errors_before_the_first_submit() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic"), ("Region", "US")]).await;
    stage
        .fill(&[("Site name", "not a site"), ("Name your connection", ""), ("API key", "a b")])
        .await;
    assert!(stage.summary().is_none());
    for field in stage.fields() {
        assert_eq!(field.error(), None, "{}", field.name());
    }
}

#[wasm_bindgen_test]
async fn an_error_disappears_once_its_field_is_valid() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic")]).await;
    stage.press("Save").await;
    let mut left = vec![NAME.1, REGION.1, SITE.1, API_KEY.1];
    for (label, value) in [
        ("Name your connection", "Mine"),
        ("Region", "EU"),
        ("Site name", "acme"),
        ("API key", "twp_key"),
    ] {
        assert_eq!(stage.summary().unwrap().lines, left, "before {label}");
        stage.fill(&[(label, value)]).await;
        assert_eq!(stage.field(label).error(), None, "{label}");
        left.remove(0);
    }
    assert!(stage.summary().is_none(), "the summary disappears with the last error");
}

#[wasm_bindgen_test]
async fn fixed_errors_disappear_while_typing_and_new_ones_wait_for_the_next_submit() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.fill(&[("Name your connection", "")]).await;
    stage.press("Save").await;
    stage.field("Name your connection").type_text("M").await;
    assert_eq!(stage.field("Name your connection").error(), None);
    stage.field("Site name").type_text("not a site").await;
    assert_eq!(stage.field("Site name").error(), None, "a new error appeared while typing");
    stage.press("Save").await;
    assert!(stage.field("Site name").error().is_some());
}

#[wasm_bindgen_test]
async fn an_error_disappears_with_its_setting() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic")]).await;
    stage.press("Save").await;
    stage.fill(&[("Auth type", "OAuth 2.0")]).await;
    assert_eq!(stage.summary().unwrap().lines, [NAME.1, REGION.1, SITE.1]);
    // The client is missing too, but the form has not been submitted since it appeared.
    assert_eq!(stage.field("OAuth 2.0 client").error(), None);
}

#[wasm_bindgen_test]
async fn a_backend_error_stays_until_its_setting_changes() {
    let stage = Stage::create().await;
    let refused = problem(422, "invalid", &[("siteName", "reserved"), ("name", "format")]);
    stage.backend.on("POST /connections", [refused, Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    let summary = stage.summary().expect("the backend's errors");
    assert!(stage.has_focus(&summary.element));
    assert_eq!(summary.lines.len(), 2);
    stage.fill(&[("API version", "v2")]).await;
    assert!(stage.field("Site name").error().is_some(), "a change elsewhere doesn't clear it");
    stage.fill(&[("Site name", "acme2")]).await;
    assert_eq!(stage.field("Site name").error(), None);
    assert!(stage.field("Name your connection").error().is_some());
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."], "earlier backend errors don't block a save");
}

#[wasm_bindgen_test]
async fn backend_errors_without_a_field_are_shown_too() {
    let stage = Stage::create().await;
    let answers = [
        problem(422, "invalid", &[("siteUrl", "mismatch"), ("name", "no_such_code")]),
        problem(422, "invalid", &[("noSuchSetting", "required")]),
        problem(422, "no_such_code", &[]),
    ];
    stage.backend.on("POST /connections", answers);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(
        stage.summary().unwrap().lines,
        [
            "Remove the invisible characters from the name",
            "Site URL: This conflicts with another setting"
        ]
    );
    for _ in 0..2 {
        stage.press("Save").await;
        assert!(stage.summary().is_none());
        assert_eq!(stage.banners().len(), 1);
        assert!(stage.banners()[0].starts_with("This application rejected the settings."));
    }
}
