//! A headless Chromium, driven through WebDriver.

use std::path::Path;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::driver_command::DriverCommand;
use crate::key;
use crate::wait::until;

/// The functions that every script here may call.
const PROBE: &str = include_str!("probe.js");

/// Under this key WebDriver writes references to elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    _driver: Driver,
}

impl Browser {
    /// Starts one.
    pub async fn start() -> Self {
        let driver = Driver::start();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let Value::Object(capabilities) = capabilities() else {
            unreachable!("it is an object");
        };
        builder.capabilities(capabilities);
        let client = builder.connect(&driver.url()).await;
        Self { client: client.expect("ChromeDriver cannot start Chromium"), _driver: driver }
    }

    /// Goes to an address.
    pub async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Runs an expression, which may use what `probe.js` has, and an array `given`.
    pub async fn script(&self, expression: &str, given: Value) -> Value {
        // A function of its own, since the expression may wait for something.
        let script = format!(
            "{PROBE}; const given = arguments; return (async () => {{ return {expression}; }})();"
        );
        let Value::Array(given) = given else {
            panic!("{given} is no array");
        };
        self.client.execute(&script, given).await.unwrap()
    }

    /// The text that an expression gives.
    pub async fn text(&self, expression: &str, given: Value) -> String {
        let text = self.script(expression, given).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression gives an element.
    pub async fn element(&self, expression: &str, given: Value) -> Element {
        let what = format!("{expression} of {given}");
        until(&what, async || {
            let found = self.script(expression, given.clone()).await;
            self.element_of(&found)
        })
        .await
    }

    /// The element that a script gave, if it is one.
    #[must_use]
    pub fn element_of(&self, given: &Value) -> Option<Element> {
        let id = given.get(ELEMENT)?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
    }

    /// The name of an element as screen readers have it.
    pub async fn accessible_name(&self, element: &Element) -> String {
        let command = DriverCommand::accessible_name(&element.element_id());
        let name = self.client.issue_cmd(command).await.unwrap();
        name.as_str().unwrap_or_default().to_owned()
    }

    /// The role of an element as screen readers have it.
    pub async fn accessible_role(&self, element: &Element) -> String {
        let command = DriverCommand::accessible_role(&element.element_id());
        let role = self.client.issue_cmd(command).await.unwrap();
        role.as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys one after the other, whatever has the focus.
    pub async fn press(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let (held, pressed): (Vec<char>, Vec<char>) =
            keys.chars().partition(|value| *value == key::SHIFT);
        for value in &held {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in pressed {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        for value in held {
            actions = actions.then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Presses Tab until the focus is on what is called so, passing at most 20 others.
    ///
    /// # Panics
    /// When it does not get there.
    pub async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..20 {
            self.press(key::TAB).await;
            let focus = self.text("probe.focusWords()", json!([])).await;
            if focus == name {
                return;
            }
            passed.push(focus);
        }
        panic!("Tab does not lead to “{name}” but to {passed:?}");
    }

    /// The window that the test is in.
    pub(crate) async fn window(&self) -> WindowHandle {
        self.client.window().await.unwrap()
    }

    /// All windows.
    pub(crate) async fn windows(&self) -> Vec<WindowHandle> {
        self.client.windows().await.unwrap()
    }

    /// Goes into another window.
    pub(crate) async fn go_into(&self, window: WindowHandle) {
        self.client.switch_to_window(window).await.unwrap();
    }

    /// Closes the window that the test is in.
    pub(crate) async fn close_window(&self) {
        self.client.close_window().await.unwrap();
    }

    /// Goes back in the history of the tab.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Puts a text into the clipboard as a user does: in another tab, where it is cut out of a field.
    pub async fn copy(&self, text: &str) {
        let client = &self.client;
        let here = client.window().await.unwrap();
        let tab = client.new_window(true).await.unwrap();
        client.switch_to_window(tab.handle).await.unwrap();
        self.go("data:text/html,<textarea autofocus></textarea>").await;
        let scratch = client.find(fantoccini::Locator::Css("textarea")).await.unwrap();
        scratch.send_keys(text).await.unwrap();
        scratch.send_keys(key::SELECT_ALL).await.unwrap();
        scratch.send_keys(key::CUT).await.unwrap();
        client.close_window().await.unwrap();
        client.switch_to_window(here).await.unwrap();
    }

    /// Makes the page so many pixels wide, narrower than windows can be.
    pub async fn be_narrow(&self, width: u32) {
        let size = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Has Chromium do what only it can do, by a command of its DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let command = DriverCommand::devtools(command, &parameters);
        self.client.issue_cmd(command).await.unwrap()
    }

    /// What was written to the console since the last time that this was asked.
    pub async fn console(&self) -> Vec<String> {
        let log = self.client.issue_cmd(DriverCommand::console()).await;
        let lines = log.unwrap().as_array().cloned().unwrap_or_default();
        lines.iter().filter_map(|line| line["message"].as_str().map(str::to_owned)).collect()
    }

    /// Saves a picture of the page.
    pub(crate) async fn screenshot(&self, path: &Path) {
        match self.client.screenshot().await {
            Ok(picture) => std::fs::write(path, picture).unwrap(),
            Err(error) => eprintln!("There is no picture: {error}"),
        }
    }

    /// Everything that can be read on the page, or why it cannot.
    pub(crate) async fn page_text(&self) -> String {
        let script = format!("{PROBE}; return probe.pageText();");
        match self.client.execute(&script, Vec::new()).await {
            Ok(text) => text.as_str().unwrap_or_default().to_owned(),
            Err(error) => format!("(nothing: {error})"),
        }
    }

    /// Ends it. A browser that is merely dropped would outlive the test.
    pub async fn quit(self) {
        // It may have crashed, and then it has ended already.
        drop(self.client.close().await);
    }
}

fn capabilities() -> Value {
    let mut chrome = json!({
        "args": [
            "--headless=new",
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
            "--window-size=1280,1200",
        ],
    });
    if let Some(chromium) = std::env::var_os("CHROMIUM") {
        chrome["binary"] = json!(chromium.to_str().unwrap());
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": chrome,
        "goog:loggingPrefs": {"browser": "ALL"},
    })
}
