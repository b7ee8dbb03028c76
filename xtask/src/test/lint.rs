//! The linters: clippy for the code, a spell checker for everything, and a prose linter for the documents.

use std::process::Command;

use anyhow::Result;

use super::cargo::{PANEL_PACKAGE, SERVER_TEST, WASM_TARGET, cargo};
use crate::examples::leptos_ssr;
use crate::run::run;
use crate::tools::{self, TYPOS};
use crate::workspace::Workspace;

/// The documents that the prose linter reads.
const DOCUMENTS: [&str; 5] =
    ["*.md", "docs/**/*.md", "examples/*.md", "examples/*/*.md", "src/embed/js/*.md"];

/// Runs all of them, even if the first fails.
///
/// # Errors
///
/// The first linter that found something.
pub(super) fn run_all(workspace: &Workspace) -> Result<()> {
    let [native, wasm, server, client] = clippy(workspace);
    [spelling(workspace), prose(workspace), native, wasm, server, client]
        .map(|mut command| run(&mut command))
        .into_iter()
        .fold(Ok(()), Result::and)
}

/// Features that an app can enable are linted separately: only `csr` is enabled in the others.
fn clippy(workspace: &Workspace) -> [Command; 4] {
    let native = cargo(workspace, &["clippy", "--locked", "--workspace", "--all-targets"]);
    let mut wasm = cargo(workspace, &["clippy", "--locked", "--package", PANEL_PACKAGE]);
    wasm.args(["--all-targets", "--features", "csr", "--target", WASM_TARGET]);
    let rendering =
        ["clippy", "--locked", "--package", PANEL_PACKAGE, "--package", leptos_ssr::PACKAGE];
    let mut server = cargo(workspace, &rendering);
    server.args(["--lib", "--bins", "--test", SERVER_TEST, "--features", "ssr"]);
    let mut client = cargo(workspace, &rendering);
    client.args(["--lib", "--features", "hydrate", "--target", WASM_TARGET]);
    [native, wasm, server, client].map(|mut command| {
        command.args(["--", "-D", "warnings"]);
        command
    })
}

/// Reads `.typos.toml`.
fn spelling(workspace: &Workspace) -> Command {
    workspace.command(TYPOS.path(workspace))
}

fn prose(workspace: &Workspace) -> Command {
    let mut command = workspace.command("node");
    command.arg(tools::npm_file(workspace, "textlint/bin/textlint.js"));
    command.arg("--config").arg(workspace.path("xtask/npm/textlint.json"));
    command.args(DOCUMENTS);
    command
}
