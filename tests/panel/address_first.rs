//! The field for any account address, shown until an API type is chosen.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, key, settled};

const ADDRESS: &str = "Paste your Teamwork address";
const NAME: &str = "Name your connection";

/// An address, and the resulting API type, version, region and site name.
const FILLED: [(&str, [&str; 4]); 4] = [
    ("https://acme.eu.teamwork.com/app/projects/12", ["Projects", "v3 (newest)", "EU", "acme"]),
    ("<https://acme.teamwork.com/desk/tickets/77>", ["Desk", "v2 (newest)", "US", "acme"]),
    ("Acme.EU.teamwork.com/spaces/handbook/page/5", ["Spaces", "v2 (newest)", "EU", "acme"]),
    (
        "https://www.google.com/url?q=https%3A%2F%2Facme.teamwork.com%2Fapp%2Fhome",
        ["Projects", "v3 (newest)", "US", "acme"],
    ),
];

#[wasm_bindgen_test]
async fn an_address_fills_in_the_product_and_everything_else_it_contains() {
    for (address, filled) in FILLED {
        let stage = Stage::create().await;
        stage.field(ADDRESS).paste(address).await;
        let values = ["API type", "API version", "Region", "Site name"]
            .map(|label| stage.field(label).value());
        assert_eq!(values.each_ref().map(String::as_str), filled, "{address}");
        assert!(!stage.labels().contains(&ADDRESS.to_owned()), "{address}");
    }
}

#[wasm_bindgen_test]
async fn the_next_setting_has_the_focus() {
    let stage = Stage::create().await;
    stage.field(ADDRESS).paste(FILLED[0].0).await;
    assert!(stage.has_focus(&stage.field(NAME).control));

    let stage = Stage::create().await;
    stage.fill(&[(NAME, "Acme")]).await;
    stage.field(ADDRESS).paste(FILLED[0].0).await;
    assert!(stage.has_focus(&stage.field("Auth type").choice("Basic")));
}

#[wasm_bindgen_test]
async fn an_id_in_the_address_is_filled_in() {
    let stage = Stage::create().await;
    stage.field(ADDRESS).paste("https://acme.teamwork.com/spaces/api/v1/spaces/42").await;
    assert_eq!(stage.field("Space ID").value(), "42");
}

#[wasm_bindgen_test]
async fn an_address_without_a_product_leaves_only_the_product_to_choose() {
    let stage = Stage::create().await;
    stage.field(ADDRESS).paste("https://beta.teamwork.com").await;
    assert_eq!(stage.field(ADDRESS).value(), "beta");
    // The later address counts, because no region was chosen.
    stage.field(ADDRESS).paste("https://acme.eu.teamwork.com/").await;
    assert_eq!(stage.field(ADDRESS).value(), "acme");
    assert_eq!(stage.field(ADDRESS).notices(), ["Region set to EU from the address."]);
    stage.fill(&[("API type", "Desk")]).await;
    assert_eq!(stage.field("Region").value(), "EU");
    assert_eq!(stage.field("Site name").value(), "acme");
}

#[wasm_bindgen_test]
async fn an_invalid_address_is_reported_at_once_and_kept() {
    for (text, error) in [
        (
            "https://projects.example.com/app",
            "That looks like a custom domain; use the site address from Teamwork’s settings",
        ),
        (
            "not an address",
            "That isn’t a Teamwork account address; copy it from your browser’s address bar",
        ),
    ] {
        let stage = Stage::create().await;
        stage.field(ADDRESS).paste(text).await;
        assert_eq!(stage.field(ADDRESS).error().as_deref(), Some(error));
        assert!(stage.summary().is_none(), "nothing was submitted yet");
        assert_eq!(stage.field(ADDRESS).value(), text);
        stage.fill(&[("API type", "Projects")]).await;
        assert_eq!(stage.field("Site name").value(), text, "nothing typed is lost");
    }
    let stage = Stage::create().await;
    stage.field(ADDRESS).paste("not an address").await;
    stage.field(ADDRESS).type_text("acme").await;
    assert_eq!(stage.field(ADDRESS).error(), None);
    stage.field(ADDRESS).paste("").await;
    assert_eq!(stage.field(ADDRESS).error(), None, "the field is optional");
}

#[wasm_bindgen_test]
async fn enter_completes_the_address_without_saving() {
    let stage = Stage::create().await;
    stage.field(ADDRESS).type_text("https://acme.eu.teamwork.com/desk").await;
    key(&stage.field(ADDRESS).control, "Enter");
    settled().await;
    assert_eq!(stage.field("API type").value(), "Desk");
    assert!(stage.summary().is_none());
}
