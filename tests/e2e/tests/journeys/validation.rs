//! Saving too early. The panel's own tests have every combination; this shows that it is wired up in a real page.

use teamwork_connect_e2e::{Panel, Stage, key, play};

const NAME: (&str, &str) = ("Name your connection", "Enter a name for this connection");
const REGION: (&str, &str) = ("Region", "Choose the region of your Teamwork account");
const SITE: (&str, &str) = ("Site name", "Enter the part before .teamwork.com, such as acme");
const API_KEY: (&str, &str) = ("API key", "Enter your API key");

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
