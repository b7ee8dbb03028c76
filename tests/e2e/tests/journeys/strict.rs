//! Pages whose policy forbids everything the panel can do without.

use serde_json::{Value, json};
use teamwork_connect_e2e::{Panel, Stage, until, until_equal};

use crate::common::{accept, authorize};
use crate::own_page::{OwnPage, STRICT};

/// What the page adds for Trusted Types: strings become markup or code only through a policy, and no policy may be
/// created.
const TRUSTED_TYPES: &str = "; require-trusted-types-for 'script'; trusted-types 'none'";

/// Records policy violations, starting before the panel is loaded.
const WATCH: &str = r#"
    window.violations = [];
    // A browser looks for an icon by itself.
    window.isNoIcon = (blocked) => !blocked.includes("/favicon.ico");
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
        const violation = [effectiveDirective, blockedURI, sample].join(" ");
        if (isNoIcon(violation)) window.violations.push(violation);
    });
    window.offend = () => {
        document.body.setAttribute("style", "color: red");
        try {
            document.createElement("p").innerHTML = "<b>markup</b>";
        } catch {
            // That is what the policy is for.
        }
    };
"#;

/// The computed style of everything in the panel, once color transitions are over.
const LOOKS: &str = r#"(root.getAnimations().forEach((animation) => animation.finish()),
[...root.querySelectorAll("*")].map((node) => {
    const style = getComputedStyle(node);
    const properties = [
        "display", "position", "color", "background-color", "border-top-width", "border-top-left-radius",
        "padding-top", "margin-top", "row-gap", "font-family", "font-size", "font-weight", "width",
    ];
    const values = properties.map((property) => style.getPropertyValue(property));
    return [node.localName, node.getAttribute("part"), ...values].join(" | ");
}))"#;

/// Plays a journey under a policy. The directives are those that the page violates at the end.
fn under(policy: &str, forbidden: &[&str], journey: impl AsyncFnOnce(&Stage, Panel<'_>)) {
    OwnPage::new(WATCH).play(async |stage| {
        // Without a policy, for comparison.
        let unbound = looks_filled_in(stage).await;
        stage.server.send_headers_with_page(&[("content-security-policy", policy)]);
        let looks = looks_filled_in(stage).await;
        assert!(looks.len() > 60, "{looks:?}");
        assert_eq!(looks, unbound);
        let corner = "getComputedStyle(root.querySelector('[part=panel]')).borderTopLeftRadius";
        let corner = stage.browser.text(corner, json!([])).await;
        assert!(corner.ends_with("px") && corner != "0px", "it is styled: {corner}");

        journey(stage, stage.panel()).await;

        let blocked = "(await element.diagnose()).blockedByPolicy.filter(isNoIcon)";
        assert_eq!(stage.browser.script(blocked, json!([])).await, json!([]));
        assert_eq!(stage.browser.script("window.violations", json!([])).await, json!([]));
        is_enforced(stage, forbidden).await;
    });
}

#[test]
fn t80_the_panel_needs_only_its_script_and_its_backend() {
    under(STRICT, &["style-src-attr"], async |stage, panel| {
        saves(stage, panel).await;
        switches_to_german(stage, panel).await;
    });
}

#[test]
fn t81_the_panel_works_with_trusted_types() {
    let policy = format!("{STRICT}{TRUSTED_TYPES}");
    under(&policy, &["style-src-attr", "require-trusted-types-for"], async |stage, panel| {
        saves(stage, panel).await;
        looks_after_its_dialogs(panel).await;
        authorizes(stage, panel).await;
        switches_to_german(stage, panel).await;
    });
}

/// The computed styles of a filled-in form, once they are stable.
async fn looks_filled_in(stage: &Stage) -> Vec<Value> {
    let panel = stage.open().await;
    panel.fill_basic("Acme", "some-key").await;
    let mut before = Value::Null;
    until("the computed styles to be stable", async || {
        let looks = stage.browser.script(LOOKS, json!([])).await;
        let settled = looks == before;
        before = looks;
        settled.then(|| before.as_array().unwrap().clone())
    })
    .await
}

/// Clears the filled-in form, fills it in again, and saves.
async fn saves(stage: &Stage, panel: Panel<'_>) {
    stage.browser.script("await element.reset()", json!([])).await;
    panel.press("Save").await;
    panel.summarizes(&["Enter a name for this connection", "Choose an API type"]).await;
    panel.fill_basic("Acme", "some-key").await;
    panel.press("Test connection").await;
    panel.checked(["Site Passed", "Sign-in Passed", "Product Passed"]).await;
    panel.press("Save").await;
    panel.says("Connection saved. It’s ready to use.").await;
    assert_eq!(stage.server.count_connections().await, 1);
}

/// Asks for confirmation before something is lost, and continues with a new connection.
async fn looks_after_its_dialogs(panel: Panel<'_>) {
    panel.fill("Name your connection", "Renamed").await;
    panel.press("Cancel").await;
    panel.asks("Discard your changes?").await;
    panel.press("Discard").await;
    panel.says("Create connection").await;
}

async fn authorizes(stage: &Stage, panel: Panel<'_>) {
    panel.fill("Name your connection", "Acme desk").await;
    panel.choose("API type", "Desk").await;
    panel.choose("Region", "US").await;
    panel.fill("Site name", "acme").await;
    panel.add_client().await;
    panel.disclose("Where do I find it?").await;
    panel.disclose("HTTP settings").await;
    let popup = authorize(stage).await;
    accept(stage, popup).await;
}

async fn switches_to_german(stage: &Stage, panel: Panel<'_>) {
    stage.browser.script("(element.lang = 'de', 0)", json!([])).await;
    panel.says("Verbindung bearbeiten").await;
}

/// Violates the policy, to prove that violations are noticed.
async fn is_enforced(stage: &Stage, directives: &[&str]) {
    stage.browser.script("window.offend()", json!([])).await;
    let noticed = "window.violations.map((violation) => violation.split(' ')[0])";
    until_equal(json!(directives), async || stage.browser.script(noticed, json!([])).await).await;
    stage.browser.console().await;
}
