//! Installs Debian packages, if that requires no password prompt.

use anyhow::{Result, bail};

use super::{Progress, install, program};
use crate::run::capture;
use crate::workspace::Workspace;

/// Installs the packages that are missing.
pub(super) fn ensure(workspace: &Workspace, packages: &[&str], progress: Progress) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(workspace, package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let (Some(_), Some(sudo)) = (program::find(workspace, "apt-get"), sudo(workspace)) else {
        bail!("it cannot be installed without a password prompt");
    };
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
    let mut adding = apt_get(&["install", "-y", "-q", "--no-install-recommends"]);
    adding.args(&missing);
    let what = format!("{} missing", missing.join(", "));
    install(&what, &mut [apt_get(&["update", "-q"]), adding], progress)
}

fn is_installed(workspace: &Workspace, package: &str) -> bool {
    let mut query = workspace.command("dpkg-query");
    let status = capture(query.args(["--show", "--showformat=${db:Status-Status}", package]));
    status.is_ok_and(|status| status == "installed")
}

enum Sudo {
    NotNeeded,
    Silent,
}

/// How to become root without a prompt.
fn sudo(workspace: &Workspace) -> Option<Sudo> {
    if nix::unistd::geteuid().is_root() {
        return Some(Sudo::NotNeeded);
    }
    capture(workspace.command("sudo").args(["-n", "true"])).ok().map(|_| Sudo::Silent)
}
