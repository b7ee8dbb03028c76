//! Builds the standalone page with trunk.

mod shipped;

use std::process::Command;

use anyhow::{Result, ensure};

use crate::run::run;
use crate::workspace::Workspace;

/// The output folder of the release build.
pub(crate) const DIST: &str = "dist";

/// Builds the page as it ships, into [`DIST`].
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    fetch_crates(workspace)?;
    // trunk would mistake a script of an earlier build for one of this build, and it would be counted.
    workspace.remove_folder(workspace.target().join("wasm-bindgen/release"))?;
    run(trunk(workspace, "build").args(["--release", "--dist"]).arg(workspace.path(DIST)))?;
    let dist = workspace.path(DIST);
    ensure!(
        dist.join("index.html").is_file(),
        "trunk succeeded but created no index.html in {DIST}/"
    );
    shipped::finish(workspace, &dist)
}

/// Fails if no page has been built.
pub(crate) fn is_there(workspace: &Workspace) -> Result<()> {
    let is_there = workspace.path(DIST).join("index.html").is_file();
    ensure!(is_there, "there's no page in {DIST}/; run the step `page` first");
    Ok(())
}

/// Fetches the crates for every target. trunk works offline, and no native build has fetched the crates that only
/// the browser needs.
pub(crate) fn fetch_crates(workspace: &Workspace) -> Result<()> {
    run(workspace.command("cargo").args(["fetch", "--locked"]))
}

/// A trunk subcommand. It may not download tools, because this project pins their versions.
pub(crate) fn trunk(workspace: &Workspace, subcommand: &str) -> Command {
    let mut command = workspace.command("trunk");
    command.args([subcommand, "--offline"]);
    // This version of trunk only accepts `true` and `false` in this variable, and fails otherwise.
    if std::env::var_os("NO_COLOR").is_some() {
        command.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    command
}
