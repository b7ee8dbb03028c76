//! The tools that the commands need. What is missing is installed, and said in one line; where it
//! cannot be installed, the error names the command that would.

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
pub(crate) use self::npm_tool::{AXE, INTER};
use self::npm_tool::{BUNDLERS, REACTS};
pub(crate) use self::postgres::programs as postgres;
pub(crate) use self::python_tool::SCHEMATHESIS;
use crate::run;
use crate::workspace::Workspace;

/// Something that has to be on the machine.
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
    /// The optimiser that trunk calls for a release build.
    WasmOpt,
    /// What bundles the script for a CDN.
    Esbuild,
    /// What examines a page for faults of accessibility.
    Axe,
    /// What questions an API by its own description.
    Schemathesis,
    /// The programs of a PostgreSQL server.
    Postgres,
    /// A proxy in front of backends.
    Nginx,
    /// The font of the pictures in the documents.
    Inter,
    /// What integrators build with: TypeScript, Vite, webpack, and React in two versions.
    Bundlers,
    /// wasm-bindgen and its test runner, of the version in Cargo.lock.
    WasmBindgen,
    /// What builds and serves the page.
    Trunk,
}

/// Makes sure of these tools, one after the other. Installing is shown as it goes on.
pub(crate) fn ensure(workspace: &Workspace, tools: &[Tool]) -> Result<()> {
    tools.iter().try_for_each(|tool| tool.ensure(workspace, Progress::Shown))
}

/// Tools that are being made sure of while something else goes on.
#[derive(Debug)]
pub(crate) struct Underway {
    coming: Receiver<(Tool, Result<()>)>,
    done: Vec<(Tool, Result<()>)>,
}

impl Underway {
    /// Begins with these tools. Of the installations only the beginning and the end are shown.
    pub(crate) fn begin(workspace: &Workspace, tools: Vec<Tool>) -> Self {
        let (sender, coming) = mpsc::channel();
        let workspace = workspace.clone();
        std::thread::spawn(move || {
            for tool in tools {
                // Nobody listens any more only when the whole program is about to end.
                let _ = sender.send((tool, tool.ensure(&workspace, Progress::Hidden)));
            }
        });
        Self { coming, done: Vec::new() }
    }

    /// Waits until these ones have been seen to, and tells whether they are there.
    pub(crate) fn wait_for(&mut self, tools: &[Tool]) -> Result<()> {
        tools.iter().try_for_each(|tool| self.wait_for_one(*tool))
    }

    fn wait_for_one(&mut self, wanted: Tool) -> Result<()> {
        loop {
            if let Some((_, result)) = self.done.iter().find(|(tool, _)| *tool == wanted) {
                return result.as_ref().map_err(|error| anyhow!("{error:#}")).copied();
            }
            let next = self.coming.recv().map_err(|_| anyhow!("can't install {wanted:?}"))?;
            self.done.push(next);
        }
    }
}

/// What is shown of an installation.
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
            Self::WasmOpt => npm_tool::WASM_OPT.ensure(workspace, progress),
            Self::Esbuild => npm_tool::ESBUILD.ensure(workspace, progress),
            Self::Axe => AXE.ensure(workspace, progress),
            Self::Schemathesis => SCHEMATHESIS.ensure(workspace, progress),
            Self::Postgres => postgres::ensure(workspace, progress),
            Self::Nginx => nginx::ensure(workspace, progress),
            Self::Inter => INTER.ensure(workspace, progress),
            Self::Bundlers => {
                let packages = BUNDLERS.into_iter().chain(REACTS);
                packages.into_iter().try_for_each(|package| package.ensure(workspace, progress))
            }
            Self::WasmBindgen => cargo_tool::ensure_wasm_bindgen(workspace, progress),
            Self::Trunk => cargo_tool::ensure_trunk(workspace, progress),
        }
    }
}

/// Runs an installation: says what is missing and how it is installed, then that it is done.
fn install(missing: &str, commands: &mut [Command], progress: Progress) -> Result<()> {
    let line = commands.iter().map(run::line).collect::<Vec<_>>().join(" && ");
    println!("{missing}: installing with `{line}`");
    for command in commands {
        let done = match progress {
            Progress::Shown => run::run(command),
            Progress::Hidden => run::capture(command).map(drop),
        };
        done.map_err(|error| {
            error.context(format!("{missing} and can't be installed; run `{line}`"))
        })?;
    }
    println!("Installed: `{line}`");
    Ok(())
}
