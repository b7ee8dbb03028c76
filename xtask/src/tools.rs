//! The tools that the commands need. Missing tools are installed, with one line of output; if a tool cannot be
//! installed, the error names the command that would install it.

mod cargo_tool;
mod debian;
mod engine;
mod nginx;
mod npm_tool;
mod postgres;
mod program;
mod python_tool;
mod rust;
mod version;

use std::process::Command;
use std::sync::mpsc::{self, Receiver};

use anyhow::{Result, anyhow};

pub(crate) use self::engine::Engine;
pub(crate) use self::nginx::program as nginx;
pub(crate) use self::npm_tool::{AXE, INTER, npm_file};
pub(crate) use self::postgres::programs as postgres;
pub(crate) use self::python_tool::{SCHEMATHESIS, TYPOS};
use crate::run;
use crate::workspace::Workspace;

/// A tool that must be installed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tool {
    /// The formatter of the toolchain.
    Rustfmt,
    /// The linter of the toolchain.
    Clippy,
    /// The standard library for the browser.
    WasmTarget,
    /// A browser with its driver.
    Engine(Engine),
    /// JavaScript tools that build the page and the package: wasm-opt and esbuild.
    BuildTools,
    /// JavaScript tools of the checks: a prose linter, an accessibility checker, a font, and what integrators build
    /// with (TypeScript, Vite, webpack, and two versions of React).
    CheckTools,
    /// The spell checker.
    Typos,
    /// Generates API requests from an OpenAPI document.
    Schemathesis,
    /// The programs of a PostgreSQL server.
    Postgres,
    /// A reverse proxy in front of backends.
    Nginx,
    /// wasm-bindgen and its test runner, of the version in Cargo.lock.
    WasmBindgen,
    /// Builds and serves the page.
    Trunk,
}

/// Ensures that these tools are installed, one after the other. Shows the installation's output.
pub(crate) fn ensure(workspace: &Workspace, tools: &[Tool]) -> Result<()> {
    tools.iter().try_for_each(|tool| tool.ensure(workspace, Progress::Shown))
}

/// Tools that are being installed in the background.
#[derive(Debug)]
pub(crate) struct Underway {
    coming: Receiver<(Tool, Result<()>)>,
    done: Vec<(Tool, Result<()>)>,
}

impl Underway {
    /// Starts installing these tools. Only the start and the end of an installation are shown.
    pub(crate) fn begin(workspace: &Workspace, tools: Vec<Tool>) -> Self {
        let (sender, coming) = mpsc::channel();
        let workspace = workspace.clone();
        std::thread::spawn(move || {
            for tool in tools {
                // The receiver is gone only if the whole program is about to exit.
                let _ = sender.send((tool, tool.ensure(&workspace, Progress::Hidden)));
            }
        });
        Self { coming, done: Vec::new() }
    }

    /// Waits for these tools, and returns an error if one is not available.
    pub(crate) fn wait_for(&mut self, tools: &[Tool]) -> Result<()> {
        tools.iter().try_for_each(|tool| self.wait_for_one(*tool))
    }

    fn wait_for_one(&mut self, wanted: Tool) -> Result<()> {
        loop {
            if let Some((_, result)) = self.done.iter().find(|(tool, _)| *tool == wanted) {
                return result.as_ref().map_err(|error| anyhow!("{error:#}")).copied();
            }
            let next =
                self.coming.recv().map_err(|_| anyhow!("{wanted:?} is not being installed"))?;
            self.done.push(next);
        }
    }
}

/// What to show of an installation.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Progress {
    Shown,
    Hidden,
}

impl Tool {
    fn ensure(self, workspace: &Workspace, progress: Progress) -> Result<()> {
        match self {
            Self::Rustfmt => rust::ensure_component(workspace, "rustfmt", "fmt"),
            Self::Clippy => rust::ensure_component(workspace, "clippy", "clippy"),
            Self::WasmTarget => rust::ensure_wasm_target(workspace),
            Self::Engine(engine) => engine.ensure(workspace, progress),
            Self::BuildTools => npm_tool::ensure_build_tools(workspace, progress),
            Self::CheckTools => npm_tool::ensure_check_tools(workspace, progress),
            Self::Typos => TYPOS.ensure(workspace, progress),
            Self::Schemathesis => SCHEMATHESIS.ensure(workspace, progress),
            Self::Postgres => postgres::ensure(workspace, progress),
            Self::Nginx => nginx::ensure(workspace, progress),
            Self::WasmBindgen => cargo_tool::ensure_wasm_bindgen(workspace, progress),
            Self::Trunk => cargo_tool::ensure_trunk(workspace, progress),
        }
    }
}

/// Runs an installation: prints what is missing and how it is installed, and when it is done.
fn install(missing: &str, commands: &mut [Command], progress: Progress) -> Result<()> {
    let line = commands.iter().map(run::line).collect::<Vec<_>>().join(" && ");
    println!("{missing}: installing with `{line}`");
    for command in commands {
        let done = match progress {
            Progress::Shown => run::run(command),
            Progress::Hidden => run::capture(command).map(drop),
        };
        done.map_err(|error| {
            error.context(format!("{missing}, and installing it failed: please run `{line}`"))
        })?;
    }
    println!("Installed: `{line}`");
    Ok(())
}
