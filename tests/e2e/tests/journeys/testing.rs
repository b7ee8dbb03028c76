//! A connection test that fails.

use teamwork_connect_e2e::play;
use teamwork_connect_sandbox::Behavior;

use crate::common::{assert_still_filled, is_listed};

#[test]
fn d1_a_rejected_key_is_reported_and_saving_asks_first() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "invalid").await;
        panel.press("Save").await;
        panel.asks("Save even though the test failed?").await;
        panel.press("Go back").await;
        panel.has_no_dialog().await;
        panel
            .checked([
                "Site Passed",
                "Sign-in Failed Teamwork rejected the API key. Copy it again from your profile.",
                "Product Skipped",
            ])
            .await;
        panel.says("The connection isn’t working yet.").await;

        panel.press("Save").await;
        panel.asks("Save even though the test failed?").await;
        panel.press("Go back").await;
        panel.has_no_dialog().await;
        assert_still_filled(panel, "Acme", "invalid").await;
        assert_eq!(stage.recorder.saves().len(), 0);

        panel.press("Save").await;
        panel.press("Save anyway").await;
        panel.says("Connection saved. It hasn’t been tested yet.").await;
        panel.says("Not tested yet").await;
        panel.has_no_dialog().await;
        stage.page().lists(&["Acme"]).await;
        is_listed(stage, "Acme", "Not tested").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn a_missing_site_is_reported_until_it_is_changed() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        panel.fill("Site name", "missing").await;
        panel.press("Test connection").await;
        let advice = "Site not found. Check Site name and Region.";
        let site = format!("Site Failed {advice}");
        panel.checked([&site, "Sign-in Skipped", "Product Skipped"]).await;
        panel.fill("Site name", "acme").await;
        panel.no_longer_says(advice).await;
        panel.press("Test connection").await;
        panel.says("The connection works.").await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
    });
}

#[test]
fn a_teamwork_outage_is_reported() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill_basic("Acme", "some-key").await;
        stage.sandbox.sandbox.behave(Behavior { status: Some(503), ..Behavior::default() });
        panel.press("Test connection").await;
        let site = "Site Failed Teamwork isn’t responding. Try again in a few minutes.";
        panel.checked([site, "Sign-in Skipped", "Product Skipped"]).await;
        assert_still_filled(panel, "Acme", "some-key").await;
    });
}
