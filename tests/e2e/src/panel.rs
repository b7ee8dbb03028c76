//! The panel.

use fantoccini::elements::Element;
use serde_json::{Value, json};
use teamwork_connect_sandbox::{CLIENT_ID, CLIENT_SECRET};

use crate::Browser;
use crate::key;
use crate::wait::{until, until_equal};

/// The panel from a user's point of view. Settings, choices and buttons are identified by their text.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a> {
    browser: &'a Browser,
}

impl<'a> Panel<'a> {
    /// The settings of a Basic connection, from top to bottom.
    pub const BASIC_LABELS: [&'static str; 7] = [
        "Name your connection",
        "API type",
        "API version",
        "Region",
        "Site name",
        "Auth type",
        "API key",
    ];

    /// The panel in a browser.
    #[must_use]
    pub fn of(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// The control of a setting, or the group of its radio buttons.
    pub async fn field(&self, label: &str) -> Element {
        self.browser.element("probe.field(given[0])", json!([label])).await
    }

    /// Replaces the text in a setting by typing.
    pub async fn fill(&self, label: &str, text: &str) {
        self.browser.click_on("probe.field(given[0])", json!([label])).await;
        self.browser.press(&format!("{}{text}", key::SELECT_ALL)).await;
    }

    /// Replaces the text in a setting by pasting.
    pub async fn paste(&self, label: &str, text: &str) {
        self.browser.copy(text).await;
        self.browser.click_on("probe.field(given[0])", json!([label])).await;
        self.browser.press(&format!("{}{}", key::SELECT_ALL, key::PASTE)).await;
    }

    /// Fills in a Basic connection to Projects v3 in the EU, for the site `acme`.
    pub async fn fill_basic(&self, name: &str, api_key: &str) {
        self.fill("Name your connection", name).await;
        self.choose("API type", "Projects").await;
        self.choose("Region", "EU").await;
        self.fill("Site name", "acme").await;
        self.choose("Auth type", "Basic").await;
        self.fill("API key", api_key).await;
    }

    /// Adds the client that the sandbox knows, in the dialog.
    pub async fn add_client(&self) {
        self.press("Add an OAuth 2.0 client").await;
        self.asks("New OAuth 2.0 client").await;
        self.fill("Name", "Sandbox app").await;
        self.fill("Client ID", CLIENT_ID).await;
        self.fill("Client secret", CLIENT_SECRET).await;
        self.press("Save client").await;
        self.has_no_dialog().await;
    }

    /// Chooses one of a setting's radio buttons.
    pub async fn choose(&self, label: &str, choice: &str) {
        self.browser.click_on("probe.choice(given[0], given[1])", json!([label, choice])).await;
    }

    /// Selects an option of a setting.
    pub async fn select(&self, label: &str, option: &str) {
        let field = self.field(label).await;
        field.select_by_label(option).await.unwrap();
    }

    /// Presses a button.
    pub async fn press(&self, button: &str) {
        self.browser.click_on("probe.button(given[0])", json!([button])).await;
    }

    /// Clicks a link.
    pub async fn go_to(&self, link: &str) {
        self.browser.click_on("probe.link(given[0])", json!([link])).await;
    }

    /// Clicks a line of the error summary.
    pub async fn follow(&self, line: &str) {
        self.browser.click_on("probe.summaryLink(given[0])", json!([line])).await;
    }

    /// Opens or closes a disclosure.
    pub async fn disclose(&self, text: &str) {
        self.browser.click_on("probe.disclosure(given[0])", json!([text])).await;
    }

    /// The value of a setting.
    pub async fn value(&self, label: &str) -> String {
        let field = self.field(label).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// The selected radio button of a setting.
    pub async fn chosen(&self, label: &str) -> String {
        self.browser.text("probe.chosen(given[0])", json!([label])).await
    }

    /// The options of a setting.
    pub async fn options(&self, label: &str) -> Vec<String> {
        let expression = "[...probe.field(given[0]).options].map(words)";
        self.lines(expression, json!([label])).await
    }

    /// The labels of the visible settings, from top to bottom.
    pub async fn labels(&self) -> Vec<String> {
        self.lines("probe.labels()", json!([])).await
    }

    /// Waits until exactly these settings are visible, from top to bottom.
    pub async fn shows(&self, labels: &[&str]) {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        until_equal::<Vec<String>>(labels, async || self.labels().await).await;
    }

    /// Whether there is a button with this text.
    pub async fn has_button(&self, text: &str) -> bool {
        let expression = "probe.button(given[0]) != null";
        self.browser.script(expression, json!([text])).await == json!(true)
    }

    /// The error message of a setting.
    pub async fn error(&self, label: &str) -> Option<String> {
        let error = self.browser.script("probe.error(given[0])", json!([label]));
        error.await.as_str().map(str::to_owned)
    }

    /// Waits until the summary has these lines.
    pub async fn summarizes(&self, lines: &[&str]) {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        until_equal::<Vec<String>>(lines, async || self.summary().await).await;
    }

    /// The lines of the error summary.
    pub async fn summary(&self) -> Vec<String> {
        self.lines("probe.summary()", json!([])).await
    }

    /// The text of each check in the last connection test.
    pub async fn checks(&self) -> Vec<String> {
        self.lines("probe.checks()", json!([])).await
    }

    /// Waits until the connection test shows these checks.
    pub async fn checked(&self, checks: [&str; 3]) {
        until_equal(checks.map(str::to_owned).to_vec(), async || self.checks().await).await;
    }

    /// All text in the panel.
    pub async fn text(&self) -> String {
        self.browser.text("probe.panelText()", json!([])).await
    }

    /// Waits until the panel contains this text.
    pub async fn says(&self, text: &str) {
        until(&format!("the panel to show “{text}”"), async || {
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Waits until the panel no longer contains this text.
    pub async fn no_longer_says(&self, text: &str) {
        until(&format!("the panel not to show “{text}”"), async || {
            (!self.text().await.contains(text)).then_some(())
        })
        .await;
    }

    /// Waits until a dialog of the panel contains this text.
    pub async fn asks(&self, question: &str) {
        until_equal(json!(question), async || self.dialog().await).await;
    }

    /// Waits until no dialog of the panel is open.
    pub async fn has_no_dialog(&self) {
        until_equal(Value::Null, async || self.dialog().await).await;
    }

    /// Waits until the panel is idle.
    pub async fn idle(&self) {
        until("the panel to be idle", async || {
            let busy = self.browser.script("probe.busy()", json!([])).await;
            (busy == json!(false)).then_some(())
        })
        .await;
    }

    /// Waits until this element has the focus.
    pub async fn focuses(&self, name: &str) {
        until_equal(name.to_owned(), async || self.focus().await).await;
    }

    /// Describes the focused element.
    pub async fn focus(&self) -> String {
        self.browser.text("probe.focusWords()", json!([])).await
    }

    async fn dialog(&self) -> Value {
        self.browser.script("probe.dialog()", json!([])).await
    }

    async fn lines(&self, expression: &str, given: Value) -> Vec<String> {
        let lines = self.browser.script(expression, given).await;
        let lines = lines.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
    }
}
