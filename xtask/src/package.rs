//! `cargo xtask package`: builds the JavaScript package for publishing.
//!
//! `pkg/npm` is for bundlers and Node, `pkg/cdn` for pages that load a single file: all JavaScript is in one
//! bundle, file names contain hashes, and files loaded later are verified by the bundle.

mod bindings;
mod cdn;
mod editor_data;
mod npm;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::run::capture;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

pub(crate) use self::cdn::PACKAGE as CDN;

/// The tools needed to build the package.
pub(crate) const TOOLS: [Tool; 3] = [Tool::WasmTarget, Tool::WasmBindgen, Tool::BuildTools];

/// The hand-written part of the package.
const SOURCES: &str = "src/embed/js";

/// The tarball that apps, examples and tests install. Its name doesn't change with the version.
const TARBALL: &str = "pkg/teamwork-connect.tgz";

/// The translations.
const LANGUAGES: &str = "src/text/languages";

/// Builds both packages.
pub(crate) fn package(workspace: &Workspace) -> Result<ExitCode> {
    tools::ensure(workspace, &TOOLS)?;
    build(workspace)?;
    println!("To install it in an app: npm install {}", pack(workspace)?.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds both packages with tools that are already installed.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let panel = bindings::PANEL.build(workspace)?;
    cdn::build(workspace, &panel)?;
    let backend = bindings::BACKEND.build(workspace)?;
    npm::build(workspace, &[panel, backend])?;
    println!("The packages are in {} and {}.", npm::PACKAGE, cdn::PACKAGE);
    Ok(())
}

/// Packs the output of [`build`] as npm would publish it, and returns the path of the tarball.
pub(crate) fn pack(workspace: &Workspace) -> Result<PathBuf> {
    let mut npm = workspace.command("npm");
    npm.args(["pack", "--silent", "--pack-destination", "pkg", "./pkg/npm"]);
    let packed = workspace.path("pkg").join(capture(&mut npm)?.trim());
    let tarball = workspace.path(TARBALL);
    std::fs::rename(packed, &tarball)
        .with_context(|| format!("npm created no tarball for {TARBALL}"))?;
    Ok(tarball)
}

/// Creates an empty folder at this path in the checkout.
fn empty_folder(workspace: &Workspace, relative: &str) -> Result<PathBuf> {
    let folder = workspace.path(relative);
    workspace.remove_folder(&folder)?;
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be created", folder.display()))?;
    Ok(folder)
}

/// Copies the files of a folder, without subfolders. `wanted` filters by name.
fn copy_files(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    for path in files_in(from)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if wanted(name) {
            std::fs::copy(&path, to.join(name))
                .with_context(|| format!("failed to copy {}", path.display()))?;
        }
    }
    Ok(())
}

/// The files of a folder, sorted by name.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("failed to read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}
