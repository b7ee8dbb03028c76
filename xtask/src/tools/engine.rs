//! The browser engines that the tests run in, each with its driver.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};

use super::{Progress, cargo_tool, debian, program, version};
use crate::workspace::Workspace;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium with ChromeDriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with WebKitWebDriver, on a virtual display.
    WebKit,
}

/// A program of an engine.
#[derive(Clone, Copy, Debug)]
struct Program {
    /// The environment variable that overrides its path, here and in the tests.
    variable: &'static str,
    /// The names it is installed under.
    names: &'static [&'static str],
}

/// The programs of an engine, each with the variable that passes its path to tests.
pub(crate) type Programs = Vec<(&'static str, PathBuf)>;

impl Engine {
    /// Every engine.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name on the command line and in `E2E_ENGINE`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Its display name.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }

    /// Finds its programs: those named in the environment, or those on the path.
    pub(crate) fn find(self, workspace: &Workspace) -> Result<Programs> {
        let programs = self.programs().iter().map(|wanted| {
            let named = std::env::var_os(wanted.variable).map(PathBuf::from);
            let on_path = || wanted.names.iter().find_map(|name| program::find(workspace, name));
            let path = named.or_else(on_path).ok_or_else(|| self.missing(*wanted))?;
            Ok((wanted.variable, path))
        });
        let programs = programs.collect::<Result<Programs>>()?;
        if self == Self::Chromium {
            versions_go_together(workspace, &programs)?;
        }
        Ok(programs)
    }

    /// Installs its missing programs, if that requires no prompt.
    pub(super) fn ensure(self, workspace: &Workspace, progress: Progress) -> Result<()> {
        let Err(missing) = self.find(workspace) else {
            return Ok(());
        };
        debian::ensure(workspace, self.packages(), progress)
            .with_context(|| format!("{missing:#}"))?;
        if self == Self::Firefox {
            cargo_tool::ensure_geckodriver(workspace, progress)?;
        }
        self.find(workspace).map(drop)
    }

    fn programs(self) -> &'static [Program] {
        match self {
            Self::Chromium => &[
                Program {
                    variable: "CHROMIUM",
                    names: &[
                        "chromium",
                        "chromium-browser",
                        "google-chrome-stable",
                        "google-chrome",
                    ],
                },
                Program { variable: "CHROMEDRIVER", names: &["chromedriver"] },
            ],
            Self::Firefox => &[
                Program { variable: "FIREFOX", names: &["firefox", "firefox-esr"] },
                Program { variable: "GECKODRIVER", names: &["geckodriver"] },
            ],
            Self::WebKit => &[
                Program { variable: "WEBKITDRIVER", names: &["WebKitWebDriver"] },
                Program { variable: "XVFB", names: &["Xvfb"] },
            ],
        }
    }

    /// Its Debian packages. geckodriver has no package.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb"],
        }
    }

    fn missing(self, wanted: Program) -> anyhow::Error {
        let by_hand = match wanted.variable {
            "GECKODRIVER" => "cargo install --locked geckodriver".to_owned(),
            _ => format!("sudo apt-get install {}", self.packages().join(" ")),
        };
        let program = wanted.names[0];
        anyhow!("{}: {program} is missing; run `{by_hand}` or similar", self.title())
    }
}

fn versions_go_together(workspace: &Workspace, programs: &Programs) -> Result<()> {
    let version = |(_, path): &(_, PathBuf)| program::version_text(workspace, path);
    let versions: Vec<_> = programs.iter().map(|it| version(it).unwrap_or_default()).collect();
    if let [browser, driver] = versions.as_slice()
        && let Some(fault) = fault(browser, driver)
    {
        bail!("{fault}: {programs:?}");
    }
    Ok(())
}

/// A driver of another major version refuses the browser, with a message that is easily missed.
fn fault(browser: &str, driver: &str) -> Option<String> {
    let major = |text| version::in_text(text).map(version::major);
    match (major(browser), major(driver)) {
        (Some(browser), Some(driver)) if browser == driver => None,
        (Some(browser), Some(driver)) => {
            Some(format!("Chromium {browser} and ChromeDriver {driver} are not compatible"))
        }
        _ => Some("Chromium or ChromeDriver doesn't run".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Engine, fault};

    #[test]
    fn browser_and_driver_must_have_the_same_major_version() {
        let browser = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(fault(browser, "ChromeDriver 156.0.8078.73 (a21ce95)"), None);
        let other = fault(browser, "ChromeDriver 155.0.1.1 (a21ce95)").unwrap();
        assert!(other.contains("156") && other.contains("155"), "{other}");
        assert!(fault("", "ChromeDriver 155.0.1.1").unwrap().contains("doesn't run"));
    }

    #[test]
    fn missing_programs_are_named_with_their_install_command() {
        let sentences: Vec<String> = Engine::ALL
            .into_iter()
            .flat_map(|engine| engine.programs().iter().map(move |it| engine.missing(*it)))
            .map(|missing| missing.to_string())
            .collect();
        assert_eq!(sentences.len(), 6);
        assert_eq!(
            sentences[3],
            "Firefox: geckodriver is missing; run `cargo install --locked geckodriver` or similar"
        );
        assert_eq!(
            sentences[4],
            "WebKitGTK: WebKitWebDriver is missing; run `sudo apt-get install webkit2gtk-driver xvfb` or similar"
        );
    }
}
