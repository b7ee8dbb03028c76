//! wasm-opt, from the npm package binaryen.

use anyhow::{Result, ensure};

use super::{Progress, install, program, version};
use crate::workspace::Workspace;

/// One version for everyone: another one makes a page of another size.
const VERSION: &str = "132";

/// wasm-opt on the path, or in `target/tools`.
pub(super) fn ensure(workspace: &Workspace, progress: Progress) -> Result<()> {
    let found = found(workspace);
    if found.as_deref() == Some(VERSION) {
        return Ok(());
    }
    let missing = match &found {
        Some(other) => format!("wasm-opt {VERSION} is needed, {other} is there"),
        None => format!("wasm-opt {VERSION} is missing"),
    };
    ensure!(
        program::find(workspace, "npm").is_some(),
        "{missing}, and so is npm to install it with: please install Node.js 20 or later"
    );
    std::fs::create_dir_all(workspace.tools())?;
    let mut npm = workspace.command("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(workspace.tools())
        .arg(format!("binaryen@{VERSION}"));
    install(&missing, &mut [npm], progress)?;
    ensure!(
        self::found(workspace).as_deref() == Some(VERSION),
        "binaryen {VERSION} is installed, but its wasm-opt does not run"
    );
    Ok(())
}

fn found(workspace: &Workspace) -> Option<String> {
    let text = program::version_text(workspace, "wasm-opt")?;
    version::in_text(&text).map(str::to_owned)
}
