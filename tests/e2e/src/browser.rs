//! Drives a browser through WebDriver.

use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::wd::{TimeoutConfiguration, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::driver_command::DriverCommand;
use crate::engine::Options;
use crate::wait::until;
use crate::{Engine, key};

/// The functions available to every script here.
const PROBE: &str = include_str!("probe.js");

/// The key that marks references to elements in WebDriver.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The size of the window. The width is that of the viewport.
const SIZE: (u32, u32) = (1280, 1200);

/// The interval between the clicks of a user who clicks as fast as possible.
const BETWEEN_CLICKS: Duration = Duration::from_millis(50);

/// The script timeout. It is shorter than the one of [`until`]: if a script waits for a frame on a page that is
/// being left, the frame never comes, and the driver reports only the timeout. No timer of the panel runs this
/// long; a page may fire it early.
const SCRIPT_AT_MOST: Duration = Duration::from_secs(12);

/// Takes the messages recorded by the collector, on pages that have one.
const COLLECTED: &str = "return (window.collectedConsole ?? []).splice(0);";

/// A browser with its own profile. It exits when this value is dropped.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    client: Client,
    /// Messages from pages that the browser has left.
    collected: Mutex<Vec<String>>,
    _driver: Driver,
}

impl Browser {
    /// Starts a browser of this run's engine. A second browser stands for another user.
    pub async fn start() -> Self {
        Self::start_with(Options::default()).await
    }

    pub(crate) async fn start_with(options: Options) -> Self {
        let engine = Engine::of_this_run();
        let mut driver = Driver::start(engine);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let Value::Object(capabilities) = engine.capabilities(options, driver.home()) else {
            unreachable!("it is an object");
        };
        builder.capabilities(capabilities);
        let client = builder.connect(&driver.url()).await;
        let client = client.unwrap_or_else(|cause| panic!("{engine:?} failed to start: {cause}"));
        driver.has_session(client.session_id().await.unwrap().unwrap());
        client.set_window_rect(0, 0, SIZE.0, SIZE.1).await.unwrap();
        let timeouts = TimeoutConfiguration::new(Some(SCRIPT_AT_MOST), None, None);
        client.update_timeouts(timeouts).await.unwrap();
        Self { engine, client, collected: Mutex::default(), _driver: driver }
    }

    /// Its engine.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Navigates to an address.
    pub async fn go(&self, url: &str) {
        self.keep_collected().await;
        self.client.goto(url).await.unwrap();
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.keep_collected().await;
        self.client.refresh().await.unwrap();
    }

