//! The gallery: every state of the panel, to look at (`cargo xtask gallery`) and to be tested.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::run::run;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{page, serve};

/// trunk's configuration for it.
const CONFIG: &str = "gallery.toml";

/// Where it is built, as the configuration has it.
pub(crate) const DIST: &str = "target/gallery";

/// What the command line says about the gallery.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// Where it is.
    pub(crate) port: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 8083 }
    }
}

/// Serves it until it is interrupted. It is built again whenever a file changes.
pub(crate) fn serve(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    tools::ensure(workspace, &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk])?;
    page::fetch_crates(workspace)?;
    println!("Building: http://localhost:{}/gallery.html", options.port);
    run(&mut trunk(workspace, options))?;
    Ok(ExitCode::SUCCESS)
}

/// Builds it with the component as it ships, into [`DIST`].
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    page::fetch_crates(workspace)?;
    run(page::trunk(workspace, "build").args(["--release", "--config", CONFIG]))
}

fn trunk(workspace: &Workspace, options: &Options) -> Command {
    let mut command = page::trunk(workspace, "serve");
    command.args(["--config", CONFIG, "--port", &options.port.to_string()]);
    serve::ignore_what_makes_no_other_page(workspace, &mut command);
    command
}
