//! What the panel derives from its settings and shows below Site name.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, text_of};

/// API type, version, and the path after the hostname; `None` where the backend decides.
const PATHS: [(&str, &str, Option<&str>); 7] = [
    ("Projects", "v1", Some("")),
    ("Projects", "v2", Some("/projects/api/v2")),
    ("Projects", "v3", Some("/projects/api/v3")),
    ("Desk", "v2", Some("/desk/api/v2")),
    ("Desk", "v0", None),
    ("Spaces", "v2", Some("/spaces/api/v2")),
    ("Spaces", "v0", None),
];

const HOSTS: [(&str, &str); 2] =
    [("US", "https://acme.teamwork.com"), ("EU", "https://acme.eu.teamwork.com")];

fn connects_to(stage: &Stage) -> String {
    stage.texts("[role=status]:has([part~=url])").join(" ")
}

#[wasm_bindgen_test]
async fn every_row_connects_to_its_base_url_in_both_regions() {
    for (api_type, version, path) in PATHS {
        for (region, backend) in HOSTS {
            let stage = Stage::create().await;
            stage.fill(&[("API type", api_type), ("API version", version)]).await;
            stage.fill(&[("Region", region), ("Site name", "acme")]).await;
            let expected = match path {
                Some(path) => format!("Connects to {backend}{path}"),
                None => format!(
                    "Connects to {backend} Teamwork doesn’t document a path for {version}, \
                     so this application chooses one."
                ),
            };
            assert_eq!(connects_to(&stage), expected, "{api_type} {version} {region}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_url_updates_while_typing() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Region", "US")]).await;
    let site = stage.field("Site name");
    for (typed, shown) in [
        ("a", "Connects to https://a.teamwork.com/projects/api/v3"),
        ("ac", "Connects to https://ac.teamwork.com/projects/api/v3"),
        ("ac-", ""),
        ("ac-me", "Connects to https://ac-me.teamwork.com/projects/api/v3"),
        ("", ""),
    ] {
        site.type_text(typed).await;
        assert_eq!(connects_to(&stage), shown, "{typed}");
    }
    site.type_text("acme").await;
    stage.fill(&[("Region", "EU")]).await;
    assert_eq!(connects_to(&stage), "Connects to https://acme.eu.teamwork.com/projects/api/v3");
    stage.fill(&[("API version", "v1")]).await;
    assert_eq!(connects_to(&stage), "Connects to https://acme.eu.teamwork.com");
}

#[wasm_bindgen_test]
async fn nothing_is_derived_before_a_region_is_chosen() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Site name", "acme")]).await;
    assert_eq!(connects_to(&stage), "");
    assert!(stage.all("[part~=url]").is_empty());
}

#[wasm_bindgen_test]
async fn the_fixed_parts_around_the_field_follow_the_region() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Desk")]).await;
    let around = |stage: &Stage| {
        let input = stage.field("Site name").control;
        let parts = [input.previous_element_sibling(), input.next_element_sibling()];
        parts.map(|part| text_of(&part.unwrap()))
    };
    assert_eq!(around(&stage)[0], "https://");
    assert!(around(&stage)[1].ends_with(".teamwork.com"));
    stage.fill(&[("Region", "US")]).await;
    assert_eq!(around(&stage), ["https://", ".teamwork.com"]);
    stage.fill(&[("Region", "EU")]).await;
    assert_eq!(around(&stage), ["https://", ".eu.teamwork.com"]);
}

#[wasm_bindgen_test]
async fn the_result_is_in_an_existing_polite_live_region() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects")]).await;
    let regions = stage.all("[role=status]");
    stage.fill(&[("Region", "US"), ("Site name", "acme")]).await;
    let url = stage.all("[part~=url]").remove(0);
    let region = url.closest("[role=status]").unwrap().expect("a live region");
    assert!(regions.iter().any(|known| known.is_same_node(Some(&region))));
}
