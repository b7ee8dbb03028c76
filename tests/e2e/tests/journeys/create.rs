//! Somebody creates a connection.

use teamwork_connect_e2e::{canary, encodings, play};

#[test]
fn a_pasted_address_becomes_site_region_and_url() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.paste("Site name", "https://acme.eu.teamwork.com/app/people/123456/").await;
        panel.says("Region set to EU from the address.").await;
        assert_eq!(panel.value("Site name").await, "acme");
        assert_eq!(panel.chosen("Region").await, "EU");
        panel.says("Connects to https://acme.eu.teamwork.com/projects/api/v3").await;
    });
}
