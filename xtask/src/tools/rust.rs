//! What rustup adds to the toolchain.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{Progress, install, program};
use crate::run::capture;
use crate::workspace::Workspace;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A component that provides a cargo subcommand.
pub(super) fn ensure_component(
    workspace: &Workspace,
    component: &str,
    subcommand: &str,
) -> Result<()> {
    if capture(workspace.command("cargo").args([subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    add(workspace, "component", component)
}

/// The standard library for the browser.
pub(super) fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = capture(workspace.command("rustc").args(["--print", "sysroot"]))
        .context("no Rust toolchain found")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    add(workspace, "target", WASM_TARGET)
}

/// rustup prints only a few lines, so there is no reason to hide them.
fn add(workspace: &Workspace, kind: &str, name: &str) -> Result<()> {
    let missing = format!("The {kind} {name} is missing");
    ensure!(
        program::find(workspace, "rustup").is_some(),
        "{missing}, and rustup is not installed: please add it to the toolchain"
    );
    let mut rustup = workspace.command("rustup");
    rustup.args([kind, "add", name]);
    install(&missing, &mut [rustup], Progress::Shown)
}
