//! Saving too early.

use teamwork_connect_e2e::{Panel, Stage, key, play};

const NAME: (&str, &str) = ("Name your connection", "Enter a name for this connection");
const API_TYPE: (&str, &str) = ("API type", "Choose an API type");
const REGION: (&str, &str) = ("Region", "Choose the region of your Teamwork account");
const SITE: (&str, &str) = ("Site name", "Enter the part before .teamwork.com, such as acme");
const USER_ID: (&str, &str) = ("User ID", "Enter the User ID, such as 123456");
const SPACE_ID: (&str, &str) = ("Space ID", "Enter the Space ID, such as 4321");
const AUTH_TYPE: (&str, &str) = ("Auth type", "Choose how to sign in to Teamwork");
const API_KEY: (&str, &str) = ("API key", "Enter your API key");
const CLIENT: (&str, &str) = ("OAuth 2.0 client", "Choose an OAuth 2.0 client");

/// Saves, and checks that exactly these errors are shown and nothing is sent.
async fn is_refused(stage: &Stage, panel: Panel<'_>, save: &str, wrong: &[(&str, &str)]) {
    panel.press(save).await;
    let lines: Vec<&str> = wrong.iter().map(|(_, message)| *message).collect();
    panel.summarizes(&lines).await;
    panel.focuses(&format!("There are {} things to fix", wrong.len())).await;
    for label in panel.labels().await {
        let expected = wrong.iter().find(|(own, _)| *own == label);
        let expected = expected.map(|(_, message)| (*message).to_owned());
        assert_eq!(panel.error(&label).await, expected, "{label}");
    }
    assert_eq!(stage.recorder.writes_sent(), 0);
}

#[test]
fn an_empty_form_reports_every_required_setting() {
    play(async |stage| {
        let panel = stage.open().await;
        is_refused(stage, panel, "Save", &[NAME, API_TYPE]).await;
        panel.choose("API type", "Projects").await;
        is_refused(stage, panel, "Save", &[NAME, REGION, SITE, AUTH_TYPE]).await;
        panel.choose("Auth type", "Basic").await;
        is_refused(stage, panel, "Save", &[NAME, REGION, SITE, API_KEY]).await;
        panel.choose("Auth type", "OAuth 2.0").await;
        is_refused(stage, panel, "Save and authorize", &[NAME, REGION, SITE, CLIENT]).await;
        panel.choose("API type", "Desk").await;
        is_refused(stage, panel, "Save and authorize", &[NAME, REGION, SITE, CLIENT]).await;
        panel.choose("API type", "Spaces").await;
        let wrong = [NAME, REGION, SITE, SPACE_ID, CLIENT];
        is_refused(stage, panel, "Save and authorize", &wrong).await;
        panel.select("API version", "v0 (ask your administrator first)").await;
        let wrong = [NAME, REGION, SITE, USER_ID, CLIENT];
        is_refused(stage, panel, "Save and authorize", &wrong).await;
    });
}

#[test]
fn errors_link_to_their_fields_and_disappear_once_fixed() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.choose("Auth type", "Basic").await;
        is_refused(stage, panel, "Save", &[NAME, REGION, SITE, API_KEY]).await;
        for (line, field) in [(NAME.1, NAME.0), (SITE.1, SITE.0), (API_KEY.1, API_KEY.0)] {
            panel.follow(line).await;
            panel.focuses(field).await;
        }
        panel.follow(REGION.1).await;
        panel.focuses("US").await;
        stage.browser.press(key::SPACE).await;
        panel.summarizes(&[NAME.1, SITE.1, API_KEY.1]).await;
        panel.fill("API key", "some-key").await;
        panel.summarizes(&[NAME.1, SITE.1]).await;
        panel.fill("Site name", "www.example.com").await;
        panel.summarizes(&[NAME.1]).await;
        panel.press("Save").await;
        let custom =
            "That looks like a custom domain; use the site address from Teamwork’s settings";
        panel.summarizes(&[NAME.1, custom]).await;
        panel.fill("Site name", "acme").await;
        panel.fill("Name your connection", "A").await;
        panel.summarizes(&[]).await;
        panel.press("Save").await;
        panel.says("Connection saved.").await;
    });
}

#[test]
fn a_connection_test_needs_no_name() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.press("Test connection").await;
        panel.summarizes(&[API_TYPE.1]).await;
        panel.choose("API type", "Projects").await;
        panel.choose("Region", "US").await;
        panel.fill("Site name", "acme").await;
        panel.choose("Auth type", "Basic").await;
        panel.fill("API key", "some-key").await;
        panel.press("Test connection").await;
        panel.says("The connection works.").await;
        assert_eq!(stage.server.count_connections().await, 0);
    });
}
