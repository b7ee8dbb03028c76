//! The page in other languages.

use serde_json::{Value, json};
use teamwork_connect_e2e::{Stage, play};

use crate::narrow::fits;

/// The translations fetched so far.
async fn fetched(stage: &Stage) -> Value {
    let paths = "performance.getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.includes('/lang/'))";
    stage.browser.script(paths, json!([])).await
}

async fn speak(stage: &Stage, tag: &str) {
    let set = "document.querySelector('teamwork-connect').setAttribute('lang', given[0])";
    stage.browser.script(set, json!([tag])).await;
}

#[test]
fn switching_languages_fetches_on_demand_and_keeps_what_was_typed() {
    play(async |stage| {
        let panel = stage.open().await;
        panel.fill("Name your connection", "Acme").await;
        panel.choose("API type", "Projects").await;
        panel.choose("Auth type", "Basic").await;
        panel.fill("API key", "some-key").await;
        assert_eq!(fetched(stage).await, json!([]));

        speak(stage, "de-AT").await;
        panel.says("Verbindung erstellen").await;
        assert_eq!(fetched(stage).await, json!(["/lang/de.json"]));
        panel.choose("Region", "EU").await;
        panel.fill("Site-Name", "acme").await;
        panel.press("Speichern").await;
        panel.says("Verbindung gespeichert.").await;
        stage.page().lists(&["Acme"]).await;
        let connections = stage.caller().await.list().await;
        assert_eq!(connections[0]["siteUrl"], "https://acme.eu.teamwork.com");

        speak(stage, "en").await;
        panel.says("Edit connection").await;
        assert_eq!(fetched(stage).await, json!(["/lang/de.json"]));
    });
}

#[test]
fn nothing_scrolls_sideways_in_any_language() {
    play(async |stage| {
        stage.browser.be_narrow(320).await;
        let panel = stage.open().await;
        panel.choose("API type", "Projects").await;
        panel.choose("Auth type", "OAuth 2.0").await;
        panel.press("Save and authorize").await;
        panel.disclose("HTTP settings").await;
        panel.disclose("Where do I find it?").await;
        for (tag, title) in [
            ("ar", "إنشاء اتصال"),
            ("de", "Verbindung erstellen"),
            ("es", "Crear conexión"),
            ("fr", "Créer une connexion"),
            ("ja", "接続を作成"),
            ("pt-BR", "Criar conexão"),
        ] {
            speak(stage, tag).await;
            panel.says(title).await;
            fits(stage).await;
        }
    });
}
