//! What the steps ask cargo for.

use std::process::Command;

use crate::workspace::Workspace;

/// The package with the tests that drive a browser.
pub(super) const E2E_PACKAGE: &str = "teamwork-connect-e2e";
/// The package of the panel.
pub(super) const PANEL_PACKAGE: &str = "teamwork-connect";
/// The tests of the panel that need its feature `ssr`.
pub(super) const SERVER_TEST: &str = "server";
/// The target of code for the browser.
pub(super) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// `cargo` with these arguments.
pub(super) fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = workspace.command("cargo");
    command.args(arguments);
    command
}
