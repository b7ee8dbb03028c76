//! Chromium and ChromeDriver, which are of use only together.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{Progress, install, program, version};
use crate::run::capture;
use crate::workspace::Workspace;

/// The names that Chromium goes by.
const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const BY_HAND: &str = "sudo apt-get install chromium chromium-driver";

/// A browser with the driver that goes with it.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The browser.
    pub(crate) chromium: PathBuf,
    /// What drives it.
    pub(crate) chromedriver: PathBuf,
}

/// The browser that the environment names (`CHROMIUM`, `CHROMEDRIVER`), or the one on the path.
pub(crate) fn find(workspace: &Workspace) -> Result<Browser> {
    let named = |variable| std::env::var_os(variable).map(PathBuf::from);
    let on_path = |names: &[&str]| names.iter().find_map(|name| program::find(workspace, name));
    let chromium = named("CHROMIUM").or_else(|| on_path(&CHROMIUM));
    let chromedriver = named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]));
    let (Some(chromium), Some(chromedriver)) = (chromium, chromedriver) else {
        bail!("Chromium or ChromeDriver is missing: please run `{BY_HAND}` or the like");
    };
    let browser = program::version_text(workspace, &chromium).unwrap_or_default();
    let driver = program::version_text(workspace, &chromedriver).unwrap_or_default();
    if let Some(fault) = fault(&browser, &driver) {
        bail!("{fault} ({} and {})", chromium.display(), chromedriver.display());
    }
    Ok(Browser { chromium, chromedriver })
}

/// Installs both from Debian's packages where no question would be asked.
pub(super) fn ensure(workspace: &Workspace, progress: Progress) -> Result<()> {
    let Err(missing) = find(workspace) else {
        return Ok(());
    };
    let Some(sudo) = sudo(workspace) else {
        return Err(missing);
    };
    if program::find(workspace, "apt-get").is_none() {
        return Err(missing);
    }
    let apt_get = |arguments: &[&str]| {
        let mut command = match sudo {
            Sudo::NotNeeded => workspace.command("apt-get"),
            Sudo::Silent => {
                let mut command = workspace.command("sudo");
                command.args(["-n", "apt-get"]);
                command
            }
        };
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let mut commands: [Command; 2] = [
        apt_get(&["update", "-q"]),
        apt_get(&["install", "-y", "-q", "--no-install-recommends", "chromium", "chromium-driver"]),
    ];
    install("Chromium or ChromeDriver is missing", &mut commands, progress)?;
    find(workspace).map(drop)
}

enum Sudo {
    NotNeeded,
    Silent,
}

/// How to become root without anybody being asked.
fn sudo(workspace: &Workspace) -> Option<Sudo> {
    if nix::unistd::geteuid().is_root() {
        return Some(Sudo::NotNeeded);
    }
    capture(workspace.command("sudo").args(["-n", "true"])).ok().map(|_| Sudo::Silent)
}

/// A driver of another major version refuses the browser, with a message that is easily missed.
fn fault(browser: &str, driver: &str) -> Option<String> {
    let major = |text| version::in_text(text).map(version::major);
    match (major(browser), major(driver)) {
        (Some(browser), Some(driver)) if browser == driver => None,
        (Some(browser), Some(driver)) => {
            Some(format!("Chromium {browser} and ChromeDriver {driver} do not go together"))
        }
        _ => Some("Chromium or ChromeDriver does not run".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn browser_and_driver_are_of_one_major_version() {
        let browser = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(fault(browser, "ChromeDriver 156.0.8078.73 (a21ce95)"), None);
        let other = fault(browser, "ChromeDriver 155.0.1.1 (a21ce95)").unwrap();
        assert!(other.contains("156") && other.contains("155"), "{other}");
        assert!(fault("", "ChromeDriver 155.0.1.1").unwrap().contains("does not run"));
    }
}
