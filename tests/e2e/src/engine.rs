//! The browser engines that the journeys are played in, and what is different about driving each.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::startup_cache;

/// Where Firefox has its profile.
const PROFILE: &str = "profile";

/// A browser engine.
///
/// The journeys are the same in all three. `cargo xtask test` runs them once for each, and names it in
/// `E2E_ENGINE`. A journey asks for the engine only where the engines themselves behave differently, and
/// says how.
///
/// | | Chromium | Firefox | WebKitGTK |
/// |---|---|---|---|
/// | what it writes to its console | its own log | what the page's scripts can hear of | the same |
/// | windows without a click | open, unless [popups are blocked](crate::Setting::blocking_popups) | the same | never open |
/// | windows after a click and an `await` | open | open | never open |
/// | emulation, by [`Browser::devtools`](crate::Browser::devtools) | yes | no | no |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, headless.
    Chromium,
    /// Firefox, headless.
    Firefox,
    /// WebKitGTK's MiniBrowser, on a display that nobody sees.
    WebKit,
}

/// What a browser is started with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Whether it blocks windows that no click asked for. Automation switches that off, except in
    /// WebKitGTK, where nothing does.
    pub(crate) blocks_popups: bool,
}

impl Engine {
    /// The engine of this run.
    ///
    /// # Panics
    /// When `E2E_ENGINE` is something else.
    #[must_use]
    pub fn of_this_run() -> Self {
        match std::env::var("E2E_ENGINE").as_deref() {
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("there is no engine {other}"),
        }
    }

    /// Whether WebDriver can read what was written to its console. In the others a script, which comes
    /// before all others of a page, collects what a page can hear of.
    pub(crate) fn has_log(self) -> bool {
        self == Self::Chromium
    }

    /// Whether it needs a display.
    pub(crate) fn needs_display(self) -> bool {
        self == Self::WebKit
    }

    /// The driver, to listen on a port, with what it needs in a directory of its own.
    pub(crate) fn driver(self, port: u16, home: &Path) -> Command {
        let mut command = match self {
            Self::Chromium => program("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => program("GECKODRIVER", "geckodriver"),
            Self::WebKit => program("WEBKITDRIVER", "WebKitWebDriver"),
        };
        command.arg(format!("--port={port}")).env("TMPDIR", home);
        match self {
            Self::Chromium => {}
            Self::Firefox => {
                startup_cache::lend(&home.join(PROFILE));
                // Its own toolbar does not fit into a narrow window, which would not get narrow then.
                write(
                    &home.join(PROFILE).join("chrome/userChrome.css"),
                    ":root { min-width: 0 !important }",
                );
            }
            Self::WebKit => {
                // There is no graphics card, and composing without one takes half of the time.
                command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                // As for Firefox.
                let css = "* { min-width: 0; padding: 0; margin: 0; border-width: 0 }";
                write(&home.join("config/gtk-3.0/gtk.css"), css);
                for (variable, directory) in [
                    ("XDG_CONFIG_HOME", "config"),
                    ("XDG_DATA_HOME", "data"),
                    ("XDG_CACHE_HOME", "cache"),
                ] {
                    command.env(variable, home.join(directory));
                }
            }
        }
        command
    }

    /// Makes use of what a browser has left that has ended.
    pub(crate) fn ended(self, home: &Path) {
        if self == Self::Firefox {
            startup_cache::keep(&home.join(PROFILE));
        }
    }

    /// What is asked of the driver.
    pub(crate) fn capabilities(self, options: Options, home: &Path) -> Value {
        match self {
            Self::Chromium => json!({
                "goog:chromeOptions": with_binary("CHROMIUM", json!({
                    "args": [
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-sync",
                        "--no-first-run",
                    ],
                    "excludeSwitches": if options.blocks_popups { vec!["disable-popup-blocking"] } else { vec![] },
                })),
                "goog:loggingPrefs": {"browser": "ALL"},
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": with_binary("FIREFOX", json!({
                    "args": ["-headless", "-profile", home.join(PROFILE)],
                    "prefs": {
                        // Each journey starts one, which takes a quarter less without these.
                        "browser.newtabpage.enabled": false,
                        "browser.startup.page": 0,
                        "browser.tabs.remote.separatePrivilegedContentProcess": false,
                        "dom.ipc.processPrelaunch.enabled": false,
                        "dom.disable_open_during_load": options.blocks_popups,
                        "toolkit.legacyUserProfileCustomizations.stylesheets": true,
                    },
                })),
            }),
            Self::WebKit => json!({}),
        }
    }
}

fn program(variable: &str, name: &str) -> Command {
    Command::new(std::env::var_os(variable).unwrap_or_else(|| name.into()))
}

fn with_binary(variable: &str, mut options: Value) -> Value {
    if let Some(binary) = std::env::var_os(variable) {
        options["binary"] = json!(binary.to_str().unwrap());
    }
    options
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
