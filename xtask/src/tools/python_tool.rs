//! What pip installs, in a virtual environment below `target/tools`.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::{Progress, install, program};
use crate::run;
use crate::workspace::Workspace;

/// A program from PyPI, in a pinned version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PythonTool {
    package: &'static str,
    version: &'static str,
}

/// Generates API requests from an OpenAPI document.
pub(crate) const SCHEMATHESIS: PythonTool =
    PythonTool { package: "schemathesis", version: "4.32.5" };

/// The spell checker for code and documents.
pub(crate) const TYPOS: PythonTool = PythonTool { package: "typos", version: "1.52.0" };

impl PythonTool {
    /// Its path.
    pub(crate) fn path(self, workspace: &Workspace) -> PathBuf {
        self.environment(workspace).join("bin").join(self.package)
    }

    pub(super) fn ensure(self, workspace: &Workspace, progress: Progress) -> Result<()> {
        let Self { package, version } = self;
        if self.is_there(workspace) {
            return Ok(());
        }
        let missing = format!("{package} {version} is missing");
        ensure!(
            program::find(workspace, "python3").is_some(),
            "{missing}, and so is Python; install Python 3.10 or later with venv"
        );
        let environment = self.environment(workspace);
        let mut create = workspace.command("python3");
        create.args(["-m", "venv"]).arg(&environment);
        let mut pip = workspace.command(environment.join("bin").join("pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check"]);
        pip.arg(format!("{package}=={version}"));
        install(&missing, &mut [create, pip], progress)?;
        ensure!(self.is_there(workspace), "{package} {version} is installed, but doesn't run");
        Ok(())
    }

    fn is_there(self, workspace: &Workspace) -> bool {
        let mut command = workspace.command(self.path(workspace));
        run::capture(command.arg("--version")).is_ok_and(|said| said.contains(self.version))
    }

    fn environment(self, workspace: &Workspace) -> PathBuf {
        workspace.tools().join(self.package)
    }
}
