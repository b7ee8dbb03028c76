//! *Where do I find it?*

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Answer, Backend, Stage, basic, press, settled, text_of, visible};

/// The links in the help, in page order.
fn links(stage: &Stage) -> Vec<HtmlElement> {
    stage.all("[part~=help-steps] a")
}

fn hrefs(stage: &Stage) -> Vec<String> {
    links(stage).iter().map(|link| link.get_attribute("href").unwrap()).collect()
}

async fn open(stage: &Stage) {
    for summary in stage.all("[part~=help-steps] > summary") {
        assert_eq!(text_of(&summary), "Where do I find it?");
        press(&summary);
    }
    settled().await;
}

/// The setting with help, how to reach it, and the help's links for the site `acme` in the EU.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const CASES: [Case; 4] = [
    ("apiKey", &[("API type", "Projects"), ("Auth type", "Basic")], "https://acme.eu.teamwork.com"),
    (
        "spaceId",
        &[("API type", "Spaces")],
        "https://acme.eu.teamwork.com/spaces/api/v1/spaces.json",
    ),
    ("userId", &[("API type", "Spaces"), ("API version", "v0")], "https://acme.eu.teamwork.com"),
    ("oauthClient", &[("API type", "Desk")], "https://acme.eu.teamwork.com/developer"),
];

#[wasm_bindgen_test]
async fn links_lead_to_the_users_site_once_known() {
    for (setting, filled, href) in CASES {
        let stage = Stage::create().await;
        stage.fill(filled).await;
        open(&stage).await;
        assert!(links(&stage).is_empty(), "{setting}: no links yet");
        stage.fill(&[("Region", "EU"), ("Site name", "acme")]).await;
        assert!(hrefs(&stage).contains(&href.to_owned()), "{setting}: {:?}", hrefs(&stage));
        for link in links(&stage) {
            assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
            assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
            assert!(text_of(&link).ends_with("(opens in a new tab)"));
        }
    }
}

#[wasm_bindgen_test]
async fn the_steps_are_numbered_and_initially_collapsed() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let steps = || stage.all("[part~=help-steps] ol > li");
    assert!(steps().is_empty(), "they are built when they are opened");
    open(&stage).await;
    let steps = steps();
    assert_eq!(steps.len(), 3);
    assert!(visible(&steps[0]));
    let texts: Vec<_> = steps.iter().map(|step| text_of(step)).collect();
    assert!(texts[0].ends_with("click your picture and choose Edit my details."), "{}", texts[0]);
    assert_eq!(texts[1], "Choose API & Mobile.");
    assert_eq!(texts[2], "Click Show your token and copy it.");
}

#[wasm_bindgen_test]
async fn d10_the_help_for_a_client_names_each_click_product_and_redirect_uri() {
    // D10: every click is named.
    for product in ["Desk", "Spaces"] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", product)]).await;
        open(&stage).await;
        let help = stage.texts("[part~=help-steps]").join(" ");
        for click in ["Choose Create app,", &format!("select {product},"), "choose Create."] {
            assert!(help.contains(click), "{help}");
        }
        assert!(help.contains("https://app.example/api/oauth/callback"), "{help}");
        assert!(help.contains("only localhost may use http"), "{help}");
    }
}

/// A panel of a backend with its own links.
async fn with_links(links: Value) -> Stage {
    let backend = Backend::new();
    let config = json!({"capabilities": ["oauthClients"], "links": links});
    backend.on("GET /config", [Answer::json(200, &config)]);
    Stage::with(backend, &[]).await
}

#[wasm_bindgen_test]
async fn a_backend_can_link_to_its_own_help() {
    for (setting, filled, teamworks) in CASES {
        let stage = with_links(json!({ setting: "https://help.example/where" })).await;
        stage.fill(filled).await;
        stage.fill(&[("Region", "EU"), ("Site name", "acme")]).await;
        open(&stage).await;
        let hrefs = hrefs(&stage);
        assert!(hrefs.contains(&"https://help.example/where".to_owned()), "{setting}: {hrefs:?}");
        assert!(!hrefs.contains(&teamworks.to_owned()), "{setting}: {hrefs:?}");
    }
}

#[wasm_bindgen_test]
async fn only_web_addresses_become_links() {
    for bad in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//help.example",
        "help",
        "",
    ] {
        for (setting, filled, _) in CASES {
            let stage = with_links(json!({ setting: bad })).await;
            stage.fill(filled).await;
            open(&stage).await;
            for href in hrefs(&stage) {
                assert_ne!(href, bad, "{setting}");
            }
            assert!(!stage.root().inner_html().to_lowercase().contains("javascript:"), "{bad}");
        }
    }
}
