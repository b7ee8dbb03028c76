//! A client generated from the backend's OpenAPI document: typify generates types from its schemas; they are
//! compiled, and parse the backend's real responses.

use std::path::Path;

use anyhow::{Context, Result};

use crate::http;
use crate::run::run;
use crate::workspace::Workspace;

/// The package, in the workspace's target folder. Compiled artifacts are kept.
const PACKAGE: &str = "openapi-client";

/// Its other source files.
const FILES: [(&str, &str); 4] = [
    ("Cargo.toml", include_str!("client/manifest.toml")),
    ("build.rs", include_str!("client/build.rs")),
    ("lib.rs", include_str!("client/lib.rs")),
    ("answers.rs", include_str!("client/answers.rs")),
];

/// Generates it from the document of the backend on this port, and runs its tests against that backend.
pub(super) fn test(workspace: &Workspace, port: u16, cookie: &str) -> Result<()> {
    let package = workspace.target().join(PACKAGE);
    std::fs::create_dir_all(&package)
        .with_context(|| format!("failed to create {}", package.display()))?;
    for (name, text) in FILES {
        write(&package.join(name), text)?;
    }
    let document =
        http::body(port, "/api/openapi.json").context("the backend serves no OpenAPI document")?;
    write(&package.join("openapi.json"), &document)?;
    // Dependencies shared with the workspace have the same versions.
    let locked = package.join("Cargo.lock");
    if !locked.exists() {
        std::fs::copy(workspace.path("Cargo.lock"), &locked)
            .context("failed to copy Cargo.lock")?;
    }
    let mut command = workspace.command("cargo");
    command
        .args(["test", "--quiet", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(package.join("target"))
        .env("BACKEND_API", format!("http://127.0.0.1:{port}/api"))
        .env("HOST_COOKIE", cookie);
    run(&mut command)
}

/// Writes a file only if its content differs, so that nothing is rebuilt needlessly.
fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    std::fs::write(path, text).with_context(|| format!("failed to write {}", path.display()))
}
