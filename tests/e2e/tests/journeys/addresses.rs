//! Pasting addresses.

use serde_json::json;
use teamwork_connect_e2e::play;

#[test]
fn ids_are_extracted_from_addresses() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Spaces").await;
        panel.select("API version", "v0 (ask your administrator first)").await;
        panel.paste("User ID", "https://acme.eu.teamwork.com/app/people/123456/").await;
        assert_eq!(panel.value("User ID").await, "123456");
        panel.select("API version", "v2 (newest)").await;
        panel
            .paste("Space ID", "https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json")
            .await;
        assert_eq!(panel.value("Space ID").await, "4321");
    });
}

#[test]
fn an_address_in_the_other_region_changes_nothing_without_asking() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.choose("Region", "US").await;
        panel.paste("Site name", "https://acme.eu.teamwork.com/").await;
        panel.says("The address you entered is in the EU region.").await;
        assert_eq!(panel.chosen("Region").await, "US");
        panel.press("Set Region to EU").await;
        assert_eq!(panel.chosen("Region").await, "EU");
        panel.says("Connects to https://acme.eu.teamwork.com/projects/api/v3").await;
        panel.no_longer_says("The address you entered is in the EU region.").await;
    });
}

#[test]
fn an_address_of_another_product_offers_to_switch() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.paste("Site name", "https://acme.teamwork.com/desk/tickets/1").await;
        panel.says("That’s a Desk address.").await;
        panel.press("Choose Desk").await;
        assert_eq!(panel.chosen("API type").await, "Desk");
        assert_eq!(panel.value("Site name").await, "acme");
        panel.says("Connects to https://acme.teamwork.com/desk/api/v2").await;
    });
}

#[test]
fn a_typed_address_is_applied_on_blur() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.fill("Site name", "HTTPS://Acme.EU.teamwork.com/#/people/7").await;
        assert_eq!(panel.value("Site name").await, "HTTPS://Acme.EU.teamwork.com/#/people/7");
        panel.choose("Auth type", "Basic").await;
        panel.says("Region set to EU from the address.").await;
        assert_eq!(panel.value("Site name").await, "acme");
        let region = stage.browser.script("probe.chosen('Region')", json!([])).await;
        assert_eq!(region, "EU");
    });
}
