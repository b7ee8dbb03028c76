//! What npm installs: wasm-opt, esbuild and axe-core.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::{Progress, install, program, version};
use crate::workspace::Workspace;

/// A program from npm, of one version for everyone: another one makes files of another size.
#[derive(Clone, Copy, Debug)]
pub(super) struct NpmTool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
}

/// The optimiser of wasm modules.
pub(super) const WASM_OPT: NpmTool =
    NpmTool { program: "wasm-opt", package: "binaryen", version: "132" };

/// The bundler of the files for a CDN.
pub(super) const ESBUILD: NpmTool =
    NpmTool { program: "esbuild", package: "esbuild", version: "0.28.2" };

impl NpmTool {
    /// The program on the path, or in `target/tools`.
    pub(super) fn ensure(self, workspace: &Workspace, progress: Progress) -> Result<()> {
        let Self { program, package, version } = self;
        let found = self.found(workspace);
        if found.as_deref() == Some(version) {
            return Ok(());
        }
        let missing = match &found {
            Some(other) => format!("{program} {version} is needed, {other} is there"),
            None => format!("{program} {version} is missing"),
        };
        npm_install(workspace, package, version, &missing, progress)?;
        ensure!(
            self.found(workspace).as_deref() == Some(version),
            "{package} {version} is installed, but its {program} does not run"
        );
        Ok(())
    }

    fn found(self, workspace: &Workspace) -> Option<String> {
        let text = program::version_text(workspace, self.program)?;
        version::in_text(&text).map(str::to_owned)
    }
}

/// What examines a page for faults of accessibility: a script that is run in it.
const AXE: &str = "axe-core";

/// Another version may find other faults.
const AXE_VERSION: &str = "4.14.1";

/// Where axe-core is.
pub(crate) fn axe(workspace: &Workspace) -> PathBuf {
    workspace.tools().join("node_modules").join(AXE).join("axe.min.js")
}

/// axe-core in `target/tools`.
pub(super) fn ensure_axe(workspace: &Workspace, progress: Progress) -> Result<()> {
    // It begins with a comment that says which version it is.
    let is_there = || {
        let text = std::fs::read_to_string(axe(workspace)).unwrap_or_default();
        text.lines().next().is_some_and(|line| line.contains(&format!("v{AXE_VERSION}")))
    };
    if is_there() {
        return Ok(());
    }
    let missing = format!("{AXE} {AXE_VERSION} is missing");
    npm_install(workspace, AXE, AXE_VERSION, &missing, progress)?;
    ensure!(is_there(), "{AXE} {AXE_VERSION} is installed, but is another version");
    Ok(())
}

fn npm_install(
    workspace: &Workspace,
    package: &str,
    version: &str,
    missing: &str,
    progress: Progress,
) -> Result<()> {
    ensure!(
        program::find(workspace, "npm").is_some(),
        "{missing}, and so is npm to install it with: please install Node.js 20 or later"
    );
    std::fs::create_dir_all(workspace.tools())?;
    let mut npm = workspace.command("npm");
    // Saved, or else npm would take the other tools out again, which nothing asks for.
    npm.args(["install", "--save-exact", "--no-audit", "--no-fund"]);
    npm.args(["--loglevel=error", "--prefix"]).arg(workspace.tools());
    npm.arg(format!("{package}@{version}"));
    install(missing, &mut [npm], progress)
}
