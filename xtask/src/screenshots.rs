//! `cargo xtask screenshots`: retakes the screenshots in the documentation.

use std::process::ExitCode;

use anyhow::Result;

use crate::gallery;
use crate::run::run;
use crate::tools::{self, Engine, Tool};
use crate::workspace::Workspace;

/// The folder of the screenshots.
const PICTURES: &str = "docs/images";

/// Takes them from the gallery.
pub(crate) fn screenshots(workspace: &Workspace) -> Result<ExitCode> {
    let wanted = [
        Tool::WasmTarget,
        Tool::WasmBindgen,
        Tool::CheckTools,
        Tool::BuildTools,
        Tool::Trunk,
        Tool::Engine(Engine::Chromium),
    ];
    tools::ensure(workspace, &wanted)?;
    gallery::build(workspace)?;
    let mut command = workspace.command("cargo");
    command
        .args(["run", "--locked", "--package", "teamwork-connect-e2e", "--bin", "screenshots"])
        .envs(Engine::Chromium.find(workspace)?)
        .env("E2E_GALLERY", workspace.path(gallery::DIST))
        .env("FONT", tools::npm_file(workspace, tools::INTER))
        .env("PICTURES", workspace.path(PICTURES));
    run(&mut command)?;
    Ok(ExitCode::SUCCESS)
}
