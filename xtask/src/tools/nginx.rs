//! nginx.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Progress, debian, program};
use crate::workspace::Workspace;

/// The program, which Debian installs in a folder that is only on root's path.
pub(crate) fn program(workspace: &Workspace) -> Result<PathBuf> {
    let usual = || Some(PathBuf::from("/usr/sbin/nginx")).filter(|path| path.is_file());
    program::find(workspace, "nginx")
        .or_else(usual)
        .context("nginx is missing; run `sudo apt-get install nginx` or similar")
}

/// Installs it if it is missing and no prompt is required.
pub(super) fn ensure(workspace: &Workspace, progress: Progress) -> Result<()> {
    let Err(missing) = program(workspace) else {
        return Ok(());
    };
    debian::ensure(workspace, &["nginx"], progress).with_context(|| format!("{missing:#}"))?;
    program(workspace).map(drop)
}
