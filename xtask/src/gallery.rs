//! The gallery: every state of the panel, to view (`cargo xtask gallery`) and to test.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::run::run;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{page, serve};

/// Its trunk configuration.
const CONFIG: &str = "gallery.toml";

/// The output folder, as set in the configuration.
pub(crate) const DIST: &str = "target/gallery";

/// Options of `cargo xtask gallery`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// The port to serve on.
    pub(crate) port: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 8083 }
    }
}

/// Serves it until interrupted. It is rebuilt whenever a file changes.
pub(crate) fn serve(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    tools::ensure(workspace, &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk])?;
    page::fetch_crates(workspace)?;
    println!("Building: http://localhost:{}/gallery.html", options.port);
    run(&mut trunk(workspace, options))?;
    Ok(ExitCode::SUCCESS)
}

/// Builds it into [`DIST`], with the component as it ships.
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
