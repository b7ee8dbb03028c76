//! A client made of the backend's description: typify makes types of its schemas, and they are compiled, and read what
//! the backend really answers.

use std::path::Path;

use anyhow::{Context, Result};

use crate::http;
use crate::run::run;
use crate::workspace::Workspace;

/// The package, in the workspace's target folder. What was compiled there stays.
const PACKAGE: &str = "openapi-client";

/// What it is made of besides the description.
const FILES: [(&str, &str); 4] = [
    ("Cargo.toml", include_str!("client/manifest.toml")),
    ("build.rs", include_str!("client/build.rs")),
    ("lib.rs", include_str!("client/lib.rs")),
    ("answers.rs", include_str!("client/answers.rs")),
];

/// Makes it of the description of the backend on this port, and has its tests call that backend.
pub(super) fn test(workspace: &Workspace, port: u16, cookie: &str) -> Result<()> {
    let package = workspace.target().join(PACKAGE);
    std::fs::create_dir_all(&package)
        .with_context(|| format!("failed to create {}", package.display()))?;
    for (name, text) in FILES {
        write(&package.join(name), text)?;
    }
    let document =
        http::body(port, "/api/openapi.json").context("the backend returned no API description")?;
    write(&package.join("openapi.json"), &document)?;
    // What it shares with the workspace is of the same version.
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

/// Writes what is not there yet, so that nothing is built again without need.
fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    std::fs::write(path, text).with_context(|| format!("failed to write {}", path.display()))
}