    /// Evaluates an expression, which can use the functions of `probe.js` and the array `given`.
    pub async fn script(&self, expression: &str, given: Value) -> Value {
        let value = self.try_script(expression, given).await;
        value.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// Like [`script`](Self::script), but returns an error if the page is being left.
    async fn try_script(&self, expression: &str, given: Value) -> Result<Value, CmdError> {
        // Wrapped in a function, because the expression may use `await`.
        let script = format!(
            "{PROBE}; const given = arguments; return (async () => {{ return {expression}; }})();"
        );
        let Value::Array(given) = given else {
            panic!("{given} is not an array");
        };
        self.client.execute(&script, given).await
    }

    /// Evaluates an expression to a string.
    pub async fn text(&self, expression: &str, given: Value) -> String {
        let text = self.script(expression, given).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression evaluates to an element.
    pub async fn element(&self, expression: &str, given: Value) -> Element {
        let what = format!("{expression} of {given}");
        until(&what, async || {
            let found = self.try_script(expression, given.clone()).await;
            self.element_of(&found.ok()?)
        })
        .await
    }

    /// The element returned by a script, if it is one.
    #[must_use]
    pub fn element_of(&self, given: &Value) -> Option<Element> {
        let id = given.get(ELEMENT)?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
    }

    /// The accessible name of an element.
    pub async fn accessible_name(&self, element: &Element) -> String {
        let command = DriverCommand::accessible_name(&element.element_id());
        let name = self.client.issue_cmd(command).await.unwrap();
        name.as_str().unwrap_or_default().to_owned()
    }

    /// The ARIA role of an element.
    pub async fn accessible_role(&self, element: &Element) -> String {
        let command = DriverCommand::accessible_role(&element.element_id());
        let role = self.client.issue_cmd(command).await.unwrap();
        role.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks an element the way [`click_on`](Self::click_on) does.
    pub async fn click(&self, element: &Element) {
        self.click_on("given[0]", json!([element])).await;
    }

    /// Clicks the element an expression evaluates to, as soon as a user could: it exists, doesn't move, and isn't
    /// covered. (In WebKitGTK, WebDriver's own click considers every input covered, and scrolling to the focused
    /// element happens slightly later.)
    ///
    /// This clicks a position on the page, because the element may have been re-created since it was found.
    pub async fn click_on(&self, expression: &str, given: Value) {
        self.click_times(expression, given, 1).await;
    }

    /// Clicks the position several times, 50 ms apart, regardless of what is there by then.
    pub async fn click_times(&self, expression: &str, given: Value, times: usize) {
        let mut before = Value::Null;
        let place = format!("probe.placeInReach({expression})");
        let (x, y) = until(&format!("{expression} of {given} to be in reach"), async || {
            let now = self.try_script(&place, given.clone()).await.ok()?;
            let stands_still = now == before;
            before = now;
            let [x, y] = [before[0].as_f64()?, before[1].as_f64()?];
            stands_still.then_some((x, y))
        })
        .await;
        let button = MOUSE_BUTTON_LEFT;
        let mut actions = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo {
            duration: None,
            x,
            y,
        });
        for number in 0..times {
            if number > 0 {
                actions = actions.then(PointerAction::Pause { duration: BETWEEN_CLICKS });
            }
            actions =
                actions.then(PointerAction::Down { button }).then(PointerAction::Up { button });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Presses keys in the focused element. Shift and Control stay down until [`key::RELEASE`] or the end.
    pub async fn press(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for value in keys.chars().chain([key::RELEASE]) {
            if value == key::RELEASE {
                for value in held.drain(..) {
                    actions = actions.then(KeyAction::Up { value });
                }
                continue;
            }
            actions = actions.then(KeyAction::Down { value });
            if [key::SHIFT, key::CONTROL].contains(&value) {
                held.push(value);
            } else {
                actions = actions.then(KeyAction::Up { value });
            }
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Presses Tab until the element with this name has the focus, after at most 20 others.
    ///
    /// # Panics
    /// If the focus doesn't get there.
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
        panic!("Tab doesn't lead to “{name}” but to {passed:?}");
    }

    /// Switches to the first frame of the page. Switching to a window leaves it.
    pub async fn go_into_frame(&self) {
        let frame = self.element("document.querySelector('iframe')", json!([])).await;
        frame.enter_frame().await.unwrap();
    }

    /// The number of windows.
    pub async fn count_windows(&self) -> usize {
        self.windows().await.len()
    }

    /// The current window.
    pub(crate) async fn window(&self) -> WindowHandle {
        self.client.window().await.unwrap()
    }

    /// All windows.
    pub(crate) async fn windows(&self) -> Vec<WindowHandle> {
        self.client.windows().await.unwrap()
    }

    /// Switches to another window.
    pub(crate) async fn go_into(&self, window: WindowHandle) {
        self.client.switch_to_window(window).await.unwrap();
    }

    /// Closes the current window.
    pub(crate) async fn close_window(&self) {
        self.client.close_window().await.unwrap();
    }

    /// Goes back in the tab's history.
    pub async fn back(&self) {
        self.keep_collected().await;
        self.client.back().await.unwrap();
    }

    /// Copies text to the clipboard as a user does: cuts it from a field in another window.
    pub async fn copy(&self, text: &str) {
        let client = &self.client;
        let here = client.window().await.unwrap();
        let other = client.new_window(false).await.unwrap();
        client.switch_to_window(other.handle).await.unwrap();
        self.go("data:text/html,<textarea autofocus></textarea>").await;
        self.click_on("document.querySelector('textarea')", json!([])).await;
        self.press(&format!("{text}{}{}", key::SELECT_ALL, key::CUT)).await;
        client.close_window().await.unwrap();
        client.switch_to_window(here).await.unwrap();
    }

    /// Resizes the window to this width in pixels.
    pub async fn be_narrow(&self, width: u32) {
        self.client.set_window_rect(0, 0, width, 800).await.unwrap();
        until(&format!("the window to be {width} pixels wide"), async || {
            (self.script("innerWidth", json!([])).await == json!(width)).then_some(())
        })
        .await;
    }

    /// Runs a command of Chromium's DevTools protocol, for what only Chromium supports.
    ///
    /// # Panics
    /// In other engines.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "only Chromium has DevTools");
        let command = DriverCommand::devtools(command, &parameters);
        self.client.issue_cmd(command).await.unwrap()
    }

    /// The errors and warnings in the console since the last call, except for a missing favicon.
    ///
    /// # Panics
    /// In engines other than Chromium, whose console messages have no level.
    pub async fn complaints(&self) -> Vec<String> {
        assert_eq!(self.engine, Engine::Chromium, "only the log of Chromium has levels");
        let log = self.client.issue_cmd(DriverCommand::console()).await;
        let lines = log.unwrap().as_array().cloned().unwrap_or_default();
        let bad =
            lines.iter().filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING");
        // The browser requests it in the sign-in window.
        bad.map(ToString::to_string).filter(|line| !line.contains("/favicon.ico")).collect()
    }

    /// The console messages since the last call, including the browser's own: uncaught errors and policy
    /// violations.
    pub async fn console(&self) -> Vec<String> {
        if self.engine.has_log() {
            let log = self.client.issue_cmd(DriverCommand::console()).await;
            let lines = log.unwrap().as_array().cloned().unwrap_or_default();
            return lines
                .iter()
                .filter_map(|it| it["message"].as_str().map(str::to_owned))
                .collect();
        }
        self.keep_collected().await;
        std::mem::take(&mut *self.collected.lock().unwrap())
    }

    /// Keeps the recorded messages, which are lost with the page.
    async fn keep_collected(&self) {
        if self.engine.has_log() {
            return;
        }
        // There may be no page.
        let lines = self.client.execute(COLLECTED, Vec::new()).await.unwrap_or_default();
        let lines = lines.as_array().cloned().unwrap_or_default();
        let lines = lines.iter().filter_map(|line| line.as_str().map(str::to_owned));
        self.collected.lock().unwrap().extend(lines);
    }

    /// The cookies that the browser would send to the page's address, including those hidden from scripts.
    pub async fn cookies(&self) -> Vec<Value> {
        let cookies = self.client.issue_cmd(DriverCommand::cookies()).await.unwrap();
        cookies.as_array().cloned().unwrap_or_default()
    }

    /// Saves a screenshot of the page.
    pub(crate) async fn screenshot(&self, path: &Path) {
        match self.client.screenshot().await {
            Ok(picture) => std::fs::write(path, picture).unwrap(),
            Err(error) => eprintln!("No screenshot: {error}"),
        }
    }

    /// All text on the page, or the reason why it is not available.
    pub(crate) async fn page_text(&self) -> String {
        let script = format!("{PROBE}; return probe.pageText();");
        match self.client.execute(&script, Vec::new()).await {
            Ok(text) => text.as_str().unwrap_or_default().to_owned(),
            Err(error) => format!("(nothing: {error})"),
        }
    }

    /// Closes the browser.
    pub async fn quit(self) {
        // It may have crashed already.
        drop(self.client.close().await);
    }
}
