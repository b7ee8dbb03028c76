//! The server-rendered example: a client and a server from one crate.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::run::run;
use crate::tools::Tool;
use crate::workspace::Workspace;

/// Its package.
pub(crate) const PACKAGE: &str = "teamwork-connect-example-leptos-ssr";

/// The tools needed to build it.
pub(super) const TOOLS: [Tool; 2] = [Tool::WasmTarget, Tool::WasmBindgen];

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the client and the server separately, because their features are mutually exclusive.
pub(super) fn build(workspace: &Workspace) -> Result<()> {
    run(cargo_build(workspace, "hydrate").args(["--lib", "--target", TARGET]))?;
    let client = workspace.target().join(TARGET).join("debug/leptos_ssr.wasm");
    let mut bindgen = workspace.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
    run(bindgen.arg(client_folder(workspace)).arg(client))?;
    run(&mut cargo_build(workspace, "ssr"))
}

/// The server, which must have been built.
pub(super) fn server(workspace: &Workspace) -> Command {
    let mut command = workspace.command(workspace.target().join("debug/leptos-ssr-server"));
    command.env("PKG", client_folder(workspace));
    command
}

fn client_folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("leptos-ssr")
}

fn cargo_build(workspace: &Workspace, feature: &str) -> Command {
    let mut cargo = workspace.command("cargo");
    cargo.args(["build", "--locked", "--package", PACKAGE]);
    cargo.args(["--no-default-features", "--features", feature]);
    cargo
}
