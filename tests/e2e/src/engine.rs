//! The browser engines that the journeys run in, and how driving them differs.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::startup_cache;

/// The folder of Firefox's profile.
const PROFILE: &str = "profile";

/// A browser engine.
///
/// The journeys are the same in all three. `cargo xtask test` runs them once for each, and sets `E2E_ENGINE`. A
/// journey checks the engine only where the engines themselves behave differently, and explains how.
///
/// | | Chromium | Firefox | WebKitGTK |
/// |---|---|---|---|
/// | console messages | its own log | those visible to the page's scripts | the same |
/// | popups without a click | open, unless [popups are blocked](crate::Setting::blocking_popups) | the same | never open |
/// | popups after a click and an `await` | open | open | never open |
/// | emulation, by [`Browser::devtools`](crate::Browser::devtools) | yes | no | no |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, headless.
    Chromium,
    /// Firefox, headless.
    Firefox,
    /// WebKitGTK's MiniBrowser on a virtual display.
    WebKit,
}

/// Options for starting a browser.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Whether it blocks popups without a click. Automation disables that, except in WebKitGTK, where it cannot be
    /// disabled.
    pub(crate) blocks_popups: bool,
}

impl Engine {
    /// The engine of this run.
    ///
    /// # Panics
    /// If `E2E_ENGINE` is unknown.
    #[must_use]
    pub fn of_this_run() -> Self {
        match std::env::var("E2E_ENGINE").as_deref() {
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("unknown engine {other}"),
        }
    }

    /// Whether WebDriver can read the console. In the other engines, a script that runs before all others on a
    /// page records what scripts can see.
    pub(crate) fn has_log(self) -> bool {
        self == Self::Chromium
    }

    /// Whether it needs a display.
    pub(crate) fn needs_display(self) -> bool {
        self == Self::WebKit
    }

    /// The driver command for a port, with a directory for its files.
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
                // Its toolbar prevents the window from getting narrow.
                write(
                    &home.join(PROFILE).join("chrome/userChrome.css"),
                    ":root { min-width: 0 !important }",
                );
            }
            Self::WebKit => {
                // There is no graphics card, and compositing without one doubles the time.
                command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                // As in Firefox.
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

    /// Reuses what an exited browser has left behind.
    pub(crate) fn ended(self, home: &Path) {
        if self == Self::Firefox {
            startup_cache::keep(&home.join(PROFILE));
        }
    }

    /// The capabilities to request from the driver.
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
                        // Every journey starts a browser, and startup is a quarter faster without these.
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
